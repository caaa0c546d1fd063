"""Entities that may be one: recorded as open questions, never merged.

Two kinds of doubt: a minted entity bears the name of another one of its class, or two events of one type began on the
same day and share a place, a body or a caller. The questions stand in the graph of decisions and are asked anew from
the whole store, so that they do not depend on the order of articles; what is decided there is not asked again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Triple

from kg import settings
from kg.graph.names import is_distinctive, is_full_name, normalised, person_name
from kg.graph.terms import ALT_LABEL, LABEL, SKOS, mg
from kg.store.articles import ArticleStore

DECISIONS = NamedNode(settings.DECISIONS_GRAPH)
CANDIDATE = mg("identityCandidate")
_DECIDED = (NamedNode(SKOS + "exactMatch"), NamedNode("http://www.w3.org/2002/07/owl#differentFrom"))
_UNNAMED_CLASSES = ("event", "place", "state")
"""Classes of which a shared name says little (the meeting), or which the country tells apart already."""
_FULL_NAMES = ("document", "project")
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVENTS = f"""SELECT ?event ?type ?day ?common {{
    ?event a {mg("Event")} ; {mg("eventType")} ?type ; {mg("startDate")} ?day .
    {{ ?event {mg("place")} ?common }} UNION {{ ?event {mg("host")} ?common }} UNION
    {{ ?event {mg("organizer")} ?common }} UNION {{ ?event {mg("partOf")} ?common }}
}}"""

Questions = set[Triple]


def record_candidates(store: ArticleStore) -> int:
    """Records in the graph of decisions which entities may be one, in place of the earlier questions; returns how many
    questions are open. Raises KgError where the store cannot be written."""
    found = candidates(store)
    stands = {quad.triple for quad in store.store.quads_for_pattern(None, CANDIDATE, None, DECISIONS)}
    if found != stands:
        store.replace_triples(DECISIONS, stands - found, found - stands)
    return len(found)


def candidates(store: ArticleStore) -> Questions:
    """The pairs of entities that may be one and of which nothing is decided."""
    minted = _minted(store)
    groups = [*_same_names(store), *_same_days(store)]
    pairs = {pair for group in groups for pair in _pairs(group, minted)}
    decided = {
        frozenset((quad.subject, quad.object))
        for predicate in _DECIDED
        for quad in store.store.quads_for_pattern(None, predicate, None, DECISIONS)
    }
    return {Triple(one, CANDIDATE, other) for one, other in pairs if frozenset((one, other)) not in decided}


def _pairs(group: Iterable[NamedNode], minted: set[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each minted member with one member that stands for all: one of the reference data where there is one."""
    members = sorted(group, key=lambda node: (node in minted, node.value))
    for other in members[1:]:
        if other in minted:
            yield other, members[0]


def _minted(store: ArticleStore) -> set[NamedNode]:
    quads = store.store.quads_for_pattern(None, mg("identityKey"), None, DefaultGraph())
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}


def _same_names(store: ArticleStore) -> Iterator[set[NamedNode]]:
    bearers: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for predicate in (LABEL, ALT_LABEL):
        for quad in store.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                kind = _class(quad.subject)
                name = _telling_name(kind, quad.object.value)
                if name:
                    bearers[kind, name].add(quad.subject)
    return (group for group in bearers.values() if len(group) > 1)


def _class(node: NamedNode) -> str:
    return node.value.removeprefix(settings.ENTITY).partition("/")[0] if node.value.startswith(settings.ENTITY) else ""


def _telling_name(kind: str, name: str) -> str:
    """The name as it is compared, empty where sharing it says nothing."""
    if kind in ("", *_UNNAMED_CLASSES):
        return ""
    if kind == "person":
        plain = person_name(name)
        return plain if " " in plain else ""
    telling = is_full_name(name) if kind in _FULL_NAMES else is_distinctive(name)
    return normalised(name) if telling else ""


def _same_days(store: ArticleStore) -> Iterator[set[NamedNode]]:
    gatherings: dict[tuple[str, str, str], set[NamedNode]] = defaultdict(set)
    solutions = store.store.query(_EVENTS)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        event, kind, day, common = (row[name] for name in ("event", "type", "day", "common"))
        if isinstance(event, NamedNode) and isinstance(day, Literal) and _FULL_DATE.fullmatch(day.value):
            gatherings[str(kind), day.value, str(common)].add(event)
    return (group for group in gatherings.values() if len(group) > 1)
