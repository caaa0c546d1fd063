"""Dates as texts give them, and the whole days that they stand for: of a month or year the first and the last one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
"""What has a year."""
_STILL = ".."
"""The end of what goes on, as EDTF has it."""


@dataclass(frozen=True, slots=True)
class Days:
    """When something is: as an expression of the Extended Date/Time Format, and the first and the last day, as far as
    they are known. What has no year has neither; what goes on has no last day."""

    edtf: str
    first: date | None = None
    last: date | None = None

    @property
    def year(self) -> int | None:
        """The year in which it begins, or, where that is not known, ends."""
        day = self.first or self.last
        return day.year if day else None


NEVER = Days("")
"""When something is of which no date is known."""


def days_of(text: str) -> Days:
    """A date as texts give it: `2018`, `2018-10`, `2018-10-01`, or, without a year, `--10-01`."""
    first, last = _bounds(text) or (None, None)
    return Days(text.replace("--", "XXXX-", 1) if text.startswith("--") else text, first, last)


def period(start: str, end: str, *, goes_on: bool = False) -> Days:
    """The time from one date to another, of which one may be empty; what has no end may still go on."""
    if not (start or end):
        return NEVER
    if not end and not goes_on:
        return days_of(start)
    first, last = (_bounds(start) or (None,))[0], (_bounds(end) or (None, None))[1]
    return Days("/".join((start, end or _STILL)), first, last)


def span(starts: Iterable[str], ends: Iterable[str], edtf: str = "") -> Days:
    """The time from the first to the last day of what begins and ends on these dates: `edtf`, or what they say."""
    dates = list(dict.fromkeys((*starts, *ends)))
    known = [bounds for text in dates if (bounds := _bounds(text))]
    said = edtf or "/".join(days_of(text).edtf for text in sorted(dates)[:: max(1, len(dates) - 1)])
    if not known:
        return Days(said)
    return Days(said, min(first for first, _ in known), max(last for _, last in known))


def when(values: Mapping[str, tuple[str, ...]]) -> Days:
    """When an entity is, by its particulars: an event from its first to its last day, an organisation from its
    foundation on, a document on the day of its adoption."""
    starts, ends = values.get("startDate", ()), values.get("endDate", ())
    if starts or ends:
        return span(starts, ends, next(iter(values.get("edtf", ())), ""))
    founded, dissolved = (next(iter(values.get(name, ())), "") for name in ("established", "dissolved"))
    if founded or dissolved:
        return period(founded, dissolved, goes_on=not dissolved)
    return days_of(next(iter(values.get("adoptionDate", ())), ""))


def _bounds(text: str) -> tuple[date, date] | None:
    """The first and the last day of a date; None of one without a year."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        last = day or monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, last)
    except ValueError:  # no such day
        return None
