"""Launches, signings, handovers and visits are occasions: what a text says of money, help and papers behind them is
said of the project, centre or document that is launched, opened or signed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.records import Claim

_OCCASIONS = frozenset({"Launch", "Signing", "Ceremony", "Visit"})
_WORKS = frozenset({"Project", "Facility", "Process"})
_MADE: Mapping[str, frozenset[str]] = {
    "funder": _WORKS,
    "supporter": _WORKS,
    "references": frozenset({"Document", "Process"}),
}
"""The types of what can have each relation in place of the occasion."""
_COMMEMORATED = "anniversary"
"""The rule of what a ceremony is held for: of that it is told itself."""
_PAID = frozenset({"funder", "supporter"})
_LEARNING = re.compile(r"\b(?:study|learning|exchange|exposure)\b", re.I)
"""Visits that somebody pays for as for a training."""


def of_what_is_made(analysis: Analysis) -> None:
    """Tells of what is launched, opened or signed what was told of the occasion; claims for which the text names no
    one such thing are left out. In the annotated development texts no occasion has a funder or supporter that two
    readers agree on, and hardly one refers to a document."""
    kinds = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    analysis.claims = [
        claim
        for old in analysis.claims
        if (claim := _told(analysis, old) if _is_of_occasion(analysis, old, kinds.get(old.subject, "")) else old)
        and claim.subject != claim.object
    ]


def _is_of_occasion(analysis: Analysis, claim: Claim, kind: str) -> bool:
    """Whether a claim is told of an occasion and may be meant for what is made there; of a study visit that its
    sentence names itself it is told as it stands: 'X financed |the mission|'."""
    if kind not in _OCCASIONS or claim.relation not in _MADE or claim.rule == _COMMEMORATED:
        return False
    evidence = claim.evidence[0]
    named = any(m.entity == claim.subject for m in analysis.events.within(evidence.start, evidence.end))
    forms = (analysis.surface(m) for m in analysis.events if m.entity == claim.subject)
    learning = kind == "Visit" and claim.relation in _PAID and named
    return not (learning and any(_LEARNING.search(form) for form in forms))


def no_guests(analysis: Analysis) -> None:
    """A centre or project takes no part in its own opening, nor in the visit that is paid to it."""
    analysis.claims = [
        claim
        for claim in analysis.claims
        if claim.relation != "participant"
        or analysis.entities[claim.object].type not in ("Facility", "Project")
        or claim.object not in {entity for _, entity in _named(analysis, claim.subject)}
    ]


def _named(analysis: Analysis, event: str) -> set[tuple[str, str]]:
    """The types and ids of what the phrases for an event name."""
    return {
        (inside.type, inside.entity)
        for mention in analysis.events
        if mention.entity == event
        for inside in analysis.mentions.within(mention.start, mention.end)
    }


def _told(analysis: Analysis, claim: Claim) -> Claim | None:
    """The claim told of the one thing that the phrases for the occasion name; none where they name nothing."""
    named = _named(analysis, claim.subject)
    made = {entity for type, entity in named if type in _MADE[claim.relation]}
    if claim.relation == "references" and not made:
        made = {signed.object for signed in analysis.claims if signed.relation == "signed"}
    elif not made and any(type == "Document" for type, _ in named):
        return claim  # who pays for the launch of a paper may have paid for either
    return replace(claim, subject=made.pop()) if len(made) == 1 else None
