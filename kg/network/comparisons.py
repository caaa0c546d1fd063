"""Measures that compare: processes by their members, kinds of actors, two periods, members and their meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations

import networkx as nx

from kg.network.facts import Facts
from kg.network.measures import note, ranked
from kg.network.projections import PRESENCE, Network, co_participation
from kg.network.selection import Selection, select, years
from kg.network.tables import Cell, Row, Table


def overlap(facts: Facts) -> Table:
    """How far two processes or organisations have the same members: shared members, and their share of all members of
    the two (Jaccard). High overlap says that the same governments sit in both. Only bodies that an article names."""
    told = {end for tie in facts.ties if tie.evidence for end in (tie.subject, tie.object)}
    members = {body: found for body, found in _members(facts).items() if body in told}
    rows: list[Row] = []
    keys: list[tuple[str, ...]] = []
    for one, other in combinations(sorted(members), 2):
        shared, both = members[one] & members[other], members[one] | members[other]
        if shared:
            only = (len(members[one] - shared), len(members[other] - shared))
            rows.append((facts.label(one), facts.label(other), len(shared), round(len(shared) / len(both), 3), *only))
            keys.append((one, other))
    order = sorted(range(len(rows)), key=lambda n: (-float(rows[n][3]), -int(rows[n][2]), str(rows[n][0]), keys[n]))
    columns = ("Body", "And", "Shared", "Overlap", "Only first", "Only second")
    return Table("Overlap of memberships", note(overlap), columns, *_ordered(rows, keys, order))


def homophily(facts: Facts) -> Table:
    """Whether like meets like: assortativity is 1 where actors meet only their own kind, 0 where kind makes no
    difference, below 0 where they meet others rather. By type over all actors, by region over states."""
    graph = co_participation(facts)
    kinds: Mapping[str, Callable[[str], str]] = {
        "type": lambda iri: facts.nodes[iri].type,
        "region": lambda iri: facts.nodes[iri].region,
    }
    rows = [_mixing(graph.subgraph([node for node in graph if of(node)]), name, of) for name, of in kinds.items()]
    return Table("Homophily", note(homophily), ("By", "Actors", "Meetings", "Same kind", "Assortativity"), tuple(rows))


def _mixing(graph: Network[str], name: str, of: Callable[[str], str]) -> Row:
    """One kind of likeness: how many meetings are of the same kind, and Newman's coefficient."""
    kinds: nx.Graph[str] = nx.Graph()
    kinds.add_nodes_from((node, {"kind": of(node)}) for node in graph)
    kinds.add_edges_from(graph.edges)
    same = sum(of(one) == of(other) for one, other in graph.edges)
    number = graph.number_of_edges()
    several = len({of(node) for edge in graph.edges for node in edge}) > 1
    coefficient: Cell = _assortativity(kinds) if several else "–"
    return name, graph.number_of_nodes(), number, same, coefficient


def _assortativity(graph: nx.Graph[str]) -> float:
    return round(float(nx.attribute_assortativity_coefficient(graph, "kind")), 3)


def change(facts: Facts, before: Selection, after: Selection) -> Table:
    """Who met more, or fewer, others in the second period than in the first, and who came or went. Facts without a year
    are in neither."""
    graphs = [co_participation(select(facts, period)) for period in (before, after)]
    met = [dict(graph.degree()) for graph in graphs]
    difference = {node: met[1].get(node, 0) - met[0].get(node, 0) for node in {*met[0], *met[1]}}
    both = nx.compose(*graphs)
    nodes = sorted(ranked(both, difference), key=lambda n: -abs(difference[n]))
    rows = [
        (facts.label(n), met[0].get(n, 0), met[1].get(n, 0), difference[n], _fate(n in met[0], n in met[1]))
        for n in nodes
    ]
    title = f"Change from {_period(before)} to {_period(after)}"
    return Table(
        title,
        note(change),
        ("Actor", "Met before", "Met after", "Change", "Came or went"),
        tuple(rows),
        _singles(nodes),
    )


def _fate(was: bool, is_now: bool) -> str:
    return "" if was and is_now else ("new" if is_now else "gone")


def _period(selection: Selection) -> str:
    return "–".join(dict.fromkeys((selection.since or "the beginning", selection.until or "today")))


def missing(facts: Facts, meetings: Facts | None = None) -> Table:
    """Members of a process that no article of the collection shows at its meetings; being absent from the articles is
    not being absent from the room. `meetings`: the facts that tell of presence, all where it is not given."""
    told = meetings or facts
    members, events = _members(facts), _events_of(told)
    present: defaultdict[str, set[str]] = defaultdict(set)
    for tie in told.ties:
        if tie.relation in PRESENCE:
            present[tie.subject].add(tie.object)
    rows, keys = [], []
    for body in sorted(members.keys() & events.keys(), key=lambda iri: (facts.label(iri), iri)):
        seen = {actor for event in events[body] for actor in present[event]}
        absent = sorted(members[body] - seen, key=lambda iri: (facts.label(iri), iri))
        names = "; ".join(map(facts.label, absent))
        rows.append((facts.label(body), len(events[body]), len(members[body]), len(absent), names))
        keys.append((body, *absent))
    columns = ("Body", "Meetings", "Members", "Not seen", "Who")
    return Table("Missing members", note(missing), columns, tuple(rows), tuple(keys))


def _members(facts: Facts) -> dict[str, frozenset[str]]:
    """The member actors of each body."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie in facts.ties:
        if tie.relation == "member":
            found[tie.subject].add(tie.object)
    return {body: frozenset(members) for body, members in found.items()}


def _events_of(facts: Facts) -> dict[str, set[str]]:
    """The events of each body: those that are part of it, and those that are part of these, as sessions are."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for tie in facts.ties:
        if tie.relation == "partOf" and _is_event(facts, tie.subject):
            wholes[tie.subject].add(tie.object)
    graph = nx.DiGraph((event, whole) for event, found in wholes.items() for whole in found)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event in wholes:
        for above in (event, *nx.descendants(graph, event)):
            for body in wholes.get(above, ()):
                if not _is_event(facts, body):
                    found[body].add(event)
    return found


def _is_event(facts: Facts, iri: str) -> bool:
    return iri in facts.nodes and facts.nodes[iri].type == "Event"


def timeline(facts: Facts) -> Table:
    """The network of each year by itself: events, actors at them, pairs that met, those that had not met in a year
    before, and the density (the share of all pairs of the actors that met). Facts without a year are in none."""
    rows: list[Row] = []
    met: set[frozenset[str]] = set()
    for year in years(facts):
        then = select(facts, Selection(since=year, until=year))
        graph = co_participation(then)
        events = {tie.subject for tie in then.ties if tie.relation in PRESENCE and _is_event(then, tie.subject)}
        pairs = {frozenset(edge) for edge in graph.edges}
        rows.append((year, len(events), len(graph), len(pairs), len(pairs - met), round(nx.density(graph), 3)))
        met |= pairs
    return Table("Timeline", note(timeline), ("Year", "Events", "Actors", "Pairs", "New pairs", "Density"), tuple(rows))


def _ordered(
    rows: list[Row], keys: list[tuple[str, ...]], order: list[int]
) -> tuple[tuple[Row, ...], tuple[tuple[str, ...], ...]]:
    return tuple(rows[n] for n in order), tuple(keys[n] for n in order)


def _singles(nodes: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((node,) for node in nodes)
