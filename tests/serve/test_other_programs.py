"""What programs of others send, and get: SPARQLWrapper, clients that take gzip, queries without lines of prefixes."""

from __future__ import annotations

import gzip

import pytest
import SPARQLWrapper
from rdflib import Graph

from kg.graph.terms import article_iri
from kg.resources import folder
from tests.query.conftest import FIRST
from tests.serve.running import Client, Server

STATES = "CONSTRUCT { ?s a mg:State } WHERE { ?s a mg:State }"


@pytest.mark.parametrize("form", [STATES, f"DESCRIBE <{article_iri(FIRST).value}>"])
@pytest.mark.parametrize("format", [SPARQLWrapper.TURTLE, SPARQLWrapper.N3, SPARQLWrapper.JSONLD, SPARQLWrapper.RDFXML])
def test_sparqlwrapper_gets_graphs(server: Server, form: str, format: str):
    wrapper = SPARQLWrapper.SPARQLWrapper(f"http://127.0.0.1:{server.client.port}/sparql")
    wrapper.setQuery(form)
    wrapper.setReturnFormat(format)
    found = wrapper.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert len(graph) > 0


def test_sparqlwrapper_gets_rows(server: Server):
    wrapper = SPARQLWrapper.SPARQLWrapper(f"http://127.0.0.1:{server.client.port}/sparql")
    wrapper.setQuery("SELECT ?s WHERE { ?s a mg:State } LIMIT 2")
    wrapper.setReturnFormat(SPARQLWrapper.JSON)
    assert len(wrapper.queryAndConvert()["results"]["bindings"]) == 2


def test_gzip_where_the_client_takes_it(client: Client):
    plain = client.get(STATES, accept="text/turtle")
    packed = client.get(STATES, accept="text/turtle", accept_encoding="br;q=1, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 3 and "Accept-Encoding" in packed.headers["vary"]
    for taken in ("gzip;q=0", "identity", "br"):
        assert "content-encoding" not in client.get(STATES, accept="text/turtle", accept_encoding=taken).headers
    assert "content-encoding" not in client.get("ASK {}", accept_encoding="gzip").headers, "a short answer"


def test_turtle_has_prefixes(client: Client):
    text = client.get(STATES, accept="text/turtle").text
    assert "@prefix mg: <https://w3id.org/mgkg/ontology#> ." in text and " mg:State" in text


def test_a_prefix_that_nobody_knows_is_named(client: Client):
    answer = client.get("SELECT ?s WHERE { ?s a foo:State ; rdfs:label ?label }")
    assert answer.status == 400
    assert "'foo:'" in answer.text and "PREFIX foo: <" in answer.text and "rdfs" not in answer.text


def test_a_prefix_of_the_query_is_the_stronger_one(client: Client):
    assert client.get("PREFIX mg: <http://example.org/> ASK { ?s a mg:State }").json()["boolean"] is False


def test_the_shapes_stand_beside_the_ontology(client: Client):
    answer = client.request("GET", "/shapes")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert answer.body == (folder("ontology") / "shapes.ttl").read_bytes()
