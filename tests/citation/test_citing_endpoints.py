"""Citations of what a real SPARQL server answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.citation import read_citation
from kg.settings import GRAPH
from tests.query.virtuoso_server import Virtuoso

MISSING = Virtuoso.missing()
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
VOID = "<https://example.org/dataset> <{}> {} <" + GRAPH + "void> .\n"
TYPE = VOID.format("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<http://rdfs.org/ns/void#Dataset>")
VERSION = VOID.format("http://purl.org/dc/terms/hasVersion", '"sha256:0123456789abcdef01"')
RELEASED = "".join(
    VOID.format("http://purl.org/dc/terms/identifier", text)
    for text in ('"https://example.org/release/1.0.0"', '"sha256:0123456789abcdef02"')
)
"""As the manifest of a release tells it, beside its address."""


def served(folder: Path, content: str) -> Iterator[str]:
    (folder / "graph.nq").write_text(content, "utf-8")
    virtuoso = Virtuoso(folder)
    try:
        virtuoso.start(folder / "graph.nq")
        yield virtuoso.url
    finally:
        virtuoso.stop()


@pytest.fixture(scope="module")
def exported(store, tmp_path_factory) -> str:
    """The graph of both articles as N-Quads."""
    from kg.export import export
    from kg.store import open_snapshot

    file = tmp_path_factory.mktemp("exported") / "graph.nq"
    with open_snapshot(store) as graph:
        export(graph, "nquads", file)
    return file.read_text("utf-8")


@pytest.fixture(scope="module")
def server(exported, tmp_path_factory) -> Iterator[str]:
    """The address of a server with that graph, which tells its version."""
    yield from served(tmp_path_factory.mktemp("virtuoso"), exported + TYPE + VERSION)


@pytest.mark.parametrize("question", ["participating-states", "event-dates", "quotations"])
def test_a_server_gives_the_result_that_the_store_gives(kg, store, server, tmp_path, question):
    file = tmp_path / "cited.yaml"
    assert kg("query", question, "--store", store, "--cite", file)[0] == 0
    code, out, _ = kg("query", "--replay", file, "--endpoint", server)
    assert code == 0 and out.startswith("the same result")


def test_the_version_is_what_the_server_publishes(kg, store, server, tmp_path):
    file = tmp_path / "cited.yaml"
    secret = f"{server}&apikey=hidden"
    assert kg("query", "participating-states", "--endpoint", secret, "--cite", file)[0] == 0
    cited = read_citation(file)
    assert cited.version == "sha256:0123456789abcdef01" and cited.source == server
    code, out, _ = kg("query", "--replay", file, "--store", store)
    assert code == 0 and "the graph has changed: sha256:0123456789abcdef on " in out


def test_the_version_is_that_of_a_manifest_on_the_server(kg, tmp_path, exported):
    for address in served(tmp_path, exported + TYPE + RELEASED):
        assert kg("query", "participating-states", "--endpoint", address, "--cite", tmp_path / "cited.yaml")[0] == 0
        assert read_citation(tmp_path / "cited.yaml").version == "sha256:0123456789abcdef02"


def test_a_server_that_publishes_no_version_is_told_as_such(kg, store, tmp_path, exported):
    for address in served(tmp_path, exported):
        file = tmp_path / "cited.yaml"
        assert kg("query", "participating-states", "--endpoint", address, "--cite", file)[0] == 0
        assert read_citation(file).version == "unknown"
        assert "a graph of unknown version" in read_citation(file).footnote
        assert "the version of the graph is unknown there" in kg("query", "--replay", file, "--store", store)[1]
