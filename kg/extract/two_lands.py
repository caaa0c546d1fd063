"""Meetings of two states whose name says so: 'the Malawi–Zambia talks', 'the third session of the Kenyan-Ugandan Joint
Commission'. Both take part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.title_heads import demonyms
from kg.records import Span
from kg.reference import reference

_PAIR = re.compile(r"\b([A-Z][\w’']+(?: [A-Z][\w’']+){0,2})\s?[-–—/]\s?([A-Z][\w’']+(?: [A-Z][\w’']+){0,2})\b")
_TALKS = re.compile(
    r"\b(?:talks|meetings?|consultations?|negotiations?|session|commission|committee|working group|task force|council)\b",
    re.I,
)
"""What two states hold with each other, or sit in together."""
_SITS = frozenset({"partOf", "participant", "organizer"})
"""How a meeting has to do with the body of two states that holds it."""


def two_lands(analysis: Analysis) -> None:
    """Adds `participant`, rule `two-lands`, for the two states of the name of a meeting that was held, or of the body that
    met."""
    named = [(m.entity, m.start, m.end) for m in analysis.events]
    bodies = {m.entity: (m.start, m.end) for m in reversed(analysis.mentions.rows) if m.form != "coreference"}
    ahead = {c.subject for c in analysis.claims if c.relation == "eventStatus" and c.object != "held"}
    events = {entity for entity, _, _ in named} - ahead
    sitting = {(c.subject, *bodies[c.object]) for c in analysis.claims if _meets(analysis, c.relation, c.object, bodies)}
    for event, start, end in [*named, *sorted(sitting)]:
        if event in events and _TALKS.search(analysis.text, start, end):
            for state in _states(analysis.text[start:end]):
                row = reference().rows[state]
                entity = analysis.entities.add("State", row.name, reference=row.id, country=row.id)
                analysis.claim("participant", event, entity, "two-lands", Span(start, end), confidence=0.85)


def _meets(analysis: Analysis, relation: str, body: str, bodies: dict[str, tuple[int, int]]) -> bool:
    return relation in _SITS and body in bodies and analysis.entities[body].type in {"GovernmentBody", "Process"}


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
