"""What an event is about by its own name: 'a workshop on the draft National Migration Policy', 'the launch of the
programme'. A document, project or process that an event's phrase names as its subject is discussed there."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.records import Mention, Span

_THINGS = frozenset({"Document", "Project", "Process"})
_ADJECTIVES = r"(?:(?:the|a|an|its|their|new|draft|revised|proposed|planned|future|first|national|regional|[“\"‘'])\s*)*$"
_ON = re.compile(rf"\b(?:on|about|regarding|concerning|around|devoted to|dedicated to)\s+{_ADJECTIVES}", re.I)
_DOING = re.compile(
    r"\b(?:launch(?:ing)?|kick-?off|validation|review|presentation|dissemination|discussion|finali[sz]ation|"
    r"introduction|unveiling|inception|roll-?out|drafting|revision|evaluation|consideration|negotiations?|"
    r"review(?:ing)?|validat(?:e|ing)|discuss(?:ing)?|present(?:ing)?|finali[sz](?:e|ing)|disseminat(?:e|ing)|"
    r"examin(?:e|ing)|consider(?:ing)?|draft|develop(?:ing)?|revis(?:e|ing)|explain(?:ing)?)\b"
    rf"[^.;,]{{0,60}}?\s*{_ADJECTIVES}",
    re.I,
)
_FOR = re.compile(
    rf"\b(?:of|for|to|(?:project|programme|program|(?:review|validate|discuss|present|finali[sz]e|disseminate|examine|"
    rf"consider|draft|develop|revise|explain)\w*))\s+{_ADJECTIVES}",
    re.I,
)
_SIGNED = frozenset({"Signing"})
_MOVING = re.compile(r"\s+(?:development|drafting|elaboration|formulation|review|implementation|validation)\b", re.I)


def event_subjects(analysis: Analysis) -> None:
    """Claims `discussed` for the subjects that the phrases of events name."""
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    for event in list(analysis.events):
        if types.get(event.entity) in _SIGNED:
            continue
        inside = [m for m in analysis.mentions.within(event.start, event.end) if m.type in _THINGS]
        for thing in inside:
            if _subject(analysis, event, thing):
                span = Span(event.start, max(event.end, thing.end))
                analysis.claim("discussed", event.entity, thing.entity, "event-subject", span, confidence=0.82)


def _subject(analysis: Analysis, event: Mention, thing: Mention) -> bool:
    before = analysis.text[event.start : thing.start]
    if _ON.search(before):
        return True
    return thing.type != "Process" and _FOR.search(before) is not None and _DOING.search(before) is not None
