"""The cases that W3C has for queries in the SPARQL 1.1 Protocol, by their names there, with graphs of the store in the
place of those of the tests."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from kg import settings
from kg.graph.terms import article_iri
from tests.query.conftest import FIRST, SECOND
from tests.serve.running import Client, Response

ELSEWHERE = "http://kasei.us/2009/09/sparql/data/data0.rdf"
"""A graph that the server does not have: it is an empty one, and is never fetched."""

ONE, TWO, THREE = article_iri(FIRST).value, article_iri(SECOND).value, settings.REFERENCE_GRAPH
STATE = f"<{settings.ONTOLOGY}State>"
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ALL = f"ASK {{ ?state a {STATE} GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
TABULAR = {
    "application/sparql-results+xml",
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
}
RDF = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


def address(*parameters: tuple[str, str]) -> str:
    return "/sparql?" + urlencode(parameters)


def says(response: Response, expected: bool) -> bool:
    return response.status == 200 and response.json()["boolean"] is expected


def test_query_post_form(client: Client):
    answer = client.form(("query", "ASK {}"), address=address(("default-graph-uri", ELSEWHERE)))
    assert says(answer, True)


def test_query_dataset_default_graph(client: Client):
    ask = f"ASK {{ <{ONE}> a ?type }}"
    assert says(client.get(ask, ("default-graph-uri", ONE)), True)
    assert says(client.get(ask, ("default-graph-uri", TWO)), False)
    assert says(client.get(ask, ("default-graph-uri", ELSEWHERE)), False)


def test_query_dataset_default_graphs_get(client: Client):
    assert says(client.get(BOTH, ("default-graph-uri", ONE), ("default-graph-uri", TWO)), True)
    assert says(client.get(BOTH, ("default-graph-uri", ONE)), False)


def test_query_dataset_default_graphs_post(client: Client):
    assert says(client.post(BOTH, address(("default-graph-uri", ONE), ("default-graph-uri", TWO))), True)
    assert says(client.post(BOTH, address(("default-graph-uri", TWO))), False)


def test_query_dataset_named_graphs_post(client: Client):
    assert says(client.post(NAMED, address(("named-graph-uri", ONE), ("named-graph-uri", TWO))), True)
    assert says(client.post(NAMED, address(("named-graph-uri", ONE))), False)


def test_query_dataset_named_graphs_get(client: Client):
    assert says(client.get(NAMED, ("named-graph-uri", ONE), ("named-graph-uri", TWO)), True)
    assert says(client.get(BOTH, ("named-graph-uri", ONE), ("named-graph-uri", TWO)), False)


def test_query_dataset_full(client: Client):
    graphs = [("default-graph-uri", THREE), ("named-graph-uri", ONE), ("named-graph-uri", TWO)]
    assert says(client.post(ALL, address(*graphs)), True)
    assert says(client.post(ALL, address(*graphs[1:])), False)


def test_query_multiple_dataset(client: Client):
    """The dataset of the request is taken, not that of the query."""
    query = NAMED.replace("ASK", f"ASK FROM <{THREE}>")
    assert says(client.post(query, address(("named-graph-uri", ONE), ("named-graph-uri", TWO))), True)
    assert says(client.post(query), False)
    other = f"ASK FROM <{ONE}> {{ <{ONE}> a ?type }}"
    assert says(client.post(other), True)
    assert says(client.post(other, address(("default-graph-uri", TWO))), False)


def test_query_get(client: Client):
    path = "/sparql/?query=ASK%20%7B%7D&default-graph-uri=" + quote(ELSEWHERE, safe="")
    assert says(client.request("GET", path), True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (1 AS ?value) {}", TABULAR),
        ("ASK {}", TABULAR),
        ("DESCRIBE <http://example.org/>", RDF),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", RDF),
    ],
    ids=["select", "ask", "describe", "construct"],
)
def test_query_content_type(client: Client, query: str, expected: set[str]):
    answer = client.post(query, address(("default-graph-uri", ELSEWHERE)))
    assert answer.status == 200
    assert answer.media_type in expected


def test_query_post_direct(client: Client):
    assert says(client.post("ASK {}"), True)


def test_bad_query_method(client: Client):
    answer = client.request("PUT", "/sparql?query=ASK%20%7B%7D")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(client: Client):
    assert client.get("ASK {}", ("query", "SELECT * {}")).status == 400
    assert client.post("ASK {}", address(("query", "SELECT * {}"))).status == 400
    assert client.form(("query", "ASK {}"), address=address(("query", "SELECT * {}"))).status == 400


def test_bad_query_wrong_media_type(client: Client):
    assert client.post("ASK {}", content_type="text/plain").status == 415


def test_bad_query_missing_form_type(client: Client):
    assert client.request("POST", "/sparql", "query=ASK%20%7B%7D").status == 415


def test_bad_query_missing_direct_type(client: Client):
    assert client.request("POST", "/sparql", "ASK {}").status == 415


def test_bad_query_non_utf8(client: Client):
    utf16 = "ASK {}".encode("utf-16")
    kind = "application/sparql-query"
    assert client.request("POST", "/sparql", utf16, content_type=f"{kind}; charset=UTF-16").status == 415
    assert client.request("POST", "/sparql", utf16, content_type=kind).status == 400


def test_bad_query_syntax(client: Client):
    answer = client.get("ASK {")
    assert answer.status == 400
    assert answer.media_type == "text/plain"
    assert answer.text.startswith("the query is no SPARQL 1.1: ")
    assert answer.text.count("\n") == 1
