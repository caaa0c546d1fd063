"""What the endpoint answers, over HTTP."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from kg.graph.terms import article_iri
from tests.query.conftest import FIRST
from tests.serve.running import Client

ROWS = 'SELECT ?x ?y { VALUES (?x ?y) { (1 "one, \\"1\\""@en) (UNDEF <http://example.org/é>) } } ORDER BY ?y'
TRIPLES = "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type } ORDER BY ?s LIMIT 5"
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


def test_rows_as_json(client: Client):
    answer = client.get(ROWS, accept="application/sparql-results+json")
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert answer.json()["head"]["vars"] == ["x", "y"]
    assert answer.rows == [{"y": "http://example.org/é"}, {"x": "1", "y": 'one, "1"'}]


def test_rows_as_xml(client: Client):
    answer = client.get(ROWS, accept="application/sparql-results+xml")
    assert answer.media_type == "application/sparql-results+xml"
    results = ElementTree.fromstring(answer.text).iter("{http://www.w3.org/2005/sparql-results#}result")
    assert len(list(results)) == 2


def test_rows_as_csv(client: Client):
    answer = client.get(ROWS, accept="text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == [["x", "y"], ["", "http://example.org/é"], ["1", 'one, "1"']]


def test_rows_as_tsv(client: Client):
    answer = client.get(ROWS, accept="text/tab-separated-values")
    assert answer.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    assert answer.text == '?x\t?y\n\t<http://example.org/é>\n1\t"one, \\"1\\""@en\n'


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", "text/csv", "text/tab-separated-values"])
def test_yes_and_no_in_every_format(client: Client, media_type: str):
    yes, no = (client.get(f"ASK {{ FILTER({value}) }}", accept=media_type) for value in ("true", "false"))
    assert (yes.media_type, no.media_type) == (media_type, media_type)
    assert "true" in yes.text
    assert "false" in no.text


@pytest.mark.parametrize("media_type", GRAPHS)
def test_triples_in_every_format(client: Client, media_type: str):
    answer = client.get(TRIPLES, accept=media_type)
    assert answer.media_type == media_type
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert len(list(parse(answer.body, GRAPHS[media_type]))) == 5


def test_rdflib_reads_what_is_described(client: Client):
    answer = client.get(f"DESCRIBE <{article_iri(FIRST).value}>")
    assert len(Graph().parse(data=answer.text, format="turtle")) > 0


def test_what_the_client_does_not_take_is_not_sent(client: Client):
    answer = client.get("SELECT * {}", accept="text/turtle")
    assert answer.status == 406
    assert "application/sparql-results+json" in answer.text
    assert client.get(TRIPLES, accept="text/csv").status == 406
    assert client.get("ASK {}", accept="image/png").status == 406


def test_a_parameter_may_name_the_format(client: Client):
    assert client.get("ASK {}", ("format", "csv")).text == "true"
    assert client.form(("query", TRIPLES), ("format", "nt")).media_type == "application/n-triples"
    assert client.get("ASK {}", ("format", "xls"), accept="text/csv").text == "true", "the header decides"


def test_a_post_may_name_graphs_in_its_form(client: Client):
    ask = f"ASK {{ <{article_iri(FIRST).value}> ?p ?o }}"
    assert client.form(("query", ask), ("default-graph-uri", article_iri(FIRST).value)).json()["boolean"] is True
    assert client.form(("query", ask), ("default-graph-uri", "urn:x")).json()["boolean"] is False


def test_a_graph_has_an_absolute_iri(client: Client):
    answer = client.get("ASK {}", ("named-graph-uri", "no iri"))
    assert answer.status == 400
    assert answer.text.startswith("'no iri' names no graph")


def test_relative_iris_are_those_of_the_endpoint(client: Client):
    answer = client.get("CONSTRUCT { <x> <p> <> } {}", ("format", "nt"))
    base = f"http://127.0.0.1:{client.port}"
    assert answer.text == f"<{base}/x> <{base}/p> <{base}/sparql> .\n"


def test_head_answers_as_get_does(client: Client):
    got, head = (client.request(method, "/sparql?query=ASK%20%7B%7D") for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "SPARQL 1.1"),
        ("SELECT ?x WHERE { ?x ?y }", "SPARQL 1.1: line 1, column 26: expected LATERAL, SERVICE"),
        ("SELECT * { ?s foo:name ?o }", "add the line PREFIX foo: <http://…> at its top"),
        ("INSERT DATA { <a:> <a:> <a:> }", "INSERT changes a graph"),
        ("\\u0049NSERT DATA { <a:> <a:> <a:> }", "INSERT changes a graph"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "asks no other server"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_one_line(client: Client, query: str, words: str):
    answer = client.post(query)
    assert answer.status in (400, 403)
    assert words in answer.text
    assert answer.text.count("\n") == 1
    assert len(answer.text) < 500


def test_the_word_service_may_stand_in_names_and_texts(client: Client):
    query = 'PREFIX mg: <https://w3id.org/mgkg/ontology#> SELECT ?x { ?x ?p "Ghana Immigration Service" } #SERVICE'
    assert client.post(query).status == 200


def test_requests_without_a_query(client: Client):
    assert client.request("GET", "/sparql?default-graph-uri=urn:x").status == 400
    assert client.form(("default-graph-uri", "urn:x")).status == 400
    assert client.form().status == 400
    assert client.form(("query", "ASK {}"), ("using-graph-uri", "urn:x")).status == 400


def test_updates_are_refused(client: Client):
    posted = client.post("CLEAR ALL", content_type="application/sparql-update")
    answers = [posted, client.form(("update", "CLEAR ALL")), client.request("GET", "/sparql?update=CLEAR%20ALL")]
    assert [answer.status for answer in answers] == [403] * 3
    assert {answer.text for answer in answers} == {"updates are refused: this endpoint only reads\n"}
    assert client.get("ASK { ?s ?p ?o }").json()["boolean"] is True


def test_a_client_that_has_the_answer_is_told_so(client: Client):
    query = "SELECT ?s { VALUES ?s { 1 } }"
    first = client.get(query)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    again = client.get(query, if_none_match=f'"other", W/{tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert client.get(query, if_none_match='"other"').body == first.body
    assert client.get(query, accept="text/csv").headers["etag"] != tag
    assert client.get(query, ("default-graph-uri", "urn:x")).headers["etag"] != tag


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "ASK { FILTER(BOUND(?x) || now() > 1) }"])
def test_what_changes_each_time_has_no_tag(client: Client, query: str):
    answer = client.get(query)
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert client.get(query, if_none_match="*").status == 200


def test_other_addresses_are_not_found(client: Client):
    assert client.request("GET", "/sparql/other").status == 404


def test_what_is_no_http_is_told(client: Client):
    with client.raw() as connection:
        connection.sendall(b"HELLO\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_many_requests_on_one_connection(client: Client):
    request = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with client.raw() as connection:
        connection.sendall(request * 10)
        received = b""
        while received.count(b'"boolean":true') < 10:
            received += connection.recv(65536)
    assert received.count(b"HTTP/1.1 200 OK") == 10


def test_answers_in_json_are_whole(client: Client):
    answer = client.get("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 10000")
    assert answer.status == 200
    assert len(json.loads(answer.body)["results"]["bindings"]) == 10_000
