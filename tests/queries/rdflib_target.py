"""rdflib's own memory store and query engine as something to put questions to."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib.plugins import sparql

from kg.query.reading import Dataset, checked, dataset
from kg.query.results import Result, Term

_DATASET = ("FROM",)


class Rdflib:
    """The quads in rdflib's memory. rdflib reads what FROM names from the web or the disk, and FROM NAMED leaves other
    graphs in sight; so each dataset that a query names is made here, and the query put to it without these clauses."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = tuple(quads)
        self._made: dict[Dataset, rdflib.Dataset] = {}

    def query(self, text: str) -> Result:
        """The answer to a SELECT or CONSTRUCT."""
        sparql.SPARQL_LOAD_GRAPHS = False
        lines = [line for line in text.splitlines() if not line.lstrip().startswith(_DATASET)]
        answer = self._dataset(dataset(checked(text))).query("\n".join(lines))
        if answer.type == "CONSTRUCT":
            return Result(triples=tuple(Triple(*map(_term, triple)) for triple in answer))
        columns = tuple(str(variable) for variable in answer.vars or ())
        return Result(columns, tuple(tuple(_term(row[column]) for column in columns) for row in answer))

    def _dataset(self, wanted: Dataset) -> rdflib.Dataset:
        if wanted not in self._made:
            self._made[wanted] = _loaded(self._quads, wanted)
        return self._made[wanted]


def _loaded(quads: Iterable[Quad], wanted: Dataset) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=False)
    for quad in quads:
        name = quad.graph_name
        triple = tuple(map(_node, (quad.subject, quad.predicate, quad.object)))
        graph = name.value if isinstance(name, NamedNode) else None
        if graph in wanted.default if wanted.default is not None else isinstance(name, DefaultGraph):
            made.default_graph.add(triple)
        if graph is not None and (wanted.named is None or graph in wanted.named):
            made.graph(rdflib.URIRef(graph)).add(triple)
    return made


def _node(term: object) -> rdflib.term.Node:
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value.endswith("#string")
        kind = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=kind, normalize=False)
    assert isinstance(term, NamedNode)
    return rdflib.URIRef(term.value)


def _term(term: rdflib.term.Node | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))
