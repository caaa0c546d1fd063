"""What was known when: a store as of a day is the store of the articles that were published until then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.extract import extract
from kg.graph import ArticleGraph, article_graph
from kg.read import find_articles, read_article
from kg.records import KgError
from kg.store import ArticleStore, as_of, record_candidates

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
