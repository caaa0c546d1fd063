"""What can be compared: stores, results of a build, releases and files of RDF, each as sorted lines.

A line is a quad with its graph first and nothing for the default graph, so that lines in order go graph by graph."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import settings
from kg.export.lines import merged
from kg.records import KgError
from kg.store import ArticleStore, is_public, open_snapshot

Lines = Callable[[], Iterator[bytes]]
"""The lines of a graph, in the order of their bytes, as often as they are asked for."""

_FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".jsonld": RdfFormat.JSON_LD,
}
_ZIPPED = ".gz"
_RELEASED = ("data/graph.nq", "data/graph.nq.gz", "data/graph.trig", "data/graph.trig.gz")
"""Which file of a release holds all of it, the fastest first."""

_STORE = "store"
_IN_STORES = ("snapshots", "live")
_PRIVATE = (settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS, settings.RUNS_GRAPH, settings.PUSHES_GRAPH)
_MEND = f"give a store, an --out of kg build, a release, or a file ({', '.join(_FORMATS)})"


def find_lines(path: Path) -> Lines:
    """The lines of the graph at `path`: a store, what `kg build` made, a release, or a file of RDF. Graphs with
    telephone numbers, texts and runs are left out. Raises KgError where it is none of these."""
    if not path.exists():
        raise KgError(f"{path}: there is nothing there: {_MEND}")
    if path.is_file():
        return _lines_of_file(path)
    if any((path / name).is_dir() for name in _IN_STORES):
        return _lines_below(path)
    if (path / _STORE).is_dir():
        return _lines_below(path / _STORE)
    for name in _RELEASED:
        if (path / name).is_file():
            return _lines_of_file(path / name)
    raise KgError(f"{path}: it is no store and no release: {_MEND}")


def lines_of_store(store: ArticleStore) -> Lines:
    """The lines of the public graphs of an open store."""
    return lambda: _dumped(store.store)


def _lines_below(path: Path) -> Lines:
    """The lines of the newest snapshot of a store; the same one is read each time."""
    return lines_of_store(open_snapshot(path))


def _dumped(store: Store) -> Iterator[bytes]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode) and is_public(graph))
    yield from _of_graph(store, DefaultGraph())
    for graph in sorted(graphs, key=lambda graph: str(graph).encode()):
        yield from _of_graph(store, graph)


def _of_graph(store: Store, graph: DefaultGraph | NamedNode) -> Iterator[bytes]:
    name = b"" if isinstance(graph, DefaultGraph) else str(graph).encode()
    with tempfile.TemporaryFile() as dumped:
        store.dump(cast("BinaryIO", dumped), RdfFormat.N_TRIPLES, from_graph=graph)
        dumped.seek(0)
        yield from merged(name + b" " + line.removesuffix(b" .\n") for line in dumped)


def _lines_of_file(path: Path) -> Lines:
    bare = path.with_suffix("") if path.suffix == _ZIPPED else path
    form = _FORMATS.get(bare.suffix.lower())
    if form is None:
        raise KgError(f"{path}: '{bare.suffix or path.name}' is no ending that is read: {_MEND}")
    return lambda: _distinct(merged(_parsed(path, form)))


def _parsed(path: Path, form: RdfFormat) -> Iterator[bytes]:
    opened = gzip.open if path.suffix == _ZIPPED else open
    try:
        with opened(path, "rb") as file:
            for quad in parse(cast("BinaryIO", file), form):
                if not str(quad.graph_name).removeprefix("<").startswith(_PRIVATE):
                    yield _line(quad, path)
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        said = " ".join(str(error).split())
        raise KgError(f"{path}: it cannot be read as {form.name} ({said}): mend or make the file again") from error


def _line(quad: Quad, path: Path) -> bytes:
    terms = (quad.subject, quad.object, quad.graph_name)
    if any(isinstance(term, BlankNode | Triple) for term in terms):
        raise KgError(f"{path}: {quad}: blank nodes and quoted triples cannot be compared: give them IRIs")
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return f"{graph} {quad.subject} {quad.predicate} {quad.object}".encode()


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    before = None
    for line in lines:
        if line != before:
            yield line
        before = line
