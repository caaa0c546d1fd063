"""Clients that are slow, many, or send too much: the server's own limits, lowered, on a real server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from kg.serve.connections import LARGEST_HEAD, connections_within
from kg.serve.endpoint import SparqlEndpoint
from kg.serve.limits import ConnectionLimits, Limits
from kg.serve.pool import Pool
from kg.serve.served import served_copy
from tests.serve.running import Client

REQUEST = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: x\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nhost: x\r\ncontent-type: application/sparql-query\r\ncontent-length: 100\r\n\r\n"


LOW = ConnectionLimits(
    most=5, of_client=5, head_within=0.5, body_grace=0.5, body_rate=50, fetched_within=0.5, ahead=4, lingering=0.5
)


class Listening:
    """The endpoint in a thread of this process."""

    def __init__(self, directory: Path, limits: ConnectionLimits = LOW) -> None:
        self._pool = Pool(directory, Limits(workers=2, spares=0))
        config = uvicorn.Config(
            SparqlEndpoint(self._pool, {}),
            http=connections_within(limits),
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    async def _run(self) -> None:
        await self._pool.start()
        await self._server.serve(sockets=[self._socket])
        await self._pool.stop()

    def __enter__(self) -> Client:
        self._thread.start()
        return Client(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    """A client of such a server."""
    with served_copy(store) as served, Listening(served.directory) as client:
        assert client.get("ASK {}").status == 200
        yield client


def received(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    parts = bytearray()
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            parts += part
    return bytes(parts)


def test_a_head_that_does_not_come_is_not_waited_for(client: Client):
    with client.raw() as silent, client.raw() as halting:
        halting.sendall(REQUEST[:-4])
        assert received(halting).startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        assert received(silent).startswith(b"HTTP/1.1 408")


def test_a_head_that_comes_in_drops_is_not_waited_for(client: Client):
    with client.raw() as connection, contextlib.suppress(ConnectionError):
        for letter in REQUEST:
            connection.sendall(bytes([letter]))
            threading.Event().wait(0.05)
        pytest.fail("the server has waited")


def test_a_body_that_does_not_come_is_not_waited_for(client: Client):
    with client.raw() as connection:
        connection.sendall(POST + b"ASK")
        assert received(connection).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_second_request_may_take_as_long_to_begin(client: Client):
    with client.raw() as connection:
        for _ in range(3):
            connection.sendall(REQUEST)
            answer = b""
            while b'"boolean"' not in answer:
                answer += connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
            threading.Event().wait(0.7)


def test_an_answer_that_is_not_fetched_is_dropped(client: Client):
    large = b"SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000"
    with client.raw() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        head = POST.replace(b"100", str(len(large)).encode())
        connection.sendall(head + large)
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        threading.Event().wait(2)
        rest = received(connection)
    whole = len(client.get(large.decode()).body)
    assert whole > 5_000_000
    assert len(rest) < whole


def test_large_heads_are_refused(client: Client):
    with client.raw() as connection:
        connection.sendall(b"GET /sparql HTTP/1.1\r\nx: " + b"x" * LARGEST_HEAD + b"\r\n\r\n")
        assert received(connection).startswith(b"HTTP/1.1 431 ")
    with client.raw() as connection, contextlib.suppress(ConnectionError):
        for _ in range(1000):
            connection.sendall(b"x" * 10_000)
        pytest.fail("the server takes a first line without end")
    assert client.request("GET", "/sparql?query=" + "x" * LARGEST_HEAD).status == 414


def test_of_too_many_connections_the_oldest_idle_one_is_closed(client: Client):
    with contextlib.ExitStack() as opened:
        idle = [opened.enter_context(client.raw()) for _ in range(5)]
        for connection in idle:
            connection.sendall(REQUEST)
            assert connection.recv(15) == b"HTTP/1.1 200 OK"
        assert client.get("ASK {}").status == 200
        received(idle[0])
        idle[4].sendall(REQUEST)
        assert b'"boolean"' in idle[4].recv(65536) + idle[4].recv(65536)


def test_requests_without_end_on_one_connection_are_refused(client: Client):
    slow = b"GET /sparql?query=SELECT+(COUNT(*)+AS+?n)+{?a+?b+?c.?d+?e+?f.?g+?h+?i} HTTP/1.1\r\nhost: x\r\n\r\n"
    with client.raw() as connection:
        connection.sendall(slow * 20)
        assert received(connection) == b""


def test_after_all_that_it_answers(client: Client):
    assert client.get("ASK {}").status == 200
