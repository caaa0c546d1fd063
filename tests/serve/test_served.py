"""What is served, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg import settings
from kg.citation import graph_version, published_version
from kg.match import read_names
from kg.query import Endpoint
from kg.records import KgError
from kg.serve.naming import NAMES
from kg.serve.served import served_copy
from kg.store import ArticleStore, open_snapshot, publish
from tests.query.conftest import first
from tests.serve.conftest import write_store
from tests.serve.running import Client

ADDRESS = "ama@example.org"
PRIVATE = (settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS, settings.RUNS_GRAPH)


def test_the_copy_holds_what_is_public_and_nothing_else(store: Path):
    with open_snapshot(store) as snapshot:
        graphs = {str(graph.value) for graph in snapshot.store.named_graphs()}
        facts = len(list(snapshot.store.query("SELECT * { ?s ?p ?o }")))
    assert all(any(graph.startswith(private) for graph in graphs) for private in PRIVATE)
    with served_copy(store) as served:
        copy = Store.read_only(str(served.directory))
        copied = {str(graph.value) for graph in copy.named_graphs()}
        assert not any(graph.startswith(PRIVATE) for graph in copied)
        assert copied - {settings.GRAPH + "description"} == {g for g in graphs if not g.startswith(PRIVATE)}
        assert len(list(copy.query("SELECT * { ?s ?p ?o }"))) == facts == served.facts.counts.plain
        assert not contains(served.directory, ADDRESS)
    assert contains(store / "snapshots", ADDRESS), "where it is, it is found"


def contains(folder: Path, text: str) -> bool:
    """Whether any file below a folder has the text in it."""
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def without_the_first(store: Path) -> None:
    with ArticleStore.open(store) as written:
        assert written.remove(first().article.key)
        publish(written)


def test_the_copy_is_kept_for_the_next_time(tmp_path: Path):
    store = tmp_path / "store"
    write_store(store, articles=1)
    with served_copy(store) as first:
        made = {path: path.stat().st_mtime_ns for path in first.directory.iterdir()}
    with served_copy(store) as again:
        assert again == first
        assert made == {path: path.stat().st_mtime_ns for path in again.directory.iterdir()}
    for change in (write_store, without_the_first):
        change(store)
        with served_copy(store) as newer:
            assert newer.facts.version != first.facts.version
    assert [path.name for path in sorted((store / "served").iterdir())] == ["00000002", "00000003"]


def test_names_are_beside_the_copy_and_a_copy_without_them_is_made_again(tmp_path: Path):
    store = tmp_path / "store"
    write_store(store, articles=1)
    with served_copy(store) as first:
        file = first.directory.parent / NAMES
        names = read_names(file)
        assert {"Ama Mensah", "Workshop on Border Data"} <= {one.label for one in names.entities}
        assert ADDRESS not in file.read_text("utf-8")
    file.unlink()
    with served_copy(store) as again:
        assert read_names(again.directory.parent / NAMES) == names


def test_a_store_that_cannot_be_written_is_served_from_a_temporary_copy(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with served_copy(store) as served:
        assert store not in served.directory.parents
        assert served.facts.counts.quads > 1000
    assert not served.directory.exists()


def test_no_store_is_told(tmp_path: Path):
    with pytest.raises(KgError, match="there is no store"), served_copy(tmp_path):
        pass


def test_contacts_and_texts_are_not_found(client: Client):
    query = f'SELECT * {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} FILTER(CONTAINS(STR(?o), "{ADDRESS}")) }}'
    assert client.get(query).rows == []
    named = [("named-graph-uri", settings.CONTACTS_GRAPHS + "x"), ("named-graph-uri", settings.RUNS_GRAPH)]
    assert client.get("SELECT * { GRAPH ?g { ?s ?p ?o } }", *named).rows == []


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(
    ("media_type", "format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_the_service_describes_itself(client: Client, path: str, media_type: str, format: RdfFormat):
    answer = client.request("GET", path, accept=media_type)
    assert (answer.status, answer.media_type) == (200, media_type)
    said = Store()
    said.extend(parse(answer.body, format))
    found = said.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?endpoint ?triples (COUNT(DISTINCT ?format) AS ?formats) (COUNT(DISTINCT ?graph) AS ?graphs) {
          ?service a sd:Service ; sd:endpoint ?endpoint ; sd:resultFormat ?format ;
            sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset ?data .
          ?data a void:Dataset ; dcterms:license ?license ; dcterms:hasVersion ?version ; void:triples ?triples ;
            sd:namedGraph/sd:name ?graph ; void:sparqlEndpoint ?endpoint ; void:exampleResource ?example ;
            sd:defaultGraph/void:triples ?plain
        } GROUP BY ?endpoint ?triples"""
    )
    (row,) = list(found)
    assert row["endpoint"].value == f"http://127.0.0.1:{client.port}/sparql"
    assert int(row["triples"].value) > 1000
    assert (row["formats"].value, row["graphs"].value) == ("10", "5")


def test_the_description_is_only_read(client: Client):
    assert client.request("POST", "/.well-known/void", "x").status == 405
    assert client.request("OPTIONS", "/.well-known/void").status == 204
    assert client.request("GET", "/.well-known/void", accept="image/png").status == 406
    assert client.request("HEAD", "/.well-known/void").body == b""


def test_the_version_that_is_published_is_that_of_the_graph(client: Client, store: Path):
    with open_snapshot(store) as snapshot:
        version = graph_version(snapshot)
    assert published_version(Endpoint(f"http://127.0.0.1:{client.port}/sparql")) == version
