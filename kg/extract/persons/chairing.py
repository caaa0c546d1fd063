"""Who chairs what by title: 'Chair of the Working Group P', 'the chairperson of the forum, Mr. P'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import groups
from kg.extract.persons.title_shape import Title
from kg.extract.text.words import Token, tokenise, words
from kg.records import Span
from kg.reference import reference

_MEETS = re.compile(r"(?:Council|Board|Committee|Commission|Forum|Group|Network|Task Force|Conference)\b")

_UNION = re.compile(
    r"(?!.*\b(?:Commission|Bank|Fund|Agency|Office|Cent(?:re|er)|Secretariat|Programme)\b)"
    r".*\b(?:Union|Community|Authority|League|Commonwealth|(?:Organi[sz]ation|Association) (?:of|for))\b"
)
"""What a union of states is called, of which one of theirs takes the chair: not of what it employs people in."""


def chairs(title: Title) -> bool:
    """Whether the title is that of a chair."""
    return title.kind == "executive" and title.chair


def setting_of(tokens: Sequence[Token], title: Title) -> int | None:
    """Where the title itself ends in 'chairperson of the conference', None where it is not of an event."""
    last = title.bodies[0].tokens[-1].end if title.bodies and not title.bodies[0].tokens[0].mention else title.end
    inside = [t for t in tokens if title.start <= t.start < last]
    for number, token in enumerate(inside):
        if token.lower == "of" and any(t.lower in words("speech_settings", "noun") for t in inside[number + 1 :]):
            return inside[number - 1].end
    return None


def chaired_body(analysis: Analysis, person: str, body: str | None, span: Span) -> bool:
    """Claims the chair of a body that meets; True where the person does not work for it besides."""
    if body is None:
        return False
    entity = analysis.entities[body]
    row = reference().rows.get(entity.reference or "")
    union = entity.type == "InternationalOrganization" and bool(_UNION.match(row.name if row else entity.name))
    if entity.type != "Process" and not union and not _MEETS.search(entity.name):
        return False
    if entity.type == "InternationalOrganization" and not union and entity.name.endswith("Commission"):
        return False  # who heads the staff of a union
    analysis.claim("chair", body, person, "chair-by-title", span, confidence=0.88)
    return union or entity.type == "Process" or entity.name.endswith("Council")


def in_chair(tokens: Sequence[Token], index: int) -> bool:
    """'In the chair (of the event) was P': whether P begins at `index`."""
    opening = [t.lower for t in tokens[:index]]
    return opening[:3] == ["in", "the", "chair"] and opening[-1] in ("was", "is") and index < 10


def chaired_events(analysis: Analysis, event_at: Callable[[int], str | None]) -> None:
    """Claims the chair of the event for 'the chairperson of the forum, Mr. P'; needs the events."""
    for sentence in analysis.sentences:
        if sentence.kind != "body":
            continue
        tokens = tokenise(analysis, sentence.start, sentence.end)
        for group in groups(tokens):
            if in_chair(tokens, group.first) and (event := event_at(tokens[0].start)):
                span = Span(tokens[0].start, tokens[group.after - 1].end)
                for relation in ("chair", "participant"):
                    analysis.claim(relation, event, group.entity, "in-the-chair", span, confidence=0.88)
            for title in (t for t in group.titles if chairs(t) and setting_of(tokens, t)):
                event = event_at(title.end)
                span = Span(tokens[group.first].start, tokens[group.after - 1].end)
                if event:
                    analysis.claim("chair", event, group.entity, "chair-of-event", span, confidence=0.88)
                    analysis.claim("participant", event, group.entity, "chair-of-event", span, confidence=0.88)
