"""Partial dates and their arithmetic: ISO strings that say no more than the text says.

A date is `2018-10-01`, `2018-10`, `2018`, or without its year `--10-01`, `--10`. A missing year is filled in only
against a known publication date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future"]

NEAR = 92
"""Days on either side of the publication within which a date without a year may lie ahead; beyond, it is past."""

_PARTIAL = re.compile(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?$")
_LEAP, _COMMON = 2024, 2023


@dataclass(frozen=True, slots=True)
class Point:
    """One date as the text gives it: any of its parts may be missing. `weekday`: Monday is 0."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    @property
    def valid(self) -> bool:
        """Whether the calendar has such a day."""
        if self.day is None:
            return self.month is None or 1 <= self.month <= 12
        if self.month is None or not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= monthrange(self.year or _LEAP, self.month)[1]

    @property
    def iso(self) -> str | None:
        """The partial date as a string, or None where there is no month and no year."""
        if self.month is None:
            return f"{self.year:04d}" if self.year and self.day is None else None
        stem = f"{self.year:04d}" if self.year else "-"
        return f"{stem}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


def point(partial: str) -> Point:
    """The parts of a partial date string. ValueError where it is none."""
    found = _PARTIAL.match(partial)
    if not found:
        raise ValueError(f"not a date: {partial!r}; write 2018-10-01, 2018-10, 2018, --10-01 or --10")
    year, month, day = (int(part) if part else None for part in found.groups())
    return Point(day, month, year)


def edtf(first: str | None, last: str | None, approximate: bool = False) -> str:
    """The EDTF form (levels 0 and 1) of a date or a range: `2018-10-01/2018-10-05`, `XXXX-10-01`, `2019-06~`."""
    parts = [_edtf(part) + ("~" if approximate else "") for part in (first, last) if part]
    return "/".join(parts)


def _edtf(partial: str) -> str:
    return "XXXX-" + partial[2:] if partial.startswith("--") else partial


def bounds(partial: str) -> tuple[date, date]:
    """First and last day of a date that has its year."""
    at = point(partial)
    if at.year is None:
        raise ValueError(f"no year in {partial!r}")
    if at.month is None:
        return date(at.year, 1, 1), date(at.year, 12, 31)
    if at.day is None:
        return date(at.year, at.month, 1), date(at.year, at.month, monthrange(at.year, at.month)[1])
    return date(at.year, at.month, at.day), date(at.year, at.month, at.day)


def _candidates(partial: str, published: date) -> list[str]:
    """The same date in the years around the publication, leap days looked for further off."""
    at = point(partial)
    reach = 4 if (at.month, at.day) == (2, 29) else 1
    years = range(published.year - reach, published.year + reach + 1)
    dated = [Point(at.day, at.month, year) for year in years]
    return [one.iso for one in dated if one.valid and one.iso]


def _distance(partial: str, published: date) -> int:
    """Days from the publication to the date: negative before it, 0 where a month holds it."""
    first, last = bounds(partial)
    return (first - published).days if first > published else min((last - published).days, 0)


def fill_year(partial: str, published: str | None, tense: Tense | None = None, weekday: int | None = None) -> str:
    """The date with its year, resolved against the publication date (in: `--10-01`, `2018-10-09`; out: `2018-10-01`).

    `past` takes the last such day up to the publication, `future` the first from it on, None the nearest one if it lies
    within NEAR days, else the past one. A weekday leaves only years in which the day falls on it, if there is one.
    Without a publication date that has a month, the date is returned as it is."""
    anchor = publication_day(published)
    if not partial.startswith("--") or anchor is None:
        return partial
    choices = _candidates(partial, anchor)
    if weekday is not None and point(partial).day:
        choices = [one for one in choices if bounds(one)[0].weekday() == weekday] or choices
    past = [one for one in choices if _distance(one, anchor) <= 0]
    future = [one for one in choices if _distance(one, anchor) >= 0]
    nearest = min(choices, key=lambda one: (abs(_distance(one, anchor)), one), default=partial)
    if tense == "future" and future:
        return future[0]
    if tense is None and abs(_distance(nearest, anchor)) <= NEAR:
        return nearest
    return past[-1] if past else nearest


def fill_range(
    first: str, last: str, published: str | None, tense: Tense | None = None, weekday: int | None = None
) -> tuple[str, str]:
    """Both ends of a range with their years. A past range is one that has begun, a future one one that has not ended;
    the weekday is that of the end which is resolved (the first of a past range, else the last)."""
    if not first.startswith("--") or publication_day(published) is None:
        return first, last
    if tense == "past":
        begun = fill_year(first, published, tense, weekday)
        year = int(begun[:4]) + (last[2:] < first[2:])
        return begun, f"{year:04d}-{last[2:]}"
    ended = fill_year(last, published, tense, weekday)
    year = int(ended[:4]) - (last[2:] < first[2:])
    return f"{year:04d}-{first[2:]}", ended


def publication_day(published: str | None) -> date | None:
    """The day of publication; the middle of the month where only the month is known; None where not even that."""
    if not published:
        return None
    try:
        at = point(published[:10])
    except ValueError:
        return None
    if at.year is None or at.month is None:
        return None
    return date(at.year, at.month, at.day or 15)


def exact_day(published: str | None) -> date | None:
    """The day of publication if it is known to the day."""
    return publication_day(published) if published and len(published) >= 10 else None


def with_length(known: str, days: int, ends: bool = False) -> tuple[str | None, str | None]:
    """Both ends of an event of which one end and the length in days are known (`--10-15`, 3: `--10-15`, `--10-17`).

    `ends`: the known day is the last one. The other end is None where the length is under two days, where the known end
    is not a day, or where a missing year leaves the end of February open."""
    other = shift_days(known, 1 - days if ends else days - 1) if days > 1 else None
    return (other, known) if ends else (known, other)


def shift_days(partial: str, by: int) -> str | None:
    """The day that lies so many days later (earlier: negative); None for months, years, and where a missing year leaves
    the end of February open."""
    at = point(partial)
    if at.day is None or at.month is None or not at.valid:
        return None
    if at.year:
        return (date(at.year, at.month, at.day) + timedelta(by)).isoformat()
    if (at.month, at.day) == (2, 29):
        return None
    years = range(_COMMON - 1, _LEAP + 2)
    moved = {(date(year, at.month, at.day) + timedelta(by)).isoformat()[4:] for year in years}
    return f"-{moved.pop()}" if len(moved) == 1 else None


_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_OF = {"month": 1, "year": 12}


def shifted(day: str, count: int, unit: str) -> str | None:
    """The date that lies so many days, weeks, months or years after a day (negative: before it), told as exactly as the
    unit does: months give a month, years a year."""
    if unit in _DAYS_OF:
        return shift_days(day, count * _DAYS_OF[unit])
    at = point(day)
    if not at.year or not at.month:
        return None
    months = at.year * 12 + at.month - 1 + count * _MONTHS_OF[unit]
    return f"{months // 12:04d}" if unit == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"
