"""Whether the numeric dates of a text put the day or the month first.

Evidence, strongest first: numeric dates of the same text that tell it by themselves (`23/08/2016`); dates in words, or
the publication date, that lie within a few weeks of a numeric date under one of the two readings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from kg.extract.dates.arithmetic import Point, publication_day
from kg.extract.dates.grammar import parse
from kg.extract.dates.tokens import DateToken, Order, numeric_parts, own_order, tokens

CLOSE = 28
"""Days within which a date in words supports a reading of a numeric one."""
_FRESH = 10
"""Days within which the publication does: reports are read soon after what they report."""

_ANY_YEAR = 2023


@lru_cache(maxsize=4)
def decide_numeric_order(text: str, published: str | None = None) -> Order | None:
    """The order that the text's own evidence supports, None where it supports none or both."""
    found = [token for token in tokens(text, 0, len(text)) if token.kind == "numeric"]
    surfaces = [text[token.start : token.end] for token in found]
    told = {own_order(surface) for surface in surfaces if _telling(surface)}
    if told:
        return told.pop() if len(told) == 1 else None
    near = _days_in_words(text)
    votes = {vote for surface in surfaces if (vote := _vote(surface, near, CLOSE))}
    anchor = publication_day(published)
    if anchor and not votes:
        near = [Point(anchor.day, anchor.month, anchor.year)]
        votes = {vote for surface in surfaces if (vote := _vote(surface, near, _FRESH))}
    return votes.pop() if len(votes) == 1 else None


def _telling(surface: str) -> bool:
    """Whether a numeric date that ends with its year shows the order that the text uses: one part is above twelve."""
    parts = numeric_parts(surface)
    return parts is not None and not surface[:4].isdigit() and max(parts[:2]) > 12


def _days_in_words(text: str) -> list[Point]:
    found: list[Point] = []
    words = tokens(text, 0, len(text))
    at = 0
    while at < len(words):
        dated, after = parse(words, at) if _may_begin(words, at) else ([], at)
        for one in dated:
            found.extend(point for point in (one.first, one.last) if point and point.day and one.order in ("dm", "md"))
        at = max(after, at + 1)
    return found


def _may_begin(words: Sequence[DateToken], at: int) -> bool:
    return words[at].kind in ("day", "month", "weekday")


def _vote(surface: str, near: Iterable[Point], days: int) -> Order | None:
    """The one reading of an ambiguous numeric date that lies close to a date in words."""
    parts = numeric_parts(surface)
    if parts is None or own_order(surface):
        return None
    year = parts[2] or None
    readings: dict[Order, Point] = {"dmy": Point(parts[0], parts[1], year), "mdy": Point(parts[1], parts[0], year)}
    known = list(near)
    close: list[Order] = [order for order, one in readings.items() if any(_close(one, other, days) for other in known)]
    return close[0] if len(close) == 1 else None


def _close(one: Point, other: Point, days: int) -> bool:
    if not (one.valid and other.valid):
        return False
    if one.year and other.year:
        return abs((_date(one, one.year) - _date(other, other.year)).days) <= days
    apart = abs((_date(one, _ANY_YEAR) - _date(other, _ANY_YEAR)).days)
    return min(apart, 365 - apart) <= days


def _date(point: Point, year: int) -> date:
    """The point in a year; the 29th of February counts as the 28th."""
    leap_day = (point.month, point.day) == (2, 29)
    return date(year, point.month or 1, 28 if leap_day else point.day or 1)
