"""Who comes to an event, by the people whom it is for: 'a workshop for |officials from A, B and C|', 'a course in P for
|staff of the Ministry of X|'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.tables import table
from kg.extract.text.words import ACTORS
from kg.records import Mention, Span

_PEOPLE = "|".join(row["form"] for row in table("group_nouns"))
_WORDS = r"(?:(?!(?:from|of|at|in|to|and|who|which|that)\b)[\w’'-]+ ){0,5}?"
_UNITS = (
    r"(?:(?:[a-z][\w-]* ){0,3}(?:agencies|authorities|ministries|bodies|units|services|departments|institutions|"
    r"administrations|forces|governments) of (?:the )?)?"
)
"""The units of states whose people come: 'officers from border |agencies of| A and B'."""
_FOR = re.compile(
    rf"(?:\bfor|(?<=\b[Tt]raining )of) (?:the )?{_WORDS}(?:{_PEOPLE})(?:(?:,|,? and) {_WORDS}(?:{_PEOPLE}))*"
    r"(?: working)? (?:from|of|at) "
    rf"(?:both )?(?:the )?{_UNITS}",
    re.I,
)
_WHERE = re.compile(
    r"(?:,? (?:which|that) [^.;,]{2,60}? (?:held|hosted|organi[sz]ed|ran|conducted|gave|convened))?"
    r"(?:,? (?:(?:was|were|is|are|will be|being|to be) )?(?:held|hosted|organi[sz]ed|conducted))?"
    r"(?:,? (?:in|at) (?:the )?[A-Z][\w’'-]+(?:,? [A-Z][\w’'-]+){0,3},?)?(?:,? on [^.;:]{3,40})? "
)
"""What may stand between an event and those whom it is for."""
_NEXT = re.compile(r"(?: \([^()]{1,30}\))?(?:,|,? and|,? as well as| &) (?:from |of |also )?(?:the )?")


def event_audiences(analysis: Analysis) -> None:
    """Adds `participant`, rule `event-for`, for the bodies whose people an event is said to be for."""
    for event in analysis.events:
        sentence = analysis.sentence_at(event.start)
        if event.form == "verbal" or sentence is None or sentence.kind not in ("body", "title"):
            continue
        for match in _FOR.finditer(analysis.text, event.start, sentence.end):
            if match.start() > event.end and not _WHERE.fullmatch(analysis.text, event.end, match.start()):
                break
            for body in _listed(analysis, match.end()):
                span = Span(min(event.start, match.start()), body.end)
                analysis.claim("participant", event.entity, body.entity, "event-for", span, confidence=0.85)


def _listed(analysis: Analysis, start: int) -> Iterator[Mention]:
    """The bodies and states of the list that begins here."""
    while True:
        found = [m for m in analysis.mentions.overlapping(start, start + 1) if m.start == start and m.type in ACTORS]
        if not found:
            return
        yield found[0]
        link = _NEXT.match(analysis.text, found[0].end)
        if link is None:
            return
        start = link.end()
