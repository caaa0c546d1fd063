"""Places: cities with their country, venues, places that only a preposition tells; and states as mere locations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from kg.extract.analysis import Analysis, normalise
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import head_at
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.extract.tables import table
from kg.extract.text.masking import Item
from kg.records import Mention
from kg.reference import ReferenceRow, reference

_PARTICLES = frozenset("des de du da do del della di la le el y e".split())
JOINTS = _PARTICLES - {"e"} | frozenset("pri nad pod na ob sur".split())
"""Small words of other languages inside the names of places."""
NOT_PLACES = word_class("calendar") | word_class("language") | word_class("event")


def as_place(analysis: Analysis, mention: Mention | Item) -> str:
    """The Place beside a State, for where a state is only a location; of a Place or Facility, itself."""
    entity = analysis.entities[mention.entity]
    if entity.type != "State":
        return entity.id
    row = reference().rows.get(entity.reference or "")
    name = common_name(row) if row else entity.name
    return analysis.entities.add("Place", name, reference=entity.reference, country=entity.reference)


def common_name(row: ReferenceRow) -> str:
    """What a row is usually called."""
    return row.fields.get("common_name") or row.name


DAY_BEHIND = re.compile(
    r",? (?:on|from|between) (?:the )?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|"
    r"May|June|July|August|September|October|November|December)"
)
"""What shows that an unknown name after 'at' is where something was held: 'at Kotido on 3 May'."""


def city_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """An unknown name before its state: 'in Walvis Bay, Namibia'."""
    for at, unit in enumerate(units):
        if unit.text != "," or at + 1 >= len(units):
            continue
        land = at + 1 + (units[at + 1].text in ("the", "The"))
        if land >= len(units) or units[land].type != "State" or units[land].kind != "name":
            continue
        if land + 1 < len(units) and units[land + 1].kind == "possessive":
            continue
        first = _unknown_before(units, at)
        if first < at:
            name = text[units[first].start : units[at - 1].end]
            yield _place(units[first].start, units[land].end, name, None, units[land].reference, 2)


def _unknown_before(units: Sequence[Unit], comma: int) -> int:
    """Where an unknown place name begins that ends at the comma, after 'in' or at the start of a paragraph."""
    first = comma
    while first and is_name_word(units[first - 1]) and comma - first < 3:
        first -= 1
    if first == comma or any(is_field(u) or u.text in NOT_PLACES for u in units[first:comma]):
        return comma
    led = first > 0 and units[first - 1].text in ("in", "In", "at", "from", "near", "to")
    return first if led else comma


def _place(
    start: int, end: int, name: str, row: str | None, country: str | None, rank: int, head: str = ""
) -> Candidate:
    return Candidate(start, end, "Place", name, rank, "name", row, country, shorter=(name,), head=head, family="places")


def part_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'northern Kenya', 'Eastern Chad': a part of a state is a place."""
    for part, land in pairwise(units):
        compass = part.kind == "word" and part.text.capitalize() in word_class("compass")
        if compass and land.kind == "name" and land.type == "State" and land.start - part.end == 1:
            name = text[part.start : land.end]
            yield _place(part.start, land.end, name, None, land.reference, 3)


def located_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """A capitalised unknown name after 'in': 'met in Budva', 'in Ceuta and Melilla'."""
    for at, unit in enumerate(units):
        planned = unit.text == "for" and at > 0 and units[at - 1].text in _PLANNED_FOR
        if unit.text not in ("in", "In", "near", "at") and not planned:
            continue
        yield from _listed(text, units, at + 1)
        end = _place_end(units, at + 1)
        dated = end > at + 1 and (DAY_BEHIND if unit.text == "at" else _WHEN_BEHIND).match(text, units[end - 1].end)
        if end == at + 1 or ((unit.text == "at" or planned) and not dated):
            continue
        yield _located(text, units, at + 1, end)
        if end < len(units) and units[end].text == "and" and (last := _place_end(units, end + 1)) > end + 1:
            yield _located(text, units, end + 1, last)


_PLANNED_FOR = frozenset({"planned", "scheduled", "foreseen", "set", "due"})
_WHEN_BEHIND = re.compile(DAY_BEHIND.pattern + r"|,? (?:in|this|next|later|early|late) ")
"""What shows that an unknown name after 'planned for' is a place: 'is planned for Kotido in May'."""
_BEHIND_LIST = frozenset(". , ; ) on in from to for with by next last this before after during at under and".split())


def _listed(text: str, units: Sequence[Unit], first: int) -> Iterator[Candidate]:
    """The unknown names of a list that a known place begins: 'in Accra, |Wenchira| and |Lobito Sul|'."""
    if first >= len(units) or units[first].kind != "name" or units[first].type != "Place":
        return
    found, at, ended = [], first + 1, False
    while at + 1 < len(units) and units[at].text in (",", "and") and not ended:
        ended = "and" in (units[at].text, units[at + 1].text)
        begin = at + 1 + (units[at].text == "," and units[at + 1].text == "and")
        known = begin < len(units) and units[begin].kind == "name" and units[begin].type == "Place"
        at = begin + 1 if known else _place_end(units, begin)
        if at == begin:
            return
        found += [] if known else [(begin, at)]
    if ended and (at == len(units) or units[at].text in _BEHIND_LIST):
        yield from (_located(text, units, begin, end) for begin, end in found)


