"""Documents that are signed at a meeting: 'was signed today at the close of a conference'. The meeting is what the text
tells of, and the signing no event of its own, unless the text speaks of 'the signing'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.events.mention import EventMention

_GATHERINGS = frozenset({"meeting", "event", "session", "training"})
_TYPES = frozenset({"Meeting", "Conference", "Summit", "Consultation", "Dialogue", "Session", "Workshop", "Other"})
_AT = re.compile(
    r"\b(?:sign(?:ed|s)?|initial(?:l?ed|s)|inked|put (?:their|its) names? to)\b[^.;]{0,120}?\b(?:at|during)"
    r"(?: the (?:close|end|conclusion|closing|opening|start|beginning|(?:last|final|first|second) day) of)? "
    r"(?:an?|the|their|its|this|that) (?:[\w’'-]+ ){0,3}$"
)


def _before(analysis: Analysis, start: int) -> str:
    sentence = analysis.sentence_at(start)
    return analysis.text[sentence.start : start] if sentence else ""


def without_signings(mentions: Sequence[EventMention], analysis: Analysis) -> list[EventMention]:
    """The mentions of events without the signings that verbs tell of and that a meeting holds."""
    signings = [m for m in mentions if m.type == "Signing"]
    if not signings or any(not m.verbal for m in signings):
        return list(mentions)
    held = [m for m in mentions if m.family in _GATHERINGS and not m.verbal and _AT.search(_before(analysis, m.start))]
    within = {m.sentence.index for m in held}
    gone = {id(m) for m in signings if m.sentence.index in within or (within and m.sentence.kind == "title")}
    return [m for m in mentions if id(m) not in gone]


def signing_meetings(analysis: Analysis) -> dict[str, str]:
    """The documents that are signed at a meeting, with the meeting."""
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    found: dict[str, str] = {}
    for event in analysis.events:
        if types.get(event.entity) not in _TYPES or not _AT.search(_before(analysis, event.start)):
            continue
        sentence = analysis.sentence_at(event.start)
        inside = analysis.mentions.within(sentence.start, event.start) if sentence else []
        for document in [m for m in inside if m.type == "Document"][:1]:
            found.setdefault(document.entity, event.entity)
    return found
