"""Two streams of sorted lines as one: what stands in the old one, in the new one, in both."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import groupby

from kg.changes.sources import Lines


class Side(IntEnum):
    """Where a line stands."""

    OLD = -1
    BOTH = 0
    NEW = 1


Pair = tuple[bytes, Side]


def paired(old: Lines, new: Lines) -> Iterator[Pair]:
    """The lines of both graphs in order, each once."""
    left, right = old(), new()
    one, other = next(left, None), next(right, None)
    while one is not None and other is not None:
        if one == other:
            yield one, Side.BOTH
            one, other = next(left, None), next(right, None)
        elif one < other:
            yield one, Side.OLD
            one = next(left, None)
        else:
            yield other, Side.NEW
            other = next(right, None)
    while one is not None:
        yield one, Side.OLD
        one = next(left, None)
    while other is not None:
        yield other, Side.NEW
        other = next(right, None)


def by_graph(pairs: Iterator[Pair]) -> Iterator[tuple[str, Iterator[Pair]]]:
    """The lines of each graph by its IRI, which is empty for the default graph, in turn."""
    for graph, group in groupby(pairs, key=lambda pair: pair[0].partition(b" ")[0]):
        yield graph.decode()[1:-1], group
