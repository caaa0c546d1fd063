"""N-Quads and N-Triples: a quad or triple a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import DefaultGraph

from kg.export.files import Files
from kg.export.formats import Options
from kg.export.graphs import one_graph, write_graphs
from kg.export.lines import Graph
from kg.store import ArticleStore


def write_nquads(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the graphs of the profile as N-Quads."""
    write_graphs(store, options, NQuadsExporter(files.open()))


def write_ntriples(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes the profile as one graph in N-Triples."""
    files.open().writelines(line + b"\n" for line in one_graph(store, options))


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
