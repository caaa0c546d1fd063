"""What the graph page can show of an actor's place in the network: the measures of `kg network` on who met whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.network import Facts, Node, Part, Table, Tie, co_participation, parts
from kg.network.measures import betweenness, communities, core, degree, note

MOST_BETWEENNESS = 2_000_000
"""Actors times pairs, up to which shortest ways are counted: some seconds."""
MOST_COMMUNITIES = 50_000
"""Pairs up to which groups are sought: about two seconds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure as the page has it: its name in addresses and in a list, the column of its table, what it means, and
    from how many actors times pairs, or pairs, on it is left out (0: never)."""

    name: str
    label: str
    of: Callable[[nx.Graph[str]], Table]
    column: str
    most: int = 0
    by_pairs: bool = False


SHOWN = (
    Shown("degree", "how many it met", degree, "Degree"),
    Shown("strength", "how often it met them", degree, "Strength"),
    Shown("betweenness", "how far it stands between others", betweenness, "Betweenness", MOST_BETWEENNESS),
    Shown("core", "how close its circle is", core, "Core"),
    Shown("communities", "which group it is in", communities, "No", MOST_COMMUNITIES, by_pairs=True),
)
"""The measures that the page offers."""


def actor_measures(store: ox.Store) -> list[dict[str, Any]]:
    """Each measure with `values` by IRI; `left_out` where the network is too large for it. The figures are those that
    `kg network` gives; persons are in none."""
    graph = co_participation(as_facts(parts(store)))
    return [_measured(shown, graph) for shown in SHOWN]


def as_facts(found: Collection[Part]) -> Facts:
    """Parts in events as facts: enough for the network of those who met, without reading a claim."""
    nodes: dict[str, Node] = {}
    for part in found:
        nodes[part.event] = Node(part.event, part.event_label, "Event")
        nodes[part.actor] = Node(part.actor, part.actor_label, "", actor=True)
    return Facts(nodes, tuple(sorted(Tie(part.event, part.relation, part.actor) for part in found)))


def _measured(shown: Shown, graph: nx.Graph[str]) -> dict[str, Any]:
    pairs = graph.number_of_edges()
    size = pairs if shown.by_pairs else pairs * graph.number_of_nodes()
    command = f"kg network {shown.of.__name__}"
    about = {"name": shown.name, "label": shown.label, "means": note(shown.of), "command": command}
    if 0 < shown.most < size:
        return about | {"left_out": True, "values": {}}
    return about | {"left_out": False, "values": _values(shown.of(graph), shown.column)}


def _values(table: Table, column: str) -> Mapping[str, int | float | str]:
    """The figure of each actor: a row is about one, or about all of a group."""
    place = table.columns.index(column)
    return {iri: row[place] for row, iris in zip(table.rows, table.keys, strict=True) for iri in iris}
