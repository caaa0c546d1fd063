"""Triples as rdflib has them."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.export.turtle_terms import STANDARD
from kg.graph.terms import XSD
from kg.query import LocalStore


def rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph in memory, texts of literals unchanged."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return _with_prefixes(graph)


def facts(target: LocalStore) -> rdflib.Graph:
    """The plain facts, which are the default graph, as a graph of rdflib over a copy in Oxigraph's memory."""
    copy = OxigraphStore(store=_copy(target, ()))
    return _with_prefixes(rdflib.Graph(store=copy, identifier=DATASET_DEFAULT_GRAPH_ID))


def dataset(target: LocalStore) -> rdflib.Dataset:
    """The plain facts and all named graphs that may be shown, over a copy in Oxigraph's memory."""
    found = rdflib.Dataset(store=OxigraphStore(store=_copy(target, target.named_graphs())))
    _with_prefixes(found)
    return found


def _copy(target: LocalStore, named: Iterable[NamedNode | BlankNode]) -> Store:
    """What may be shown and nothing else, since rdflib reaches all that its store holds."""
    copy = Store()
    graphs: tuple[NamedNode | BlankNode | DefaultGraph, ...] = (DefaultGraph(), *named)
    for graph in graphs:
        quads: Iterable[Quad] = target.store.quads_for_pattern(None, None, None, graph)
        copy.bulk_extend(quads)
    return copy


def _with_prefixes(graph: rdflib.Graph) -> rdflib.Graph:
    for prefix, namespace in STANDARD.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def _node(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    kind = None if datatype == XSD + "string" else rdflib.URIRef(datatype)
    return rdflib.Literal(term.value, datatype=kind, normalize=False)
