"""Day and place of the main event from labelled lines: 'When: 3-5 June 2019', 'Venue: Valletta, Malta'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.dates.dates import DateMention
from kg.extract.event_facts.dates import claim_days
from kg.extract.places.places import as_place
from kg.records import Span

_WHEN = re.compile(
    r"^[ \t*•-]*(?:When(?: (?:and|&) where)?|Event dates?|Dates? and (?:time|venue|place))\s*[:–-]", re.I | re.M
)
_DATE = re.compile(r"^[ \t*•-]*(?:Dates?)\s*[:–-]", re.I | re.M)
"""'Date:' alone may be that of the publication: it counts beside a line that says where."""
_WHERE = re.compile(
    r"^[ \t*•-]*(?:Where|When (?:and|&) where|Venue|Place|Location|Dates? (?:and|&) (?:venue|place))\s*[:–-]",
    re.I | re.M,
)
_NEAR = 200
"""Characters between the label of a place and that of its date."""


def labelled(analysis: Analysis, dates: Sequence[DateMention], main: str | None) -> None:
    """Claims `startDate`, `endDate` and `place` of the main event, where labels tell them and nothing else does."""
    if main is None:
        return
    told = {c.relation for c in analysis.claims if c.subject == main}
    where = _line(analysis, _WHERE)
    if "startDate" not in told and "endDate" not in told and (when := _when(analysis, where)):
        for date in [d for d in dates if when.start <= d.start and d.end <= when.end and d.first][:1]:
            claim_days(analysis, main, date, when, "date-labelled", 0.88, status="explicit")
    if where and "place" not in told:
        found = analysis.mentions.within(where.start, where.end)
        for mention in [m for m in found if m.type in {"Place", "Facility", "State"}][:1]:
            analysis.claim("place", main, as_place(analysis, mention), "place-labelled", where, confidence=0.88)


def _line(analysis: Analysis, label: re.Pattern[str], near: int | None = None) -> Span | None:
    """The first labelled line of the text that is read; `near`: no further than so many characters from there."""
    for match in label.finditer(analysis.text):
        end = analysis.text.find("\n", match.end())
        read = any(s.kind in {"body", "dateline"} and s.start <= match.start() < s.end for s in analysis.segments)
        if read and (near is None or abs(match.start() - near) < _NEAR):
            return Span(match.start(), end if end > 0 else len(analysis.text))
    return None


def _when(analysis: Analysis, where: Span | None) -> Span | None:
    return _line(analysis, _WHEN) or (_line(analysis, _DATE, where.start) if where else None)
