"""Articles taken out again leave a store as if they had never been there, whatever they share with others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kg.export import export
from kg.extract import extract
from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import mg
from kg.read import find_articles, read_article
from kg.store import ArticleStore, record_candidates

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
NAMES = (
    "2021-unhcr-tripartite-commission-burundi.md",
    "iom-au-horn-of-africa-ministerial.md",
    "mena-khartoum-process-second-ministerial.md",
    "slovenian-interior-ministry-khartoum-process-launch.md",
    "2022-iom-midsa-technical-conference.md",
    "iom-migration-management-workshop-nairobi.md",
)
CONTACT = "\n\nContact: Zelia Quastorp, Tel. +254 20 555 0111\n"
NUMBERS = range(len(NAMES))
SUBSETS = st.sets(st.sampled_from(NUMBERS))

Versions = list[tuple[ArticleGraph, ArticleGraph]]


@pytest.fixture(scope="module")
def versions() -> Versions:
    """Real articles that share states, bodies, events and persons, each as it is and in an earlier version: with the
    text of another one. Each gives a telephone number."""
    articles = [read_article(find_articles([EXAMPLES / name])[0]).article for name in NAMES]
    texts = [article.text + CONTACT for article in articles]
    return [
        tuple(article_graph(extract(replace(article, text=text))) for text in (texts[number], texts[number - 1]))
        for number, article in enumerate(articles)
    ]


def stored(store: ArticleStore, folder: Path) -> tuple[bytes, bytes]:
    """What an export of the store has, and every quad in it, contacts, texts and markers with the others."""
    record_candidates(store)
    export(store, "trig", folder / "graph.trig")
    quads = store.store.dump(format=RdfFormat.N_QUADS)
    return (folder / "graph.trig").read_bytes(), b"\n".join(sorted(quads.splitlines()))


def holding(graphs: Iterable[ArticleGraph]) -> ArticleStore:
    store = ArticleStore.in_memory()
    for graph in graphs:
        store.commit_article(graph)
    return store


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=SUBSETS, gone=SUBSETS, changed=SUBSETS, order=st.permutations(NUMBERS), data=st.data())
def test_what_was_taken_out_was_never_there(versions, tmp_path, kept, gone, changed, order, data):
    there = [number for number in order if number in kept | gone]
    store = holding(versions[number][1] for number in there if number in changed)
    leaving = set(data.draw(st.permutations(sorted(gone - kept))))
    for number in there:
        if number in leaving and data.draw(st.booleans()):
            store.remove(versions[number][0].key)  # before its new version comes, and again later
        store.commit_article(versions[number][0])
    for number in leaving:
        assert store.remove(versions[number][0].key)
    never = holding(versions[number][0] for number in NUMBERS if number in kept)
    assert stored(store, tmp_path) == stored(never, tmp_path)


def test_the_articles_share_what_makes_this_hard(versions, tmp_path):
    one, *others = (graph for graph, _ in versions)
    named = [{triple.subject for triple in graph.public} for graph in (one, *others)]
    assert all(any(names & other for other in named if other is not names) for names in named)
    assert all(graph.contacts for graph, _ in versions)
    assert b"identityCandidate" in stored(holding(graph for graph, _ in versions), tmp_path)[1]
    assert mg("text") not in {triple.predicate for graph, _ in versions for triple in graph.public}
