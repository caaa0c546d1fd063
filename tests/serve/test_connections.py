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

REQUEST = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: localhost\r\n\r\n"
POST = (
    b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\ncontent-length: 100\r\n\r\n"
)


LOW = ConnectionLimits(
    room_after=0.05,
    most=5,
    of_client=5,
    head_within=0.5,
    body_grace=0.5,
    body_rate=50,
    fetched_within=0.5,
    ahead=4,
    lingering=0.5,
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


@pytest.fixture
def crowded(store: Path) -> Iterator[Client]:
    """A client of a server that has time, but few connections."""
    patient = ConnectionLimits(most=10, of_client=4, room_after=0.05, head_within=30, body_grace=30)
    with served_copy(store) as served, Listening(served.directory, patient) as client:
        yield client


def answered(connection: socket.socket, request: bytes) -> bool:
    """Whether a request on the connection is answered right."""
    answer = b""
    with contextlib.suppress(ConnectionError):
        connection.sendall(request)
        while not answer.endswith(b"true}") and (part := connection.recv(65536)):
            answer += part
    return answer.startswith(b"HTTP/1.1 200 OK\r\n")


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


@pytest.mark.parametrize("method", [b"POST", b"GET"])
def test_a_body_that_comes_in_drops_is_not_waited_for(client: Client, method: bytes):
    """Nor where the answer does not wait for it."""
    with client.raw() as connection, contextlib.suppress(ConnectionError):
        connection.sendall(POST.replace(b"POST", method))
        for _ in range(30):
            connection.sendall(b" ")
            threading.Event().wait(0.1)
        pytest.fail("the server has waited")


def test_a_body_may_take_its_time_if_it_comes_steadily(client: Client):
    with client.raw() as connection:
        connection.sendall(POST)
        for _ in range(9):
            connection.sendall(b" " * 10)
            threading.Event().wait(0.1)
        assert answered(connection, b"ASK {}    ")


def test_bodies_that_do_not_come_keep_nobody_out(crowded: Client):
    """Though all come from one address."""
    with contextlib.ExitStack() as opened:
        slow = [opened.enter_context(crowded.raw()) for _ in range(40)]
        for connection in slow:
            connection.sendall(POST + b"A")
        for _ in range(5):
            answer = crowded.get("ASK {}")
            assert (answer.status, answer.seconds < 1) == (200, True)
        assert received(slow[0]).startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        slow[-1].sendall(b"SK {}" + b" " * 94)
        assert slow[-1].recv(15) == b"HTTP/1.1 200 OK"


def test_who_has_many_connections_takes_none_from_others(crowded: Client):
    """Behind a proxy that is trusted, clients are those for whom it asks."""
    one, other = (REQUEST.replace(b"host:", b"x-forwarded-for: 192.0.2.%d\r\nhost:" % number) for number in (1, 2))
    with contextlib.ExitStack() as opened:
        few = [opened.enter_context(crowded.raw()) for _ in range(3)]
        assert [answered(connection, one) for connection in few] == [True] * 3
        many = []
        for _ in range(12):
            many.append(opened.enter_context(crowded.raw()))
            answered(many[-1], other)
        assert [received(connection) for connection in many[:8]] == [b""] * 8
        assert [answered(connection, other) for connection in many[8:]] == [True] * 4
        assert [answered(connection, one) for connection in few] == [True] * 3


def test_a_body_that_is_too_large_is_refused_before_it_comes(client: Client):
    with client.raw() as connection:
        connection.sendall(POST.replace(b"100", b"200001\r\nexpect: 100-continue"))
        assert received(connection).startswith(b"HTTP/1.1 413 ")
    with client.raw() as connection:
        connection.sendall(POST.replace(b"content-length: 100", b"transfer-encoding: chunked") + b"30d40\r\n")
        connection.sendall(b" " * 200_000 + b"\r\n1\r\n \r\n0\r\n\r\n")
        assert received(connection).startswith(b"HTTP/1.1 413 ")
        threading.Event().wait(1)
        with pytest.raises(ConnectionError):
            for _ in range(2):
                connection.sendall(b" ")
                threading.Event().wait(0.2)


def test_who_sends_all_of_it_hears_so(client: Client):
    assert client.post(" " * 3_000_000).status == 413


@pytest.mark.parametrize("hosts", [b"", b"host: a\r\nhost: a\r\n", b"host: a b\r\n", b"host:\r\n", b"host: a/b\r\n"])
def test_a_request_names_one_host(client: Client, hosts: bytes):
    with client.raw() as connection:
        connection.sendall(REQUEST.replace(b"host: localhost\r\n", hosts))
        assert received(connection).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("host", [b"[::1]:80", b"kg.localhost", b"127.0.0.1:7474"])
def test_hosts_are_named_in_each_way(client: Client, host: bytes):
    with client.raw() as connection:
        assert answered(connection, REQUEST.replace(b"host: localhost", b"host: " + host))


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


def test_answers_that_nobody_fetches_take_so_much_memory(store: Path):
    large = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000"
    limits = ConnectionLimits(unfetched=10_000_000, room_after=0.05)
    with served_copy(store) as served, Listening(served.directory, limits) as client, contextlib.ExitStack() as opened:
        whole = len(client.get(large).body)
        assert 5_000_000 < whole < limits.unfetched
        lazy = []
        for _ in range(6):
            lazy.append(opened.enter_context(client.raw()))
            lazy[-1].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            lazy[-1].sendall(POST.replace(b"100", b"%d\r\nconnection: close" % len(large)) + large.encode())
            assert lazy[-1].recv(15) == b"HTTP/1.1 200 OK"
        assert len(received(lazy[0])) < whole < len(received(lazy[-1]))


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
        assert [answered(connection, REQUEST) for connection in idle] == [True] * 5
        another = opened.enter_context(client.raw())
        assert received(idle[0]) == b""
        assert [answered(connection, REQUEST) for connection in (*idle[1:], another)] == [True] * 5


def test_requests_without_end_on_one_connection_are_refused(client: Client):
    slow = b"GET /sparql?query=SELECT+(COUNT(*)+AS+?n)+{?a+?b+?c.?d+?e+?f.?g+?h+?i} HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with client.raw() as connection:
        connection.sendall(slow * 20)
        assert received(connection) == b""


def test_after_all_that_it_answers(client: Client):
    assert client.get("ASK {}").status == 200
