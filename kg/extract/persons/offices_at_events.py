"""What an office says by itself: 'Norway's delegate, P' stands for Norway, 'the chairperson, P' chairs the event."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.analysis import Analysis
from kg.records import Claim

_SPEAKS = re.compile(r"(?:the |a |official |chief |lead |head )*(?:delegate|envoy|emissary|negotiator)$", re.I)
"""No 'representative' and no 'head of delegation': they have an office and a post of that name; and no 'spokesman',
who speaks to the press."""
_CHAIRS = re.compile(r"(?:the |session |meeting |conference )*(?:co-)?chair(?:person|man|woman)?$", re.I)

_NO_CHAIR_HERE = re.compile(
    r"\b(?:new|incoming|outgoing|former|next|its|their)\W+(?:\w+\W+)?(?:co-|vice-)?chair(?:person|man|woman)?\b", re.I
)
"""The chair of a body, not of the sitting: 'the incoming chair', 'its chairman'."""


def offices_at_events(analysis: Analysis, event_at: Callable[[int], str | None]) -> None:
    """Adds `represents` for persons whose post is to speak for their employer, and `chair` with `participant` for those
    who are called the chair of nothing but the event in focus."""
    employers = {c.subject: c for c in analysis.claims if c.relation == "worksFor"}
    served = {c.object for c in analysis.claims if c.relation == "chair"}
    for claim in [c for c in analysis.claims if c.relation == "position"]:
        employer = employers.get(claim.subject)
        if _SPEAKS.match(claim.object) and employer:
            analysis.claim(
                "represents", claim.subject, employer.object, "speaks-by-office", *claim.evidence, confidence=0.85
            )
        elif _CHAIRS.match(claim.object) and claim.subject not in served and not _of_body(analysis, claim):
            _chair(analysis, claim, event_at(claim.evidence[0].start))


def _chair(analysis: Analysis, claim: Claim, event: str | None) -> None:
    for relation in ("chair", "participant") if event else ():
        analysis.claim(relation, event or "", claim.subject, "chairs-by-office", *claim.evidence, confidence=0.85)


def _of_body(analysis: Analysis, claim: Claim) -> bool:
    """Whether the words go on with what the person is the chair of: a body that nothing else tells."""
    last = analysis.sentence_at(claim.evidence[0].start)
    words = analysis.text[claim.evidence[0].start : last.end if last else claim.evidence[0].end]
    post = re.escape(claim.object)
    before = analysis.text[max(0, claim.evidence[0].start - 30) : claim.evidence[0].end]
    if _NO_CHAIR_HERE.search(analysis.text[max(0, claim.evidence[0].start - 20) : claim.evidence[0].end]):
        return True
    owned = re.search(rf"\b(?!The |A |An |Its |Their |His |Her |This )[A-Z][\w’'-]+ (?:(?:co-|vice-)?{post})\b", before)
    return owned is not None or re.search(rf"\b{post},? (?:of|for|to)\b", words) is not None
