"""Committees, boards and support units that a text calls by their kind and their owner.

`its technical working group`, `whose regional committee`, `the Standing Committee of the Arusha Process`, `the Arusha
Process technical committee`: what no name tells by itself, with the process or organisation that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.analysis import Analysis
from kg.extract.bodies.own_bodies import whose
from kg.records import Mention, Segment, Span

_MODIFIER = (
    r"(?:technical|joint|thematic|regional|national|expert|ad[ -]hoc|permanent|standing|steering|executive|advisory"
    r"|management|managing|governing|coordinati(?:on|ng)|monitoring|ministerial|follow-up|high-level|scientific"
    r"|implementation|speciali[sz]ed|sectoral|consultative|oversight|supervisory|core|drafting|technical and \w+)"
)
_NOUN = (
    r"(?:(?:sub-?)?committee|working (?:group|party)|task ?force|expert group|study group|steering group|contact group"
    r"|advisory group|reference group|board|panel|council)"
)
_UNIT = r"(?:(?:technical|support|coordination|implementation|policy) ){1,2}unit"
_KIND = rf"(?P<name>(?:{_MODIFIER} ){{1,3}}{_NOUN}|(?:working group|task ?force|steering group|expert group)|{_UNIT})"
_NO_MORE = r"\b(?!-|\s+[A-Z]|\s+(?:on|for|against|to|members?|meetings?|sessions?|chair\w*|workshops?)\b)"
_OWN = re.compile(
    rf"\b(?:[Ii]ts|whose|[Tt]he [A-Za-z]+[’']s)\s+(?:own\s+|new\s+|first\s+)?(?i:{_KIND}){_NO_MORE}(?!\s+of\b)"
)
_OWNED = re.compile(rf"(?:\s+\([A-Z][\w-]+\))?[’']s?\s+(?:own\s+|new\s+|first\s+)?(?i:{_KIND}){_NO_MORE}(?!\s+of\b)")
_BESIDE = re.compile(rf"\s+(?i:{_KIND}){_NO_MORE}(?!\s+of\b)")
_BEFORE = re.compile(rf"\b[Tt]he (?i:{_KIND}) (?:of|within|under) the $")
_OWNERS = frozenset({"Process", "InternationalOrganization"})
_OF = re.compile(r" (?:of|within|under) the ")
_LONGEST = 80


def organs_told(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Enters such organs with their owners where no other rule has read a name."""
    for segment in segments:
        if segment.kind == "title":
            continue
        for start, end, owner in [*_pronominal(analysis, segment), *_named(analysis, segment)]:
            _enter(analysis, start, end, owner)


def _pronominal(analysis: Analysis, segment: Segment) -> Iterator[tuple[int, int, str]]:
    """The organs behind 'its', 'whose' and 'the Forum's', and whose they are."""
    for match in _OWN.finditer(analysis.text, segment.start, segment.end):
        start, end = match.span("name")
        owner = whose(analysis, segment, Span(match.start(), start), Mention(start, end, "", "Process"))
        if owner is not None:
            yield start, end, owner


def _named(analysis: Analysis, segment: Segment) -> Iterator[tuple[int, int, str]]:
    """The organs behind the name of a process or organisation, with or without 's, or before 'of' and the name."""
    for body in analysis.mentions.within(segment.start, segment.end):
        if body.type not in _OWNERS:
            continue
        behind = _OWNED.match(analysis.text, body.end, segment.end)
        if behind is None and body.type == "Process":
            behind = _BESIDE.match(analysis.text, body.end, segment.end)
        if behind is not None:
            yield *behind.span("name"), body.entity
        before = _BEFORE.search(analysis.text, max(segment.start, body.start - _LONGEST), body.start)
        if before is not None:
            yield before.start("name"), body.end, body.entity


def _enter(analysis: Analysis, start: int, end: int, owner: str) -> None:
    """Enters an organ of the owner: a support unit is an office, the others are processes."""
    if any(m.entity != owner for m in analysis.mentions.overlapping(start, end)) or not _may_have(analysis, owner):
        return
    name = " ".join(analysis.text[start:end].split())
    kind = _OF.split(name)[0]
    organ = analysis.entities.add("Office" if kind.lower().endswith("unit") else "Process", name, parent=owner)
    analysis.entities.alias(organ, kind)
    if analysis.mention(start, end, organ, over=True):
        analysis.claim("partOf", organ, owner, "organ-told", Span(start, end), confidence=0.85)


def _may_have(analysis: Analysis, owner: str) -> bool:
    """Whether such organs are told of the owner: of bodies of states only where these are commissions themselves."""
    row = analysis.entities[owner]
    return row.type in (*_OWNERS, "CivilSociety") or (row.type == "GovernmentBody" and is_commission(row.name))


def is_commission(name: str) -> bool:
    """Whether a body is called a commission, committee or council."""
    return re.search(r"\b(?:Commission|Committee|Council|Task Force)\b", name) is not None
