"""Persons who are at an event without speaking: 'present at the workshop were P and Q', 'she was joined by P'."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.speech.speech_line import Line, people_from
from kg.extract.text.words import words
from kg.records import Span

_JOINED = {"joined", "attended", "graced", "witnessed"}
_OPENED = frozenset(
    "opened inaugurated launched closed commissioned attended addressed visited toured inspected visits tours arrived"
    " travelled traveled flew began started paid".split()
)
"""What somebody does at an event, or on a visit, in whose company others are."""
_ARE = {"was", "were", "are", "is"}
_THERE = {"present", "attendance", "expected", "awaited"}
_BE = {"is", "are", "was", "were", "be", "been"}


def present_persons(read: Line, event_at: Callable[[int], str | None]) -> None:
    """Adds `participant` claims for the persons whom the sentence lists as present at the event it is about."""
    for index, token in enumerate(read.tokens):
        people = _present(read, index) if token.lower in _THERE else _joined(read, index)
        people = people or _beside(read, index) or _there_too(read, index) or _guests(read, index)
        event = event_at(token.start) if people else None
        for person in people:
            if event:
                span = Span(token.start, max(token.end, _end(read, person)))
                read.analysis.claim("participant", event, person, "present", span, confidence=0.88)


def _end(read: Line, person: str) -> int:
    return next((g.person.end for g in read.groups if g.entity == person), 0)


def _present(read: Line, index: int) -> list[str]:
    """'Present at the workshop were P and Q', 'also in attendance was P', 'among those expected are P and Q'."""
    verb = next((n for n in range(index + 1, min(index + 9, len(read.tokens))) if read.word(n) in _ARE), None)
    opens = index < 4 and not any(read.tokens[n].mention for n in range(index))
    return people_from(read, verb + 1) if verb and opens else []


def _joined(read: Line, index: int) -> list[str]:
    """'P will be joined at the conference by Q and R'."""
    if read.word(index) not in _JOINED or not {read.word(index - 1), read.word(index - 2)} & _BE:
        return []
    by = next((n for n in range(index + 1, min(index + 7, len(read.tokens))) if read.word(n) == "by"), None)
    return people_from(read, by + 1) if by else []


def _guests(read: Line, index: int) -> list[str]:
    """'Special guests were P and Q', 'the chief guest was P', 'among the guests were P and Q'."""
    if read.word(index) not in ("guest", "guests", "panellists", "panelists", "dignitaries", "attendees"):
        return []
    verb = next((n for n in range(index + 1, index + 6) if read.word(n) in ("was", "were", "included")), None)
    early = index < 5 and not any(read.tokens[n].mention for n in range(index))
    return people_from(read, verb + 1) if verb and early else []


def _beside(read: Line, index: int) -> list[str]:
    """'P opened it, accompanied by Q and R', 'with her were Q and R'."""
    if read.word(index) == "accompanied" and read.word(index + 1) == "by":
        opened = {read.word(n) for n in range(index)} & _OPENED
        return people_from(read, index + 2) if opened else []
    if index or read.word(0) != "with":
        return []
    named = next((g for g in read.groups if g.first == 1), None)
    after = named.after if named else 2 if read.word(1) in ("him", "her", "them") else -1
    return people_from(read, after + 1) if read.word(after) in _ARE else []


def _there_too(read: Line, index: int) -> list[str]:
    """'P, T of B, was at the ceremony, as were Q and R', 'P was present on the occasion'."""
    if read.word(index) not in ("was", "were") or read.word(index + 1) not in ("at", "present", "also"):
        return []
    following = [read.word(n) for n in range(index + 1, index + 6)]
    if not set(following) & (words("speech_settings", "noun") | {"occasion"}):
        return []
    opening = next((g for g in read.groups if g.first <= 1), None)
    if opening is None or not _reaches(read, opening.after, index):
        return []
    also = next(
        (n for n in range(index + 3, len(read.tokens)) if read.word(n) == "as" and read.word(n + 1) in _BE), None
    )
    return [*people_from(read, opening.first), *(people_from(read, also + 2) if also else [])]


def _reaches(read: Line, after: int, verb: int) -> bool:
    """Whether nothing but further subjects stands between the first person and the verb."""
    between = read.tokens[after:verb]
    plain = all(t.kind != "word" or not t.lower.endswith("ed") for t in between)
    return len(between) < 2 or plain and bool({"and", "as"} & {t.lower for t in between})
