"""A text as it is recognised in: one form of each character, nothing invisible, each place known in the original."""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.records import Span

_BREAKS = "\n\u2028\u2029\x85"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00b7\u2043\u058a"
_ALIKE = {**dict.fromkeys(_BREAKS, "\n"), **dict.fromkeys(_HYPHENS, "-")}
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")
_FILLERS = "\u115f\u1160\u3164\uffa0"
_ODD = re.compile(
    r"(?P<soft>\u00ad\s?\n\s?)"  # a word that was broken over a line
    r"|(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|commat|period|plus|nbsp|shy|lowbar|hyphen|dash|num);)"
    r"|(?P<escape>%(?:40|2[BbDdEe0]|3[AaDd]))"
    r"|(?P<char>[^\x20-\x7e\n])"
)


@dataclass(frozen=True, slots=True)
class Normal:
    """The normalised `text` and where in the original each of its characters begins, with the length of the original
    at the end; `places` is None where both are the same."""

    text: str
    places: Sequence[int] | None = None

    def original(self, start: int, end: int) -> Span:
        """The stretch of the original that became this stretch."""
        return Span(start, end) if self.places is None else Span(self.places[start], self.places[end])


def normal(text: str) -> Normal:
    """`text` in the forms of compatibility (NFKC), with digits, blanks and hyphens of one kind, without characters that
    nobody sees, and with the escapes of HTML and of addresses read."""
    pieces: list[str] = []
    places = array("q")
    at = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        pieces.append(text[at:start])
        places.extend(range(at, start))
        read = _read(match)
        pieces.append(read)
        places.extend([start] * len(read))
        at = end
    if not at:
        return Normal(text)
    pieces.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return Normal("".join(pieces), places)


def _read(match: re.Match[str]) -> str:
    if match["char"]:
        return _plain(match["char"])
    if match["entity"]:
        return "".join(map(_plain, html.unescape(match["entity"])))
    return chr(int(match["escape"][1:], 16)) if match["escape"] else ""


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if character in _FILLERS:
        return ""
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\r\v\f":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in _INVISIBLE:
        return ""
    forms = unicodedata.normalize("NFKC", character)
    return forms if forms == character else "".join(map(_plain, forms))
