"""Which articles carry one text: found alike in any order, and alike where only what changed is compared."""

from __future__ import annotations

import itertools
import random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.graph import ArticleGraph, article_graph
from kg.graph.imported_graph import IMPORTED
from kg.graph.terms import article_iri, mg
from kg.records import Article, Extraction
from kg.settings import DECISIONS_GRAPH
from kg.store import ArticleStore, publish, record_reports, reports

WORDS = [one + other for one in ("bar", "cod", "dim", "fen", "gul") for other in ("ak", "el", "in", "or", "ut")]
DICE = random.Random(7)
SENTENCES = [" ".join(DICE.choices(WORDS, k=15)) + "." for _ in range(16)]
"""Of words that mean nothing, so that no two sentences have more than chance in common."""


def carrying(key: str, first: int, last: int, day: str | None = None, headline: str = "") -> ArticleGraph:
    """An article with the sentences from the one to the other."""
    text = " ".join([headline, *SENTENCES[first:last]])
    return article_graph(Extraction(Article(key, text, published=day), (), (), (), ()), rows={})


def links(store: ArticleStore) -> dict[str, str]:
    """The recorded links, by the keys of articles."""
    keys = {marker.article: marker.key for marker in store.markers()}
    quads = store.store.quads_for_pattern(None, mg("firstPublication"), None, NamedNode(DECISIONS_GRAPH))
    return {keys[quad.subject]: keys[quad.object] for quad in quads}  # type: ignore[index]


def recorded(*graphs: ArticleGraph) -> dict[str, str]:
    store = ArticleStore.in_memory()
    for graph in graphs:
        store.commit_article(graph)
    assert record_reports(store) == len(links(store))
    return links(store)


def test_the_earliest_is_first_whatever_the_order() -> None:
    articles = [
        carrying("a", 0, 8, "2021-05-17", "Port news."),
        carrying("b", 0, 8, "2021-05-15"),
        carrying("c", 0, 9, None, "Sailors and clerks."),
        carrying("d", 8, 16, "2021-05-14"),
    ]
    for order in itertools.permutations(articles):
        assert recorded(*order) == {"a": "b", "c": "b"}


@pytest.mark.parametrize(
    ("first", "last", "is_same"),
    [(0, 16, True), (0, 11, True), (0, 8, False), (8, 16, False)],
    ids=["whole", "two thirds", "a half", "the other half"],
)
def test_what_has_no_more_than_a_half_of_the_text_is_another(first: int, last: int, is_same: bool) -> None:
    one = carrying("a", 0, 16, "2021-05-15")
    assert recorded(one, carrying("b", first, last, "2021-05-16")) == ({"b": "a"} if is_same else {})


def test_a_digest_of_two_articles_does_not_make_them_one() -> None:
    assert recorded(carrying("a", 0, 8), carrying("b", 8, 16), carrying("digest", 0, 16)) == {}


def test_short_texts_are_one_only_where_all_words_agree() -> None:
    def short(key: str, town: str) -> ArticleGraph:
        text = f"The council of ministers is to meet in {town} on the first Monday of May, as it did last year."
        return article_graph(Extraction(Article(key, text, published="2021"), (), (), (), ()), rows={})

    pair = sorted("ac", key=lambda key: article_iri(key).value)
    assert recorded(short("a", "Accra"), short("b", "Lagos"), short("c", "Accra")) == {pair[1]: pair[0]}
    empty = [article_graph(Extraction(Article(key, ""), (), (), (), ()), rows={}) for key in "ab"]
    assert recorded(*empty) == {}


def test_sources_of_imported_facts_have_no_text_in_common() -> None:
    assert recorded(carrying(f"{IMPORTED}one", 0, 8), carrying(f"{IMPORTED}other", 0, 8)) == {}


def test_many_publications_of_one_text_are_one_report() -> None:
    found = recorded(*(carrying(f"{number:03}", 0, 8, f"2021-05-{number % 28 + 1:02}") for number in range(60)))
    assert len(found) == 59 and len(set(found.values())) == 1


texts = st.tuples(st.integers(0, 4), st.integers(8, 12), st.sampled_from(("2021-05-15", "2021-05-16", None)))
steps = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | texts), min_size=1, max_size=4)


@settings(max_examples=8, deadline=None)
@given(st.lists(steps, min_size=2, max_size=4))
def test_comparing_only_what_changed_gives_the_same_reports(runs) -> None:
    with TemporaryDirectory() as folder:
        for run in runs:
            with ArticleStore.open(folder) as store:
                for key, text in run:
                    if text is None:
                        store.remove(key)
                    else:
                        store.commit_article(carrying(key, *text))
                record_reports(store)
                stand = {
                    quad.triple
                    for quad in store.store.quads_for_pattern(
                        None, mg("firstPublication"), None, NamedNode(DECISIONS_GRAPH)
                    )
                }
                assert stand == reports(store)
                publish(store)
                assert store.unpublished.base
