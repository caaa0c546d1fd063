"""Turtle and TriG."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO, cast

from pyoxigraph import DefaultGraph

from kg.export.files import Files, copy
from kg.export.formats import Options
from kg.export.graphs import subject, write_as_one, write_graphs
from kg.export.lines import Graph
from kg.export.turtle_terms import Terms
from kg.store import ArticleStore

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FIRST = (
    "a",
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "mg:acronym",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
)
_RANK = {name: rank for rank, name in enumerate(_FIRST)}
_INDENT = "    "


def write_turtle(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the profile as one graph in Turtle."""
    write_as_one(store, options, TurtleExporter(files.open()))


def write_trig(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the graphs of the profile as TriG."""
    write_graphs(store, options, TurtleExporter(files.open()))


class TurtleExporter:
    """Turtle, and with named graphs TriG: prefixes, then the triples by subject. The body waits in a temporary file
    until it is known which prefixes it takes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._terms = Terms()
        self._body = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed by finalize

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""
        named = not isinstance(graph, DefaultGraph)
        margin = _INDENT if named else ""
        if named:
            self._line(f"\n{self._terms.short(str(graph))} {{")
        for about, group in groupby(map(bytes.decode, lines), key=subject):
            self._line(f"\n{margin}{self._subject_block(about, list(group), margin)}")
        if named:
            self._line("}")

    def finalize(self) -> None:
        """Writes the prefixes and the body."""
        self._out.write(self._terms.header().encode())
        copy(self._body, self._out)
        self._body.close()

    def _line(self, text: str) -> None:
        self._body.write(text.encode() + b"\n")

    def _subject_block(self, subject: str, lines: list[str], margin: str) -> str:
        objects: dict[str, list[str]] = {}
        for line in lines:
            _, predicate, rest = line.split(" ", 2)
            name = "a" if predicate == _RDF_TYPE else self._terms.short(predicate)
            objects.setdefault(name, []).append(self._terms.short(rest.removesuffix(" .")))
        ordered = sorted(objects, key=lambda name: (_RANK.get(name, len(_RANK)), name))
        parts = [_objects(name, objects[name], margin) for name in ordered]
        return self._terms.short(subject) + "\n" + " ;\n".join(parts) + " ."


def _objects(name: str, objects: list[str], margin: str) -> str:
    """A predicate with its objects, one below the other."""
    start = f"{margin}{_INDENT}{name} "
    return start + f" ,\n{' ' * len(start)}".join(objects)
