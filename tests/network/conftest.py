"""A small network whose measures can be counted by hand, as facts and as a store."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph import article_graph
from kg.network import Evidence, Facts, Node, Source, Tie
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore

OLD = Source("article/1", "Old news", "Gazette", "2014-03-02", ("trafficking",))
NEW = Source("article/2", "New news", "Herald", "2020-05-06", ("return-reintegration",))
KINDS = {"a": "State", "b": "State", "c": "Process", "d": "InternationalOrganization", "e": "State", "p": "Person"}


def tie(subject: str, relation: str, other: str, *sources: Source, confidence: float = 0.9) -> Tie:
    return Tie(
        subject, relation, other, tuple(Evidence(s, f"{subject} {relation}", "explicit", confidence) for s in sources)
    )


def facts_of(*ties: Tie) -> Facts:
    """The facts, with events 1 and 2 in 2014, 3 in 2020, 4 and 5 without a year of their own."""
    dates = {"1": "2014-02", "2": "2014-03-01", "3": "2020-05", "5": "--10-01"}
    nodes = {n: Node(n, n.upper(), kind, True, region="Africa" if n in "ab" else "") for n, kind in KINDS.items()}
    for event in "12345":
        date = dates.get(event, "")
        nodes[event] = Node(event, f"Event {event}", "Event", start=date, end=date)
    return Facts(nodes, tuple(sorted(ties)))


@pytest.fixture
def facts() -> Facts:
    """a and b met twice, b met c, c met d: b and c stand between; e met nobody."""
    return facts_of(
        tie("1", "participant", "a", OLD), tie("1", "participant", "b", OLD), tie("2", "host", "a", OLD),
        tie("2", "participant", "b", OLD), tie("3", "participant", "b", NEW), tie("3", "participant", "c", NEW),
        tie("4", "participant", "c", NEW), tie("4", "organizer", "d", NEW, confidence=0.4),
        tie("5", "participant", "e"), tie("5", "speaker", "p"), tie("p", "worksFor", "d", OLD),
        tie("c", "member", "a"), tie("c", "member", "b"), tie("d", "member", "a", OLD), tie("d", "member", "e"),
        tie("3", "partOf", "c", NEW), tie("1", "funder", "d", OLD),
    )  # fmt: skip


TEXT = "Kenya hosted the meeting. Egypt attended. Egypt, he said, funded it."


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """A store with one article: two facts, and one that only a speaker says."""

    def at(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)

    entities = (
        Entity("e1", "Event", "regional meeting"),
        Entity("e2", "State", "Kenya", reference="KEN"),
        Entity("e3", "State", "Egypt", reference="EGY"),
    )
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "r", at("Kenya hosted the meeting")),
        Claim("participant", "e1", "e3", "explicit", 0.7, "r", at("Egypt attended")),
        Claim("funder", "e1", "e3", "attributed", 0.9, "r", at("Egypt, he said, funded it")),
        Claim("startDate", "e1", "2019-05-24", "explicit", 0.9, "r", at("meeting")),
    )
    article = Article("k", TEXT, "a.txt", "https://example.org/a", "News", "Gazette", "2019-05-25")
    with ArticleStore.in_memory() as articles:
        segments = (Segment("body", 0, len(TEXT)),)
        articles.commit_article(article_graph(Extraction(article, segments, entities, (), claims)))
        return articles.store
