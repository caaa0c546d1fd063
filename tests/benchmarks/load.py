"""Clients that load a server: `python -m tests.benchmarks.load PLAN`, a process of its own, so that it costs little.

PLAN is a JSON file: address, seconds, number of clients, their requests with the bodies that must come, and the
requests of attackers, each of whom keeps one of them running at all times. The figures are written beside it, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

FIGURES = ".figures.json"
"""The ending of the file with the figures, in place of that of the plan."""

_PATIENCE = 30.0
_AGAIN_AFTER = 0.05
_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, the media type wanted, the body that must come (None: whatever comes is right), and its kind."""

    kind: str
    query: str
    accept: str
    body: str | None = None

    def encoded(self, host: str) -> bytes:
        """The request over HTTP."""
        target = f"/sparql?{urlencode({'query': self.query})}"
        return f"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: {self.accept}\r\n\r\n".encode()


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks what for how long."""

    host: str
    port: int
    seconds: float
    clients: int
    asks: Sequence[Ask]
    attackers: int = 0
    attacks: Sequence[str] = ()
    warm_up: float = 2.0
    seed: int = 1

    def write(self, path: Path) -> None:
        """Writes it to a file."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Reads it from a file."""
        content = json.loads(path.read_text("utf-8"))
        return cls(**{**content, "asks": [Ask(**ask) for ask in content["asks"]]})


@dataclass(slots=True)
class Load:
    """What came of it: how many answers were right in all, the seconds of each right one in the measured time, failures
    by what was wrong, and the statuses that attackers got."""

    right: int = 0
    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    attacks: Counter[str] = field(default_factory=Counter)


class Connection(asyncio.Protocol):
    """A connection that is kept open; one request at a time."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._size = -1
        self._status = 0
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        self._received += data
        if self._size < 0 and (end := self._received.find(_END_OF_HEAD)) >= 0:
            self._head(bytes(self._received[:end]))
            del self._received[: end + len(_END_OF_HEAD)]
        if 0 <= self._size <= len(self._received) and self._answer is not None and not self._answer.done():
            self._answer.set_result((self._status, bytes(self._received)))

    def connection_lost(self, error: Exception | None) -> None:
        """Called by the loop."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError(f"closed: {error}"))

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body of the answer. Raises OSError where the connection breaks, TimeoutError."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionError("closed before the request")
        self._received.clear()
        self._size = -1
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await asyncio.wait_for(self._answer, _PATIENCE)

    def close(self) -> None:
        """Closes it."""
        if self._transport is not None:
            self._transport.close()

    def _head(self, head: bytes) -> None:
        status, *lines = head.split(b"\r\n")
        self._status = int(status.split(b" ", 2)[1])
        lengths = [int(line.partition(b":")[2]) for line in lines if line[:15].lower() == b"content-length:"]
        self._size = lengths[0] if lengths else 0


async def load(plan: Plan) -> Load:
    """Carries out a plan."""
    found = Load()
    start = time.perf_counter()
    until = start + plan.warm_up + plan.seconds
    chance = random.Random(plan.seed)
    asks = [(ask.encoded(plan.host), None if ask.body is None else ask.body.encode()) for ask in plan.asks]
    attacks = _unlike(plan.attacks)
    attackers = [asyncio.create_task(_attack(plan, attacks, found)) for _ in range(plan.attackers)]
    orders = [chance.sample(asks, len(asks)) for _ in range(plan.clients)]
    await asyncio.gather(*(_client(plan, cycle(order), start + plan.warm_up, until, found) for order in orders))
    for task in attackers:
        task.cancel()
    await asyncio.gather(*attackers, return_exceptions=True)
    return found


async def _client(
    plan: Plan, asks: Iterator[tuple[bytes, bytes | None]], begin: float, until: float, found: Load
) -> None:
    connection = await _connected(plan)
    for request, body in asks:
        start = time.perf_counter()
        if start > until:
            break
        try:
            fault = _fault(await connection.ask(request), body)
        except (OSError, TimeoutError) as error:
            fault = type(error).__name__
            connection.close()
            await asyncio.sleep(_AGAIN_AFTER)
            connection = await _connected(plan)
        if fault:
            found.failures[fault] += 1
            continue
        found.right += 1
        if begin <= start and time.perf_counter() <= until:
            found.seconds.append(time.perf_counter() - start)
    connection.close()


def _fault(answer: tuple[int, bytes], body: bytes | None) -> str:
    """What is wrong with an answer; empty where it is right."""
    status, received = answer
    if status != 200:
        return f"status {status}"
    return "" if body is None or received == body else "wrong answer"


async def _attack(plan: Plan, attacks: Iterator[str], found: Load) -> None:
    while True:
        request = Ask("attack", next(attacks), "application/sparql-results+json").encoded(plan.host)
        connection = None
        try:
            connection = await _connected(plan)
            status, _ = await connection.ask(request)
            found.attacks[str(status)] += 1
        except (OSError, TimeoutError) as error:
            found.attacks[type(error).__name__] += 1
            await asyncio.sleep(_AGAIN_AFTER)
        finally:
            if connection is not None:
                connection.close()


def _unlike(attacks: Sequence[str]) -> Iterator[str]:
    """The attacks again and again, never with the same text: a server must not know them."""
    for number, attack in enumerate(cycle(attacks)):
        yield f"{attack} # {number}"


async def _connected(plan: Plan) -> Connection:
    _, connection = await asyncio.get_running_loop().create_connection(Connection, plan.host, plan.port)
    return connection


def _runner() -> Callable[[object], Load]:
    try:
        import uvloop
    except ImportError:
        return asyncio.run  # type: ignore[return-value]
    return uvloop.run  # type: ignore[no-any-return]


def main(arguments: Sequence[str]) -> None:
    """Carries out the plan in a file."""
    file = Path(arguments[0])
    found = _runner()(load(Plan.read(file)))
    # not asdict, which makes something else of a Counter
    content = {name: getattr(found, name) for name in ("right", "seconds", "failures", "attacks")}
    file.with_suffix(FIGURES).write_text(json.dumps(content), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
