"""Exports and servers: what is read from one is exported as from the store, and a real Virtuoso reads the exports."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import DefaultGraph, Triple

from kg import settings
from kg.export import FORMATS, export
from kg.query import Endpoint
from kg.remote import CONTACTS, FACTS, PUBLIC, Contents, Push, read_store
from kg.store import ArticleStore
from tests.export import written
from tests.export.written import EVERY, RDF
from tests.query.conftest import first, second
from tests.query.virtuoso_server import Virtuoso
from tests.remote.conftest import connected, empty, store_of
from tests.remote.conftest import held as held_by


@pytest.fixture(scope="module")
def local() -> ArticleStore:
    return store_of(first(), second())


def test_every_format_of_a_server_is_as_that_of_the_store(local, running, tmp_path):
    server = connected(running)
    Push(Contents(local, contacts=True), server).run()
    read = read_store(Endpoint(running.bare), (FACTS, PUBLIC, CONTACTS))
    for name, profile in EVERY:
        contacts = FORMATS[name].contacts and profile == "full"
        here, there = (written.written(store, name, profile, tmp_path, contacts=contacts) for store in (local, read))
        assert here == there and any(here.values()), (name, profile)


@pytest.mark.parametrize(("name", "profile"), [(n, p) for n, p in RDF if n != "jsonld"])
def test_virtuoso_reads_the_same(name, profile, local, virtuoso: Virtuoso):
    empty(connected(virtuoso))
    file = virtuoso.folder / f"export{FORMATS[name].suffix}"
    export(local, name, file, profile)
    virtuoso.load(file)
    wanted: dict[str, set[Triple]] = defaultdict(set)
    for quad in written.held(local, name, profile):
        graph = quad.graph_name
        wanted[settings.FACTS_GRAPH if isinstance(graph, DefaultGraph) else graph.value].add(quad.triple)
    assert held_by(connected(virtuoso)) == wanted