def _located(text: str, units: Sequence[Unit], first: int, last: int) -> Candidate:
    name = text[units[first].start : units[last - 1].end]
    row = misspelt_city(name)
    country = row.parent if row else None
    return _place(units[first].start, units[last - 1].end, name, row.id if row else None, country, 9)


def _place_end(units: Sequence[Unit], at: int) -> int:
    """The index behind an unknown place name of up to three words; `at` where it is something else."""
    end = at
    while end < len(units) and end - at < 4 and is_name_word(units[end]):
        end += 1
    words = units[at:end]
    if (
        not words
        or end - at > 3
        or _goes_on(units, end)
        or (end < len(units) and (units[end].known or units[end].text == "-"))
    ):
        return at
    if any(is_field(u) or u.text in NOT_PLACES or u.text.isupper() or "-" in u.text for u in words):
        return at
    if any(head_at(units, i) for i in range(at, end)) or _goes_on(units, end):
        return at
    return end


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a small word leads on to further words of the name: 'Brod |na Savi|'."""
    joint = at + 1 < len(units) and units[at].kind == "word" and units[at].text in JOINTS
    return joint and units[at + 1].capital


@lru_cache
def misspelt_city(name: str) -> ReferenceRow | None:
    """The one known city that a name of two words, or of eight letters, is written like but for one letter."""
    plain = normalise(name)
    if len(plain) < 8:
        return None
    near = [row for row in reference().cities if _nearly(plain, normalise(row.name))]
    return near[0] if len(near) == 1 else None


def _nearly(one: str, other: str) -> bool:
    if one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False  # what is written alike is the city itself, or a guard says that it is not
    return SequenceMatcher(None, one, other).ratio() >= 0.9


@lru_cache
def _venues() -> frozenset[str]:
    return frozenset(row["head"].casefold() for row in table("place_venues") if row["side"] == "after")


@lru_cache
def _venue_openers() -> frozenset[str]:
    return frozenset(row["head"].casefold() for row in table("place_venues") if row["side"] == "before")


@lru_cache
def _houses() -> frozenset[str]:
    """Heads of venues that are called by a body's name ('UN House')."""
    return frozenset(row["head"].casefold() for row in table("place_venues") if row["side"] == "body")


def venue_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'Police Club House', 'Hotel X', 'X Convention Centre', 'Y County'."""
    for at, unit in enumerate(units):
        if not unit.capital:
            continue
        if (end := _venue_words(units, at)) > at and (first := _venue_start(units, at, end)) < at:
            if not _runs_on(units, end):
                yield _venue(text, units, first, end)
        elif unit.text.casefold() in _venue_openers() and (end := _opened_end(units, at)) > at + 1:
            yield _venue(text, units, at, end)


def _venue_start(units: Sequence[Unit], at: int, end: int) -> int:
    """Where the name of a venue begins whose head words stand from `at` to `end`; `at` where they stand alone."""
    first = at
    while first and (_in_venue(units[first - 1]) or units[first - 1].kind == "adjective"):
        first -= 1
    if first and units[first - 1].kind == "name":
        owned = " ".join(unit.text for unit in units[at:end]).casefold() in _houses()
        first -= owned or units[first - 1].type in ("Place", "State")
    return first


def _opened_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a venue's name that begins with the word that says what it is."""
    end = at + 1
    while end < len(units) and end - at < 6 and _of_opened(units, end):
        end += 1
    while units[end - 1].text in _PARTICLES:
        end -= 1
    named = any(is_name_word(unit) for unit in units[at + 1 : end])
    other = units[end - 1].text in _OF_FIRMS or units[end - 1].text in _facility_words()
    return end if named and end > at + 1 and not other else at


_OF_FIRMS = frozenset("Foundation Group Fund Trust Award Prize Company Corporation Hotels Accords Agreement".split())
"""Last words of names that begin like that of a venue and are none: 'the Hilton |Foundation|'."""


@lru_cache
def _facility_words() -> frozenset[str]:
    """The same of facilities: 'Lake Kyoga Refugee |Settlement|'."""
    return frozenset(row["head"].split()[-1] for row in table("facilities"))


def _of_opened(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit goes on with the name of a venue whose first word says what it is: a word, particle or place."""
    return is_name_word(units[at]) or units[at].text in _PARTICLES or units[at].type == "Place"


def _in_venue(unit: Unit) -> bool:
    """A capitalised word of a venue's name, titles of persons among them ('King Fahd Palace')."""
    return is_name_word(unit) or (unit.capital and unit.text in word_class("title"))


def _venue(text: str, units: Sequence[Unit], first: int, last: int) -> Candidate:
    start, end = units[first].start, units[last - 1].end
    return _place(start, end, text[start:end], None, None, 3, "venue")


def _venue_words(units: Sequence[Unit], at: int) -> int:
    """The index behind a venue's head words at this unit; `at` where there is none."""
    for length in (4, 3, 2, 1):
        words = units[at : at + length]
        if len(words) == length and " ".join(u.text for u in words).casefold() in _venues():
            return at + length
    return at


def _runs_on(units: Sequence[Unit], at: int) -> bool:
    return at < len(units) and is_name_word(units[at])
