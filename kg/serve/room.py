"""Which connections are given up so that there is room for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from kg.serve.limits import ConnectionLimits


class Held(Protocol):
    """A connection: of which client it is, whether the client is waited for, since when (the later, the more of a body
    it has sent), and how many bytes of an answer it has not fetched."""

    @property
    def of(self) -> str: ...
    @property
    def waits(self) -> bool: ...
    @property
    def since(self) -> float: ...
    @property
    def unfetched(self) -> int: ...


H = TypeVar("H", bound=Held)


def given_up(held: Iterable[H], limits: ConnectionLimits) -> list[H]:
    """The connections to give up: those of clients that have too many, then of clients that have the most until there
    are not too many in all, and of answers that nobody fetches until these do not take too much memory. Each time the
    one that has waited longest goes first; none goes whose client waits for the server."""
    clients: defaultdict[str, list[H]] = defaultdict(list)
    for one in held:
        clients[one.of].append(one)
    number = sum(map(len, clients.values()))
    ranked = sorted(
        ((place, one) for of_client in clients.values() for place, one in _ranked(of_client)),
        key=lambda ranked: (-ranked[0], ranked[1].since),
    )
    excess = sum(place >= limits.of_client for place, _ in ranked)
    found = [one for _, one in islice(ranked, max(excess, number - limits.most, 0))]
    return [*found, *_unfetched([one for _, one in ranked[len(found) :]], limits.unfetched)]


def _ranked(held: list[H]) -> Iterator[tuple[int, H]]:
    """Those of one client that wait for it, with how many others it has beside and before each: the longer one waits,
    the more."""
    waiting = sorted((one for one in held if one.waits), key=lambda one: -one.since)
    return enumerate(waiting, len(held) - len(waiting))


def _unfetched(waiting: list[H], most: int) -> list[H]:
    size = sum(one.unfetched for one in waiting)
    found = []
    for one in sorted(waiting, key=lambda one: one.since):
        if size <= most:
            break
        if one.unfetched:
            size -= one.unfetched
            found.append(one)
    return found
