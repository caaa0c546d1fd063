"""What an event is about by its own name: 'a workshop on the draft National Migration Policy', 'the launch of the
programme'. A document or project that an event's phrase names as its subject is discussed there; those between whom a
signing is said to be sign."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.words import ACTORS
from kg.records import Mention, Span

_THINGS = frozenset({"Document", "Project"})
_LED = (
    r"\s+(?:(?:the\s+)?(?:[a-z]+\s+)?(?:(?:implementation|application|ratification|domestication|operationali[sz]ation|roll-?out|"
    r"review|revision|update|status|state|drafting|finali[sz]ation|validation|follow-up)\s+(?:of|to)|implementing|applying|"
    r"ratifying|reviewing|revising)(?=\s))?"
    r"\s*(?:(?:the|a|an|its|their|new|draft|revised|proposed|planned|future|first|national|regional|[“\"‘'])\s*)*"
    r"(?:\w+[-–]\w+\s+)?(?:(?:project|programme|program)\s+)?[“\"‘']?$"
)
_ON = re.compile(rf"\b(?:on|about|regarding|concerning|around|(?:devoted|dedicated)\s+to){_LED}", re.I)
_FOR = re.compile(
    rf"\b(?:of|for|(?:review|validat|discuss|present|finali[sz]|disseminat|examin|consider|draft|develop|revis|explain)"
    rf"\w*){_LED}",
    re.I,
)
_DOING = re.compile(
    r"\b(?:launch|kick-?off|inception|roll-?out|unveiling|introduction|negotiation|evaluation|stock-?tak\w*|handover|"
    r"(?:review|validat|discuss|present|finali[sz]|disseminat|examin|consider|draft|develop|revis|explain)\w*)",
    re.I,
)
_GOES_ON = re.compile(r"\s(?:and\s)?(?!Projects?\b|Programmes?\b|Programs?\b)[A-Z][a-z]+")
"""Behind a name that is but the beginning of a longer subject: 'on |Safe and Fair| Labour Migration'."""
_OWNS = re.compile(r"[’']s?\s")
"""Behind what only owns the subject: 'the kick-off meeting of the |project|'s committee'."""
_BARE = re.compile(r"(?:(?:the|a|an|its|new|study|report|project|programme|campaign)\s+)*[“\"‘']?(?=.)", re.I)
"""What stands before the name proper of a thing that is launched."""
_AT = re.compile(r"\b(?:at|during) (?:the |its |an? )?\Z")
_LAUNCHED = re.compile(r"[^.;]*, launched\b")
_JOINED = re.compile(r" and (?:its |the |their |an? )?")
_PARTIES = re.compile(r"\s+(?:between|by|among)\s+(?:the\s+)?")
_NEXT_PARTY = re.compile(r",?\s+(?:and|&)\s+(?:the\s+)?|,\s+(?:the\s+)?")


def event_subjects(analysis: Analysis) -> None:
    """Claims `discussed` for the subjects that the phrases of events name, and `signed` for who signs there."""
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    for event in list(analysis.events):
        for thing in analysis.mentions.within(event.start, event.end):
            if thing.type == "Document" and types.get(event.entity) == "Signing":
                _signed(analysis, event, thing)
            elif thing.type in _THINGS and _is_subject(analysis, event, thing):
                span = Span(event.start, max(event.end, thing.end))
                analysis.claim("discussed", event.entity, thing.entity, "event-subject", span, confidence=0.82)
        if event.form == "verbal" and types.get(event.entity) == "Launch":
            _launched(analysis, event)


def _launched(analysis: Analysis, event: Mention) -> None:
    """'IOM launched the report D': a document that is launched by a verb stands in the name that the event got from it,
    and was presented there; of a campaign or project that begins nobody says so."""
    sentence = analysis.sentence_at(event.start)
    launch, _, launched = analysis.entities[event.entity].name.partition(" of ")
    if sentence is None or launch != "launch" or _told_of_another(analysis, event, sentence.end):
        return
    bare = _BARE.sub("", launched, count=1)
    things = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type == "Document"]
    for place, thing in enumerate(things):
        if bare.startswith(_BARE.sub("", analysis.surface(thing), count=1)):
            for meant in _meant(analysis, event, things[place:]):
                span = Span(min(event.start, meant.start), max(event.end, meant.end))
                analysis.claim("discussed", event.entity, meant.entity, "event-launched", span, confidence=0.8)


def _told_of_another(analysis: Analysis, event: Mention, end: int) -> bool:
    """'D was launched |at the summit|': it was presented at that one."""
    return any(
        event.end <= m.start < end and m.entity != event.entity and _AT.search(analysis.text, event.end, m.start)
        for m in analysis.events
    )


def _meant(analysis: Analysis, event: Mention, things: list[Mention]) -> list[Mention]:
    """Of documents in a row those that are launched: the last before the participle, 'D, adopted in May, and |E|,
    launched in June', or those joined behind the verb, 'launched |D| and |its plan|'."""
    inside = [m for m in things if m.end <= event.end]
    if len(inside) > 1 and _LAUNCHED.match(analysis.text, inside[-1].end):
        return inside[-1:]
    joined = things[:1]
    for thing in things[1:]:
        if _JOINED.fullmatch(analysis.text[joined[-1].end : thing.start]) is None:
            break
        joined.append(thing)
    return joined


def _is_subject(analysis: Analysis, event: Mention, thing: Mention) -> bool:
    if _GOES_ON.match(analysis.text, thing.end) or _OWNS.match(analysis.text, thing.end):
        return False
    before = analysis.text[event.start : thing.start]
    if _ON.search(before):
        return True
    return _FOR.search(before) is not None and _DOING.search(before) is not None


def _signed(analysis: Analysis, event: Mention, document: Mention) -> None:
    """'The signing of a memorandum between A and B': A and B sign it."""
    at, opener, parties = document.end, _PARTIES, []
    for mention in analysis.mentions.within(document.end, len(analysis.text)):
        if mention.type not in ACTORS or opener.fullmatch(analysis.text[at : mention.start]) is None:
            break
        parties.append(mention)
        at, opener = mention.end, _NEXT_PARTY
    for party in parties:
        span = Span(event.start, party.end)
        analysis.claim("signed", party.entity, document.entity, "signing-between", span, confidence=0.85)
