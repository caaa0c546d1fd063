"""SPARQL servers that answer badly: a small server of our own plays them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.query import Endpoint, Result, run
from kg.query.credentials import PASSWORD, TOKEN, USER, Credentials
from kg.records import KgError
from tests.query.hostile_server import Server, hostile

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with hostile() as address:
        yield address


def test_a_good_answer_is_read(server):
    assert run(SELECT, Endpoint(f"{server}/good")) == Result(("s",), ((NamedNode("http://x/a"),),))
    assert run("ASK { ?s ?p ?o }", Endpoint(f"{server}/ask")).answer is True
    graph = run("CONSTRUCT WHERE { ?s ?p ?o }", Endpoint(f"{server}/graph"))
    assert graph.triples is not None and graph.triples[0].subject == NamedNode("http://x/a")
    assert [row[0] for row in run(SELECT, Endpoint(f"{server}/kinds")).rows] == [
        Literal("a", language="en"),
        Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("b"),
        BlankNode("nodeID---b1"),
        None,
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("drip", r"no whole answer within 0\.5 seconds"),
        ("headers", r"no whole answer within 0\.5 seconds"),
        ("endless", "the answer has more than 100,000 bytes"),
        ("partial", "the server answers 206 Partial Content, which is no whole answer"),
        ("cut", "the server cuts answers at 2 rows, and this one has as many"),
        ("elsewhere", "the server sends on to http://localhost:"),
        ("inward", "the server sends on to http://169.254.169.254/latest: give that address, if you trust it"),
        ("file", "the server answers 302 .*[Rr]edirection to url 'file:///etc/passwd' is not allowed"),
        ("denied", "answers 401 Unauthorized: set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN"),
        ("garbage", "the answer is in no format of SPARQL"),
        ("html", "the answer is in no format of SPARQL"),
        ("wrong", "the server answers 400 Bad Request: Virtuoso 37000 Error syntax error"),
    ],
)
def test_a_bad_answer_is_an_error_in_time(server, path, said):
    started = time.monotonic()
    with pytest.raises(KgError, match=said):
        run(SELECT, Endpoint(f"{server}/{path}", deadline=0.5, limit=100_000))
    assert time.monotonic() - started < 3


def test_redirects_of_the_same_host_are_followed(server):
    assert len(run(SELECT, Endpoint(f"{server}/moved")).rows) == 1


def test_a_redirect_that_would_lose_the_query_is_not_followed(server):
    with pytest.raises(KgError, match="the server sends on to"):
        run(SELECT + " #" + "x" * 2_000, Endpoint(f"{server}/moved"))


def test_long_queries_are_posted_and_parameters_of_the_address_kept(server):
    endpoint = Endpoint(f"{server}/good?default-graph-uri=http://x/default&key=1")
    for text, method, graphs in (
        (SELECT, "GET", ["http://x/default"]),
        (SELECT + " #" + "x" * 2_000, "POST", ["http://x/default"]),
        ("SELECT ?s FROM <http://x/g> WHERE { ?s ?p ?o }", "GET", None),
    ):
        run(text, endpoint)
        asked, parameters = Server.asked[-1]
        assert (asked, parameters["query"], parameters["key"]) == (method, [text], ["1"])
        assert parameters.get("default-graph-uri") == graphs


def test_updates_are_not_sent(server):
    before = len(Server.asked)
    with pytest.raises(KgError, match="DROP changes a graph"):
        run("DROP ALL", Endpoint(f"{server}/good"))
    assert len(Server.asked) == before


@pytest.mark.parametrize("address", ["file:///etc/passwd", "localhost:8890", "ftp://x/sparql", "http://"])
def test_only_web_addresses_are_asked(address):
    with pytest.raises(KgError, match="give an address like http://localhost:8890/sparql"):
        Endpoint(address)


def test_passwords_in_addresses_are_not_used_and_not_shown():
    with pytest.raises(KgError, match=r"--endpoint example\.org: an address with a name and a password") as error:
        Endpoint("https://me:secret@example.org/sparql")
    assert "secret" not in str(error.value)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(KgError, match=r"the server cannot be asked \(.*refused.*\): check the address"):
        run(SELECT, Endpoint("http://127.0.0.1:9/sparql"))


def test_a_password_is_shown_where_the_server_asks_for_one(server):
    for path, kind in (("basic", "Basic "), ("digest", 'Digest username="me"')):
        Server.shown.clear()
        run(SELECT, Endpoint(f"{server}/{path}", credentials=Credentials("me", "secret")))
        assert Server.shown[0] is None and Server.shown[1].startswith(kind)
    run(SELECT, Endpoint(f"{server}/good", credentials=Credentials("me", "secret")))
    assert Server.shown[-1] is None, "a server that does not ask is shown nothing"


def test_a_token_goes_to_its_address_and_not_further(server):
    shown = Credentials(token="key-of-mine")
    run(SELECT, Endpoint(f"{server}/good", credentials=shown))
    assert Server.shown[-1] == "Bearer key-of-mine"
    run(SELECT, Endpoint(f"{server}/moved", credentials=shown))
    assert Server.shown[-1] is None
    with pytest.raises(KgError, match="the server sends on to"):
        run(SELECT, Endpoint(f"{server}/elsewhere", credentials=shown))


@pytest.mark.parametrize("shown", [Credentials(token="key-of-mine"), Credentials("me", "key-of-mine")])
def test_what_a_server_repeats_is_not_printed(server, shown):
    for path in ("echo", "denied", "basic"):
        try:
            run(SELECT, Endpoint(f"{server}/{path}", credentials=shown))
        except KgError as error:
            assert "key-of-mine" not in str(error) and f"set {USER} and {PASSWORD}, or {TOKEN}" in str(error)
    assert "key-of-mine" not in repr(Endpoint(f"{server}/good", credentials=shown))


def test_credentials_come_from_the_environment(server, monkeypatch):
    monkeypatch.setenv(TOKEN, "key")
    run(SELECT, Endpoint(f"{server}/good"))
    assert Server.shown[-1] == "Bearer key"
    for name, value, said in (
        (USER, "me", "one is set without the other"),
        (TOKEN, "key\nX-More: 1", "has a line end"),
    ):
        monkeypatch.setenv(name, value)
        with pytest.raises(KgError, match=said):
            Endpoint(f"{server}/good")
        monkeypatch.delenv(name)
    monkeypatch.setenv(TOKEN, "key")
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    with pytest.raises(KgError, match="are both set"):
        Endpoint(f"{server}/good")


def test_virtuosos_numbers_for_true_and_false_are_read():
    from kg.query.endpoint import _term

    typed = {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"}
    assert [_term({**typed, "value": value}).value for value in ("1", "0", "true")] == ["true", "false", "true"]
