"""Days of the month without their month: 'on the 14th', 'from the 3rd to the 5th'. The month is that of the date before
them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.dates.arithmetic import Point, point
from kg.extract.dates.mention import DateMention

_NUMBER = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"
_ALONE = re.compile(
    rf"\b(?P<lead>on|from|until|till|since|between)\s+the\s+(?P<first>{_NUMBER})"
    rf"(?:\s+(?:to|until|till|and|through)\s+(?:the\s+)?(?P<last>{_NUMBER}))?"
    r"(?=[.,;:)]|\s+(?:in|at|by|with|was|were|is|are|has|have|had|will|when|before|after|and|but|for|to|under|between)\b|$)",
    re.I,
)
_ENDING = re.compile(r"[a-z]+$", re.I)


def days_alone(text: str, start: int, end: int, dates: Sequence[DateMention]) -> Iterator[DateMention]:
    """The days of `text[start:end]` that borrow month and year from the last of the `dates` before them."""
    for match in _ALONE.finditer(text, start, end):
        before = [d for d in dates if d.end <= match.start() and d.stated[0] and point(d.stated[0]).month]
        if not before or any(d.start < match.end() and match.start("first") < d.end for d in dates):
            continue
        of = point(before[-1].stated[1] or before[-1].stated[0] or "")
        days = [Point(int(_ENDING.sub("", match[key])), of.month, of.year) for key in ("first", "last") if match[key]]
        if all(day.valid for day in days):
            first, last = match.start("first"), match.end("last" if match["last"] else "first")
            stated = (days[0].iso, days[1].iso if len(days) > 1 else None)
            yield DateMention(first, last, text[first:last], kind="range" if stated[1] else "day",
                              lead=match["lead"].casefold(), stated=stated)  # fmt: skip
