"""Clients that want to starve a server, beside one that asks as people do: `python -m tests.serve.starving`.

Each attack comes from a process of its own, at the address of the honest client, but for the many heavy queries, which
have an address of theirs, and opens again at once what the server closes. A ping is a query on a new connection; it
counts where it is answered right within a second."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.serve.conftest import write_store
from tests.serve.running import Client, Server

WITHIN = 1.0
SHARE = 0.95
_EVERY = 0.1
_TOO_LATE = 10.0
_HEAD = (
    b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\ncontent-length: 1000\r\n"
)
_MONSTERS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?c (<x:a>|!<x:a>)* ?d }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(RAND() AS ?r) }",
)


@dataclass(frozen=True, slots=True)
class Attack:
    """What so many connections do at the same time: they send `begun`, and then a byte of `drops` each second."""

    name: str
    connections: int
    begun: Callable[[int], bytes]
    drops: bytes = b""
    address: str = "127.0.0.1"


ATTACKS = (
    Attack("nothing", 0, lambda _: b""),
    Attack("slow bodies", 600, lambda _: _HEAD + b"\r\nA", b" " * 998),
    Attack("slow headers", 600, lambda _: _HEAD + b"x: ", b"x" * 998),
    Attack("idle connections", 2000, lambda _: b""),
    Attack("monster queries", 4, lambda n: _asked(_MONSTERS[n])),
    Attack("heavy queries at once", 600, lambda n: _asked(f"{_MONSTERS[n % 4]} # {n}"), address="127.0.0.2"),
)


@dataclass(frozen=True, slots=True)
class Pings:
    """How long the pings took; None where there was no right answer."""

    seconds: list[float | None]

    @property
    def answered(self) -> list[float]:
        return sorted(seconds for seconds in self.seconds if seconds is not None)

    @property
    def share(self) -> float:
        """The share that was answered in time."""
        return sum(seconds <= WITHIN for seconds in self.answered) / len(self.seconds)


def _asked(query: str) -> bytes:
    return _HEAD.replace(b"1000", b"%d\r\nconnection: close" % len(query)) + b"\r\n" + query.encode()


def attack(number: int, port: int) -> None:
    """Carries out an attack until the process is ended."""
    os.nice(5)
    one = ATTACKS[number]
    asyncio.run(_attacked(one, port))


async def _attacked(one: Attack, port: int) -> None:
    await asyncio.gather(*(_again(partial(_connection, one, n, port)) for n in range(one.connections)))


async def _again(connection: Callable[[], Awaitable[None]]) -> None:
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await connection()
        await asyncio.sleep(0)


async def _connection(one: Attack, number: int, port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**10, local_addr=(one.address, 0))
    try:
        writer.write(one.begun(number))
        for drop in one.drops:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await reader.readexactly(1)
                    return
            writer.write(bytes([drop]))
        await reader.read()
    finally:
        writer.transport.abort()


def pinged(client: Client, seconds: float) -> Pings:
    """Pings, one each tenth of a second however long they take."""

    def ping(number: int) -> float | None:
        begun = time.monotonic()
        with contextlib.suppress(OSError, EOFError, ValueError):
            answer = client.get(f"SELECT ?n {{ VALUES ?n {{ {number % 10} }} }}")
            if answer.status == 200 and answer.rows == [{"n": str(number % 10)}]:
                return time.monotonic() - begun
        return None

    with ThreadPoolExecutor(100) as pool:
        begun, pings = time.monotonic(), []
        for number in range(round(seconds / _EVERY)):
            time.sleep(max(0.0, begun + number * _EVERY - time.monotonic()))
            pings.append(pool.submit(ping, number))
        return Pings([ping.result() for ping in pings])


@contextlib.contextmanager
def attacked(number: int, port: int) -> Iterator[None]:
    """Carries out an attack in a process of its own."""
    process = get_context("spawn").Process(target=attack, args=(number, port))
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def main() -> int:
    """Prints a line an attack; the exit code tells whether enough pings were answered beside each."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--seconds", type=float, default=20.0, help="how long each attack goes on")
    reading.add_argument("--store", type=Path, help="the store that is served; else one of two articles")
    reading.add_argument("--only", help="the attacks with this in their names")
    given = reading.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(8192, hard)), hard))
    table = Table(
        "beside", "connections", "pings", "right within 1 s", "p50, ms", "p95, ms", "slowest, ms", "server, MB"
    )
    starved = False
    with tempfile.TemporaryDirectory() as folder:
        if (store := given.store) is None:
            write_store(store := Path(folder) / "store", reference=True)
        for number, one in enumerate(ATTACKS):
            if given.only and given.only not in one.name:
                continue
            with Server(store, "--quiet") as server:
                server.client.get("ASK {}")
                with attacked(number, server.port):
                    time.sleep(3)
                    pings = pinged(server.client, given.seconds)
                memory = _peak(server.process.pid)
            starved |= pings.share < SHARE
            shown = [1000 * seconds for seconds in pings.answered] or [float("nan")] * 2
            p95 = statistics.quantiles(shown, n=20)[18]
            times = [f"{value:,.0f}" for value in (statistics.median(shown), p95, shown[-1])]
            table.add_row(
                one.name, f"{one.connections:,}", str(len(pings.seconds)), f"{pings.share:.1%}", *times, str(memory)
            )
            print(f"{one.name}: {pings.share:.1%}", file=sys.stderr, flush=True)
    Console(width=120).print(table)
    return int(starved)


def _peak(process: int) -> int:
    """The most memory that a process had, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
