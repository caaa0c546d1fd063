"""The regions whose telephone numbers a text may have: of the countries and cities that it names, and of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reference import CITIES, STATES, TERRITORIES, reference

_NAME = re.compile(r"[^\W\d_][\w’'.-]*(?: (?:and |of |the |da |do )?[^\W\d_a-z][\w’'.-]*){0,4}")
_DOMAIN = re.compile(r"(?<=\.)[a-z]{2}(?=[/:?#\s]|$)", re.IGNORECASE)
_AROUND = 1_000
"""So many characters before and behind a number name the countries near it."""
_MOST = 6
_ODD_DOMAINS = {"UK": "GB"}


def regions(text: str, start: int, end: int, near: str = "") -> tuple[str, ...]:
    """The two-letter codes of the countries that are named around a stretch of the text, the nearest first, and in
    `near`: who published the text, and where. At most six."""
    found = [code for _, code in sorted((_distance(at, start, end), code) for at, code in _named(text, start, end))]
    return tuple(dict.fromkeys((*(code for _, code in _codes(near)), *found)))[:_MOST]


def _distance(at: int, start: int, end: int) -> int:
    return max(start - at, at - end)


def _named(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    first = max(0, start - _AROUND)
    for at, code in _codes(text[first : end + _AROUND]):
        yield first + at, code


def _codes(text: str) -> Iterator[tuple[int, str]]:
    for match in _NAME.finditer(text):
        tokens = [*re.finditer(r"\S+", match[0])]
        for number, token in enumerate(tokens):
            for last in range(len(tokens), number, -1):
                name = (
                    match[0][token.start() : tokens[last - 1].end()].rstrip(".").removesuffix("'s").removesuffix("’s")
                )
                if code := _known().get(name.casefold()):
                    yield match.start() + token.start(), code
                    break
    for match in _DOMAIN.finditer(text):
        code = match[0].upper()
        if (code := _ODD_DOMAINS.get(code, code)) in _all_codes():
            yield match.start(), code


@cache
def _known() -> dict[str, str]:
    """The codes of countries by their names, adjectives and cities, in small letters."""
    found: dict[str, str] = {}
    rows = reference().rows.values()
    codes = {row.id: row.fields["iso2"] for row in rows if row.table in (STATES, TERRITORIES) and row.fields["iso2"]}
    for row in rows:
        if row.table == CITIES and row.parent in codes:
            found.setdefault(row.name.casefold(), codes[row.parent])
    for row in rows:
        if row.id in codes and row.table in (STATES, TERRITORIES):
            for name in (row.name, *row.aliases, *row.list_of("adjective"), *row.list_of("demonym_noun")):
                found[name.casefold()] = codes[row.id]
    return found


@cache
def _all_codes() -> frozenset[str]:
    return frozenset(_known().values())
