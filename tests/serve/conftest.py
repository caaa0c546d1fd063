"""A running `kg serve` on a small store, as a process of its own, and a client that speaks plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import article_graph, ontology_quads, reference_quads
from kg.store import ArticleStore
from kg.store.snapshots import publish
from tests.query.conftest import first, second
from tests.serve.running import Client, Server


def write_store(directory: Path, articles: int = 2, *, reference: bool = False) -> None:
    """Puts so many articles, the first one with an e-mail address, and the reference data into the store at
    `directory`, and publishes it."""
    with ArticleStore.open(directory) as written:
        if reference:
            written.load_reference([*reference_quads(), *ontology_quads()])
        for extraction in (first(), second())[:articles]:
            written.commit_article(article_graph(extraction))
        publish(written)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with two articles."""
    directory = tmp_path_factory.mktemp("served") / "store"
    write_store(directory, reference=True)
    return directory


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    """A server that the tests of a module share."""
    with Server(store) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Client:
    """A client of that server."""
    return server.client
