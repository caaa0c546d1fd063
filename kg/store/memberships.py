"""Who was a member of what on a day, as far as the reference data of a store date it."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from kg.graph.article_graph import in_graph
from kg.graph.memberships import BEGINNING, END, IN_CALENDAR, MEMBER, MEMBER_DURING, MEMBERSHIP, ORGANIZATION
from kg.graph.terms import RDF_TYPE, mg
from kg.store.default_graph import REFERENCE, changes

_MEMBER = mg("member")


def turn_members(store: Store, day: str) -> tuple[int, int]:
    """Makes the members of organisations in the reference graph those of a day (a whole date), where it is known when
    they were, and the default graph agree with that. Returns how many came, and how many went. What articles say of
    members stays."""
    stands = {quad.triple for quad in store.quads_for_pattern(None, _MEMBER, None, REFERENCE)}
    known = _known(store, day)
    wanted = {triple for triple in stands if known.get(triple, True)} | {triple for triple in known if known[triple]}
    change = changes(store, REFERENCE, stands, wanted)
    for graph, gone, come in (
        (REFERENCE, stands - wanted, wanted - stands),
        (DefaultGraph(), change.removed, change.added),
    ):
        for triple in gone:
            store.remove(in_graph(triple, graph))
        store.extend(in_graph(triple, graph) for triple in come)
    return len(wanted - stands), len(stands - wanted)


def _known(store: Store, day: str) -> dict[Triple, bool]:
    """Whether somebody was a member of something on that day, of all of whom this is known."""
    found: dict[Triple, bool] = defaultdict(bool)
    for quad in store.quads_for_pattern(None, RDF_TYPE, MEMBERSHIP, REFERENCE):
        body, member, time = (_object(store, quad.subject, term) for term in (ORGANIZATION, MEMBER, MEMBER_DURING))
        start, end = _date(store, time, BEGINNING), _date(store, time, END)
        if isinstance(body, NamedNode) and isinstance(member, NamedNode) and start:
            found[Triple(body, _MEMBER, member)] |= _holds(start, end, day)
    return dict(found)


def _holds(start: str, end: str, day: str) -> bool:
    """A month or year in which a membership began or ended counts as a whole."""
    return start <= day[: len(start)] and (not end or day[: len(end)] <= end)


def _date(store: Store, time: object, bound: NamedNode) -> str:
    """The first or last day of an interval, or an empty string."""
    instant = _object(store, time, bound)
    dates = (_object(store, instant, term) for term in IN_CALENDAR.values())
    return next((date.value for date in dates if isinstance(date, Literal)), "")


def _object(store: Store, subject: object, predicate: NamedNode) -> object:
    if not isinstance(subject, NamedNode):
        return None
    return next((quad.object for quad in store.quads_for_pattern(subject, predicate, None, REFERENCE)), None)
