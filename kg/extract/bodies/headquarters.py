"""Seats of bodies: `at the headquarters of the Ministry of Labour`, `at the AU Headquarters` are places to meet in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.records import Mention, Segment

_BODIES = frozenset({"GovernmentBody", "InternationalOrganization", "Office", "CivilSociety", "Process"})
_TO = r"\b(?:at|in|to|from|inside|near|of|visited|visit|toured)\s+(?:the\s+|its\s+)?"
_OF = re.compile(_TO + r"((?:new\s+)?[Hh]eadquarters\s+of\s+(?:the\s+)?)")
_BEFORE = re.compile(_TO + "$")
_BEHIND = re.compile(
    r"(?:[’']s)?\s+(?:headquarters|HQ|head\s+office|premises|compound)\b(?!\s+(?:agreement|staff|level))", re.I
)

_SEAT = re.compile(r"(.+ [Hh]eadquarters) in [A-ZÀ-Þ].*")
"""The seat of a body, and the city that its name need not tell."""
_ACRONYM = re.compile(r" \([A-Z][\w-]{1,12}\)")


def headquarters_mentions(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Makes the seat of a body that something is done at a Facility; one mention with its name."""
    for segment in segments:
        for match in _OF.finditer(analysis.text, segment.start, segment.end):
            found = analysis.mentions.overlapping(match.end(), match.end() + 1)
            if found and found[0].start == match.end() and found[0].type in _BODIES:
                _enter(analysis, match.start(1), found[0].end)
        for mention in [m for m in analysis.mentions.within(segment.start, segment.end) if m.type in _BODIES]:
            behind = _BEHIND.match(analysis.text, mention.end, segment.end)
            if behind and _BEFORE.search(analysis.text, max(segment.start, mention.start - 20), mention.start):
                _enter(analysis, mention.start, behind.end())
    _shorter(analysis)


def _shorter(analysis: Analysis) -> None:
    """Each seat is also called by its name without the city."""
    for entity in [e for e in analysis.entities if e.type == "Facility"]:
        for seat in (_SEAT.fullmatch(form) for form in (entity.name, *entity.aliases)):
            if seat:
                analysis.entities.alias(entity.id, seat[1])


def _enter(analysis: Analysis, start: int, end: int) -> None:
    name = _ACRONYM.sub("", " ".join(analysis.text[start:end].split()))
    seat = analysis.entities.add("Facility", name)
    for mention in analysis.mentions.overlapping(start, end):
        analysis.mentions.remove(mention)
        _take_over(analysis, mention, seat)
    analysis.mention(start, end, seat)


def _take_over(analysis: Analysis, mention: Mention, seat: str) -> None:
    """Gives the seat the place that a mention told which it replaces: 'Headquarters in P'."""
    for at, claim in enumerate(analysis.claims):
        if claim.relation == "locatedIn" and claim.subject == mention.entity and mention.type in ("Facility", "Office"):
            analysis.claims[at] = replace(claim, subject=seat)
