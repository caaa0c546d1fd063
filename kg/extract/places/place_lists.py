"""Places and facilities that a common noun introduces, alone or in a list, and regional authorities.

`the border crossing points of X and Y`, `the districts of X, Y and Z`, `the Canton of X`, `a border post at X`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import head_at
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.extract.tables import table

_OF = frozenset({"of", "at", "in"})
_WHERE = frozenset("in at near from across throughout around outside inside to into".split())
_ACTING = frozenset("with by and".split())
_LONGEST_NOUN = 3


@lru_cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in table("place_nouns")}


def listed_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Unknown names behind a noun for places or facilities, each a thing of its own."""
    for at, unit in enumerate(units):
        row, after = _noun_at(units, at) if unit.kind == "word" else (None, at)
        if row is None or after >= len(units) or units[after].text not in _OF:
            continue
        if units[after].text == "at" and row["type"] == "Facility" and not row["list"]:
            continue  # 'the border post at X' is called by both
        if units[at].capital and not row["capital"]:
            continue
        if units[at].capital:
            if found := _authority(text, units, at, after, row):
                yield found
        else:
            yield from _items(text, units, after + 1, row)


def _noun_at(units: Sequence[Unit], at: int) -> tuple[dict[str, str] | None, int]:
    """The longest noun of the table that begins here, in one case throughout, and the index behind it."""
    for length in range(_LONGEST_NOUN, 0, -1):
        words = units[at : at + length]
        row = _nouns().get(" ".join(u.text for u in words).casefold()) if len(words) == length else None
        if row is not None:
            return row, at + length
    return None, at


def _items(text: str, units: Sequence[Unit], first: int, row: dict[str, str]) -> Iterator[Candidate]:
    """The names of the list that begins here; known ones are left to the reference data."""
    at = first
    while at < len(units):
        end = _name_end(units, at)
        if end > at:
            name = text[units[at].start : units[end - 1].end]
            yield _candidate(units[at].start, units[end - 1].end, row["type"], name)
        elif units[at].kind == "name" and units[at].type in ("Place", "State"):
            end = at + 1
        else:
            return
        at = _next_item(units, end)
        if at == end or not row["list"]:
            return


def _next_item(units: Sequence[Unit], end: int) -> int:
    """The index behind ',', 'and' or ', and'; `end` where the list ends."""
    at = end
    at += at < len(units) and units[at].text == ","
    return at + (at < len(units) and units[at].text in ("and", "&"))


def _name_end(units: Sequence[Unit], at: int) -> int:
    """The index behind an unknown name of up to four words; `at` where it is something else."""
    end = at
    while end < len(units) and end - at < 5 and (is_name_word(units[end]) or _glue(units, end)):
        end += 1
    words = units[at:end]
    strange = end - at > 4 or any(u.text in word_class("event") | word_class("language") for u in words)
    if strange or all(is_field(u) for u in words) or (end < len(units) and units[end].known):
        return at
    return at if any(head_at(units, i) for i in range(at, end)) else end


def _glue(units: Sequence[Unit], at: int) -> bool:
    """A hyphen inside a name."""
    return units[at].text == "-" and 0 < at < len(units) - 1 and units[at - 1].end == units[at].start


def _candidate(start: int, end: int, kind: str, name: str) -> Candidate:
    family = "facilities" if kind == "Facility" else "places"
    return Candidate(start, end, kind, name, 5, "name", shorter=(name,), family=family)


def _authority(text: str, units: Sequence[Unit], at: int, of: int, row: dict[str, str]) -> Candidate | None:
    """'the Canton of X': a regional authority, or a place where the words before it say where something is."""
    end = _name_end(units, of + 1)
    if end == of + 1 and end < len(units) and units[end].kind == "name" and units[end].type == "Place":
        end += 1
    if end == of + 1 or units[of].text != "of":
        return None
    before = at - 1 - (at > 0 and units[at - 1].text == "the")
    lead = units[before].text if before >= 0 else ""
    acts = lead in _ACTING or row["capital"] == "acts"
    kind = "GovernmentBody" if acts and lead not in _WHERE and row["capital"] != "place" else "Place"
    start, stop = units[at].start, units[end - 1].end
    return Candidate(start, stop, kind, text[start:stop], 3, "name", family="places" if kind == "Place" else "bodies")


def place_at_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """An unknown name behind a facility and 'at': 'the border post (BP) at X on the border'."""
    for at in range(1, len(units) - 1):
        if units[at].text != "at" or not _facility_before(units, at):
            continue
        end = _name_end(units, at + 1)
        if at + 1 < end < at + 4 and not any(u.text.isupper() for u in units[at + 1 : end]):
            name = text[units[at + 1].start : units[end - 1].end]
            yield _candidate(units[at + 1].start, units[end - 1].end, "Place", name)


def _facility_before(units: Sequence[Unit], at: int) -> bool:
    """Whether a facility's head, with quotation marks and an acronym behind it, ends here."""
    end = at
    if end and units[end - 1].text == ")":
        while end and units[end - 1].text != "(":
            end -= 1
        end -= 1
    while end > 0 and units[end - 1].text in "\"”»'’":
        end -= 1
    for first in range(max(0, end - 4), end):
        found = head_at(units, first) if units[first].kind == "word" else None
        if found and found[1] == end and found[0].family == "facilities":
            return True
    return False
