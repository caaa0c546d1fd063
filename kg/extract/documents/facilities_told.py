"""Facilities told in lower case that nothing in their own words tells apart: by what is said of them ('|a command post|
was set up in X', '|the safe house| that A has opened') or by where they stand ('|the border post at X|')."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.heads import Head
from kg.extract.names.units import Unit, is_name_word

_FOUNDED = frozenset(
    "opened reopened inaugurated established created built constructed renovated rehabilitated refurbished funded"
    " financed equipped launched set handed".split()
)
_BE = frozenset("was were is are has have been had will be being to also newly recently officially then now".split())
_RELATIVES = frozenset({"that", "which"})
_FURTHEST = 6
"""Units behind a facility in which the verb stands."""
_NAME = 3
"""Words of an unknown place at most."""


def is_founded(units: Sequence[Unit], after: int, head: Head) -> bool:
    """Whether the words behind a facility say that somebody opened, built or paid for it."""
    if head.family != "facilities":
        return False
    at = after + (after < len(units) and units[after].text == ",")
    if at < len(units) and units[at].text in _RELATIVES:
        within = units[at + 1 : at + 2 + 2 * _FURTHEST]
        actor = any(u.capital or u.known for u in within[:_FURTHEST])
        return actor and any(u.text in _FOUNDED or u.text in ("runs", "run", "operates") for u in within)
    end = at
    while end < len(units) and end - at < _FURTHEST and units[end].text in _BE:
        end += 1
    passive = end < len(units) and units[end].text in _FOUNDED and (end > at or _by(units, end))
    return passive and (units[end].text not in ("set", "handed") or units[end + 1 : end + 2] != [])


def _by(units: Sequence[Unit], verb: int) -> bool:
    """Whether an actor follows a participle: 'a shelter |funded by A|'."""
    return "by" in (u.text for u in units[verb + 1 : verb + 4])


def is_midst(units: Sequence[Unit], first: int, at: int, after: int) -> bool:
    """Whether 'at the centre of' tells what something is about: 'stood |at the centre of| the debate'."""
    behind = units[after] if after < len(units) else None
    led = at == first and first > 1 and units[first - 1].text == "the" and units[first - 2].text in ("at", "in")
    return led and units[at].text in ("centre", "center") and behind is not None and behind.text == "of"


def stands_at(units: Sequence[Unit], at: int) -> tuple[int, int]:
    """Where the place begins and ends of 'at X' at this unit; `at` twice where none stands there."""
    if at + 1 >= len(units) or units[at].text != "at":
        return at, at
    first = end = at + 1
    if units[first].kind == "name" and units[first].type == "Place":
        return first, first + 1
    while end < len(units) and end - first < _NAME and is_name_word(units[end]) and not units[end].text.isupper():
        end += 1
    goes_on = end < len(units) and (units[end].capital or units[end].known)
    return (first, end) if end > first and not goes_on else (at, at)
