"""The exporters. Each takes the graphs of a store one after the other (`write`) and then ends its file (`finalize`);
a new format is a class and a line in the table `FORMATS`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from kg.export.files import copy, whole_file
from kg.export.lines import Graph, sorted_lines
from kg.export.turtle_terms import Terms
from kg.records import KgError
from kg.store import ArticleStore, is_public

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


class Exporter(Protocol):
    """One format. `write` takes a graph and its sorted N-Triples lines; after the last graph comes `finalize`."""

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""

    def finalize(self) -> None:
        """Ends the file."""


class NQuadsExporter:
    """One quad a line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""
        end = b" .\n" if isinstance(graph, DefaultGraph) else f" {graph} .\n".encode()
        self._out.writelines(line.removesuffix(b" .") + end for line in lines)

    def finalize(self) -> None:
        """Nothing is left to write."""


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
        for subject, group in groupby(map(bytes.decode, lines), key=_subject):
            self._line(f"\n{margin}{self._subject_block(subject, list(group), margin)}")
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


class JsonLdExporter:
    """JSON-LD, expanded: a list of graphs, each with its nodes; one node a line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._started = False

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""
        for subject, group in groupby(map(bytes.decode, lines), key=_subject):
            node = _json_node(subject[1:-1], "\n".join(group))
            whole = node if isinstance(graph, DefaultGraph) else {"@id": graph.value, "@graph": [node]}
            self._out.write(b",\n" if self._started else b"[\n")
            self._started = True
            self._out.write(json.dumps(whole, ensure_ascii=False).encode())

    def finalize(self) -> None:
        """Ends the list."""
        self._out.write(b"\n]\n" if self._started else b"[]\n")


@dataclass(frozen=True, slots=True)
class Format:
    """An entry of the table of formats. `dataset`: whether it holds all public graphs, else the default graph alone."""

    name: str
    suffix: str
    dataset: bool
    exporter: Callable[[BinaryIO], Exporter]


FORMATS = {
    entry.name: entry
    for entry in (
        Format("turtle", ".ttl", False, TurtleExporter),
        Format("trig", ".trig", True, TurtleExporter),
        Format("nquads", ".nq", True, NQuadsExporter),
        Format("jsonld", ".jsonld", True, JsonLdExporter),
    )
}
"""The formats by the name that the command line knows them by."""


def export(store: ArticleStore, name: str, path: Path | str, *, contacts: bool = False) -> None:
    """Writes the store to `path` (`-` is standard output) in the format `name` of FORMATS. Texts and runs are never
    written; telephone numbers and e-mail addresses only where `contacts` asks for them, and only in formats with
    named graphs. Raises KgError where the format is unknown or the file cannot be written."""
    if name not in FORMATS:
        raise KgError(f"'{name}' is no export format: choose one of {', '.join(FORMATS)}")
    with whole_file(path) as out:
        write_to(store, name, out, contacts=contacts)


def write_to(store: ArticleStore, name: str, out: BinaryIO, *, contacts: bool = False) -> None:
    """Writes the store to an open file in the format `name` of FORMATS, as `export` does."""
    entry = FORMATS[name]
    exporter = entry.exporter(out)
    for graph in _graphs(store, contacts=contacts) if entry.dataset else (DefaultGraph(),):
        exporter.write(graph, sorted_lines(store.store, graph))
    exporter.finalize()


def write_turtle(store: ArticleStore, path: Path | str) -> None:
    """Writes the default graph as Turtle."""
    export(store, "turtle", path)


def write_trig(store: ArticleStore, path: Path | str, *, contacts: bool = False) -> None:
    """Writes all public graphs as TriG."""
    export(store, "trig", path, contacts=contacts)


def write_nquads(store: ArticleStore, path: Path | str, *, contacts: bool = False) -> None:
    """Writes all public graphs as N-Quads."""
    export(store, "nquads", path, contacts=contacts)


def write_jsonld(store: ArticleStore, path: Path | str, *, contacts: bool = False) -> None:
    """Writes all public graphs as JSON-LD."""
    export(store, "jsonld", path, contacts=contacts)


def _graphs(store: ArticleStore, *, contacts: bool) -> Iterator[Graph]:
    """The default graph, then the named ones that may be shown, in the order of their names. What is not known to be
    public stays in."""
    graphs = (graph for graph in store.store.named_graphs() if is_public(graph, contacts=contacts))
    yield DefaultGraph()
    yield from sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)


def _subject(line: str) -> str:
    return line.partition(" ")[0]


def _objects(name: str, objects: list[str], margin: str) -> str:
    """A predicate with its objects, one below the other."""
    start = f"{margin}{_INDENT}{name} "
    return start + f" ,\n{' ' * len(start)}".join(objects)


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
