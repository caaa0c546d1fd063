"""Measures of one network: who is central, who stands between, who belongs together. The same facts give the same
rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from kg.network.projections import Network
from kg.network.speed import accelerated
from kg.network.tables import Row, Table

_SEED = 1
_DIGITS = 4


def label(graph: Network[str], node: str) -> str:
    """The name of a node, its IRI where it has none."""
    return str(graph.nodes[node].get("label", node))


def ranked(graph: Network[str], scores: Mapping[str, float]) -> list[str]:
    """Nodes by falling score, equal ones by label."""
    return sorted(scores, key=lambda node: (-scores[node], label(graph, node), node))


def undirected(graph: Network[str]) -> Network[str]:
    """The network without directions; two edges between the same nodes become one of their joint weight."""
    if not graph.is_directed():
        return graph
    plain: Network[str] = nx.Graph()
    plain.add_nodes_from(graph.nodes(data=True))
    for one, other, data in graph.edges(data=True):
        known = plain.get_edge_data(one, other, {"weight": 0, "facts": ()})
        plain.add_edge(one, other, weight=known["weight"] + data["weight"], facts=(*known["facts"], *data["facts"]))
    return plain


def degree(graph: Network[str]) -> Table:
    """Degree is the number of others that a node is joined to, strength counts each joint event or fact."""
    strength = dict(graph.degree(weight="weight"))
    columns: tuple[str, ...] = ("Actor", "Degree", "Strength")
    nodes = ranked(graph, dict(graph.degree()))
    rows: list[Row] = [(label(graph, n), int(graph.degree(n)), int(strength[n])) for n in nodes]
    if isinstance(graph, nx.DiGraph):
        columns += ("In", "Out")
        rows = [(*row, int(graph.in_degree(n)), int(graph.out_degree(n))) for row, n in zip(rows, nodes, strict=True)]
    return _table("Degree", degree, columns, rows, nodes)


def betweenness(graph: Network[str]) -> Table:
    """The share of the shortest ways between two others that pass through the actor: who is high can pass news on, or
    hold it up."""
    plain = undirected(graph)
    scores = _betweenness(plain)
    nodes = ranked(plain, scores)
    rows = [(label(plain, n), round(scores[n], _DIGITS), int(plain.degree(n))) for n in nodes]
    return _table("Betweenness", betweenness, ("Actor", "Betweenness", "Degree"), rows, nodes)


def brokers(graph: Network[str]) -> Table:
    """Who stands between groups: on many shortest ways, with partners that meet each other little (low constraint, R.
    Burt, Structural Holes, 1992). Groups: communities that it reaches."""
    plain = undirected(graph)
    between = {node: score for node, score in _betweenness(plain).items() if score > 0}
    constraint = nx.constraint(plain, nodes=between) if between else {}
    group_of = {node: number for number, group in enumerate(_groups(plain)) for node in group}
    nodes = ranked(plain, between)
    rows = [
        (label(plain, n), round(between[n], _DIGITS), round(constraint[n], 3), len({group_of[m] for m in plain[n]}))
        for n in nodes
    ]
    return _table("Brokers", brokers, ("Actor", "Betweenness", "Constraint", "Groups"), rows, nodes)


def core(graph: Network[str]) -> Table:
    """The k-core is the largest group in which everybody is joined to at least k others of the group: a high core is
    the circle that keeps meeting, a low one the edge of the network."""
    plain = undirected(graph)
    with accelerated():
        numbers: Mapping[str, int] = nx.core_number(plain)
    nodes = ranked(plain, dict(numbers))
    rows = [(label(plain, n), int(numbers[n]), int(plain.degree(n))) for n in nodes]
    return _table("K-core", core, ("Actor", "Core", "Degree"), rows, nodes)


def communities(graph: Network[str]) -> Table:
    """Groups that are joined more among themselves than with others (Louvain, fixed seed): circles that the texts show
    together, not alliances."""
    plain = undirected(graph)
    groups = _groups(plain)
    rows = [
        (number, len(group), "; ".join(label(plain, n) for n in group)) for number, group in enumerate(groups, start=1)
    ]
    keys = tuple(tuple(group) for group in groups)
    return Table("Communities", note(communities), ("No", "Size", "Actors"), tuple(rows), keys)


def closeness(graph: Network[str], to: str) -> Table:
    """How many steps lie between the actor and each other one: 1 is joined directly, 2 through somebody; shared: how
    many partners they have in common. Who cannot be reached is not listed."""
    plain = undirected(graph)
    steps = nx.single_source_shortest_path_length(plain, to) if to in plain else {}
    others = [node for node in steps if node != to]
    shared = {node: len(set(plain[node]) & set(plain[to])) for node in others}
    strength = {node: int(plain.get_edge_data(to, node, {"weight": 0})["weight"]) for node in others}
    nodes = sorted(others, key=lambda n: (steps[n], -strength[n], -shared[n], label(plain, n), n))
    rows = [(label(plain, n), int(steps[n]), strength[n], shared[n]) for n in nodes]
    title = f"Closeness to {label(plain, to) if to in plain else to}"
    return _table(title, closeness, ("Actor", "Steps", "Strength", "Shared"), rows, nodes)


def pairs(graph: Network[str], labels: Mapping[str, str]) -> Table:
    """Pairs of actors by the number of events, or facts, that join them."""
    edges = [_ordered(graph, one, other) for one, other in graph.edges]
    keys = sorted(edges, key=lambda e: (-graph.edges[e]["weight"], label(graph, e[0]), label(graph, e[1]), e))
    rows: list[Row] = []
    for one, other in keys:
        data = graph.edges[one, other]
        rows.append((label(graph, one), label(graph, other), int(data["weight"]), _which(data, labels)))
    columns = ("From", "To", "Facts", "Which") if graph.is_directed() else ("Actor", "With", "Weight", "Which")
    return Table("Pairs", note(pairs), columns, tuple(rows), tuple(keys))


def _ordered(graph: Network[str], one: str, other: str) -> tuple[str, str]:
    """The ends of an edge: as they are where it has a direction, else by label."""
    first = graph.is_directed() or (label(graph, one), one) <= (label(graph, other), other)
    return (one, other) if first else (other, one)


def note(measure: object) -> str:
    """What a measure means, in the words of its docstring."""
    return " ".join((measure.__doc__ or "").split())


def _which(data: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> str:
    if "events" in data:
        return "; ".join(labels.get(event, event) for event in data["events"])
    return "; ".join(data["relations"])


def _betweenness(graph: Network[str]) -> Mapping[str, float]:
    with accelerated():
        scores: Mapping[str, float] = nx.betweenness_centrality(graph)
    return scores


def _groups(graph: Network[str]) -> list[list[str]]:
    """The communities, largest first, each by label. Never by a backend: its random numbers would be others."""
    names = sorted(graph)  # numbers in place of names: the order of a set of names changes from run to run
    number = {name: index for index, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    edges = sorted((number[a], number[b], data["weight"]) for a, b, data in graph.edges(data=True))
    numbered.add_weighted_edges_from(edges)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED) if names else []
    groups = [sorted((names[n] for n in group), key=lambda n: (label(graph, n), n)) for group in found]
    return sorted(groups, key=lambda group: (-len(group), group))


def _table(title: str, measure: object, columns: Sequence[str], rows: Iterable[Row], nodes: Sequence[str]) -> Table:
    return Table(title, note(measure), tuple(columns), tuple(rows), tuple((node,) for node in nodes))
