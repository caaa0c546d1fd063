"""Titles in capitals without quotation marks, as far as they go: of projects, which often open with a doing
('Strengthening Fiji's Border Management Capacity'), and of what is written ('Migrants at Sea: A Threat Assessment')."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.heads import ACTOR_FAMILIES, has_head
from kg.extract.names.name_lands import is_city
from kg.extract.names.name_tails import ACTORS, AND, INNER, glued
from kg.extract.names.units import Unit, is_name_word, is_name_word_at

_SMALL = INNER | {"by", "or", "as", "without", "between", "beyond", "under", "amid", "during", "after"}
_LEADS = frozenset("the its their all a an The Their Its".split())
_SUBTITLE = 2
"""Units behind a colon from which a title goes on there."""
_BEHIND = frozenset(
    "is was were has will which that who funded financed implemented supported published launched commissioned prepared"
    " and with by under in at on from to as".split()
)
"""What may stand behind a subtitle."""
_OPENERS = frozenset({"Addressing", "Towards"})
"""Words for a doing or an aim that are function words elsewhere."""
_DOING = 5
"""Letters of the shortest word for a doing: 'Using' is none, 'Moving' is."""


def opens_doing(units: Sequence[Unit], at: int) -> bool:
    """Whether a title that opens with a doing stands here: a capitalised participle, and capitals behind it."""
    if at + 1 >= len(units) or not units[at].capital or not (is_name_word(units[at]) or units[at].text in _OPENERS):
        return False
    plain, after = units[at].text, at + 1 + (units[at + 1].text in _LEADS)
    doing = plain in _OPENERS or (plain.endswith("ing") and len(plain) > _DOING)
    return doing and after < len(units) and _step(units, after) > 0


def doing_end(units: Sequence[Unit], at: int) -> int:
    """The index behind the title that opens with a doing at this unit; `at` where none does."""
    if not opens_doing(units, at):
        return at
    return titled_end(units, at, at + 1 + (units[at + 1].text in _LEADS))


def titled_end(units: Sequence[Unit], at: int, end: int) -> int:
    """The index behind the title that begins at the unit `at` and goes as far as `end` at least, with its subtitle."""
    while end < len(units) and (step := _step(units, end)):
        end += step
    if end + _SUBTITLE < len(units) and units[end].text == ":" and end - at >= _SUBTITLE:
        end = max(end, _subtitle_end(units, end + 1))
    return end


def _subtitle_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a subtitle in capitals, of two words or more or of one that ends the sentence; 0 where what
    stands behind the colon is a sentence of its own: 'From Policy to Practice', but not 'Border guards'."""
    end = at + (units[at].text in ("A", "An", "The"))
    if end >= len(units) or not (units[end].capital or units[end].known):
        return 0
    end += 1
    while end < len(units) and (step := _step(units, end)):
        end += step
    end += end < len(units) and end - at >= _SUBTITLE - 1 and units[end].kind == "number"
    follows = units[end] if end < len(units) else None
    closed = follows is None or follows.kind == "mark" or follows.text in _BEHIND
    return end if closed and end - at >= _SUBTITLE else 0


def _step(units: Sequence[Unit], at: int) -> int:
    """How many units the title goes on with here; 0 where it ends."""
    unit = units[at]
    if unit.known or unit.kind == "adjective" or is_name_word_at(units, at):
        return 1
    follows = units[at + 1] if at + 1 < len(units) else None
    if follows is None:
        return 0
    if unit.kind == "possessive":
        paired = follows.text in AND and at + 2 < len(units) and units[at + 2].known  # 'Mali|'s| and Niger's Borders'
        return int(is_name_word(follows) or follows.known or paired)
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
    if actor and units[at].text == "at":
        return 0
    if actor and last and units[at].text in ("of", "by", "with", "from", "to", *AND):
        return 0
    return 0 if units[at].text in AND and has_head(units, first, first + 1, ACTOR_FAMILIES) else first - at


def _is_listed(units: Sequence[Unit], comma: int) -> bool:
    """Whether the comma stands in a list of the title: capitals up to the next comma or 'and', and capitals behind."""
    at = comma + 1
    if units[comma - 1].known:  # 'from Fiji, |Samoa and Tonga|'
        while at + 1 < len(units) and units[at].known and units[at + 1].text == ",":
            at += 2
        return at + 2 < len(units) and units[at].known and units[at + 1].text in AND and units[at + 2].known
    while at < len(units) and is_name_word(units[at]):
        at += 1
    closed = at > comma + 1 and at + 1 < len(units) and units[at].text in ("and", "&", ",")
    return closed and (units[at].text == "," or is_name_word(units[at + 1])) and not units[comma + 1].known
