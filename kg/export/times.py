"""When facts hold: memberships as long as they last, facts of an event while it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.export.columns import COLUMNS
from kg.export.days import Days, period, when
from kg.graph.memberships import BEGINNING, END, IN_CALENDAR, MEMBER, MEMBER_DURING, MEMBERSHIP, ORGANIZATION
from kg.graph.terms import DCTERMS, RDF_TYPE

_SOURCE = NamedNode(DCTERMS + "source")
_REMEMBERED = 50_000
_DATED = ("startDate", "endDate", "edtf")
_MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Membership:
    """A time in which a state was a member of an organisation; without a last day where it still is. `source` says
    what that rests on."""

    iri: str
    organization: str
    member: str
    days: Days
    source: str


def memberships(store: Store) -> list[Membership]:
    """The memberships of the default graph whose dates are known, in the order of their IRIs."""
    quads = store.quads_for_pattern(None, RDF_TYPE, MEMBERSHIP, DefaultGraph())
    subjects = sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return [found for iri in subjects if (found := _membership(store, iri)) is not None]


class Times:
    """Tells when facts hold, as far as the graph knows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._members: defaultdict[tuple[str, str], list[Days]] = defaultdict(list)
        for found in memberships(store):
            self._members[found.organization, found.member].append(found.days)
        self._event = lru_cache(_REMEMBERED)(self._of_event)

    def of(self, subject: str, relation: str, target: str) -> tuple[Days, ...]:
        """The times in which a fact holds, the earliest first; none where no date is known."""
        if relation == _MEMBER:
            return tuple(sorted(self._members.get((subject, target), ()), key=lambda days: days.edtf))
        return next((found for end in (subject, target) if (found := self._event(end))), ())

    def _of_event(self, iri: str) -> tuple[Days, ...]:
        values = {name: tuple(_texts(self._store, iri, NamedNode(COLUMNS[name]))) for name in _DATED}
        days = when({name: found for name, found in values.items() if found})
        return (days,) if days.edtf else ()


def _membership(store: Store, iri: str) -> Membership | None:
    organization, member, interval = (
        next(_texts(store, iri, predicate), "") for predicate in (ORGANIZATION, MEMBER, MEMBER_DURING)
    )
    if not (organization and member):
        return None
    start, end = (_day(store, interval, bound) if interval else "" for bound in (BEGINNING, END))
    source = next(_texts(store, iri, _SOURCE), "")
    return Membership(iri, organization, member, period(start, end, goes_on=not end), source)


def _day(store: Store, interval: str, bound: NamedNode) -> str:
    instants = list(_texts(store, interval, bound))
    calendars = IN_CALENDAR.values()
    return next((day for one in instants for named in calendars for day in _texts(store, one, named)), "")


def _texts(store: Store, iri: str, predicate: NamedNode) -> Iterator[str]:
    quads = store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph())
    return iter(sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)))
