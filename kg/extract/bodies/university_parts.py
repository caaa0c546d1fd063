"""Schools and centres of universities, behind the university's 's or before it: `the University of X's |Centre for Y|`,
`the |Faculty of Law| of X University`, `the |Youth Lab| at the University of X`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.records import Mention, Segment, Span

_SEAT = re.compile(r"\b(?:University|Université|Universidad|Universidade|Universität|Università)\b")
_WORD = r"[A-Z][\w-]+"
_PART = (
    rf"(?:{_WORD}\s+){{0,5}}"
    r"(?:School|Faculty|Cent(?:re|er)|Institute|Department|College|Hub|Lab|Laboratory|Clinic|Observatory|Unit|Chair)"
    rf"(?:\s+(?:of|for|on)\s+(?:the\s+)?{_WORD}(?:(?:,?\s+(?:and|&|of|for)\s+|,\s+|\s+){_WORD})*)?"
)
_OWNED = re.compile(rf"[’']s?\s+(?:new\s+|own\s+)?(?P<name>{_PART})(?:\s+\((?P<acronym>[A-Z][\w-]{{1,9}})\))?")
_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Aa]nd|[Aa]t|[Bb]y|[Oo]f|[Ff]rom|[Ww]ith)\s+(?P<name>{_PART})(?:\s+\((?P<acronym>[A-Z][\w-]{{1,9}})\))?"
    r"(?:,\s+(?:the\s+)?|,?\s+(?:of|at|within)\s+(?:the\s+)?)$"
)
_LONGEST = 110


def university_parts(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Enters the parts of universities that no other rule has read, and gives all of them their university."""
    for segment in segments:
        for seat in analysis.mentions.within(segment.start, segment.end):
            if seat.type != "CivilSociety" or not _SEAT.search(analysis.entities[seat.entity].name):
                continue
            if behind := _OWNED.match(analysis.text, seat.end, segment.end):
                _enter(analysis, seat, behind)
            elif before := _BEFORE.search(analysis.text, max(segment.start, seat.start - _LONGEST), seat.start):
                _enter(analysis, seat, before)


def _enter(analysis: Analysis, seat: Mention, match: re.Match[str]) -> None:
    """Enters what is told of as a part of a university, over the places and facilities that stand in its name."""
    start, end = match.span("name")
    inside = analysis.mentions.overlapping(start, end)
    if any(m.type not in ("Place", "State", "Facility", "Office", "CivilSociety") for m in inside):
        return
    known = next((m for m in inside if m.start <= start and m.end >= end or m.type == "CivilSociety"), None)
    if known is not None and known.entity == seat.entity:
        return
    part = known.entity if known else analysis.entities.add("CivilSociety", " ".join(match["name"].split()))
    row = analysis.entities[part]
    if row.reference or (row.parent and row.parent != seat.entity) or _SEAT.search(row.name):
        return
    if known is not None and row.type != "CivilSociety":
        analysis.retype(part, "CivilSociety")
    if match["acronym"]:
        analysis.entities.alias(part, match["acronym"])
    if known is not None or analysis.mention(start, end, part, over=True):
        analysis.entities.update(part, parent=seat.entity)
        span = Span(min(start, seat.start), max(end, seat.end))
        analysis.claim("partOf", part, seat.entity, "university-part", span, confidence=0.9)
