"""How much a query costs, and how queries of different costs share the machine."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

QUICK, STEADY, SLOW = range(3)


@dataclass(frozen=True, slots=True)
class Lane:
    """Queries that cost up to `until` seconds of processor time: how many are evaluated at the same time, and how far
    the priority of their workers is lowered."""

    places: int
    until: float
    nice: int


def lanes(workers: int, slow_after: float) -> tuple[Lane, Lane, Lane]:
    """The lanes of a server with so many workers for quick queries. Every query begins as a quick one. While others
    wait, one that takes longer moves to the steady lane; one that takes longer than `slow_after` must have the one
    place for slow queries. So slow queries leave the quick ones their workers and most of the processor."""
    return (
        Lane(workers, slow_after / 6, 0),
        Lane(max(1, workers // 2), slow_after, 5),
        Lane(1, float("inf"), 10),
    )


class Costs:
    """What queries are known to cost, by the hash of their text; the oldest knowledge is forgotten first."""

    def __init__(self, lanes: tuple[Lane, ...], most: int = 4096) -> None:
        self._lanes = lanes
        self._most = most
        self._known: OrderedDict[int, float] = OrderedDict()

    def lane_of(self, text: str) -> int:
        """The lane in which a query begins: the one that it is known to need, else the quick one."""
        return self.lane_for(self._known.get(hash(text), 0.0))

    def lane_for(self, seconds: float) -> int:
        """The lane of queries that cost so much."""
        return next(level for level, lane in enumerate(self._lanes) if seconds < lane.until or lane is self._lanes[-1])

    def learn(self, text: str, seconds: float) -> None:
        """Remembers what a query has cost. Of quick ones nothing is kept."""
        key = hash(text)
        self._known.pop(key, None)
        if seconds >= self._lanes[QUICK].until:
            self._known[key] = seconds
            if len(self._known) > self._most:
                self._known.popitem(last=False)
