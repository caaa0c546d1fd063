"""A small server of our own that answers badly, each way at a path of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

JSON = "application/sparql-results+json"


def answer(*bindings: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": list(bindings)}}).encode()


class Server(BaseHTTPRequestHandler):
    """Plays the behaviour that its path names."""

    asked: ClassVar[list[tuple[str, dict[str, list[str]]]]] = []
    shown: ClassVar[list[str | None]] = []
    """What each request was signed with."""
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self._play(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._play(self.rfile.read(int(self.headers["content-length"])).decode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _play(self, parameters: str) -> None:
        self.asked.append((self.command, parse_qs(parameters)))
        self.shown.append(self.headers["authorization"])
        name = urlsplit(self.path).path.strip("/")
        plays: dict[str, Callable[[], None]] = {
            "drip": self._drip,
            "headers": self._headers,
            "endless": self._endless,
            "echo": self._echo,
            "basic": self._basic,
            "digest": self._digest,
            "busy": self._busy,
        }
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
            "denied": (401, {}, b"no"),
            "garbage": (200, {}, b"\x00\xff{]"),
            "always-busy": (503, {}, b"later"),
            "file": (302, {"Location": "file:///etc/passwd"}, b""),
            "moved": (302, {"Location": f"http://127.0.0.1:{port}/good"}, b""),
        }[name]
        self.send_response(code)
        for header, value in {"Content-Type": JSON, **headers}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def _echo(self) -> None:
        self.send_response(403)
        self.end_headers()
        self.wfile.write(f"not for {self.headers['authorization']}".encode())

    def _basic(self) -> None:
        self._ask_for("Basic", 'Basic realm="x"')

    def _digest(self) -> None:
        self._ask_for("Digest", 'Digest realm="x", nonce="1", qop="auth", algorithm="MD5"')

    def _ask_for(self, kind: str, challenge: str) -> None:
        given = (self.headers["authorization"] or "").startswith(kind)
        self.send_response(200 if given else 401)
        self.send_header("Content-Type" if given else "WWW-Authenticate", JSON if given else challenge)
        self.end_headers()
        self.wfile.write(answer({}) if given else b"")

    def _busy(self) -> None:
        """Twice busy, then not, over and over."""
        busy = len(self.asked) % 3 != 0
        self.send_response(503 if busy else 200)
        self.send_header("Retry-After", "7")
        self.end_headers()

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


@contextmanager
def hostile() -> Iterator[str]:
    """The address of the running server."""
    Server.asked.clear()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    http.daemon_threads = True
    Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    http.server_close()
