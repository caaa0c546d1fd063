"""The dates of the model held against those that the grammar of dates reads in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kg.extract.dates.dates import find_dates
from kg.language_model.left import Left
from kg.records import Span

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LENGTH = re.compile(rf"\b(\d\d?|{'|'.join(_NUMBERS)})[-\s]days?\b", re.IGNORECASE)
_LEAP = "2024"
_WEEK = 7


class Dates:
    """What the words of one article tell of dates."""

    def __init__(self, text: str, stretches: Iterable[Span], published: str | None) -> None:
        self._text, self._published = text, published
        self._everywhere = {day for stretch in stretches for day in self._days(stretch)}
        self._years = {day[:4] for day in self._everywhere} | _about(published)
        lengths = [match[1].lower() for match in _LENGTH.finditer(text)]
        self._lengths = {int(one) if one.isdecimal() else _NUMBERS.index(one) + 1 for one in lengths}

    def checked(self, value: str, quotation: Sequence[Span], end: str) -> str:
        """The date that the words of the quotation give for the first or last day (`end` is startDate or endDate) where
        the model said `value`: its own where they bear it out, theirs where they give one alone. Raises Left."""
        if not _DATE.fullmatch(value):
            raise Left("a date that is not ISO")
        told = [day for span in quotation for day in self._days(span, end)]
        every = {day for span in quotation for day in self._days(span)}
        if value in every or any(_tells_more(value, day) for day in self._everywhere & every):
            return value
        if self._by_year(value, quotation):
            return value
        finer = [day for day in told if _agree(day, value)]
        if len(set(finer)) == 1:
            return finer[0]
        if self._by_length(value):
            return value
        if len(set(told)) == 1 and told[0].count("-") == value.count("-"):
            return told[0]
        if value in self._everywhere:
            return value
        raise Left("a date that the text does not give")

    def _days(self, span: Span, end: str = "") -> list[str]:
        days = self._pairs(span, self._published)
        if end:
            return [day for pair in days if (day := pair[end == "endDate"])]
        return [day for pair in days for day in pair if day]

    def _pairs(self, span: Span, published: str | None) -> list[tuple[str | None, str | None]]:
        """The first and last days that the words tell, counted from a day of publication."""
        found = find_dates(self._text, span.start, span.end, published)
        return [(one.first, one.last or one.first) for one in found if one.consistent]

    def _by_year(self, value: str, quotation: Iterable[Span]) -> bool:
        """Whether the words tell a day or month without its year, a day of the week or a season, and the value is one
        that they may mean: in a year of the text or about the publication; a week, or for a season a year, from what
        the grammar takes, the last before the publication: 'will be held in September' tells the model more."""
        bare = {day for span in quotation for pair in self._pairs(span, None) for day in pair if day}
        if any(one.startswith("--") and value[5:] == one[2:] for one in bare):
            return value[:4] in self._years
        return not bare and any(_next_to(value, told) for span in quotation for told in self._days(span))

    def _by_length(self, value: str) -> bool:
        """Whether the value is as far from a day of the text as a length that the text tells."""
        day = _day(value)
        others = [other for told in self._everywhere if (other := _day(told))]
        return day is not None and any(abs((day - other).days) + 1 in self._lengths for other in others)


def _about(published: str | None) -> set[str]:
    """The year of the publication, the one before and the one after it."""
    day = _day(published or "")
    return {str(day.year + years) for years in (-1, 0, 1)} if day else set()


def _next_to(value: str, told: str) -> bool:
    """Whether two days are a week apart, or two years one."""
    if value.isdecimal() and told.isdecimal():
        return abs(int(value) - int(told)) == 1
    day, other = _day(value), _day(told)
    return day is not None and other is not None and abs((day - other).days) == _WEEK


def _day(value: str) -> date | None:
    """The day of a date, one without its year as in a leap year; None where it tells none."""
    try:
        return date.fromisoformat(value.replace("--", f"{_LEAP}-", 1) if value.startswith("--") else value)
    except ValueError:
        return None


def _tells_more(value: str, day: str) -> bool:
    """Whether the value is the day without its year: the model was more careful than the grammar."""
    return value.startswith("--") and day.endswith(value[1:])


def _agree(day: str, value: str) -> bool:
    """Whether one of two dates is the other with more or less of it told."""
    return day != value and (day.startswith(value) or value.startswith(day) or day.endswith(value.lstrip("-")))
