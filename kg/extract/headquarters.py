"""Seats of bodies: `at the headquarters of the Ministry of Labour`, `at the AU Headquarters` are places to meet in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.records import Segment

_BODIES = frozenset({"GovernmentBody", "InternationalOrganization", "Office", "CivilSociety", "Process"})
_TO = r"\b(?:at|in|to|from|inside|visited|visit)\s+(?:the\s+)?"
_OF = re.compile(_TO + r"((?:new\s+)?[Hh]eadquarters\s+of\s+(?:the\s+)?)")
_BEFORE = re.compile(_TO + "$")
_BEHIND = re.compile(r"(?:[’']s)?\s+(?:headquarters|premises|compound)\b(?!\s+(?:agreement|staff|level))", re.I)


def headquarters_mentions(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Makes the seat of a body that something is done at a Facility, and one mention with the body's name."""
    for segment in segments:
        for match in _OF.finditer(analysis.text, segment.start, segment.end):
            found = analysis.mentions.overlapping(match.end(), match.end() + 1)
            if found and found[0].start == match.end() and found[0].type in _BODIES:
                _enter(analysis, match.start(1), found[0].end)
        for mention in [m for m in analysis.mentions.within(segment.start, segment.end) if m.type in _BODIES]:
            behind = _BEHIND.match(analysis.text, mention.end, segment.end)
            if behind and _BEFORE.search(analysis.text, max(segment.start, mention.start - 20), mention.start):
                _enter(analysis, mention.start, behind.end())


def _enter(analysis: Analysis, start: int, end: int) -> None:
    name = " ".join(analysis.text[start:end].split())
    for mention in analysis.mentions.overlapping(start, end):
        analysis.mentions.remove(mention)
    analysis.mention(start, end, analysis.entities.add("Facility", name))
