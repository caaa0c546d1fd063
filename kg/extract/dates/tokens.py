"""The words of a date expression: a text cut into days, months, years, weekdays and what joins them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.extract.tables import table

Order = Literal["dmy", "mdy"]

SPACE = r"[^\S\n]*\n?[^\S\n]*"
"""White space of any kind, at most one line break: a paragraph's end is the end of a date."""


class DateToken(NamedTuple):
    """`kind`: day, year, month, weekday, iso, numeric, season, range, and, comma, of, the, open, close, break.
    `value`: the number that it means, 0 for joining words; `ordinal`: a day written with its ending (3rd)."""

    kind: str
    start: int
    end: int
    value: int = 0
    ordinal: bool = False


@lru_cache
def words(kind: str) -> dict[str, int]:
    """Forms of the table `date_words`, folded, with their numbers."""
    return {row["form"].casefold(): int(row["value"]) for row in table("date_words") if row["kind"] == kind}


@lru_cache
def guard(kind: str) -> str:
    """Alternatives of the table `date_guards`, as a piece of a regular expression."""
    return "|".join(re.escape(row["form"]) for row in table("date_guards") if row["kind"] == kind)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def numeric_parts(surface: str) -> tuple[int, int, int] | None:
    """The parts of a numeric date as they stand (first, second, year or 0), or None where they can be no date. A date
    that begins with its year and one with a Roman month come back in the order day, month."""
    parts = re.split(r"[/.-]", surface)
    if parts[1] in _ROMAN:
        return int(parts[0]), _ROMAN.index(parts[1]) + 1, int(parts[2])
    if not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return numbers[2], numbers[1], numbers[0]
    year = numbers[2] if len(numbers) > 2 else 0
    return numbers[0], numbers[1], year + 2000 if 0 < year < 100 else year


def own_order(surface: str) -> Order | None:
    """The order of day and month that a numeric date tells by itself: a part above twelve, equal parts, the year first,
    a Roman month, or dots, which stand in day-first dates only."""
    parts = numeric_parts(surface)
    if parts is None:
        return None
    if parts[0] > 12 or parts[0] == parts[1] or re.match(r"\d{4}|\d+\.[IVX]+|\d+\.\d+\.\d", surface):
        return "dmy"
    return "mdy" if parts[1] > 12 else None


def packed(surface: str, order: Order | None) -> int:
    """A numeric date as the number yyyymmdd (year 0 where it has none), 0 where its order cannot be told."""
    parts, told = numeric_parts(surface), own_order(surface) or order
    if parts is None or told is None:
        return 0
    day, month = parts[:2] if told == "dmy" else parts[1::-1]
    return parts[2] * 10000 + month * 100 + day


@lru_cache
def form_pattern(kind: str) -> str:
    """The forms of a kind as a piece of a regular expression, short forms with an optional dot."""
    rows = sorted((row for row in table("date_words") if row["kind"] == kind), key=lambda row: -len(row["form"]))
    return "|".join(_form(row["form"], row["case"]) for row in rows)


def _form(form: str, case: str) -> str:
    dot = r"\.?" if len(form) < 6 and case == "capital" and form not in ("March", "May") else ""
    cased = f"{form}|{form.upper()}" + (f"|{form.lower()}" if case == "any" else "")
    return f"(?:{cased}){dot}"


