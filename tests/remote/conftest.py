"""Real servers to push to, and three states of a small store: articles come, change and go from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from kg.graph import article_graph, ontology_quads, reference_quads
from kg.query import Endpoint
from kg.query.credentials import Credentials
from kg.records import Article, Extraction
from kg.remote import Contents, Server
from kg.remote.paging import sizes, triples
from kg.store import ArticleStore, publish
from tests.query.conftest import TEXT, claim, first, second
from tests.query.virtuoso_server import Virtuoso
from tests.remote.oxigraph_server import OxigraphServer

Held = dict[str, frozenset[Triple]]
STATES = ("GHA", "TGO", "BEN")


def third() -> Extraction:
    """An article that names a body as another one does, with another fact about it."""
    article = Article("notes/third.txt", TEXT, path="notes/third.txt")
    told = first()
    facts = [c for c in told.claims if c.relation in ("host", "participant", "eventType", "worksFor")]
    return replace(told, article=article, claims=(*facts, claim(TEXT, "organizer", "e1", "o1", "Togo and IOM")))


def fewer(extraction: Extraction, *relations: str) -> Extraction:
    """The article as it was read before a rule for these relations was there."""
    return replace(extraction, claims=tuple(c for c in extraction.claims if c.relation not in relations))


VERSIONS = (
    (first(), second()),
    (fewer(first(), "participant", "email"), second(), third()),
    (fewer(first(), "host", "worksFor"), third()),
)


def store_of(*extractions: Extraction, whole: bool = False) -> ArticleStore:
    """A store of these articles, with all reference data or that of three states alone."""
    store = ArticleStore.in_memory()
    fill(store, *extractions, whole=whole)
    return store


def fill(store: ArticleStore, *extractions: Extraction, whole: bool) -> None:
    """Stores the articles and reference data."""
    reference = [quad for quad in reference_quads() if whole or str(quad.subject.value).endswith(STATES)]
    store.load_reference([*reference, *ontology_quads()] if whole else reference)
    for extraction in extractions:
        store.commit_article(article_graph(extraction))


@pytest.fixture(scope="session")
def stored(tmp_path_factory) -> Path:
    """The store of two articles on disk, with the reference data of three states, as commands open it."""
    directory = tmp_path_factory.mktemp("stored") / "store"
    with ArticleStore.open(directory) as store:
        fill(store, first(), second(), whole=False)
        publish(store)
    return directory


@pytest.fixture(scope="session")
def versions() -> list[ArticleStore]:
    """The three states of the small store."""
    return [store_of(*extractions) for extractions in VERSIONS]


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory) -> Iterator[Virtuoso]:
    """A server that cuts answers at 3,000 rows."""
    if missing := Virtuoso.missing():
        pytest.skip(missing)
    running = Virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=3_000)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[OxigraphServer]:
    """A server with a default graph of its own."""
    if OxigraphServer.program() is None:
        pytest.skip("no oxigraph beside this Python: pip install '.[test]'")
    running = OxigraphServer()
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(params=["virtuoso", "oxigraph"])
def running(request) -> Iterator[Virtuoso | OxigraphServer]:
    """Each server in turn, empty."""
    found = request.getfixturevalue(request.param)
    empty(connected(found))
    yield found
    empty(connected(found))


@pytest.fixture(params=["graph store", "update"])
def server(running, request) -> Server:
    """Each server in turn, empty, written to by each protocol."""
    return connected(running, by_update=request.param == "update")


def connected(running: Virtuoso | OxigraphServer, *, by_update: bool = False) -> Server:
    """A server as a push sees it."""
    endpoint = Endpoint(running.bare, credentials=Credentials("dba", "dba"))
    return Server(endpoint, running.update, "" if by_update else running.graph_store)


def held(server: Server) -> Held:
    """All that a server holds of this program."""
    return {name: frozenset(triples(server.ask, NamedNode(name), count)) for name, count in sizes(server.ask).items()}


def empty(server: Server) -> None:
    """Takes all of it away."""
    for name in sizes(server.ask):
        server.drop(NamedNode(name))


@pytest.fixture
def contents(versions) -> Callable[[int], Contents]:
    """A state of the store as it is sent."""
    return lambda number: Contents(versions[number])
