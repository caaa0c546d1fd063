"""Measures of the co-participation network, as rows for a table; the same rows for the same network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.network.projections import Part, bipartite, co_participation

_SEED = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A measure as a table: column names, rows of cells, and what it says in one sentence."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


def measure(name: str, rows: Iterable[Part]) -> Table:
    """The table of one measure of `MEASURES`. Raises KeyError for another name."""
    return MEASURES[name](list(rows))


def _label(graph: nx.Graph[str], node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _ranked(graph: nx.Graph[str], scores: Mapping[str, float]) -> list[str]:
    """Nodes by falling score, equal ones by label."""
    return sorted(scores, key=lambda node: (-scores[node], _label(graph, node), node))


def degree(rows: list[Part]) -> Table:
    """How many others each actor met, at how many events."""
    graph, sides = co_participation(rows), bipartite(rows)
    met = {node: float(count) for node, count in graph.degree()}
    ranked = [
        (_label(graph, n), int(met[n]), int(graph.degree(n, weight="weight")), sides.degree(n))
        for n in _ranked(graph, met)
    ]
    note = "Met: other actors at the same events. Meetings: the same, once for each shared event."
    return Table("Degree", note, ("Actor", "Met", "Meetings", "Events"), tuple(ranked))


def betweenness(rows: list[Part]) -> Table:
    """How often each actor stands on the shortest ways between others."""
    graph = co_participation(rows)
    scores = nx.betweenness_centrality(graph)
    ranked = [(_label(graph, n), round(scores[n], 4), graph.degree(n)) for n in _ranked(graph, scores)]
    return Table(
        "Betweenness",
        "Share of the shortest ways between two others that pass through the actor.",
        ("Actor", "Betweenness", "Met"),
        tuple(ranked),
    )


def _communities(graph: nx.Graph[str]) -> list[list[str]]:
    """Groups that meet more among themselves, largest first, each by label."""
    names = list(graph)  # numbers in place of names: the order of a set of names changes from run to run
    numbered = nx.relabel_nodes(graph, {name: number for number, name in enumerate(names)})
    numbers = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED) if names else []
    found = [[names[number] for number in group] for group in numbers]
    groups = [sorted(group, key=lambda n: (_label(graph, n), n)) for group in found]
    return sorted(groups, key=lambda group: (-len(group), group))


def communities(rows: list[Part]) -> Table:
    """Groups of actors that meet more among themselves than with others (Louvain)."""
    graph = co_participation(rows)
    listed = [
        (number, len(group), "; ".join(_label(graph, n) for n in group))
        for number, group in enumerate(_communities(graph), start=1)
    ]
    return Table(
        "Communities",
        "Groups that meet more among themselves than with others (Louvain, fixed seed).",
        ("No", "Size", "Actors"),
        tuple(listed),
    )


def brokers(rows: list[Part]) -> Table:
    """Actors whose partners meet each other little: they stand between groups."""
    graph = co_participation(rows)
    between, constraint = nx.betweenness_centrality(graph), nx.constraint(graph)
    group_of = {node: number for number, group in enumerate(_communities(graph)) for node in group}
    scores = {node: score for node, score in between.items() if score > 0}
    ranked = [
        (_label(graph, n), round(scores[n], 4), round(constraint[n], 3), len({group_of[m] for m in graph[n]}))
        for n in _ranked(graph, scores)
    ]
    note = "Low constraint (Burt): the actor's partners meet each other little. Groups: communities it meets."
    return Table("Brokers", note, ("Actor", "Betweenness", "Constraint", "Groups"), tuple(ranked))


def pairs(rows: list[Part]) -> Table:
    """Pairs of actors by the number of events they shared."""
    graph = co_participation(rows)
    labels = {row.event: row.event_label for row in rows}
    listed = sorted(
        (
            (*sorted((_label(graph, one), _label(graph, other))), data["weight"], data["events"])
            for one, other, data in graph.edges(data=True)
        ),
        key=lambda pair: (-pair[2], pair[:2]),
    )
    shown = tuple((a, b, count, "; ".join(labels[e] for e in events)) for a, b, count, events in listed)
    return Table(
        "Co-participation",
        "Pairs of actors by the events in which both had a part.",
        ("Actor", "With", "Events", "Which"),
        shown,
    )


MEASURES: Mapping[str, Callable[[list[Part]], Table]] = {
    "degree": degree,
    "betweenness": betweenness,
    "communities": communities,
    "brokers": brokers,
    "co-participation": pairs,
}
