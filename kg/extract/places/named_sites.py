"""Camps, crossings, airports and the like that have a name of their own before a noun in small letters.

`at |Nduta camp|`, `the |Gado-Badzere site|`, `visited |Okoroba refugee settlement|`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import head_at
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.extract.text.words import words

_LEADS = frozenset(
    "the at in to from of near outside around visit visits visited visiting tour toured touring inspected inspect and"
    " through via reached leaving left between".split()
)
_LAST = 4
"""Words of the longest name."""


def named_site_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """A facility for each such noun with a name before it that no table knows."""
    for at, unit in enumerate(units):
        if unit.kind != "word" or unit.text not in word_class("site-noun") or _goes_on(units, at + 1):
            continue
        core = at - (at > 0 and units[at - 1].text in word_class("site-kind"))
        first = _first(units, core)
        if first < core and first > 0 and units[first - 1].text.casefold() in _LEADS and _is_own(units[first:core]):
            start, end = units[first].start, unit.end
            name = text[start:end]
            yield Candidate(
                start, end, "Facility", name, 8, "name", shorter=(name,), head=unit.text, family="facilities"
            )


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun is a part of another: 'camp |managers|', 'port |authority|'."""
    unit = units[at] if at < len(units) else None
    if unit is None or unit.kind != "word":
        return unit is not None and (unit.kind == "possessive" or unit.text == "-")
    return unit.text in word_class("noun-after") | word_class("people") or head_at(units, at) is not None


def _first(units: Sequence[Unit], at: int) -> int:
    """Where the capitals begin that end before `at`."""
    first = at
    while first > max(0, at - _LAST - 1):
        dashed = units[first - 1].text == "-" and first > 1 and units[first - 2].kind in ("word", "name")
        if not (dashed or _is_part(units[first - 1])):
            break
        first -= 1 + dashed
    return first


def _is_part(unit: Unit) -> bool:
    return is_name_word(unit) or (unit.kind == "name" and unit.type == "Place")


def _is_own(name: Sequence[Unit]) -> bool:
    """Whether the words are a name, and no fields, acronyms, sorts of people or names of media."""
    told = [u for u in name if u.kind == "word"]
    barred = word_class("event") | word_class("notion") | word_class("language") | word_class("no-site")
    if any(is_field(u) or u.text.isupper() or u.text in barred for u in told):
        return False
    return any(u.text.lower() not in words("given_names_stop", "word") and len(u.text) > 2 for u in told)
