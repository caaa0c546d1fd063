"""What becomes of workers: they are shut in, replaced, freed, and never outlive their server."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import run

import pytest
from pyoxigraph import Store

from kg.serve.confinement import can_close_network
from tests.serve.canary import Canary
from tests.serve.running import Server, runs

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

linux = pytest.mark.skipif(not can_close_network(), reason="seccomp: Linux on x86-64 or aarch64")


def until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Waits until something holds; whether it does."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def opened(process: int) -> dict[int, str]:
    """What a process has open, by the number of the descriptor."""
    found = {}
    for link in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            found[int(link.name)] = str(link.readlink())
    return found


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    """A server with one worker for a query, and a spare one."""
    with Server(store, "--workers", "1", "--timeout", "20") as running:
        yield running


@linux
def told_of(thread: Path) -> str:
    """What the system tells of a thread; nothing of one that has ended meanwhile."""
    try:
        return (thread / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_workers_are_shut_in(server: Server):
    """The filter is on every thread, no new privileges, and nothing is open but the socket, nothing, and the store."""
    assert until(
        lambda: all(any("/served/" in target for target in opened(worker).values()) for worker in server.workers())
    )
    for worker in server.workers():
        statuses = [status for thread in Path(f"/proc/{worker}/task").iterdir() if (status := told_of(thread))]
        assert statuses
        assert all("Seccomp:\t2" in status and "NoNewPrivs:\t1" in status for status in statuses)
        assert Path(f"/proc/{worker}/oom_score_adj").read_text() == "1000\n"
        links = opened(worker)
        assert links[0].startswith("socket:")
        assert links[1] == links[2] == "/dev/null"
        others = [target for number, target in links.items() if number > 2]
        assert others
        assert all("/served/" in target for target in others), others
        environment = Path(f"/proc/{worker}/environ").read_bytes().split(b"\0")
        assert {entry.partition(b"=")[0] for entry in environment} <= {
            *(b"PYTHONPATH", b"PATH", b"LD_LIBRARY_PATH", b"LANG", b"LC_ALL"),
            b"",
        }


@linux
def test_what_is_shut_in_reaches_nobody():
    """The engine itself, without the check of queries that stands before it in a worker, and plain Python."""
    canary = Canary()
    code = f"""
import errno, os, socket, subprocess, threading
from pyoxigraph import Store
from kg.serve.confinement import close_network
store = Store()
close_network()
def fails(what):
    try:
        what()
    except OSError as error:
        return error.errno == errno.EPERM or "not permitted" in str(error)
    return False
service = "SELECT * {{ SERVICE <{canary.url}> {{ ?s ?p ?o }} }}"
tried = [
    fails(lambda: socket.socket()),
    fails(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)),
    fails(lambda: socket.socketpair()),
    fails(lambda: socket.create_connection(("127.0.0.1", {canary.port}))),
    fails(lambda: subprocess.run(["true"])),
    fails(lambda: os.execv("/bin/true", ["true"])),
    fails(lambda: os.kill(os.getppid(), 0)),
    fails(lambda: list(store.query(service))),
]
thread = threading.Thread(target=lambda: tried.append(fails(lambda: socket.socket())))
thread.start()
thread.join()
print(tried)
"""
    done = run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    canary.close()
    assert done.stdout.strip() == str([True] * 9), done.stdout + done.stderr
    assert canary.visits == 0


def test_the_engine_would_reach_the_canary_if_it_were_not_shut_in():
    """So that the silence of the canary above means something."""
    canary = Canary()
    with pytest.raises(OSError, match=r"."):
        list(Store().query(f"SELECT * {{ SERVICE <{canary.url}> {{ ?s ?p ?o }} }}"))
    assert until(lambda: canary.visits > 0)
    canary.close()


def test_a_worker_that_is_killed_is_replaced(server: Server):
    before = server.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    assert until(lambda: len(server.workers()) == len(before) and not set(server.workers()) & set(before))
    assert server.client.get("ASK {}").status == 200


def test_a_worker_that_dies_of_a_query_fails_that_query_only(server: Server):
    grow = "".join(f" BIND(REPLACE(?{a}, 'a', ?{a}) AS ?{b})" for a, b in ("ab", "bc", "cd"))
    answer = server.client.get(f"SELECT (STRLEN(?d) AS ?n) {{ BIND('{'a' * 40}' AS ?a){grow} }}")
    assert answer.status == 503
    assert "retry-after" in answer.headers
    assert "memory" in answer.text
    assert server.client.get("ASK {}").status == 200


def test_a_client_that_leaves_frees_its_worker(server: Server):
    assert until(lambda: len(server.workers()) == 3)
    before = set(server.workers())
    with server.client.raw() as connection:
        body = ENDLESS.encode()
        head = (
            "POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\n"
            f"content-length: {len(body)}"
        )
        connection.sendall(head.encode() + b"\r\n\r\n" + body)
        time.sleep(0.5)
        assert set(server.workers()) >= before
    assert until(lambda: not before <= set(server.workers()), 10)
    assert server.client.get("ASK {}").status == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
def test_no_worker_outlives_its_server(store: Path, how: signal.Signals):
    with Server(store) as server:
        workers = server.workers()
        assert len(workers) > 3
        with socket.create_connection(("127.0.0.1", server.port)) as idle:
            code = server.end(how)
            with contextlib.suppress(ConnectionResetError):
                assert idle.recv(1) == b""
    assert code == (0 if how != signal.SIGKILL else -signal.SIGKILL)
    assert until(lambda: not any(map(runs, workers)))
    if how != signal.SIGKILL:
        assert server.said[-1] == "kg: the server has ended\n"


def test_a_server_ends_though_a_query_is_being_answered(store: Path):
    with Server(store) as server, server.client.raw() as connection:
        request = f"GET /sparql?query={ENDLESS.replace(' ', '+')} HTTP/1.1\r\nhost: localhost\r\n\r\n"
        connection.sendall(request.encode())
        time.sleep(0.3)
        begun = time.monotonic()
        assert server.end() == 0
        assert time.monotonic() - begun < 15


def test_requests_are_logged_without_queries_and_addresses(store: Path):
    with Server(store) as server:
        server.client.get("ASK { ?secret ?p ?o }")
        server.client.request("GET", "/nowhere%0Aforged")
        server.end()
    lines = [line for line in server.said if " bytes  " in line]
    assert [line.split("  ")[1] for line in lines] == ["200 OK", "404 Not Found"]
    assert lines[1].endswith("GET /nowhere%0Aforged\n")
    assert not any("secret" in line or "127.0.0.1" in line for line in lines)


def test_quiet_means_no_line_a_request(store: Path):
    with Server(store, "--quiet") as server:
        server.client.get("ASK {}")
        server.end()
    assert not any(" bytes  " in line for line in server.said)


def test_an_address_that_is_taken_is_told(store: Path, kg):
    with socket.create_server(("127.0.0.1", 0)) as other:
        code, _, said = kg("serve", "--store", store, "--port", other.getsockname()[1])
    assert code == 1
    assert "give another --port" in said
    assert said.count("\n") == 1


def test_no_store_is_told(tmp_path: Path, kg):
    code, _, said = kg("serve", "--store", tmp_path, "--port", 0)
    assert code == 1
    assert "there is no store" in said
