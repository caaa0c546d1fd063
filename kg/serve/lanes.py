"""How much a query costs, and how queries of different costs share the machine."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

QUICK, NEW, STEADY, SLOW = range(4)


@dataclass(frozen=True, slots=True)
class Lane:
    """Queries that cost up to `until` seconds: how many are evaluated at the same time, and how far the priority of
    their workers is lowered."""

    places: int
    until: float
    nice: int


def lanes(workers: int, slow_after: float) -> tuple[Lane, ...]:
    """The lanes of a server with so many workers: for queries known to be quick, for new ones, for those that take
    somewhat longer, and for those that take longer than `slow_after`, which have one place. New queries leave the quick
    ones a worker, steady and slow ones leave both their workers and most of the processor."""
    quick = slow_after / 6
    return (
        Lane(workers, quick, 0),
        Lane(max(1, workers - 1), quick, 0),
        Lane(max(1, workers // 2), slow_after, 8),
        Lane(1, float("inf"), 15),
    )


class Costs:
    """What queries are known to cost, by the hash of their text; the oldest knowledge is forgotten first."""

    def __init__(self, lanes: tuple[Lane, ...], most: int = 4096) -> None:
        self._lanes = lanes
        self._most = most
        self._known: OrderedDict[int, float] = OrderedDict()

    def lane_of(self, text: str) -> int:
        """The lane in which a query begins."""
        known = self._known.get(hash(text))
        return NEW if known is None else self.lane_for(known)

    def lane_for(self, seconds: float) -> int:
        """The lane of queries that cost so much."""
        return next(lane for lane in (QUICK, STEADY, SLOW) if lane == SLOW or seconds < self._lanes[lane].until)

    def learn(self, text: str, seconds: float) -> None:
        """Remembers what a query has cost."""
        key = hash(text)
        self._known[key] = seconds
        self._known.move_to_end(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
