"""What speaks against one event coming after another of which the text tells: the days of both, the level at which they
are held, the body that meets, and the kind of the earlier one."""

from __future__ import annotations

from kg.extract.analysis import Analysis
from kg.extract.events.kinds import levels

_ACTS = frozenset({"Launch", "Signing", "Ceremony"})
"""Types of what is done once and has no next one."""


def backwards(analysis: Analysis, later: str, earlier: str) -> bool:
    """Whether the text dates what is to come after before that which it should follow."""
    told = {c.subject: c.object for c in reversed(analysis.claims) if c.relation == "startDate"}
    first, second = told.get(earlier, ""), told.get(later, "")
    known = 0 if "-" in (first[:1], second[:1]) else min(len(first), len(second))
    return second[:known] < first[:known]


def unlike(analysis: Analysis, later: str, earlier: str) -> bool:
    """Whether 'the next one' is none after the earlier event: it is held at another level or by another body, or the
    earlier one was a launch, signing or ceremony and it is not."""
    if not _levels(analysis, later) <= _levels(analysis, earlier):
        return True
    bodies = [_of(analysis, event, "partOf") for event in (later, earlier)]
    types = [_of(analysis, event, "eventType") for event in (later, earlier)]
    return bool(bodies[0] and bodies[0] - bodies[1]) or (types[0] != types[1] and bool(types[1] & _ACTS))


def _levels(analysis: Analysis, event: str) -> set[str]:
    """The levels that the words of an event's name tell."""
    words = analysis.entities[event].name.casefold().split()
    return levels({form for word in words for form in (word, word.rstrip("s’'"), word.removesuffix("'s"))})


def _of(analysis: Analysis, event: str, relation: str) -> set[str]:
    return {c.object for c in analysis.claims if c.relation == relation and c.subject == event}
