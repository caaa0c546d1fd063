"""Parts of the event that a text is about: sessions, panels, side events, the ceremony that ends a course. They are
part of the main event unless their day or their place says otherwise."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.events.words import MARGINS
from kg.extract.focus import main_event
from kg.records import Span

_APART = re.compile(
    r"\b(?:next|previous|last|upcoming|forthcoming|another|such|similar|follow-up|return)\b",
    re.I,
)
_NO_PARTS = frozenset({"Session", "Signing", "Visit", "Launch", "Ceremony", "Campaign"})
_PARTS = re.compile(
    r"\b(?:panels?(?: discussion)?|round ?tables?|plenar(?:y|ies)|break-?out (?:session|group)|side[- ]events?|"
    r"(?:opening|closing|certificate|graduation|award|prize-giving|passing-out) (?:ceremon(?:y|ies)|parade)|"
    r"(?:field|site) (?:visits?|trips?))\b",
    re.I,
)
_ASIDE = re.compile(rf"{MARGINS} of (?:the |this |its )?(?:[\w-]+ )?$", re.I)
"""Before what something else was beside: 'on the margins of the |closing session|'."""
_AWAY = re.compile(r"\b(?:field|site) (?:visit|trip)", re.I)
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:on|about|devoted|dedicated|titled|entitled|senior|experts?|technical|opening|closing|inaugural|concluding|"
    r"final|morning|afternoon|evening|plenary|panels?|parallel|thematic|breakout|first|second|third|fourth|fifth)\b",
    re.I,
)
"""In the words for a session of the main event: 'the session' alone is the event itself."""


def parts_of_main(analysis: Analysis) -> None:
    """Claims `partOf` between the parts and the main event."""
    main = main_event(analysis)
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    if main is None or types.get(main) in _NO_PARTS:
        return
    first = analysis.events.of(main)[0].start
    told = _days_and_places(analysis)
    for event, kind in types.items():
        mentions = analysis.events.of(event)
        words = [analysis.surface(m) for m in mentions]
        if event == main or not (kind == "Session" or any(map(_PARTS.search, words))) or any(map(_APART.search, words)):
            continue
        if kind == "Session" and not any(map(_ONE_OF_SEVERAL.search, words)):
            continue
        if _ASIDE.search(analysis.text[max(0, mentions[0].start - 40) : mentions[0].start]):
            continue
        if mentions[0].start > first and _fits(told, event, main, away=any(map(_AWAY.search, words))):
            span = Span(mentions[0].start, mentions[0].end)
            rule = "inferred:session" if kind == "Session" else "inferred:part"
            analysis.claim("partOf", event, main, rule, span, status="implied", confidence=0.8)


_Told = dict[tuple[str, str], set[str]]


def _days_and_places(analysis: Analysis) -> _Told:
    """What is claimed of events as their first and last days and their places."""
    told: _Told = {}
    for claim in analysis.claims:
        if claim.relation in {"startDate", "endDate", "place"}:
            told.setdefault((claim.subject, claim.relation), set()).add(claim.object)
    return told


def _fits(told: _Told, event: str, main: str, *, away: bool) -> bool:
    """Whether the day and, save of an excursion (`away`), the place of a part are those of the main event."""
    days, mains = told.get((event, "startDate"), set()), told.get((main, "startDate"), set())
    mains = mains | told.get((main, "endDate"), set())
    if days and mains and not min(mains)[:10] <= min(days) <= max(mains):
        return False
    where, there = told.get((event, "place"), set()), told.get((main, "place"), set())
    return away or not where or not there or bool(where & there)
