"""Of stretches that overlap, the one that comes first in the order of preference."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything that stands between two offsets of a text, and holds a character."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind it."""


S = TypeVar("S", bound=Stretch)


def within(stretches: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those between two offsets, of stretches in text order that do not overlap."""
    first = bisect_left(stretches, start, key=lambda one: one.start)
    last = bisect_left(stretches, end, lo=first, key=lambda one: one.start)
    while last > first and stretches[last - 1].end > end:
        last -= 1
    return stretches[first:last]


def without_overlaps(preferred: Iterable[S]) -> list[S]:
    """The stretches that overlap none that was given before them, in text order."""
    kept: list[S] = []
    for one in preferred:
        at = bisect_left(kept, one.end, key=lambda other: other.start)
        if at == 0 or kept[at - 1].end <= one.start:
            kept.insert(at, one)
    return kept
