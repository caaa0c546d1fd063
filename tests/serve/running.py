"""`kg serve` as a process of its own, and a client that speaks plain HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

_READY = re.compile(r"kg: http://127\.0\.0\.1:(\d+)/sparql answers")
_WITHIN = 30


@dataclass(frozen=True, slots=True)
class Response:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The values of an answer in JSON."""
        bindings = self.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in binding.items()} for binding in bindings]


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests, each on a connection of its own."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def request(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Response:
        """Sends a request; `content_type=…` is the header Content-Type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WITHIN)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        begun = time.monotonic()
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, named)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        found: dict[str, str] = {}
        for name, value in response.getheaders():
            found[name.lower()] = ", ".join(filter(None, (found.get(name.lower(), ""), value)))
        return Response(response.status, found, content, time.monotonic() - begun)

    def get(self, query: str, *more: tuple[str, str], **headers: str) -> Response:
        """Asks a query by GET, with further parameters."""
        return self.request("GET", "/sparql?" + urlencode([("query", query), *more]), **headers)

    def post(self, query: str, address: str = "/sparql", **headers: str) -> Response:
        """Posts a query as it is."""
        return self.request("POST", address, query, **{"content_type": "application/sparql-query", **headers})

    def form(self, *fields: tuple[str, str], address: str = "/sparql", **headers: str) -> Response:
        """Posts a form."""
        kind = "application/x-www-form-urlencoded"
        return self.request("POST", address, urlencode(fields), **{"content_type": kind, **headers})

    def raw(self) -> socket.socket:
        """A connection to speak as one likes."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=_WITHIN)


def drawn(client: Client) -> Response:
    """The page of the relationship graph, when it is made: a busy machine takes its time."""
    until = time.monotonic() + _WITHIN
    while (answer := client.request("GET", "/graph")).status == 503 and time.monotonic() < until:
        time.sleep(0.5)
    return answer


class Server:
    """`kg serve` on a store, on a free port."""

    def __init__(self, store: Path, *options: str) -> None:
        self._command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
        self.said: list[str] = []

    def __enter__(self) -> Server:
        self.process = subprocess.Popen(self._command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if ready := _READY.search(line):
                self.port = int(ready[1])
                return self
        raise RuntimeError("".join(self.said))

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends it; returns its exit code."""
        if self.process.poll() is not None:
            return self.process.returncode
        self.process.send_signal(how)
        _, rest = self.process.communicate(timeout=_WITHIN)
        self.said += rest.splitlines(keepends=True)
        return self.process.returncode

    @property
    def client(self) -> Client:
        return Client(self.port)

    def workers(self) -> list[int]:
        """The processes that evaluate queries."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split() if runs(int(number))]


def runs(number: int) -> bool:
    """Whether a process exists and has not ended."""
    try:
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
