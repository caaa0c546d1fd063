"""Titles of projects that open with a doing, as far as they go: 'Strengthening Fiji's Border Management Capacity',
'Protecting Migrants and Refugees along the Central Route'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.heads import has_head
from kg.extract.name_tails import ACTORS, AND, INNER, glued, is_city
from kg.extract.units import Unit, is_name_word, is_name_word_at

_SMALL = INNER | {"by", "or", "as", "without", "between", "beyond", "under", "amid"}
_LEADS = frozenset("the its their all a an".split())
_OTHER_NAMES = ("bodies", "organisations", "offices", "processes")
_DOING = 5
"""Letters of the shortest word for a doing: 'Using' is none, 'Moving' is."""


def opens_doing(units: Sequence[Unit], at: int) -> bool:
    """Whether a title that opens with a doing stands here: a capitalised participle, and capitals behind it."""
    if at + 1 >= len(units) or not units[at].capital or not is_name_word(units[at]):
        return False
    plain, after = units[at].text, at + 1 + (units[at + 1].text in _LEADS)
    return plain.endswith("ing") and len(plain) > _DOING and after < len(units) and _step(units, after) > 0


def doing_end(units: Sequence[Unit], at: int) -> int:
    """The index behind the title that opens with a doing at this unit; `at` where none does."""
    if not opens_doing(units, at):
        return at
    end = at + 1 + (units[at + 1].text in _LEADS)
    while end < len(units) and (step := _step(units, end)):
        end += step
    return end


def _step(units: Sequence[Unit], at: int) -> int:
    """How many units the title goes on with here; 0 where it ends."""
    unit = units[at]
    if unit.known or unit.kind == "adjective" or is_name_word_at(units, at):
        return 1
    follows = units[at + 1] if at + 1 < len(units) else None
    if follows is None:
        return 0
    if unit.kind == "possessive":
        return int(is_name_word(follows) or follows.known)
    if glued(units, at):
        return 1
    if unit.text == ",":
        return int(_is_listed(units, at))
    if unit.text in _SMALL | AND:
        return _behind_small_word(units, at)
    return 0


def _behind_small_word(units: Sequence[Unit], at: int) -> int:
    """How many units a small word takes in with the article behind it; 0 where another name or a place follows."""
    again = at + 2 < len(units) and units[at + 1].text in AND and units[at + 2].text in _SMALL  # 'from and to'
    first = at + 1 + 2 * again
    first += first < len(units) and units[first].text in _LEADS
    if first >= len(units) or not (
        units[first].known or units[first].kind == "adjective" or is_name_word(units[first])
    ):
        return 0
    follows, last = units[first], first + 1 >= len(units) or not (units[first + 1].capital or glued(units, first + 1))
    if units[at].text in ("in", "at") and is_city(follows):
        return 0
    actor = follows.kind == "name" and follows.type in ACTORS - {"State"}
    if actor and last and units[at].text in ("of", "by", "with", "from", "to", *AND):
        return 0
    return 0 if units[at].text in AND and has_head(units, first, first + 1, _OTHER_NAMES) else first - at


def _is_listed(units: Sequence[Unit], comma: int) -> bool:
    """Whether the comma stands in a list of the title: capitals up to the next comma or 'and', and capitals behind."""
    at = comma + 1
    while at < len(units) and is_name_word(units[at]):
        at += 1
    closed = at > comma + 1 and at + 1 < len(units) and units[at].text in ("and", "&", ",")
    return closed and (units[at].text == "," or is_name_word(units[at + 1])) and not units[comma + 1].known
