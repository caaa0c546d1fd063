"""Stores made by the whole program: of the examples, and of the seed article where it is at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.export import export as write
from kg.pipeline.flow import STORE, build
from kg.query import Endpoint, LocalStore
from kg.store import ArticleStore, open_snapshot
from tests.queries.rdflib_target import Rdflib
from tests.queries.small_graph import small_graph
from tests.query.virtuoso_server import Virtuoso

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))


def opened(out: Path, *, contacts: bool = False) -> Iterator[LocalStore]:
    """The store that a build has left there."""
    with open_snapshot(out / STORE) as store:
        yield LocalStore(store.store, contacts)


@pytest.fixture(scope="session")
def examples(built_examples) -> Iterator[LocalStore]:
    """The store of examples/articles."""
    yield from opened(built_examples)


@pytest.fixture(scope="session")
def seed(tmp_path_factory) -> Iterator[LocalStore]:
    """The store of the seed article, with contact data."""
    files = sorted((SHARED / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the seed article is not here (set KG_SHARED)")
    out = tmp_path_factory.mktemp("seed")
    build([files[0]], out, store_only=True)
    yield from opened(out, contacts=True)


@pytest.fixture(scope="session")
def small() -> LocalStore:
    """The store of the small graph, with contact data."""
    return LocalStore(small_graph().store, contacts=True)


@pytest.fixture(scope="session")
def export(small, tmp_path_factory) -> Path:
    """The small graph as it leaves the store."""
    file: Path = tmp_path_factory.mktemp("export") / "graph.nq"
    write(ArticleStore(small.store), "nquads", file, contacts=True)
    return file


@pytest.fixture(scope="session")
def memory(export) -> Rdflib:
    """The small graph in rdflib."""
    return Rdflib(parse(path=str(export), format=RdfFormat.N_QUADS))


@pytest.fixture(scope="session")
def server(export) -> Iterator[Endpoint]:
    """The small graph in Virtuoso."""
    if (missing := Virtuoso.missing()) is not None:
        pytest.skip(missing)
    virtuoso = Virtuoso(export.parent)
    try:
        virtuoso.start(export)
        yield Endpoint(virtuoso.url)
    finally:
        virtuoso.stop()
