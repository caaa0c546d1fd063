"""What was known when: a store as of a day is the store of the articles that were published until then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

import kg
from kg.extract import extract
from kg.graph import ArticleGraph, article_graph, reference_quads
from kg.graph.terms import entity, mg
from kg.read import find_articles, read_article
from kg.records import Article, Claim, Entity, Extraction, KgError, Segment, Span
from kg.store import ArticleStore, as_of, record_candidates
from kg.store.default_graph import REFERENCE

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
PUBLISHED = {
    "2021-unhcr-tripartite-commission-burundi.md": "2021-06-30",
    "iom-au-horn-of-africa-ministerial.md": "2021-07-01",
    "mena-khartoum-process-second-ministerial.md": "2021-06",
    "slovenian-interior-ministry-khartoum-process-launch.md": "2021",
    "iom-migration-management-workshop-nairobi.md": "",
}


@pytest.fixture(scope="module")
def graphs() -> dict[str, ArticleGraph]:
    """Articles that share states, bodies and events, by the days on which they came out."""
    articles = [read_article(find_articles([EXAMPLES / name])[0]).article for name in PUBLISHED]
    dated = (replace(article, published=day) for article, day in zip(articles, PUBLISHED.values(), strict=True))
    return {article.published: article_graph(extract(article)) for article in dated}


def holding(graphs: Iterable[ArticleGraph]) -> ArticleStore:
    store = ArticleStore.in_memory()
    for graph in graphs:
        store.commit_article(graph)
    record_candidates(store)
    return store


@pytest.mark.parametrize(
    ("day", "there", "later", "undated"),
    [
        ("2021-06-29", (), 2, 3),
        ("2021-06-30", ("2021-06-30", "2021-06"), 1, 2),
        ("2021-06", ("2021-06-30", "2021-06"), 1, 2),
        ("2021", ("2021-06-30", "2021-07-01", "2021-06", "2021"), 0, 1),
        ("2020", (), 4, 1),
    ],
)
def test_as_of_a_day_is_what_the_articles_until_then_say(graphs, day, there, later, undated):
    whole = holding(graphs.values())
    before = whole.store.dump(format=RdfFormat.N_QUADS)
    found, left_out = as_of(whole, day)
    assert (left_out.later, left_out.undated, left_out.kept) == (later, undated, len(there))
    alone = holding(graphs[day] for day in there)
    quads, expected = (sorted(store.store.dump(format=RdfFormat.N_QUADS).splitlines()) for store in (found, alone))
    assert quads == expected
    assert whole.store.dump(format=RdfFormat.N_QUADS) == before


@pytest.mark.parametrize("day", ["June 2021", "2021-13", "2021-02-30", "20210630", ""])
def test_what_is_no_date_is_refused(day):
    store = ArticleStore.in_memory()
    with pytest.raises(KgError, match="is no date: write it like 2021-06-30"):
        as_of(store, day)


TEXT = "Somalia is a member of the East African Community."


@pytest.fixture(scope="module")
def known() -> ArticleStore:
    """The reference data, and an article of 2015 that tells of a membership before its time."""
    entities = (
        Entity("s", "State", "Somalia", reference="SOM"),
        Entity("o", "InternationalOrganization", "East African Community", reference="eac"),
    )
    claim = Claim("member", "o", "s", "explicit", 0.9, "stand-in", (Span(0, len(TEXT)),))
    article = Article("notes/early.txt", TEXT, path="notes/early.txt", published="2015-03-01")
    store = ArticleStore.in_memory()
    store.load_reference(reference_quads())
    store.commit_article(article_graph(Extraction(article, (Segment("body", 0, len(TEXT)),), entities, (), (claim,))))
    record_candidates(store)
    return store


def members(store: ArticleStore, body: str, graph: NamedNode | DefaultGraph = REFERENCE) -> set[str]:
    organisation = entity("InternationalOrganization", body)
    quads = store.store.quads_for_pattern(organisation, mg("member"), None, graph)
    return {str(quad.object).rpartition("/")[2].removesuffix(">") for quad in quads}


@pytest.mark.parametrize(
    ("day", "body", "state", "was"),
    [
        ("2016", "eu", "GBR", True),
        ("2020-01-31", "eu", "GBR", True),
        ("2020-02-01", "eu", "GBR", False),
        ("2021", "eu", "GBR", False),
        ("1972-12-31", "eu", "GBR", False),
        ("2020", "eac", "SOM", False),
        ("2024-03-03", "eac", "SOM", False),
        ("2025", "eac", "SOM", True),
        ("1999", "ecowas", "MRT", True),
        ("2000-12-05", "ecowas", "MRT", True),
        ("2001", "ecowas", "MRT", False),
        ("2000", "sadc", "SYC", True),
        ("2006", "sadc", "SYC", False),
        ("2009", "sadc", "SYC", True),
        ("1950", "iom", "KEN", True),
    ],
)
def test_the_members_are_those_of_the_day_where_it_is_known_when_they_were(known, day, body, state, was):
    """A month in which a membership began or ended counts as a whole; where nothing is known, today's stays."""
    found, _ = as_of(known, day)
    assert (state in members(found, body)) == was
    if (body, state) != ("eac", "SOM"):
        assert (state in members(found, body, DefaultGraph())) == was


def test_what_an_article_says_of_members_stays(known):
    for day, there in (("2014", False), ("2016", True)):
        found, _ = as_of(known, day)
        assert ("SOM" in members(found, "eac", DefaultGraph())) == there
        assert "SOM" not in members(found, "eac")


def test_as_of_today_the_members_are_those_of_today(known):
    found, left_out = as_of(known, "2026-11-26")
    assert (left_out.members_then, left_out.members_today) == (0, 0)
    assert members(found, "eu") == members(known, "eu") and len(members(known, "eu")) == 27
    found, left_out = as_of(known, "2016-06-30")
    assert len(members(found, "eu")) == 28 and left_out.members_then == 4 and left_out.members_today == 8
    assert [fault.message for fault in found.check(default_graph=True)] == []
    assert "memberships: 4 of then added, 8 of today left out, those without known dates as of today" in str(left_out)


def test_what_is_no_date_is_told_before_a_server_is_asked():
    with pytest.raises(KgError, match="is no date"):
        kg.open("http://127.0.0.1:9/sparql", as_of="June 2021")
