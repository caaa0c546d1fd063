"""The shapes on a whole store, article by article."""

from __future__ import annotations

import pyoxigraph as ox

from kg.settings import ARTICLE, CONTACTS_GRAPHS, ONTOLOGY, REFERENCE_GRAPH
from kg.validate.facts import ReferenceFacts
from kg.validate.shapes import PRIVATE, PUBLIC, Violation, violations
from kg.validate.terms import memory_graph

_KEY = ox.NamedNode(ONTOLOGY + "key")


def validate_store(store: ox.Store) -> list[tuple[str, Violation]]:
    """The violations in each article's graph, and in its contacts, as (article key, violation)."""
    facts = ReferenceFacts().add(store.quads_for_pattern(None, None, None, ox.NamedNode(REFERENCE_GRAPH)))
    found = []
    for graph in _article_graphs(store):
        public = list(store.quads_for_pattern(None, None, None, graph))
        checked = memory_graph([*public, *facts.of(public)])
        results = violations(checked, PUBLIC)
        contacts = list(store.quads_for_pattern(None, None, None, _beside(graph, CONTACTS_GRAPHS)))
        if contacts:
            results += violations(memory_graph([*contacts, *public, *facts.of(contacts)]), PRIVATE)
        found += [(_key(store, graph), violation) for violation in results]
    return found


def _article_graphs(store: ox.Store) -> list[ox.NamedNode]:
    graphs = [graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    return sorted((g for g in graphs if g.value.startswith(ARTICLE)), key=lambda g: (_key(store, g), g.value))


def _beside(graph: ox.NamedNode, prefix: str) -> ox.NamedNode:
    return ox.NamedNode(prefix + graph.value.removeprefix(ARTICLE))


def _value(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode, graph: ox.NamedNode) -> str | None:
    for quad in store.quads_for_pattern(subject, predicate, None, graph):
        if isinstance(quad.object, ox.Literal | ox.NamedNode):
            return quad.object.value
    return None


def _key(store: ox.Store, graph: ox.NamedNode) -> str:
    return _value(store, graph, _KEY, graph) or graph.value
