"""A server that is written to: asked at one address, changed at another by SPARQL Update, and filled, where it has
one, through a third by the Graph Store Protocol."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from kg.query import Endpoint, Result
from kg.query.web import Answer, ServerError, Web
from kg.remote.reading import without_dataset
from kg.settings import VERSION

TRIES = 6
_LONGEST_WAIT = 60.0
_UPDATED, _STORED, _DROPPED = (200, 201, 202, 204), (200, 201, 204), (200, 202, 204, 404)
_BY_UPDATE, _BY_GRAPH_STORE = 1_000, 10_000
"""How many triples go in one request: Virtuoso compiles no update of more than some 2,000."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Server:
    """Where graphs are sent. What fails because the server is busy or the line breaks is sent again, at most `TRIES`
    times, after as long as the server says or twice as long as before: all that is sent may be sent twice."""

    endpoint: Endpoint
    update_address: str = ""
    graph_store: str = ""
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        self._web(self.update_address or self.endpoint.url, "--update-endpoint")
        if self.graph_store:
            self._web(self.graph_store, "--graph-store")

    def ask(self, text: str) -> Result:
        """The rows of a query over the server's own dataset, as many as the server gives."""
        bare = replace(self.endpoint, url=without_dataset(self.endpoint))
        return self._patiently(lambda: bare.part(text))

    def update(self, *steps: str) -> None:
        """Changes the server by SPARQL Update. Raises KgError where it refuses."""
        address = self.update_address or without_dataset(self.endpoint)
        self._send(address, "--update-endpoint", "POST", " ;\n".join(steps), "application/sparql-update", _UPDATED)

    def add(self, graph: NamedNode, lines: Iterable[str]) -> None:
        """Puts triples, lines of N-Triples, into a graph beside those that it has."""
        if self.graph_store:
            for part in in_parts(lines, _BY_GRAPH_STORE):
                self._store("POST", graph, part)
        else:
            for part in in_parts(lines, _BY_UPDATE):
                self.update(insertion(graph, part))

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        """Makes a graph hold these triples alone; none of them take it away."""
        if self.graph_store and lines:
            self._store("PUT", graph, lines[:_BY_GRAPH_STORE])
            self.add(graph, lines[_BY_GRAPH_STORE:])
            return
        self.drop(graph)
        self.add(graph, lines)

    def drop(self, graph: NamedNode) -> None:
        """Takes a graph away, where there is one."""
        if self.graph_store:
            self._send(self._named(graph), "--graph-store", "DELETE", None, "", _DROPPED)
        else:
            self.update(f"DROP SILENT GRAPH {graph}")

    def _store(self, method: str, graph: NamedNode, lines: Iterable[str]) -> None:
        body = "".join(f"{line}\n" for line in lines)
        self._send(self._named(graph), "--graph-store", method, body, "application/n-triples", _STORED)

    def _named(self, graph: NamedNode) -> str:
        joint = "&" if "?" in self.graph_store else "?"
        return self.graph_store + joint + urlencode({"graph": graph.value})

    def _web(self, address: str, option: str) -> Web:
        return Web(address, self.endpoint.deadline, self.endpoint.limit, self.endpoint.credentials, option)

    def _send(self, address: str, option: str, method: str, body: str | None, kind: str, good: Sequence[int]) -> Answer:
        headers = {"User-Agent": f"kg/{VERSION}", **({"Content-Type": kind} if kind else {})}
        data = None if body is None else body.encode()

        def send() -> Answer:
            request = urllib.request.Request(address, data=data, headers=headers, method=method)
            return self._web(address, option).send(request, good)

        return self._patiently(send)

    def _patiently(self, job: Callable[[], Found]) -> Found:
        for attempt in range(TRIES):
            try:
                return job()
            except ServerError as error:
                if not error.again or attempt == TRIES - 1:
                    raise
                self.sleep(min(2.0**attempt if error.after is None else error.after, _LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")


def in_parts(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """The lines, at most so many at a time."""
    source = iter(lines)
    while part := list(islice(source, size)):
        yield part


def insertion(graph: NamedNode, lines: Iterable[str]) -> str:
    """The step of an update that puts triples into a graph."""
    return f"INSERT DATA {{ GRAPH {graph} {{\n" + "".join(f"{line}\n" for line in lines) + "} }"


def deletion(graph: NamedNode, subjects: Iterable[str]) -> str:
    """The step of an update that takes out of a graph what it says of the subjects with these IRIs."""
    listed = " ".join(f"<{subject}>" for subject in subjects)
    return (
        f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ VALUES ?s {{ {listed} }} GRAPH {graph} {{ ?s ?p ?o }} }}"
    )
