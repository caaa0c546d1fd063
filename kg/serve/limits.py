"""What a server lets queries take."""

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