@lru_cache
def _lexer() -> re.Pattern[str]:
    month = form_pattern("month")
    return re.compile(
        rf"""
        (?P<iso>(?<![\w./-])(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d(?![\w/-]))
      | (?P<dashed>(?<![\w-])\d{{1,2}}-(?:{month})-(?:19|20)\d\d(?!\w))
      | (?P<paired>(?<![\w./])\d{{1,2}}(?=/\d{{1,2}}\s+(?:of\s+)?(?:{month})))
      | (?P<slash>(?<=\d)/(?=\d{{1,2}}\s))
      | (?P<numeric>(?<![\w./])(?:\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)(?:19|20)\d\d
            |(?:19|20)\d\d(?P<rep>[/.])\d{{1,2}}(?P=rep)\d{{1,2}}
            |\d{{1,2}}/\d{{1,2}}/\d\d|\d{{1,2}}\.[IVX]{{1,4}}\.(?:19|20)\d\d|\d{{1,2}}/\d{{1,2}})(?![\w/]|\.\d|-\d))
      | (?P<other>\d+(?:[.:/]\d+|,\d{{3}}(?!\d))+\w*|[$€£+#]\s?\d+\w*)
      | (?P<year>(?<![\w.])(?:19|20)\d\d(?![\w%]))
      | (?P<day>(?<!\w)(?<![Vv][Ii][Dd]-)\d{{1,2}}(?:{SPACE}(?:st|nd|rd|th|ST|ND|RD|TH))?(?![\w%])
            (?:\.(?=\s+(?:{month})|\s?[-–]\s?\d))?)
      | (?P<month>(?<![^\W\d])(?:{month})(?![^\W\d]))
      | (?P<weekday>(?<!\w)(?:{form_pattern("weekday")})(?![\w]))
      | (?P<range>[-\u2010-\u2015\u2212]|\b(?:up\sto|to|through|thru|until|till|TO)\b)
      | (?P<and>\band\b|&|\bAND\b)
      | (?P<comma>,)
      | (?P<of>\bof\b|\bOF\b)
      | (?P<the>\bthe\b)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<break>\w+(?:\ (?!{month}|{form_pattern("weekday")}|up|to|th|until|till|and|of)[a-z]\w*)*
            |[^\w\s]|(?:(?<![^\S\n])[^\S\n]*)?\n[^\S\n]*\n\s*)
        """,
        re.X,
    )


def tokens(text: str, start: int, end: int, order: Order | None = None) -> list[DateToken]:
    """The tokens between two offsets, in order. A number that can be no part of a date is a break, and so is a numeric
    date whose order is neither told by its parts nor by `order` (its value is 0). Words that can be no part of one are
    a single break as far as blanks alone part them."""
    return list(_tokens(text, start, end, order))


@lru_cache(maxsize=4)
def _tokens(text: str, start: int, end: int, order: Order | None) -> tuple[DateToken, ...]:
    """The tokens of a text: whoever decides on the order of its numbers asks for the same ones."""
    return tuple(_token(match, text, order) for match in _lexer().finditer(text, start, end))


def _token(match: re.Match[str], text: str, order: Order | None) -> DateToken:
    kind = str(match.lastgroup)
    if kind == "break":  # most words are
        return DateToken(kind, match.start(), match.end())
    surface, value = match.group(), 0
    kind = {"paired": "day", "slash": "and"}.get(kind, kind)
    if kind == "dashed":
        day, month, year = surface.split("-")
        kind, value = "iso", int(year) * 10000 + words("month")[month.rstrip(".").casefold()] * 100 + int(day)
    elif kind in ("month", "weekday"):
        value = words(kind)[surface.rstrip(".").casefold()]
    elif kind in ("iso", "numeric"):
        value = packed(surface, order)
    elif kind in ("year", "day"):
        value = int(re.sub(r"\D", "", surface))
        kind = "break" if _counts(kind, value, match.start(), match.end(), text) else kind
    elif kind == "other":
        kind = "break"
    return DateToken(kind, match.start(), match.end(), value, kind == "day" and surface[-1].isalpha())


def _counts(kind: str, value: int, start: int, end: int, text: str) -> bool:
    """Whether a number is a quantity: 'May 12 – 15 participants', 'On 3 May, 2000 migrants'."""
    if kind == "day" and not 1 <= value <= 31:
        return True
    follows = re.compile(rf"\s+(?:{guard('counted')})\b").match(text, end)
    if not follows:
        return False
    return (
        value % 50 == 0
        if kind == "year"
        else re.search(r"(?:[-–—]|\band|&)\s*$", text[max(0, start - 6) : start]) is not None
    )
