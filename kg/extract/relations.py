"""From what the patterns find to claims: the event in focus filled in, people and bodies checked, lists marked."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.analysis import Analysis
from kg.extract.focus import main_event, process_at
from kg.extract.masking import Masked
from kg.extract.patterns import Found, find_relations
from kg.extract.sentences import Sentence

_EVENT_RELATIONS = frozenset({"host", "organizer", "participant", "chair", "funder", "supporter", "partner", "partOf",
                              "discussed", "references", "adopted", "member"})  # fmt: skip


def relate(analysis: Analysis, sentence: Sentence, masked: Masked, event_at: Callable[[int], str | None]) -> None:
    """Adds the claims that the pattern table finds in one sentence."""
    for found in find_relations(masked):
        subject = _subject(analysis, found, event_at)
        if subject is not None and (found.subject is not None or sentence.kind != "boilerplate"):
            _record(analysis, found, subject)


def _subject(analysis: Analysis, found: Found, event_at: Callable[[int], str | None]) -> str | None:
    if found.subject:
        return found.subject.entity
    if found.rule.focus == "process":
        return process_at(analysis, found.span.start)
    if found.rule.focus == "main":
        return main_event(analysis)
    return event_at(found.span.start) if found.rule.relation in _EVENT_RELATIONS else None


def _record(analysis: Analysis, found: Found, subject: str) -> None:
    qualifiers = (("listCompleteness", "open"),) if found.open_list and found.rule.relation == "participant" else ()
    confidence = found.rule.confidence * (1.0 if found.subject else 0.95)
    analysis.claim(
        found.rule.relation, subject, found.object.entity, f"pattern:{found.rule.name}", found.span,
        status="planned" if found.planned else "explicit", confidence=round(confidence, 3), qualifiers=qualifiers,
    )  # fmt: skip
