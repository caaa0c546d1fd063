"""`kg.open` on a real SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import kg as program
from kg.export import export
from kg.research import Graph
from kg.store import open_snapshot
from tests.query.virtuoso_server import Virtuoso

MISSING = Virtuoso.missing()
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


@pytest.fixture(scope="module")
def remote(store, tmp_path_factory) -> Iterator[Graph]:
    """The same graph on a server."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with open_snapshot(store) as local:
        export(local, "nquads", folder / "graph.nq")
    virtuoso = Virtuoso(folder)
    try:
        virtuoso.start(folder / "graph.nq")
        yield program.open(virtuoso.url)
    finally:
        virtuoso.stop()


@pytest.mark.parametrize("question", ["participating-states", "event-dates", "participant-counts"])
def test_a_server_gives_the_rows_and_frames_of_the_store(graph, remote, question):
    pandas = pytest.importorskip("pandas")
    here, there = graph.query(question), remote.query(question)
    assert list(here) == list(there) and here.result == there.result
    pandas.testing.assert_frame_equal(here.df(), there.df())
    assert here.cite().answer == there.cite().answer


def test_a_server_has_the_evidence_without_the_text_around_it(graph, remote):
    fact = ("Workshop on Border Data", "participant", "Togo")
    (here,), (there,) = graph.evidence(*fact), remote.evidence(*fact)
    assert there == replace(here, sentence=None) and here.sentence


def test_a_server_constructs_graphs(graph, remote):
    query = "PREFIX mg: <https://w3id.org/mgkg/ontology#> CONSTRUCT WHERE { ?event mg:host ?host }"
    assert set(graph.query(query).graph()) == set(remote.query(query).graph())
    assert remote.version == "unknown"
