"""Places for all nodes of a map, of any number: communities as islands, each laid out by springs, those joined near
each other. The same graph gives the same places: no random numbers but those of a fixed seed, no order but the given.

Springs: Fruchterman and Reingold, 'Graph drawing by force-directed placement', Software: Practice and Experience 21
(1991). Communities: Blondel and others, 'Fast unfolding of communities in large networks' (2008)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

SPACE = 60.0
"""How far neighbours on the map stand apart, in units of the drawing."""
_MOST_SPRINGS = 150
"""Each round of springs compares all pairs; more nodes are parted into communities first."""
_ROUNDS = 60
_GRAVITY = 0.1
"""How much a node is drawn to the middle, so that an island stays together."""
_SEED = 7
_GOLDEN_ANGLE = 2.399963
_TRIED_AT_ONCE = 256


def map_places(graph: nx.Graph[str], order: Sequence[str]) -> dict[str, tuple[int, int]]:
    """A place in whole units for each node of `order`, which begins with the most important."""
    number = {node: index for index, node in enumerate(order)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(order)))
    numbered.add_edges_from(
        sorted((number[a], number[b]) for a, b in graph.edges if a != b and a in number and b in number)
    )
    at = _laid(numbered)
    return {node: (round(at[index][0]), round(at[index][1])) for index, node in enumerate(order)}


def _laid(graph: nx.Graph[int]) -> dict[int, tuple[float, float]]:
    """Places around 0,0."""
    nodes = sorted(graph)
    if len(nodes) <= _MOST_SPRINGS:
        return _by_node(nodes, _springs(graph, nodes))
    groups = sorted(map(sorted, nx.community.louvain_communities(graph, seed=_SEED)), key=lambda g: (-len(g), g))
    if len(groups) == 1:
        return _by_node(nodes, _sunflower(len(nodes)))
    return _packed(graph, groups)


def _by_node(nodes: Sequence[int], points: Points) -> dict[int, tuple[float, float]]:
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _sunflower(count: int) -> Points:
    """Points at equal distances around 0,0, the first in the middle."""
    numbers = np.arange(count)
    away, angle = SPACE * 0.6 * np.sqrt(numbers), numbers * _GOLDEN_ANGLE
    return np.stack((away * np.cos(angle), away * np.sin(angle)), axis=1)


def _springs(graph: nx.Graph[int], nodes: Sequence[int]) -> Points:
    """Springs along lines, and all nodes pushing each other away."""
    place = {node: index for index, node in enumerate(nodes)}
    ends = np.array([(place[a], place[b]) for a, b in sorted(graph.edges)], dtype=np.int64).reshape(-1, 2)
    at = _sunflower(len(nodes))
    for number in range(_ROUNDS):
        move = _pushed(at) + _pulled(at, ends) - _GRAVITY * at
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        most = SPACE * (1.0 - number / _ROUNDS)
        # Rounded, so that the last bits, in which processors differ, do not grow into other places.
        at = np.round(at + move * (np.minimum(length, most) / length)[:, None], 3)
    return at


def _pushed(at: Points) -> Points:
    across, along = (values[:, None] - values[None, :] for values in (at[:, 0], at[:, 1]))
    push = SPACE**2 / np.maximum(across**2 + along**2, 1.0)
    return np.stack(((across * push).sum(axis=1), (along * push).sum(axis=1)), axis=1)


def _pulled(at: Points, ends: NDArray[np.int64]) -> Points:
    pulled = np.zeros_like(at)
    apart = at[ends[:, 1]] - at[ends[:, 0]]
    pull = apart * (np.hypot(apart[:, 0], apart[:, 1]) / SPACE)[:, None]
    np.add.at(pulled, ends[:, 0], pull)
    np.add.at(pulled, ends[:, 1], -pull)
    return pulled


def _packed(graph: nx.Graph[int], groups: Sequence[Sequence[int]]) -> dict[int, tuple[float, float]]:
    """Each group by itself as an island; the islands, the largest first, as near as there is room to those before them
    that they are joined to."""
    islands = _Islands()
    found: dict[int, tuple[float, float]] = {}
    for group in groups:
        inside = _centred(_laid(graph.subgraph(group)))
        joined = [found[other] for node in group for other in sorted(graph[node]) if other in found]
        radius = max(math.hypot(x, y) for x, y in inside.values()) + SPACE / 2
        x, y = islands.settle(radius, joined)
        found |= {node: (x + u, y + v) for node, (u, v) in inside.items()}
    return found


def _centred(places: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    x, y = (sum(place[axis] for place in places.values()) / len(places) for axis in (0, 1))
    return {node: (u - x, v - y) for node, (u, v) in places.items()}


@dataclass(slots=True)
class _Islands:
    """Circles that do not overlap."""

    circles: list[tuple[float, float, float]] = field(default_factory=list)
    _full: float = 0.0

    def settle(self, radius: float, near: Sequence[tuple[float, float]]) -> tuple[float, float]:
        """The middle of a new circle: the first free place outward from the middle of `near`, or from 0,0."""
        x, y = (sum(place[axis] for place in near) / len(near) for axis in (0, 1)) if near else (0.0, 0.0)
        first = 0 if near else int((self._full / (radius / 4)) ** 2)
        while True:
            steps = np.arange(first, first + _TRIED_AT_ONCE)
            away, angle = radius / 4 * np.sqrt(steps), steps * _GOLDEN_ANGLE
            tried = np.stack((x + away * np.cos(angle), y + away * np.sin(angle)), axis=1)
            free = self._free(tried, radius)
            if free.size:
                break
            first += _TRIED_AT_ONCE
        if not near:  # the next is no larger, but what is full up to here is so for it as well, nearly always
            self._full = float(away[0])
        found = (float(tried[free[0]][0]), float(tried[free[0]][1]))
        self.circles.append((*found, radius))
        return found

    def _free(self, tried: Points, radius: float) -> NDArray[np.intp]:
        if not self.circles:
            return np.arange(1)
        known = np.array(self.circles)
        apart = np.hypot(tried[:, None, 0] - known[None, :, 0], tried[:, None, 1] - known[None, :, 1])
        return np.flatnonzero((apart >= known[None, :, 2] + radius).all(axis=1))
