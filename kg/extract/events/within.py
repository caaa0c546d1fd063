"""What was done within another event: a signing between two sessions, a launch on the closing day, a visit that is part
of the programme. It takes day and place from that event where it has none of its own; careful readers do not put it
down as part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.dates.arithmetic import shift_days
from kg.extract.events.words import MARGINS
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_INNER = frozenset({"Signing", "Launch", "Visit", "Ceremony", "Session"})
_WHOLES = frozenset(
    {"Conference", "Summit", "Meeting", "Workshop", "Training", "Consultation", "Dialogue", "Session", "Other"}
)
_PART = r"(?:day|morning|afternoon|evening|night)"
_WORD = r"(?:first|second|third|fourth|fifth|last|final|closing|concluding|opening)"
_DAY = re.compile(
    rf"\b(?:on|of|during|used|took|chose|spent) (?:the|its|their|that|this) (?P<word>{_WORD}) {_PART}\b"
    r"(?! of (?:the )?(?:year|month|week|visit|life|work|school|their stay))",
    re.I,
)
_BETWEEN = re.compile(
    r"\bbetween (?:(?:the|two|its|their) )+(?:[\w-]+ )?(?:sessions?|sittings?|meetings|panels|plenar(?:y|ies)|rounds)\b"
    r"|\b(?:during|in|over) (?:a|the|its) (?:coffee |lunch |tea |short )?(?:break|recess|interval|lunch)\b",
    re.I,
)
_THERE = re.compile(r"\bIt was (?:there|here|at (?:this|that) [\w-]+)\b,?[^.;]{0,50}\bthat\b|^(?:There|Here),")
_SAME = re.compile(
    r"\b(?:on|at) (?:this|that|the same|the) (?:occasion|gathering|event)\b(?! (?:of|in|on)\b)"
    r"|\b(?:on|in) the (?:sidelines|margins|fringes)(?=[.,;]| [a-z]+ed\b)"
    r"|\b(?:at|towards?) (?:the|its) (?:close|end|conclusion|opening|start|outset)(?=[.,;])",
    re.I,
)
_PROGRAMME = re.compile(
    r"\b(?:forms?|formed|is|was|as|being|are|were) (?:a )?(?:\w+ )?(?:part|item) (?:of|in|on) (?:the|its|their) "
    r"(?:[\w-]+ )?(?:programme|program|agenda|event|gathering)\b"
    r"|\b(?:programme|program|agenda) (?:also )?(?:included?|provided for|featured|took them|ended with|closed with)\b",
    re.I,
)
_WITHIN = re.compile(
    r"(?:^|\b(?:at|during|on (?:the )?(?:sidelines|margins|fringes|occasion|edges) of|in (?:the )?(?:margins?|"
    rf"corridors) of|between (?:[\w-]+ ){{1,3}}(?:sessions|sittings|meetings) of|{_PART} of|enlivened|interrupted)\s+"
    r"(?:the|an?|its|their|this|that)?\s*)$",
    re.I,
)
"""Before the event within which something is done."""
_BESIDE = re.compile(
    rf"{MARGINS} of (?:the |this |its |their )?$|\b(?:at|during|within|part of) (?:the |this )?$",
    re.I,
)
"""Before the event that a side event belongs to."""
_CUES = (_DAY, _BETWEEN, _THERE, _SAME, _PROGRAMME)
_FAR = 200
"""Characters at most from the end of what is told of an event to what was done within it."""


def events_within(analysis: Analysis) -> None:
    """Adds day and place to signings, launches, visits and ceremonies that a sentence tells to be within an event."""
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    tied = {frozenset((c.subject, c.object)) for c in analysis.claims if c.relation in {"partOf", "follows"}}
    seen: set[str] = set()
    for mention in analysis.events:
        if mention.entity in seen | analysis.passing or types.get(mention.entity) not in _INNER:
            continue
        seen.add(mention.entity)
        sentence = analysis.sentence_at(mention.start)
        if sentence is None or sentence.kind != "body":
            continue
        found = _whole(analysis, sentence, mention, types)
        if found and frozenset((mention.entity, found[0])) not in tied:
            _enter(analysis, mention, *found)


def side_events(analysis: Analysis) -> None:
    """Adds of which event a side event is part: 'a side event in the margins of the forum'. Other meetings on the
    sidelines of an event are no part of it."""
    for mention in analysis.events:
        sentence = analysis.sentence_at(mention.start)
        if sentence is None or not _SIDE.search(analysis.text, mention.start, mention.end):
            continue
        for other in analysis.events.within(sentence.start, sentence.end):
            before = analysis.text[max(sentence.start, other.start - 60) : other.start]
            if other.entity != mention.entity and _BESIDE.search(before):
                span = Span(min(mention.start, other.start), max(mention.end, other.end))
                analysis.claim("partOf", mention.entity, other.entity, "side-event", span, confidence=0.85)


_SIDE = re.compile(r"\bside[- ](?:event|session|meeting)\b", re.I)


def _whole(
    analysis: Analysis, sentence: Sentence, mention: Mention, types: dict[str, str]
) -> tuple[str, re.Match[str]] | None:
    """The event within which another is told to be, and the words that tell it."""
    text = analysis.text
    for other in _others(analysis, sentence, mention, types):
        if led := _WITHIN.search(text[max(sentence.start, other.start - 60) : other.start]):
            return other.entity, led if (day := _day(text, sentence, mention)) is None else day
    cue = _cue(text, sentence, mention)
    before = [m for m in _told_before(analysis, sentence, mention) if types.get(m.entity) in _WHOLES]
    if cue is None or not before or types.get(mention.entity) == types.get(before[-1].entity):
        return None
    return before[-1].entity, cue


def _others(analysis: Analysis, sentence: Sentence, mention: Mention, types: dict[str, str]) -> Iterator[Mention]:
    """The events of other kinds that the sentence names."""
    for other in analysis.events.within(sentence.start, sentence.end):
        kind = types.get(other.entity)
        if other.entity != mention.entity and kind in _WHOLES and kind != types.get(mention.entity):
            yield other


def _day(text: str, sentence: Sentence, mention: Mention) -> re.Match[str] | None:
    return _DAY.search(text, sentence.start, mention.start)


def _cue(text: str, sentence: Sentence, mention: Mention) -> re.Match[str] | None:
    """The words of the sentence that refer to an event told before as that within which something is done."""
    found = (pattern.search(text, sentence.start, sentence.end) for pattern in _CUES)
    return next((match for match in found if match and abs(match.start() - mention.start) < _FAR), None)


def _told_before(analysis: Analysis, sentence: Sentence, mention: Mention) -> list[Mention]:
    """The mentions of other events up to this one, in its sentence and the two before it."""
    first = max(0, sentence.index - 2)
    begin = next(s.start for s in analysis.sentences[first:] if s.paragraph == sentence.paragraph)
    return [m for m in analysis.events.within(begin, mention.start) if m.entity != mention.entity]


def _enter(analysis: Analysis, mention: Mention, whole: str, cue: re.Match[str]) -> None:
    span = Span(mention.start, mention.end)
    told = {(c.subject, c.relation): c.object for c in reversed(analysis.claims)}
    day = _day_of(told, whole, (cue.groupdict().get("word") or "").casefold())
    if day and not {(mention.entity, "startDate"), (mention.entity, "endDate")} & told.keys():
        analysis.claim("startDate", mention.entity, day, "date-within", span, status="implied", confidence=0.78)
    place = told.get((whole, "place"))
    if place and (mention.entity, "place") not in told and told.get((mention.entity, "eventType")) != "Visit":
        analysis.claim("place", mention.entity, place, "place-within", span, status="implied", confidence=0.78)


def _day_of(told: dict[tuple[str, str], str], whole: str, word: str) -> str | None:
    """The day of an event that a word counts: 'on the closing day'. A one-day event has only one."""
    first, last = (told.get((whole, relation), "") for relation in ("startDate", "endDate"))
    if word in {"last", "final", "closing", "concluding"}:
        return last or None
    number = 1 if word == "opening" else ordinal(word) if word else None
    if number is None or len(first) != len("2024-05-06"):
        return None
    return shift_days(first, number - 1)
