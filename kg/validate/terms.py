"""Between pyoxigraph's terms, which the project stores, and rdflib's, which pySHACL reads."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from kg.validate.remembering import RememberingGraph

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""What is no date is for the shapes to report: rdflib would print a traceback beside the report."""

Triple = tuple[Node, Node, Node]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(term: object) -> Node:
    """The same term in rdflib, its lexical form untouched; `xsd:string` becomes the untyped literal that rdflib's
    Turtle parser gives (rdflib holds the two unequal, and `sh:in` would report a violation that is none)."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"no RDF 1.1 term: {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def triple(quad: ox.Quad | ox.Triple) -> Triple:
    """The triple of a quad, in rdflib's terms."""
    return to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)


def memory_graph(quads: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """An rdflib graph in memory with the triples of the quads, whatever graph they stand in."""
    graph = RememberingGraph()
    for quad in quads:
        graph.add(triple(quad))
    return graph
