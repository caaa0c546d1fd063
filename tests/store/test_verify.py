"""Every quotation stands at its place, or is reported."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import ArticleGraph
from kg.graph.terms import OA, integer
from kg.store import ArticleStore, verify

Make = Callable[..., ArticleGraph]
EXACT, END = NamedNode(OA + "exact"), NamedNode(OA + "end")


def replaced(store: ArticleStore, quad: Quad, value: Literal | None) -> None:
    store.store.remove(quad)
    if value is not None:
        store.store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


def test_what_was_built_is_true_in_code_points(store: ArticleStore, make: Make) -> None:
    store.commit_article(make("a.txt", "𝔎enya 😀 hosted the e\u0301vent. Tel. +41 22 555 0111."))
    assert not list(verify(store))


def test_another_word_another_place_and_a_missing_segment_are_reported(store: ArticleStore, make: Make) -> None:
    graphs = [make(key) for key in ("a", "b", "c")]
    for graph in graphs:
        store.commit_article(graph)
    exact = [next(store.store.quads_for_pattern(None, EXACT, None, graph.article)) for graph in graphs]
    end = next(store.store.quads_for_pattern(exact[1].subject, END, None, graphs[1].article))
    replaced(store, exact[0], Literal("Kenya hosts the meeting"))
    replaced(store, end, integer(4000))
    replaced(store, exact[2], None)
    found = {mismatch.key: mismatch for mismatch in verify(store)}
    assert found["a"].quoted == "Kenya hosts the meeting"
    assert (found["a"].found or "").startswith("Kenya hosted the meeting")
    assert found["b"].found is None
    assert found["c"].quoted is None
    assert found["a"].claim.endswith("/claim/1")


def test_private_evidence_is_verified_too(store: ArticleStore, make: Make) -> None:
    graph = make("a")
    store.commit_article(graph)
    replaced(store, next(store.store.quads_for_pattern(None, EXACT, None, graph.contacts_graph)), Literal("x"))
    assert [mismatch.claim[-1] for mismatch in verify(store)] == ["2"]
