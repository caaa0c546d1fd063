"""Entities that may be one: recorded as open questions, never merged.

Two kinds of doubt: a minted entity bears the name of another one of its class, or two events of one type began on the
same day and share a place, a body or a caller. The questions stand in the graph of decisions and are asked anew from
the whole store, so that they do not depend on the order of articles; what is decided there is not asked again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Triple

from kg import settings
from kg.graph.dating import Subject
from kg.graph.imported_graph import OF_SOURCE
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, SKOS, mg
from kg.store.articles import ArticleStore
from kg.store.name_index import LANDS, bearers, compared, entries, names_of

DECISIONS = NamedNode(settings.DECISIONS_GRAPH)
CANDIDATE = mg("identityCandidate")
_DECIDED = (NamedNode(SKOS + "exactMatch"), NamedNode("http://www.w3.org/2002/07/owl#differentFrom"))
_PART_OF, _STATE = mg("partOf"), settings.ENTITY + "state/"
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_COMMON = tuple(mg(name) for name in ("place", "host", "organizer", "partOf"))
_IDENTITY, _TYPE, _DAY = mg("identityKey"), mg("eventType"), mg("startDate")
_EVENTS = f"""SELECT ?event ?type ?day ?common {{
    ?event a {mg("Event")} ; {mg("eventType")} ?type ; {mg("startDate")} ?day .
    {{ ?event {mg("place")} ?common }} UNION {{ ?event {mg("host")} ?common }} UNION
    {{ ?event {mg("organizer")} ?common }} UNION {{ ?event {mg("partOf")} ?common }}
}}"""

Questions = set[Triple]


def record_candidates(store: ArticleStore) -> int:
    """Records in the graph of decisions which entities may be one, in place of the earlier questions; returns how many
    questions are open. Raises KgError where the store cannot be written.

    Where it is known what changed since the questions were asked last, and that is little, those alone are asked anew
    that it concerns."""
    changed = store.unpublished
    if changed.base and DECISIONS not in changed.graphs:
        concerned = _concerned(store, changed.facts)
        ends = (quads for node in concerned for quads in (_asked(store, node, None), _asked(store, None, node)))
        stands = {quad.triple for quads in ends for quad in quads}
        found = _candidates_of(store, concerned)
    else:
        stands = {quad.triple for quad in _asked(store, None, None)}
        found = candidates(store)
    if found != stands:
        store.replace_triples(DECISIONS, stands - found, found - stands)
    return sum(1 for _ in _asked(store, None, None))


def candidates(store: ArticleStore) -> Questions:
    """The pairs of entities that may be one and of which nothing is decided."""
    quads = store.store.quads_for_pattern(None, _IDENTITY, None, DefaultGraph())
    minted = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    groups = [*_same_names(store), *_same_days(store)]
    return _open(store, {pair for group in groups for pair in _pairs(store, group, minted)})


def _open(store: ArticleStore, pairs: Iterable[tuple[NamedNode, NamedNode]]) -> Questions:
    """The questions whether pairs are one, as far as it is not decided."""
    decided = {
        frozenset((quad.subject, quad.object))
        for predicate in _DECIDED
        for quad in store.store.quads_for_pattern(None, predicate, None, DECISIONS)
    }
    return {Triple(one, CANDIDATE, other) for one, other in pairs if frozenset((one, other)) not in decided}


def _asked(store: ArticleStore, one: NamedNode | None, other: NamedNode | None) -> Iterator[Quad]:
    return store.store.quads_for_pattern(one, CANDIDATE, other, DECISIONS)


def _pairs(
    store: ArticleStore, group: Iterable[NamedNode], minted: set[NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each minted member with the first one that it may be, one of the reference data where there is one. Bodies of
    different states are not one, though the one's Prosecutor General's Office is called like the other's."""
    members = sorted(group, key=lambda node: (node in minted, node.value))
    states = {node: _states(store, node) for node in members}
    for number, other in enumerate(members):
        if other not in minted or not _may_share(store, other):
            continue
        for one in members[:number]:
            if not states[one] or not states[other] or states[one] & states[other]:
                yield other, one
                break


def _may_share(store: ArticleStore, node: NamedNode) -> bool:
    """Whether a shared name can make a question of an entity: of a state or place, where its source alone names it."""
    if node.value.removeprefix(settings.ENTITY).partition("/")[0] not in LANDS:
        return True
    keys = (quad.object.value for quad in _facts(store, node, _IDENTITY) if isinstance(quad.object, Literal))
    return any(of_source in key for key in keys for of_source in OF_SOURCE)


