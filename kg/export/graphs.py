"""What an RDF export holds: the graphs of a store one after the other, or all of it as one graph."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode

from kg import settings
from kg.export.formats import Options, Profile
from kg.export.lines import Graph, sorted_lines
from kg.graph.article_graph import contacts_graph
from kg.store import ArticleStore, is_public
from kg.store.default_graph import has_plain_facts

NAME = "http://www.w3.org/ns/sparql-service-description#name"
"""In one graph of all: the named graph that a store has for an article. (SPARQL 1.1 Service Description, 3.4.6)"""

_DECISIONS = NamedNode(settings.DECISIONS_GRAPH)


class Exporter(Protocol):
    """One format. `write` takes a graph and its sorted N-Triples lines; after the last graph comes `finalize`."""

    def write(self, graph: Graph, lines: Iterable[bytes]) -> None:
        """Adds a graph."""

    def finalize(self) -> None:
        """Ends the file."""


def write_graphs(store: ArticleStore, options: Options, exporter: Exporter) -> None:
    """Writes the graphs of a profile with their names: the default graph, or all that may be shown."""
    graphs = _graphs(store, contacts=options.contacts) if options.profile is Profile.full else (DefaultGraph(),)
    for graph in graphs:
        exporter.write(graph, sorted_lines(store.store, graph))
    exporter.finalize()


def write_as_one(store: ArticleStore, options: Options, exporter: Exporter) -> None:
    """Writes a profile as one graph without a name."""
    exporter.write(DefaultGraph(), one_graph(store, options))
    exporter.finalize()


def one_graph(store: ArticleStore, options: Options) -> Iterator[bytes]:
    """The lines of a profile as one graph: the plain facts, and in the full profile, after each article, its claims and
    their evidence, and which graph of the store they stand in. What an article alone calls things is left out, so that
    each has one label, and the ontology, which is a file of its own."""
    facts = sorted_lines(store.store, DefaultGraph())
    if options.profile is Profile.plain:
        yield from facts
        return
    graphs = _graphs(store, contacts=options.contacts)
    waiting = deque(graph for graph in graphs if str(graph).startswith(f"<{settings.ARTICLE}"))
    for about, lines in groupby(merge(facts, sorted_lines(store.store, _DECISIONS)), key=_subject):
        while waiting and str(waiting[0]).encode() < about:
            yield from _of_article(store, waiting.popleft(), options)
        yield from (line for line, _ in groupby(lines))
    for article in waiting:
        yield from _of_article(store, article, options)


def subject(line: str) -> str:
    """The subject of a line of N-Triples."""
    return line.partition(" ")[0]


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _of_article(store: ArticleStore, article: Graph, options: Options) -> Iterator[bytes]:
    """What stands in the graph of an article and is no plain fact, and what its contacts graph holds."""
    assert isinstance(article, NamedNode)
    yield f"{article} <{NAME}> {article} .".encode()
    for line in sorted_lines(store.store, article):
        if not has_plain_facts(_subject(line)[1:-1].decode()):
            yield line
    if options.contacts:
        yield from sorted_lines(store.store, contacts_graph(article))


def _graphs(store: ArticleStore, *, contacts: bool) -> Iterator[Graph]:
    """The default graph, then the named ones that may be shown, in the order of their names. What is not known to be
    public stays in."""
    graphs = (graph for graph in store.store.named_graphs() if is_public(graph, contacts=contacts))
    yield DefaultGraph()
    yield from sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)
