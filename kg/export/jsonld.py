"""JSON-LD: one node a line, in terms of the published context.

The context stands at the head of each file and not by its address, so that the file says the same without a network
and for readers that fetch nothing, as Oxigraph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import DefaultGraph

from kg.export.files import Files
from kg.export.formats import Frame, Options
from kg.export.framed import Trees
from kg.export.graphs import subject, write_graphs
from kg.export.jsonld_terms import JsonTerms, published_context
from kg.export.lines import Graph
from kg.store import ArticleStore


def write_jsonld(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the graphs of the profile as JSON-LD; with a frame, a tree for each actor or event."""
    document = _Document(files.open())
    if options.frame is Frame.none:
        write_graphs(store, options, JsonLdExporter(document))
        return
    for tree in Trees(store, document.terms, options).of_all():
        document.add(tree)
    document.end()


class _Document:
    """The context, and a list of objects, one a line."""

    def __init__(self, out: BinaryIO) -> None:
        context = published_context()
        self.terms = JsonTerms(context)
        self._out = out
        self._between = b"\n"
        terms = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in context.items())
        out.write(f'{{"@context": {{\n{terms}\n}},\n"@graph": ['.encode())

    def add(self, text: str) -> None:
        """Adds an object, or the beginning of one."""
        self._out.write(self._between + text.encode())
        self._between = b",\n"

    def open(self, text: str) -> None:
        """Adds the beginning of an object with a list of objects."""
        self.add(text)
        self._between = b"\n"

    def close(self, text: str) -> None:
        """Ends the list and what it is in."""
        self._out.write(b"\n" + text.encode())
        self._between = b",\n"

    def end(self) -> None:
        """Ends the document."""
        self.close("]}\n")


class JsonLdExporter:
    """Graphs as nodes; those of a named graph in an object with its name."""

    def __init__(self, document: _Document) -> None:
        self._document = document
        self._terms = document.terms

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""
        named = not isinstance(graph, DefaultGraph)
        if named:
            self._document.open(f'{{"id":{self._terms.node(str(graph))},"graph":[')
        for about, group in groupby(map(bytes.decode, lines), key=subject):
            self._document.add(f'{{"id":{self._terms.node(about)},{self._terms.members(group)}}}')
        if named:
            self._document.close("]}")

    def finalize(self) -> None:
        """Ends the document."""
        self._document.end()
