"""The shapes on a whole store: article by article, then on the plain facts that several of them make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx
import pyoxigraph as ox

from kg.graph.dating import DATING
from kg.graph.terms import LABEL, RDF_TYPE, mg
from kg.settings import ARTICLE, CONTACTS_GRAPHS, ONTOLOGY, REFERENCE_GRAPH
from kg.validate.advice import unnamed_speakers
from kg.validate.facts import ReferenceFacts
from kg.validate.shapes import PRIVATE, PUBLIC, Violation, violations
from kg.validate.terms import memory_graph
from kg.vocabulary import vocabulary

TOGETHER = "the plain facts of all articles"
"""Where violations are that no article makes by itself."""
_ONE = (*DATING, *map(mg, ("iso2", "iso3", "m49")))
"""What a thing has one of."""
_ORDERING = (mg("partOf"), mg("follows"))
"""What leads nowhere back."""
_KEY = ox.NamedNode(ONTOLOGY + "key")


def validate_store(store: ox.Store) -> list[tuple[str, Violation]]:
    """The violations in each article's graph, and in its contacts, as (article key, violation); then, with TOGETHER in
    the place of the key, those in what is published of things that several graphs may say otherwise, or take for other
    things: of all else the default graph says no more than they do."""
    facts = ReferenceFacts().add(store.quads_for_pattern(None, None, None, ox.NamedNode(REFERENCE_GRAPH)))
    found = []
    for graph in _article_graphs(store):
        public = list(store.quads_for_pattern(None, None, None, graph))
        checked = memory_graph([*public, *facts.of(public)])
        results = [*violations(checked, PUBLIC), *unnamed_speakers(public)]
        contacts = list(store.quads_for_pattern(None, None, None, _beside(graph, CONTACTS_GRAPHS)))
        if contacts:
            results += violations(memory_graph([*contacts, *public, *facts.of(contacts)]), PRIVATE)
        found += [(_key(store, graph), violation) for violation in results]
    together = list(_together(store))
    return found + [(TOGETHER, violation) for violation in (violations(memory_graph(together)) if together else ())]


def _together(store: ox.Store) -> Iterator[ox.Quad]:
    """The plain facts of all of which several graphs say what there is one of, or that is of several classes, with the
    types and names of what they name."""
    of: dict[tuple[object, object], object] = {}
    several = {*_of_two_classes(store), *_in_circles(store)}
    for predicate in _ONE:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            subject, graph = quad.subject, quad.graph_name
            if isinstance(subject, ox.NamedNode) and isinstance(graph, ox.NamedNode):
                several |= {subject} if of.setdefault((subject, predicate), graph) != graph else set()
    named: set[ox.NamedNode] = set()
    for subject in sorted(several, key=str):
        for quad in store.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
            yield quad
            if isinstance(quad.object, ox.NamedNode):
                named.add(quad.object)
    for node in sorted(named - several, key=str):
        for predicate in (RDF_TYPE, LABEL):
            yield from store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())


def _in_circles(store: ox.Store) -> Iterator[ox.NamedNode]:
    """What is a part of itself, or follows itself, in the plain facts: a step there, or many."""
    for relation in _ORDERING:
        quads = store.quads_for_pattern(None, relation, None, ox.DefaultGraph())
        graph = nx.DiGraph((quad.subject, quad.object) for quad in quads)
        for nodes in nx.strongly_connected_components(graph):
            circle = len(nodes) > 1 or any(graph.has_edge(node, node) for node in nodes)
            yield from (node for node in nodes if circle and isinstance(node, ox.NamedNode))


def _of_two_classes(store: ox.Store) -> Iterator[ox.NamedNode]:
    """What has two types in the plain facts of which none is above the other."""
    types: defaultdict[ox.NamedNode, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, RDF_TYPE, None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            types[quad.subject].add(quad.object.value.removeprefix(ONTOLOGY))
    above = {name: set(row.superclasses) for name, row in vocabulary().classes.items()}
    for node, names in types.items():
        known = names & above.keys()
        if len(known.difference(*(above[name] for name in known))) > 1:
            yield node


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
