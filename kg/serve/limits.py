"""What a server lets queries and connections take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: `seconds` of time in all, `slow_after` seconds of processor time before it counts as a
    slow one, `memory` and `answer` in bytes. `workers` evaluate quick queries at the same time, `spares` stand by; so
    many paused queries are kept, and so many may wait in a lane. `confined`: workers give up the network."""

    workers: int = 4
    seconds: float = 5.0
    slow_after: float = 0.3
    memory: int = 512 * 2**20
    answer: int = 10_000_000
    spares: int = 2
    paused: int = 4
    waiting: int = 256
    confined: bool = True


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What connections may take: `most` in all, of which one client may hold `of_client`, so that there is room for
    others. Room is made `room_after` so many seconds: until then what new ones have sent is read, which says that they
    are no idle ones, and who opens them again and again does so no faster; more than `at_once` there never are.

    A head has `head_within` seconds to arrive. A body has at most `largest_body` bytes; it has `body_grace` seconds,
    and one more for each `body_rate` bytes that have come. An answer has `fetched_within` seconds to be fetched; of
    answers of which more than `unfetched` bytes wait in all, some are given up. So many requests may be `ahead` of the
    answer on one connection; of a body that is refused, up to `thrown_away` bytes are read for `lingering` seconds,
    since most clients hear the answer only when they have sent all."""

    most: int = 500
    of_client: int = 250
    at_once: int = 4_000
    room_after: float = 0.5
    head_within: float = 10.0
    largest_body: int = 200_000
    body_grace: float = 5.0
    body_rate: int = 2_000
    fetched_within: float = 60.0
    unfetched: int = 256 * 2**20
    ahead: int = 16
    thrown_away: int = 20_000_000
    lingering: float = 5.0