def _states(store: ArticleStore, node: NamedNode) -> set[str]:
    """The states that a body is said to be a part of."""
    wholes = (quad.object for quad in _facts(store, node, _PART_OF))
    return {whole.value for whole in wholes if isinstance(whole, NamedNode) and whole.value.startswith(_STATE)}


def _same_names(store: ArticleStore) -> Iterator[set[NamedNode]]:
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for predicate in (LABEL, ALT_LABEL):
        for quad in store.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                name = compared(quad.subject, quad.object.value)
                if name:
                    found[name].add(quad.subject)
    return (group for group in found.values() if len(group) > 1)


def _same_days(store: ArticleStore) -> Iterator[set[NamedNode]]:
    gatherings: dict[tuple[str, str, str], set[NamedNode]] = defaultdict(set)
    solutions = store.store.query(_EVENTS)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        event, kind, day, common = (row[name] for name in ("event", "type", "day", "common"))
        if isinstance(event, NamedNode) and isinstance(day, Literal) and _FULL_DATE.fullmatch(day.value):
            gatherings[str(kind), day.value, str(common)].add(event)
    return (group for group in gatherings.values() if len(group) > 1)


@dataclass(frozen=True, slots=True)
class Day:
    """What two events must share to be a question: type, first day, and something else, each as terms."""

    type: Subject
    day: Literal
    common: Subject


Key = Literal | Day
"""What the members of a group share: a name of the index, or a day."""


def _concerned(store: ArticleStore, changed: Collection[Triple]) -> set[NamedNode]:
    """The entities that changed, and those that share, or shared, something with them."""
    nodes = {triple.subject for triple in changed if isinstance(triple.subject, NamedNode)}
    before = defaultdict(set)
    for triple in changed:
        before[triple.subject].add(triple)
    keys: set[Key] = {one.object for one in entries(changed) if isinstance(one.object, Literal)}
    for node in nodes:
        keys |= set(_keys(store, node, before[node]))
    return nodes.union(*(_members(store, key) for key in keys))


def _candidates_of(store: ArticleStore, nodes: set[NamedNode]) -> Questions:
    """The open questions that concern these entities."""
    keys = {key for node in nodes for key in _keys(store, node)}
    groups = [_members(store, key) for key in keys]
    minted = {one for one in set().union(*groups) if any(_facts(store, one, _IDENTITY))}
    pairs = {pair for group in groups for pair in _pairs(store, group, minted)}
    return _open(store, (pair for pair in pairs if not nodes.isdisjoint(pair)))


def _keys(store: ArticleStore, node: NamedNode, more: Collection[Triple] = ()) -> Iterator[Key]:
    """What an entity shares with others that bear its name or took place on its day; `more` is said of it, or was."""
    yield from names_of(store.store, node)

    def said(*predicates: NamedNode) -> set[Any]:
        found = {quad.object for predicate in predicates for quad in _facts(store, node, predicate)}
        return found | {triple.object for triple in more if triple.predicate in predicates}

    for day in said(_DAY):
        if isinstance(day, Literal) and _FULL_DATE.fullmatch(day.value):
            yield from (Day(kind, day, common) for kind in said(_TYPE) for common in said(*_IN_COMMON))


def _members(store: ArticleStore, key: Key) -> set[NamedNode]:
    """The entities that share something."""
    if isinstance(key, Literal):
        return set(bearers(store.store, key))
    days = store.store.quads_for_pattern(None, _DAY, key.day, DefaultGraph())
    return {event for quad in days if isinstance(event := quad.subject, NamedNode) and _is_of(store, event, key)}


def _is_of(store: ArticleStore, event: NamedNode, key: Day) -> bool:
    said = [(RDF_TYPE, mg("Event")), (_TYPE, key.type)]
    graph = DefaultGraph()
    return all(Quad(event, predicate, value, graph) in store.store for predicate, value in said) and any(
        Quad(event, predicate, key.common, graph) in store.store for predicate in _IN_COMMON
    )


def _facts(store: ArticleStore, node: NamedNode, predicate: NamedNode) -> Iterator[Quad]:
    return store.store.quads_for_pattern(node, predicate, None, DefaultGraph())
