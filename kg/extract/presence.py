"""Persons who are at an event without speaking: 'present at the workshop were P and Q', 'she was joined by P'."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.speech_line import Line, people_from
from kg.records import Span

_JOINED = {"joined", "attended", "graced", "witnessed"}
_BE = {"is", "are", "was", "were", "be", "been"}


def present_persons(read: Line, event_at: Callable[[int], str | None]) -> None:
    """Adds `participant` claims for the persons whom the sentence lists as present at the event it is about."""
    for index, token in enumerate(read.tokens):
        people = _present(read, index) if token.lower in ("present", "attendance") else _joined(read, index)
        event = event_at(token.start) if people else None
        for person in people:
            if event:
                span = Span(token.start, max(token.end, _end(read, person)))
                read.analysis.claim("participant", event, person, "present", span, confidence=0.88)


def _end(read: Line, person: str) -> int:
    return next((g.person.end for g in read.groups if g.entity == person), 0)


def _present(read: Line, index: int) -> list[str]:
    """'Present at the workshop were P and Q', 'also in attendance was P'."""
    verb = next(
        (n for n in range(index + 1, min(index + 9, len(read.tokens))) if read.word(n) in ("was", "were")), None
    )
    opens = index < 4 and not any(read.tokens[n].mention for n in range(index))
    return people_from(read, verb + 1) if verb and opens else []


def _joined(read: Line, index: int) -> list[str]:
    """'P will be joined at the conference by Q and R'."""
    if read.word(index) not in _JOINED or not {read.word(index - 1), read.word(index - 2)} & _BE:
        return []
    by = next((n for n in range(index + 1, min(index + 7, len(read.tokens))) if read.word(n) == "by"), None)
    return people_from(read, by + 1) if by else []
