"""SPARQL servers that answer badly: a small server of our own plays them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.query import Endpoint, Result, run
from kg.records import KgError

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"


def answer(*bindings: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": list(bindings)}}).encode()


class Server(BaseHTTPRequestHandler):
    """Plays the behaviour that its path names."""

    asked: ClassVar[list[tuple[str, dict[str, list[str]]]]] = []
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self._play(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._play(self.rfile.read(int(self.headers["content-length"])).decode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _play(self, parameters: str) -> None:
        self.asked.append((self.command, parse_qs(parameters)))
        name = urlsplit(self.path).path.strip("/")
        plays: dict[str, Callable[[], None]] = {"drip": self._drip, "headers": self._headers, "endless": self._endless}
        plays.get(name, lambda: self._say(name))()

    def _say(self, name: str) -> None:
        port = self.server.server_address[1]
        code, headers, body = {
            "good": (200, {}, answer({"s": {"type": "uri", "value": "http://x/a"}})),
            "kinds": (200, {}, answer(*KINDS)),
            "ask": (200, {}, b'{"head": {}, "boolean": true}'),
            "graph": (200, {"Content-Type": "text/turtle"}, b"<http://x/a> <http://x/p> 1 ."),
            "partial": (206, {}, answer({})),
            "cut": (200, {"X-SPARQL-MaxRows": "2"}, answer({}, {})),
            "html": (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>"),
            "wrong": (400, {}, b"Virtuoso 37000 Error\nsyntax error"),
            "elsewhere": (302, {"Location": f"http://localhost:{port}/good"}, b""),
            "inward": (302, {"Location": "http://169.254.169.254/latest"}, b""),
            "file": (302, {"Location": "file:///etc/passwd"}, b""),
            "moved": (302, {"Location": f"http://127.0.0.1:{port}/good"}, b""),
        }[name]
        self.send_response(code)
        for header, value in {"Content-Type": JSON, **headers}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._slowly(b" ")

    def _headers(self) -> None:
        self._slowly(b"X")

    def _slowly(self, piece: bytes) -> None:
        """A byte now and then: each comes within any time-out of a socket."""
        try:
            for _ in range(100):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" " * 65_536)
        except OSError:
            return


KINDS = (
    {"s": {"type": "literal", "value": "a", "xml:lang": "en"}},
    {"s": {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
    {"s": {"type": "literal", "value": "b"}},
    {"s": {"type": "bnode", "value": "nodeID://b1"}},
    {},
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Server.asked.clear()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    http.daemon_threads = True
    Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()


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
