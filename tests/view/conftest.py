"""A store with one article whose every text is hostile."""

import pyoxigraph as ox
import pytest

from kg.graph import article_graph
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore

SCRIPT = "<script>alert('x')</script>"
EVIL = f'Meeting {SCRIPT} "on" data & more'
TEXT = (
    f"{EVIL}\n\nKenya hosted the {EVIL}. It was attended by Egypt, which J. Doe of the Unit confirmed.\n"
    f"\u202eJ. Doe\u202c said that {SCRIPT} “data must be shared”. "
    "Call +254 20 555 0123 or write to doe@example.org now.\n"
)


def span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def hostile() -> Extraction:
    """The article."""
    article = Article("k", TEXT, "a.txt", "https://example.org/a?x=1&y=%22", EVIL, f"News {SCRIPT}", "2021-05-12")
    entities = (
        Entity("e1", "Event", EVIL, ("the meeting",)),
        Entity("e2", "State", "Kenya", reference="KEN"),
        Entity("e3", "State", "Egypt", reference="EGY"),
        Entity("e4", "Person", "\u202eJ. Doe"),
        Entity("e5", "GovernmentBody", f"Unit {SCRIPT}", ("UX",), country="KEN"),
    )
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "hosted", span("Kenya hosted the")),
        Claim("startDate", "e1", "--10-01", "explicit", 0.8, "date", span("Kenya hosted the")),
        Claim("participant", "e1", "e3", "explicit", 0.8, "attended", span("attended by Egypt")),
        Claim("participant", "e1", "e5", "implied", 0.5, "attended", span("the Unit")),
        Claim("worksFor", "e4", "e5", "explicit", 0.9, "of", span("J. Doe of the Unit")),
        Claim("position", "e4", f"Head {SCRIPT}", "explicit", 0.9, "title", span("J. Doe of the Unit")),
        Claim("quotation", "e4", "data must be shared", "attributed", 0.9, "quote", span("data must be shared"), "e4"),
        Claim("telephone", "e4", "+254 20 555 0123", "explicit", 0.9, "phone", span("+254 20 555 0123")),
    )
    return Extraction(article, (Segment("body", 0, len(TEXT)),), entities, (), claims)


@pytest.fixture(scope="session")
def store() -> ox.Store:
    with ArticleStore.in_memory() as articles:
        articles.commit_article(article_graph(hostile()))
        return articles.store
