"""A server's graphs as a store in memory, so that every command that reads a store reads a server too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from kg import settings
from kg.graph.article_graph import in_graph
from kg.graph.terms import mg
from kg.query.endpoint import DATASET, Endpoint
from kg.query.web import without_query
from kg.records import KgError
from kg.remote.markers import PUSHES, WHOLE, Sent, sent
from kg.remote.paging import sizes, triples
from kg.store import ArticleStore
from kg.store.articles import RUNS
from kg.store.name_index import mended

FACTS, PUBLIC, CONTACTS, TEXTS, MARKERS, KEYS = "facts", "public", "contacts", "texts", "markers", "keys"
"""What can be read: the plain facts, the public graphs, and those beside each article; the markers say what was
pushed. With the keys of the articles, some of them can be taken out of what was read."""

_KEY = mg("key")
_PUBLIC_GRAPHS = (settings.REFERENCE_GRAPH, settings.ONTOLOGY_GRAPH, settings.DECISIONS_GRAPH)


def read_store(endpoint: Endpoint, wanted: Collection[str]) -> ArticleStore:
    """The wanted parts of what a server holds, each graph whole. Raises KgError where the server cannot be asked, has
    nothing of this program, lacks something wanted, or does not give all of a graph."""
    bare = replace(endpoint, url=without_dataset(endpoint))
    held, markers = sizes(bare.part), sent(bare.part)
    if not any(name.startswith(settings.ARTICLE) for name in held):
        raise KgError(f"{endpoint.url}: no graphs of articles there: send them with 'kg push --endpoint URL'")
    facts = markers.get(settings.FACTS_GRAPH)
    if markers and (facts is None or facts.digest != WHOLE):
        raise KgError(f"{endpoint.url}: a push to this server was broken off: run 'kg push' again to finish it")
    _check(held, markers, wanted, endpoint.url)
    store = Store()
    for name in (name for name in sorted(held) if _is_wanted(name, wanted)):
        graph = NamedNode(name)
        store.bulk_extend(in_graph(triple, graph) for triple in triples(bare.part, graph, held[name]))
    if FACTS in wanted:
        store.bulk_extend(in_graph(triple, DefaultGraph()) for triple in _facts(endpoint, bare, held))
    if MARKERS in wanted:
        store.bulk_extend(in_graph(triple, RUNS) for triple in triples(bare.part, PUSHES))
    if KEYS in wanted:
        quads = store.quads_for_pattern(None, _KEY, None, None)
        keys = [quad.triple for quad in quads if quad.subject == quad.graph_name]
        store.bulk_extend(in_graph(triple, RUNS) for triple in keys)
    if MARKERS in wanted or KEYS in wanted:
        store.bulk_extend(in_graph(triple, RUNS) for triple in mended(store).added)  # an index is not pushed
    return ArticleStore(store)


def without_dataset(endpoint: Endpoint) -> str:
    """The address of the server without the graphs that it names: those narrow what GRAPH finds."""
    kept = [pair for pair in parse_qsl(urlsplit(endpoint.url).query) if pair[0] not in DATASET]
    return without_query(endpoint.url) + (f"?{urlencode(kept)}" if kept else "")


def _facts(endpoint: Endpoint, bare: Endpoint, held: Mapping[str, int]) -> Iterator[Triple]:
    """The plain facts: out of the graph that a push fills, else of those that the address names as default ones, else
    of the server's own default graph."""
    if settings.FACTS_GRAPH in held:
        return triples(bare.part, NamedNode(settings.FACTS_GRAPH), held[settings.FACTS_GRAPH])
    return triples(endpoint.part, DefaultGraph())


def _is_wanted(name: str, wanted: Collection[str]) -> bool:
    if name.startswith(settings.CONTACTS_GRAPHS):
        return CONTACTS in wanted
    if name.startswith(settings.TEXT_GRAPHS):
        return TEXTS in wanted
    return PUBLIC in wanted and (name in _PUBLIC_GRAPHS or name.startswith(settings.ARTICLE))


def _check(held: Mapping[str, int], markers: Mapping[str, Sent], wanted: Collection[str], url: str) -> None:
    """Raises KgError where what was pushed is not all there, or markers are wanted of what was not pushed."""
    if MARKERS not in wanted:
        return
    articles = {name.removeprefix(settings.ARTICLE) for name in held if name.startswith(settings.ARTICLE)}
    if not markers:
        raise KgError(f"{url}: its graphs were not sent by 'kg push', and only that says what each article must hold")
    if any(settings.TEXT_GRAPHS + article not in held for article in articles):
        raise KgError(
            f"{url}: the texts of the articles are not there, and quotations are checked against them: texts are not "
            "public; 'kg push --with-texts' sends them, or check the store itself with --store"
        )
