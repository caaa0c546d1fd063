"""Where something was held, by a name that no list has: 'at the Aldous Harding building on 3 May', 'in Deir al-Hajar
from 3 to 5 May'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import head_at
from kg.extract.names.units import Unit, is_field, is_name_word
from kg.extract.places.places import DAY_BEHIND, JOINTS, NOT_PLACES
from kg.extract.tables import table
from kg.extract.text.words import LAND, words

_WHERE = frozenset({"in", "In", "at", "At", "near"})
_ARTICLES = frozenset({"the", "The"})
_LINKS = frozenset({"&", "-", "–"})
_OF_SITES = JOINTS | {"of", "van", "von", "i"}
_ARTICLE = re.compile(r"(?:a[lnrstdz]|el|e[snrt]|a?sh|ul)-[A-ZÀ-Þ]")
"""An Arabic article before the second part of a name: 'Deir |al-Hajar|'."""
_LONGEST = 8
_BOTH = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,}-[A-ZÀ-Þ][^\W\d_]{2,}")
"""Two towns that face one another across a border, by one word."""


def site_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """The unknown name of several words behind 'in' or 'at' where a day, or a known place, follows it directly."""
    for at, unit in enumerate(units[:-1]):
        if unit.text not in _WHERE:
            continue
        first = at + 1 + (units[at + 1].text in _ARTICLES)
        last = _end(units, first)
        if last == first or not _is_site(units[first:last]) or not (_dated(text, units, last) or _sited(units, last)):
            continue
        if any(head_at(units, i) for i in range(first, last)) and not _noun(units[last - 1]):
            continue
        if unit.text in ("in", "In") and first > at + 1 and not _noun(units[last - 1]):
            continue  # 'in the Second Reading'
        start, end = units[first].start, units[last - 1].end
        name = text[start:end]
        yield Candidate(start, end, "Place", name, 9, "name", shorter=(name,), head="venue", family="places")


def _dated(text: str, units: Sequence[Unit], last: int) -> bool:
    return DAY_BEHIND.match(text, units[last - 1].end) is not None


def _sited(units: Sequence[Unit], last: int) -> bool:
    """Whether ', C' or 'in C' follows, C a known place."""
    return last + 1 < len(units) and units[last].text in (",", "in") and units[last + 1].type in LAND


def _end(units: Sequence[Unit], first: int) -> int:
    """The index behind the words of a name, and behind the noun in small letters that closes it."""
    end = last = first
    while end < min(len(units), first + _LONGEST):
        unit = units[end]
        if is_name_word(unit) or unit.kind == "name" and unit.type in LAND or _ARTICLE.match(unit.text):
            end = last = end + 1
        elif end > first and (_joins(units, end) or unit.text in _OF_SITES):
            end += 1
        else:
            break
    while first < last < len(units) and units[last].kind == "word" and units[last].text in _nouns():
        last += 1
    return last


def _joins(units: Sequence[Unit], at: int) -> bool:
    """'&' between words, or a dash that touches both."""
    if units[at].text == "&":
        return True
    touching = at + 1 < len(units) and units[at - 1].end == units[at].start and units[at].end == units[at + 1].start
    return units[at].text in _LINKS and touching


def _is_site(name: Sequence[Unit]) -> bool:
    """Whether the words are a name of their own, and not known places beside one another, acronyms or fields."""
    if any(is_field(u) or u.text in NOT_PLACES or u.kind == "word" and u.text.isupper() for u in name):
        return False
    lands = [u for u in name if u.kind == "name"]
    unknown = [u for u in name if u.capital and u.text.lower() not in words("given_names_stop", "word")]
    dashed = any(u.text in _LINKS for u in name) and any(u.type == "Place" for u in lands)
    plain = lands and name[0].kind == "name" and name[0].type == "State"
    several = len(name) > 1 or _BOTH.fullmatch(name[0].text) is not None
    return several and bool(unknown or dashed) and not plain


def _noun(unit: Unit) -> bool:
    return unit.text.casefold() in _nouns() or unit.text.casefold() in _heads()


@lru_cache
def _nouns() -> frozenset[str]:
    return frozenset(row["head"] for row in table("place_venues") if row["side"] == "noun")


@lru_cache
def _heads() -> frozenset[str]:
    """The last words of the heads of venues."""
    return frozenset(row["head"].casefold().split()[-1] for row in table("place_venues") if row["side"] == "after")
