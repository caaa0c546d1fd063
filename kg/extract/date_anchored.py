"""Days that a text tells from another day of it: 'on the 14th' of the month told before, 'two days later'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.extract.date_arithmetic import Point, edtf, point, shift_days
from kg.extract.date_mention import DateMention
from kg.extract.ordinals import cardinal

_DAY = r"(\d{1,2})(?:st|nd|rd|th)"
_GOES_ON = (
    r"and|but|in|at|with|by|for|when|where|the|a|an|there|they|he|she|it|was|were|is|are|had|has|will|before|after"
)
_BARE = re.compile(
    rf"\b(?:on|by|until|till|from|since)\s+(?P<days>the\s+{_DAY}(?:\s+(?:to|until|and|through)\s+(?:the\s+)?{_DAY})?)"
    rf"(?=\s*[,.;:)]|\s+(?:{_GOES_ON})\b|\s*$)",
    re.I | re.M,
)
"""'on the 14th', 'from the 3rd to the 5th': the month stands elsewhere. No 'on the 2nd floor'."""
_STEP = re.compile(r"\b(?P<number>\w+)\s+days\s+(?P<way>earlier|later)\b", re.I)
"""One day before or after the main event is told by `event_beside`."""
_REACH = 600
"""Characters within which the day stands from which another is told."""


def anchored(text: str, dates: Sequence[DateMention], start: int, end: int) -> list[DateMention]:
    """The dates of `text[start:end]` (resolved, in text order), and those that are told from one of them before; a
    month that is not told is that of the date before."""
    found = list(dates)
    for at, behind, offset in _steps(text, start, end):
        anchor = _before(found, at, _has_day)
        if anchor and (day := _stepped(anchor, offset)):
            found = _with(found, text, at, behind, day, None)
    for match in _BARE.finditer(text, start, end):
        anchor = _before(found, match.start(), lambda date: _month(date) is not None)
        if anchor and (days := _in_month(anchor, match.group(2), match.group(3))):
            found = _with(found, text, *match.span("days"), *days)
    return found


def _steps(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and days from the anchor of each 'three days later'."""
    for match in _STEP.finditer(text, start, end):
        if number := cardinal(match.group("number")):
            yield *match.span(), -number if match.group("way").casefold() == "earlier" else number


def _before(dates: Iterable[DateMention], start: int, fit: Callable[[DateMention], bool]) -> DateMention | None:
    """The last date before an offset that serves as an anchor, if it is near."""
    near = [d for d in dates if d.end <= start and start - d.end < _REACH and fit(d)]
    return max(near, key=lambda d: d.start, default=None)


def _has_day(date: DateMention) -> bool:
    return date.first is not None and point(date.first).day is not None


def _month(date: DateMention) -> Point | None:
    """Month and year of a date that lies in one month."""
    ends = [point(end) for end in (date.first, date.last) if end]
    return ends[0] if ends and ends[0].month and len({end.month for end in ends}) == 1 else None


def _stepped(anchor: DateMention, offset: int) -> str | None:
    """The day that lies so many days before the first or behind the last day of the anchor."""
    end = (anchor.last or anchor.first) if offset > 0 else anchor.first
    return shift_days(end, offset) if end else None


def _in_month(anchor: DateMention, first: str, last: str | None) -> tuple[str, str | None] | None:
    """Days of the month of the anchor; None where that has no such day."""
    month = _month(anchor)
    days = [Point(int(day), month.month, month.year) for day in (first, last) if day] if month else []
    if not days or not all(day.valid for day in days) or days != sorted(days, key=lambda day: day.day or 0):
        return None
    return days[0].iso or "", days[1].iso if len(days) > 1 else None


def _with(dates: list[DateMention], text: str, start: int, end: int, first: str, last: str | None) -> list[DateMention]:
    """The dates with one more, in place of such as stand within it and tell no day."""
    if any(d.start < end and start < d.end and d.first for d in dates):
        return dates
    lead = "from" if last else "on"
    kind = "range" if last else "day"
    more = DateMention(start, end, text[start:end], first, last, edtf(first, last), kind=kind, lead=lead,
                       stated=(first, last))  # fmt: skip
    others = [d for d in dates if d.end <= start or end <= d.start]
    return sorted([*others, more], key=lambda d: d.start)
