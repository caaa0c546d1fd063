"""What an event is about by its own name: 'a workshop on the draft National Migration Policy', 'the launch of the
programme'. A document or project that an event's phrase names as its subject is discussed there; those between whom a
signing is said to be sign."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.words import ACTORS
from kg.records import Mention, Span

_THINGS = frozenset({"Document", "Project"})
_LED = (
    r"\s+(?:(?:the|a|an|its|their|new|draft|revised|proposed|planned|future|first|national|regional|[“\"‘'])\s*)*"
    r"(?:(?:project|programme|program)\s+)?[“\"‘']?$"
)
_ON = re.compile(rf"\b(?:on|about|regarding|concerning|around|(?:devoted|dedicated)\s+to){_LED}", re.I)
_FOR = re.compile(
    rf"\b(?:of|for|(?:review|validat|discuss|present|finali[sz]|disseminat|examin|consider|draft|develop|revis|explain)"
    rf"\w*){_LED}",
    re.I,
)
_DOING = re.compile(
    r"\b(?:launch|kick-?off|inception|roll-?out|unveiling|introduction|negotiation|evaluation|"
    r"(?:review|validat|discuss|present|finali[sz]|disseminat|examin|consider|draft|develop|revis|explain)\w*)",
    re.I,
)
_GOES_ON = re.compile(r"\s(?:and\s)?(?!Projects?\b|Programmes?\b|Programs?\b)[A-Z][a-z]+")
"""Behind a name that is but the beginning of a longer subject: 'on |Safe and Fair| Labour Migration'."""
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


def _is_subject(analysis: Analysis, event: Mention, thing: Mention) -> bool:
    if _GOES_ON.match(analysis.text, thing.end):
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
