"""Which actors the graph page holds and where they stand on it: the same for the same store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

import networkx as nx
import pyoxigraph as ox

from kg.network import parts
from kg.settings import ARTICLE, ENTITY, ONTOLOGY

OVERVIEW = 20
MOST_NODES = 20_000
"""Of a larger store the page holds the best connected: more, no browser moves at twenty pictures a second."""
WIDTH, HEIGHT = 1000, 680
_MARGIN_X, _MARGIN_Y = 110, 60
_SEED = 7
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def connections(store: ox.Store) -> nx.Graph[str]:
    """Every entity that a public claim names, joined to those that claims put beside it."""
    graph: nx.Graph[str] = nx.Graph()
    objects = store.quads_for_pattern(None, ox.NamedNode(_RDF + "object"), None, None)
    of_claim = {quad.subject: quad.object for quad in objects if _public(quad)}
    subjects = store.quads_for_pattern(None, ox.NamedNode(_RDF + "subject"), None, None)
    pairs = [(quad.object, of_claim[quad.subject]) for quad in subjects if quad.subject in of_claim]
    for one, other in sorted((_entity(s), _entity(o)) for s, o in pairs):
        graph.add_nodes_from(filter(None, (one, other)))
        if one and other:
            graph.add_edge(one, other)
    return graph


def _public(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(ARTICLE)


def _entity(term: object) -> str:
    """The IRI of an entity; of anything else, nothing."""
    return term.value if isinstance(term, ox.NamedNode) and term.value.startswith(ENTITY) else ""


def chosen(graph: nx.Graph[str], centre: str | None = None, most: int = MOST_NODES) -> list[str]:
    """At most `most` entities, best connected first; with a centre, those near it before all others."""
    near: Collection[str] = ()
    if centre is not None and centre in graph:
        near = nx.single_source_shortest_path_length(graph, centre, cutoff=2)
    return sorted(graph, key=lambda n: (n != centre, n not in near, -graph.degree(n), n))[:most]


def overview(store: ox.Store, graph: nx.Graph[str], most: int = OVERVIEW) -> dict[str, tuple[float, float]]:
    """The best connected organisations and states, with their places."""
    ties = _ties(store, graph)
    joined = [node for node in ties if ties.degree(node)] or list(ties)
    best = sorted(joined, key=lambda n: (-ties.degree(n), -ties.degree(n, weight="weight"), n))[:most]
    return places(ties.subgraph(best), best)


def _ties(store: ox.Store, graph: nx.Graph[str]) -> nx.Graph[str]:
    """Actors joined by facts between them and by shared events."""
    actors = _of_class(store, "Actor") - _of_class(store, "Person")
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for one, other in graph.edges:
        if one in actors and other in actors and one != other:
            weights[min(one, other), max(one, other)] += 1
    present: dict[str, set[str]] = defaultdict(set)
    for row in parts(store):
        present[row.event].add(row.actor)
    for together in present.values():
        for one, other in combinations(sorted(together), 2):
            weights[one, other] += 1
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(actors & set(graph)))
    ties.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(weights.items()))
    return ties


def _of_class(store: ox.Store, name: str) -> set[str]:
    found = store.quads_for_pattern(None, ox.NamedNode(_RDF + "type"), ox.NamedNode(ONTOLOGY + name), ox.DefaultGraph())
    return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}


def places(graph: nx.Graph[str], order: Sequence[str]) -> dict[str, tuple[float, float]]:
    """A spring layout from a fixed seed, spread over the canvas by rank so that labels keep apart."""
    fixed: nx.Graph[int] = nx.Graph()
    number = {node: index for index, node in enumerate(order)}
    fixed.add_nodes_from(range(len(order)))
    fixed.add_edges_from(sorted((number[a], number[b]) for a, b in graph.edges))
    spring = nx.spring_layout(fixed, k=1.6, iterations=_iterations(len(order)), seed=_SEED, method="force")
    xs = _spread([float(spring[i][0]) for i in fixed], _MARGIN_X, WIDTH)
    ys = _spread([float(spring[i][1]) for i in fixed], _MARGIN_Y, HEIGHT)
    return {node: (xs[index], ys[index]) for node, index in number.items()}


def _iterations(nodes: int) -> int:
    """How often a layout is improved: seldom where each time takes long."""
    return max(30, min(200, 40_000 // max(1, nodes)))


def _spread(values: Sequence[float], margin: int, size: int) -> list[float]:
    """Values on the canvas, half by where they are and half by their rank."""
    ranked = sorted(range(len(values)), key=lambda i: (round(values[i], 6), i))
    rank = {index: place / max(1, len(values) - 1) for place, index in enumerate(ranked)}
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = (high - low) or 1.0
    share = [0.5 * (value - low) / span + 0.5 * rank[i] for i, value in enumerate(values)]
    return [round(margin + part * (size - 2 * margin), 1) for part in share]
