"""After any sequence of commits, replacements and removals the default graph is what a fresh store would hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph import ArticleGraph
from kg.graph.article_graph import in_graph
from kg.graph.dating import DATING, EDTF, END, START, Said, dating
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, article_iri, date_literal, digest, english, entity, mg
from kg.settings import REFERENCE_GRAPH
from kg.store import ArticleStore, articles

KEYS = ("one", "two", "three")
ENTITIES = [entity("State", "KEN"), entity("Event", "launch")]
NAMES = [english(name) for name in ("Kenya", "Republic of Kenya", "Kenia", "KENYA")]
FACTS = [
    *(Triple(thing, RDF_TYPE, mg("Actor")) for thing in ENTITIES),
    Triple(ENTITIES[1], mg("host"), ENTITIES[0]),
    Triple(ENTITIES[1], mg("ordinal"), Literal(2)),
]
DATED = [
    *(Triple(ENTITIES[1], START, date_literal(day)) for day in ("2021-05-12", "2021-05", "2021-05-03")),
    *(Triple(ENTITIES[1], END, date_literal(day)) for day in ("2021-05-14", "2021-05-05")),
    Triple(ENTITIES[1], EDTF, Literal("2021-05")),
]
NAMINGS = [Triple(thing, how, name) for thing in ENTITIES for how in (LABEL, ALT_LABEL) for name in NAMES]

contents = st.lists(st.sampled_from(FACTS + DATED + NAMINGS), unique=True, max_size=8).map(tuple)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.sampled_from(KEYS), contents),
        st.tuples(st.just("remove"), st.sampled_from(KEYS), st.just(())),
        st.tuples(st.just("reference"), st.just(""), contents),
    ),
    max_size=10,
)


def graph_of(key: str, triples: Iterable[Triple]) -> ArticleGraph:
    article = article_iri(key)
    claim = NamedNode(article.value + "/claim/1")
    public = (*triples, Triple(article, mg("key"), Literal(key)), Triple(claim, LABEL, NAMES[0]))
    return ArticleGraph(article, key, digest(key), public, (), Triple(article, mg("text"), Literal(key)))


def expected(articles: dict[str, tuple[Triple, ...]], reference: tuple[Triple, ...]) -> set[Triple]:
    """The default graph by its definition: every fact once, one label an entity, one dating an event."""
    chosen = (LABEL, ALT_LABEL, *DATING)
    facts = {t for triples in (*articles.values(), reference) for t in triples if t.predicate not in chosen}
    dated = [
        {p: {t.object for t in given if t.predicate == p} for p in DATING} for given in (*articles.values(), reference)
    ]
    if sources := [Said(values) for values in dated if any(values.values())]:
        facts |= dating(ENTITIES[1], sources)
    facts |= {Triple(article_iri(key), mg("key"), Literal(key)) for key in articles}
    for thing in ENTITIES:
        given = [t for triples in (*articles.values(), reference) for t in triples if t.subject == thing]
        names = {t.object for t in given if t.predicate in (LABEL, ALT_LABEL)}
        known = sorted((t.object for t in reference if t.subject == thing and t.predicate == LABEL), key=rank)
        votes = Counter(t.object for t in given if t.predicate == LABEL)
        label = known[0] if known else min(votes, key=lambda name: (-votes[name], rank(name)), default=None)
        facts |= {Triple(thing, LABEL if name == label else ALT_LABEL, name) for name in names}
    return facts


def rank(name: Literal) -> tuple[int, str]:
    return -len(name.value), name.value


def default_graph(store: ArticleStore) -> set[Triple]:
    return {quad.triple for quad in store.store.quads_for_pattern(None, None, None, DefaultGraph())}


@given(steps)
@settings(max_examples=150, deadline=None)
def test_the_default_graph_is_the_union_after_any_sequence(sequence: list[tuple[str, str, tuple[Triple, ...]]]) -> None:
    store = ArticleStore.in_memory()
    articles: dict[str, tuple[Triple, ...]] = {}
    reference: tuple[Triple, ...] = ()
    for step, key, triples in sequence:
        if step == "commit":
            store.commit_article(graph_of(key, triples))
            articles[key] = triples
        elif step == "remove":
            assert store.remove(key) is (articles.pop(key, None) is not None)
        else:
            reference = triples
            store.load_reference(Quad(t.subject, t.predicate, t.object, NamedNode(REFERENCE_GRAPH)) for t in triples)
        assert default_graph(store) == expected(articles, reference)
    assert not list(store.check(default_graph=True))


def test_a_fact_that_two_articles_state_outlives_one_of_them() -> None:
    store = ArticleStore.in_memory()
    for key in KEYS[:2]:
        store.commit_article(graph_of(key, FACTS))
    store.remove("one")
    assert set(FACTS) <= default_graph(store)
    store.remove("two")
    assert not default_graph(store)


def test_claims_and_segments_stay_out_of_the_default_graph() -> None:
    store = ArticleStore.in_memory()
    graph = graph_of("one", ())
    store.commit_article(graph)
    assert NamedNode(graph.article.value + "/claim/1") not in {t.subject for t in default_graph(store)}


def test_a_store_of_an_older_version_gets_one_dating_an_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose default graph had all the dates that articles give."""
    monkeypatch.setattr(articles, "version_of_names", lambda: "older")
    with ArticleStore.open(tmp_path) as store:
        store.commit_article(graph_of("one", DATED[:1]))
        store.commit_article(graph_of("two", DATED[1:2]))
        store.store.add(in_graph(DATED[1], DefaultGraph()))
        assert set(DATED[:2]) <= default_graph(store)
    monkeypatch.undo()
    with ArticleStore.open(tmp_path) as store:
        assert DATED[0] in default_graph(store) and DATED[1] not in default_graph(store)
        assert not list(store.check(default_graph=True))
