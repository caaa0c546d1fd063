"""For whom those stand who are told of at a signing: for the side of theirs that signs.

`P, Minister of Labour of A, signed the agreement between A and B with Q`: P for A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.analysis import Analysis
from kg.records import Claim

_SIGNING = re.compile(
    r"\b(?:co-?|counter)?(?:sign(?!ific|al|s of)|initial(?:l?ed|s)\b|ink(?:ed|ing)\b|pen\b|conclu(?:ded|sion))", re.I
)
_WATCHED = re.compile(
    r"\b(?:witness|watch|in the presence of|attended by|looked on|presided|also present|guests?\b)", re.I
)


def signers_for_sides(analysis: Analysis) -> None:
    """Adds `represents` for persons who take part in a signing, who work for one of the signatories, directly or in a
    body of it, and of whom nothing else is told."""
    spoken_for = {c.subject for c in analysis.claims if c.relation == "represents"}
    signings = {c.subject for c in analysis.claims if c.relation == "eventType" and c.object == "Signing"}
    there = _objects(analysis, "participant")
    jobs, wholes = _objects(analysis, "worksFor"), _objects(analysis, "partOf")
    for claim in [c for c in analysis.claims if c.relation == "participant" and c.subject in signings]:
        person = claim.object
        if analysis.entities[person].type != "Person" or person in spoken_for or claim.rule.startswith("speech"):
            continue
        if not _tells_of_signing(analysis, claim):
            continue
        sides = {side for side in there[claim.subject] if analysis.entities[side].type not in ("Person", "Event")}
        if side := next((body for body in _employers(analysis, person, jobs, wholes) if body in sides), None):
            spoken_for.add(person)
            rule = "inferred:signer-of-side"
            analysis.claim("represents", person, side, rule, *claim.evidence, status="implied", confidence=0.78)


def _tells_of_signing(analysis: Analysis, claim: Claim) -> bool:
    """Whether the sentence of the claim tells of signing and not of who watched it."""
    sentence = analysis.sentence_at(claim.evidence[0].start)
    words = analysis.text[sentence.start : sentence.end] if sentence else ""
    return _SIGNING.search(words) is not None and _WATCHED.search(words) is None


def _objects(analysis: Analysis, relation: str) -> dict[str, list[str]]:
    """What the claims of a relation say of each of their subjects, once each."""
    found: dict[str, dict[str, None]] = {}
    for claim in analysis.claims:
        if claim.relation == relation:
            found.setdefault(claim.subject, {})[claim.object] = None
    return {subject: list(objects) for subject, objects in found.items()}


def _employers(
    analysis: Analysis, person: str, jobs: Mapping[str, list[str]], wholes: Mapping[str, list[str]]
) -> Iterator[str]:
    """The bodies that a person works for, and then what they are part of."""
    yield from jobs.get(person, ())
    for job in jobs.get(person, ()):
        yield from wholes.get(job, ())
        if parent := analysis.entities[job].parent:
            yield parent
