"""JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from kg.export.files import Files
from kg.export.formats import Options
from kg.export.graphs import subject, write_graphs
from kg.export.lines import Graph
from kg.store import ArticleStore

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def write_jsonld(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the graphs of the profile as JSON-LD."""
    write_graphs(store, options, JsonLdExporter(files.open()))


class JsonLdExporter:
    """JSON-LD, expanded: a list of graphs, each with its nodes; one node a line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._started = False

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""
        for about, group in groupby(map(bytes.decode, lines), key=subject):
            node = _json_node(about[1:-1], "\n".join(group))
            whole = node if isinstance(graph, DefaultGraph) else {"@id": graph.value, "@graph": [node]}
            self._out.write(b",\n" if self._started else b"[\n")
            self._started = True
            self._out.write(json.dumps(whole, ensure_ascii=False).encode())

    def finalize(self) -> None:
        """Ends the list."""
        self._out.write(b"\n]\n" if self._started else b"[]\n")


def _json_node(subject: str, lines: str) -> dict[str, object]:
    node: dict[str, list[object]] = {}
    for quad in parse(lines, RdfFormat.N_TRIPLES):
        if f"<{quad.predicate.value}>" == _RDF_TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(quad.object.value)
        else:
            node.setdefault(quad.predicate.value, []).append(_json_value(quad.object))
    return {"@id": subject, **node}


def _json_value(term: object) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"@id": term.value}
    assert isinstance(term, Literal) and not isinstance(term, Triple)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
