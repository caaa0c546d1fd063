"""Places on the map of all: the same in each run, communities as islands, no two nodes on each other."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from math import dist
from statistics import fmean

import networkx as nx
import pytest

from kg.view.map_layout import map_places

SPREAD = """
from hashlib import sha256
from tests.view.test_map_layout import clustered
from kg.view.map_layout import map_places
graph = clustered()
print(sha256(repr(map_places(graph, sorted(graph))).encode()).hexdigest())
"""


def clustered() -> nx.Graph[str]:
    """Eight communities of fifty, more than are laid out at once, and two nodes that nothing joins."""
    numbered = nx.random_partition_graph([50] * 8, 0.2, 0.002, seed=1)
    graph = nx.relabel_nodes(nx.Graph(numbered.edges), lambda number: f"n{number:03}")
    graph.add_nodes_from(("alone", "lonely"))
    return graph


def test_the_places_are_the_same_whatever_the_order_of_sets():
    found = set()
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", SPREAD],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(made.stdout)
    assert len(found) == 1


def test_a_community_is_an_island():
    graph = clustered()
    at = map_places(graph, sorted(graph))
    islands = [[f"n{number:03}" for number in range(first, first + 50) if f"n{number:03}" in at] for first in (0, 50)]
    inside = fmean(dist(at[a], at[b]) for island in islands for a, b in combinations(island, 2))
    across = fmean(dist(at[a], at[b]) for a in islands[0] for b in islands[1])
    assert across > 1.5 * inside


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_every_node_has_a_place_of_its_own(count: int):
    graph: nx.Graph[str] = nx.empty_graph(0)
    graph.add_nodes_from(f"n{number}" for number in range(count))
    at = map_places(graph, list(graph))
    assert len(set(at.values())) == len(at) == count


def test_the_whole_graph_joined_to_one_is_laid_out_too():
    graph = nx.relabel_nodes(nx.star_graph(400), str)
    at = map_places(graph, sorted(graph, key=int))
    assert len(set(at.values())) == 401
