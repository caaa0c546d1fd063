"""Meetings of two states whose name says so: 'the Malawi–Zambia talks', 'the third session of the Kenyan-Ugandan Joint
Commission'. Both take part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.title_heads import demonyms
from kg.records import Span
from kg.reference import reference

_PAIR = re.compile(r"\b([A-Z][\w’']+(?: [A-Z][\w’']+){0,2})\s?[-–—/]\s?([A-Z][\w’']+(?: [A-Z][\w’']+){0,2})\b")
_TALKS = re.compile(
    r"\b(?:talks|meetings?|consultations?|negotiations?|session|commission|committee|council|task force|"
    r"working group)\b",
    re.I,
)
"""What two states hold with each other, or sit in together."""
_SITS = frozenset({"partOf", "participant", "organizer"})
"""How a meeting has to do with the body of two states that holds it."""
_BODIES = frozenset({"GovernmentBody", "Process"})


def two_lands(analysis: Analysis) -> None:
    """Adds `participant`, rule `two-lands`, for the two states of the name of a meeting, or of the body that meets."""
    named = [(m.entity, m.start, m.end) for m in analysis.events]
    for event, start, end in [*named, *_sittings(analysis)]:
        if _TALKS.search(analysis.text, start, end):
            for state in _states(analysis.text[start:end]):
                row = reference().rows[state]
                entity = analysis.entities.add("State", row.name, reference=row.id, country=row.id)
                analysis.claim("participant", event, entity, "two-lands", Span(start, end), confidence=0.85)


def _sittings(analysis: Analysis) -> list[tuple[str, int, int]]:
    """The events that a body of the text holds, each with where the body is named; of several the ones held."""
    bodies = {m.entity: m for m in reversed(analysis.mentions.rows) if m.type in _BODIES and m.form != "coreference"}
    ahead = {c.subject for c in analysis.claims if c.relation == "eventStatus" and c.object != "held"}
    events = {m.entity for m in analysis.events}
    held = {(c.subject, c.object) for c in analysis.claims if c.relation in _SITS and c.object in bodies}
    several = Counter(body for event, body in held if event in events)
    sitting = ((e, bodies[b]) for e, b in held if e in events and not (several[b] > 1 and e in ahead))
    return sorted((event, body.start, body.end) for event, body in sitting)


def _states(name: str) -> Iterator[str]:
    """The two states of the first pair of a name; none where one of the two is no state."""
    for match in _PAIR.finditer(name):
        found = [_state(match[1], last=True), _state(match[2], last=False)]
        if all(found) and found[0] != found[1]:
            yield from (state for state in found if state)
            return


def _state(words: str, *, last: bool) -> str | None:
    """The state that the last, or the first, of some capitalised words name; the longest name that fits."""
    parts = words.split()
    tails = [parts[-n:] if last else parts[:n] for n in range(len(parts), 0, -1)]
    return next((_forms()[" ".join(tail)] for tail in tails if " ".join(tail) in _forms()), None)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """The names and adjectives of states, each with the id of its row."""
    names = {form: row.id for row in reference().states for form in (row.name, *row.aliases)}
    return {**demonyms(), **names}
