"""Lands in the tails of names: cities, places that no table knows, unions of states beside a state."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.heads import Head, head_at
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.reference import CITIES, reference

UNIONS = frozenset({"continental-union", "regional-economic-community"})
"""What the reference data call organisations of all states of a region, which have no office in one under its name."""
_ACCREDITED = (("Delegation",), ("Mission",))
"""Heads of what is accredited to a union of states beside a state."""
_FEW = 3
"""Words of the longest name of a place that no table knows."""


def is_city(unit: Unit) -> bool:
    """Whether a known name is that of a city, and not of a region or country."""
    row = reference().rows.get(unit.reference or "") if unit.type == "Place" else None
    return row is not None and row.table == CITIES


def unknown_place(units: Sequence[Unit], at: int) -> tuple[int, Unit] | None:
    """The index behind the place that no table knows, of one to three plain capitalised words, and the place."""
    end = at
    told = units[at - 1].text == "in" and not is_field(units[at])
    while told and end < len(units) and end - at < _FEW and is_name_word(units[end]) and _may_be_place(units, end):
        end += 1
    follows = units[end] if end < len(units) else None
    if end == at or (follows is not None and (follows.capital or follows.kind in ("possessive", "number"))):
        return None
    first, last = units[at], units[end - 1]
    name = " ".join(unit.text for unit in units[at:end])
    return end, Unit(first.start, last.end, name, "name", "Place")


def _may_be_place(units: Sequence[Unit], at: int) -> bool:
    """Whether a capitalised word is no acronym, no word of a field or event and no head of a name."""
    plain = units[at].text
    generic = plain in word_class("event") | word_class("language") | word_class("notion") or is_field(units[at])
    return not plain.isupper() and not generic and head_at(units, at) is None


def behind_union(units: Sequence[Unit], at: int, head: Head) -> int:
    """The index behind 'and ECOWAS' at this unit: a union of states where a delegation is accredited too."""
    union = units[at + 1 + (units[at + 1].text == "the")] if at + 2 < len(units) and units[at].text == "and" else None
    row = reference().rows.get(union.reference or "") if union is not None and union.kind == "name" else None
    if union is None or row is None or row.fields.get("type") not in UNIONS or head.words not in _ACCREDITED:
        return at
    end = at + 2 + (units[at + 1].text == "the")
    behind = units[end] if end < len(units) else None
    goes_on = behind is not None and (behind.capital or behind.known or behind.kind == "possessive")
    own = any(unit.reference == union.reference for unit in units[:at])
    return at if goes_on or own else end


def is_seat(units: Sequence[Unit], at: int) -> bool:
    """Whether a place closes the name of a university, of which a possessive behind it then is: 'the University of
    |Ghana|'s Centre for X'."""
    prep = at - 1 - (at > 1 and units[at - 1].text == "the")
    return prep > 0 and units[prep].text == "of" and units[prep - 1].text == "University"


def behind_regions(units: Sequence[Unit], at: int, head: Head) -> int:
    """The index behind 'and the Pacific', ', Central and North Africa' at this unit, where regions are told; a work may
    be for a region and a state: 'Facility for the Western Balkans |and Türkiye|'."""
    before = units[at - 1]
    if at + 1 >= len(units) or units[at].text not in ("and", "&") or before.type != "Place" or is_city(before):
        return at
    end = at + 1 + (units[at + 1].text == "the")
    lands = ("Place", "State") if head.family in ("documents", "projects") else ("Place",)
    region = end < len(units) and units[end].kind == "name" and units[end].type in lands and not is_city(units[end])
    follows = units[end + 1 : end + 2]
    return end + 1 if region and not any(u.capital or u.kind == "possessive" for u in follows) else at


def land_behind(units: Sequence[Unit], at: int, head: Head) -> bool:
    """Whether the name of a body ends with its state, with nothing between: 'Border Guard |Bangladesh|'."""
    land = units[at] if at < len(units) and units[at].start - units[at - 1].end == 1 else None
    uniformed = head.family == "bodies" and "lower" in head.flags and len(head.words) > 1
    if land is None or not uniformed or land.kind != "name" or land.type != "State":
        return False
    follows = units[at + 1] if at + 1 < len(units) else None
    goes_on = follows is not None and (follows.capital or follows.known or follows.kind == "possessive")
    return units[at - 1].capital and not goes_on
