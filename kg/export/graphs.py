"""Which graphs of a store an RDF export holds, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode

from kg.export.formats import Options, Profile
from kg.export.lines import Graph, sorted_lines
from kg.store import ArticleStore, is_public


class Exporter(Protocol):
    """One format. `write` takes a graph and its sorted N-Triples lines; after the last graph comes `finalize`."""

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""

    def finalize(self) -> None:
        """Ends the file."""


def write_graphs(store: ArticleStore, options: Options, exporter: Exporter) -> None:
    """Writes the graphs of a profile: the default graph, or all that may be shown."""
    graphs = _graphs(store, contacts=options.contacts) if options.profile is Profile.full else (DefaultGraph(),)
    for graph in graphs:
        exporter.write(graph, sorted_lines(store.store, graph))
    exporter.finalize()


def subject(line: str) -> str:
    """The subject of a line of N-Triples."""
    return line.partition(" ")[0]


def _graphs(store: ArticleStore, *, contacts: bool) -> Iterator[Graph]:
    """The default graph, then the named ones that may be shown, in the order of their names. What is not known to be
    public stays in."""
    graphs = (graph for graph in store.store.named_graphs() if is_public(graph, contacts=contacts))
    yield DefaultGraph()
    yield from sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)
