"""What a store knows of itself without going through all of it stays true, whatever comes and goes, run after run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.graph import ArticleGraph, article_graph
from kg.graph.reference_graph import reference_quads
from kg.health.copies import public_quads
from kg.records import Article
from kg.store import ArticleStore, differ, publish
from kg.store.held import counted
from tests.benchmarks.told import told

KEYS = ("a", "b", "c", "d")
runs = st.lists(
    st.lists(st.tuples(st.sampled_from(KEYS), st.none() | st.integers(0, 5)), min_size=1, max_size=3),
    min_size=2,
    max_size=4,
)


def article(key: str, number: int) -> ArticleGraph:
    """What one of few articles says, under a key of its own: the same is said by several, and names change."""
    made = told(number)
    return article_graph(made.extraction(Article(key, made.text)))


def do(store: ArticleStore, run: list[tuple[str, int | None]]) -> None:
    for key, number in run:
        if number is None:
            store.remove(key)
        else:
            store.commit_article(article(key, number))


@settings(max_examples=15, deadline=None)
@given(runs)
def test_counts_and_the_public_copy_are_as_if_made_from_all(found) -> None:
    with TemporaryDirectory() as folder:
        for run in found:
            with ArticleStore.open(folder) as store:
                do(store, run)
                assert +Counter(store.summary()) == +Counter(counted(store.store))
                snapshot = publish(store)
                copy = snapshot.parents[1] / "public" / snapshot.name
                assert not differ(public_quads(store.store), Store.read_only(str(copy)))
                assert not list(store.check(default_graph=True))


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A store with reference data and two articles, published and closed."""
    with ArticleStore.open(tmp_path / "store") as store:
        store.load_reference(reference_quads())
        do(store, [("a", 1), ("b", 2)])
        publish(store)
    return tmp_path / "store"


def examined(directory: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often opening goes through all articles."""
    seen: list[object] = []
    real = ArticleStore._examine
    with monkeypatch.context() as patch:
        patch.setattr(ArticleStore, "_examine", lambda *given: seen.append(1) or real(*given))
        ArticleStore.open(directory).close()
    return len(seen)


def test_opening_goes_through_all_articles_only_after_a_writer_that_did_not_end(closed, monkeypatch) -> None:
    assert examined(closed, monkeypatch) == 0
    store = ArticleStore.open(closed)
    store.commit_article(article("c", 3))
    store._give_up()  # as a process that is killed
    assert examined(closed, monkeypatch) == 1
    assert examined(closed, monkeypatch) == 0


def test_what_is_little_is_brought_to_the_public_copy_and_after_a_killed_writer_all_is(closed) -> None:
    with ArticleStore.open(closed) as store:
        assert store.unpublished.base == store.unpublished.published == "00000001"
        store.commit_article(article("c", 3))
        assert not store.unpublished.published
    with ArticleStore.open(closed) as store:
        assert not store.unpublished.base, "the last writer published nothing"
        publish(store)
        assert store.unpublished.published == "00000002"
