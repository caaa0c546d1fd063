"""Since when and until when states are members of organisations, in the terms of W3C ORG and OWL-Time.

A membership is a thing of its own beside `mg:member`, which tells the members of today: a former member has the one and
not the other. Its address is that of the organisation and the state; where a state came back, that of the second time
ends with its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import DCTERMS, ORG, RDF_TYPE, SKOS, TIME, XSD, date_literal, english, entity, text_literal
from kg.reference import MembershipDates, reference

MEMBERSHIP, ORGANIZATION, MEMBER, MEMBER_DURING = (
    NamedNode(ORG + name) for name in ("Membership", "organization", "member", "memberDuring")
)
BEGINNING, END = NamedNode(TIME + "hasBeginning"), NamedNode(TIME + "hasEnd")
IN_CALENDAR = {
    XSD + "date": NamedNode(TIME + "inXSDDate"),
    XSD + "gYearMonth": NamedNode(TIME + "inXSDgYearMonth"),
    XSD + "gYear": NamedNode(TIME + "inXSDgYear"),
}
"""How OWL-Time gives the date of an instant, by the datatype of the date."""

Said = tuple[NamedNode, NamedNode, NamedNode | Literal]


def membership_triples() -> Iterator[Said]:
    """The memberships whose dates are known, in the order of the table. Instants are shared."""
    times: Counter[tuple[str, str]] = Counter()
    for row in reference().membership_dates:
        times[row.organisation, row.state] += 1
        number = times[row.organisation, row.state]
        yield from _membership(row, f"{row.organisation}--{row.state}" + (f"--{number}" if number > 1 else ""))


def _membership(row: MembershipDates, name: str) -> Iterator[Said]:
    rows = reference().rows
    membership, interval = entity("Membership", name), entity("Interval", name)
    organisation, state = rows[row.organisation], rows[row.state]
    yield membership, RDF_TYPE, MEMBERSHIP
    yield membership, ORGANIZATION, entity(organisation.type, organisation.id)
    yield membership, MEMBER, entity(state.type, state.id)
    yield membership, MEMBER_DURING, interval
    yield membership, NamedNode(DCTERMS + "source"), text_literal(row.source)
    yield membership, NamedNode(SKOS + "editorialNote"), english(f"Verification: {row.verification}")
    yield interval, RDF_TYPE, NamedNode(TIME + "Interval")
    for bound, day in ((BEGINNING, row.start), (END, row.end)):
        if day:
            yield from _instant(interval, bound, day)


def _instant(interval: NamedNode, bound: NamedNode, day: str) -> Iterator[Said]:
    instant, date = entity("Instant", day), date_literal(day)
    yield interval, bound, instant
    yield instant, RDF_TYPE, NamedNode(TIME + "Instant")
    yield instant, IN_CALENDAR[date.datatype.value], date
