"""Units that an article calls by what they do and by the body whose part they are.

`the organised crime division of the National Police`, `the ministry's consular department`, `the Lima office of the
International Organization for Migration`, `the Secretariat of the State Commission`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.extract.names.units import folded_fields
from kg.records import Mention, Segment, Span

_PART = r"(?:division|section|department|unit|directorate|branch|bureau|wing|squad)"
_OF = r"(?: \([A-Z][A-Za-z]{1,7}\))? (?:of|at|in|within) (?:the )?$"
_UNIT = re.compile(rf"\b[Tt]he (?P<name>(?:(?:[a-z]+-)?[A-Za-z]+,? ){{1,5}}{_PART}){_OF}")
_OWNED = re.compile(rf"[’']s?(?: own| new)? (?P<name>(?:(?:[a-z]+-)?[a-z]+,? ){{1,5}}{_PART})\b(?! of\b)")
_NAMED = re.compile(
    rf"[’']s? (?P<name>(?:[A-Z]\w+(?:-\w+)? (?:(?:in|of|and|for) )?){{1,5}}(?:[a-z]+ ){{0,1}}{_PART})\b(?! of\b)"
)
"""'the Agency's Trafficking in Human Beings unit', 'the Guard's International Cooperation division'."""
_BESIDE = re.compile(rf" (?P<name>(?:(?:[a-z]+-)?[a-z]+ ){{1,3}}{_PART})\b(?! of\b)")
"""'the NBI anti-smuggling unit', behind an acronym."""
_OFFICE = re.compile(
    r"\b[Tt]he (?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)? (?:(?:country|regional|liaison) )?[Oo]ffice) of (?:the )?$"
)
_SECRETARIAT = re.compile(r"\b[Tt]he (?P<name>(?:[A-Z]\w+ )?Secretariat) (?:of|to) (?:the )?$")
_OWNERS = frozenset({"GovernmentBody", "InternationalOrganization", "CivilSociety", "Office"})
_APPOSED = re.compile(r"\S, [Tt]he $")
_LONGEST = 90


def unit_mentions(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Enters the units before 'of' and a body, and those behind the body's 's, with the body as their parent."""
    for segment in segments:
        for owner in [m for m in analysis.mentions.within(segment.start, segment.end) if m.type in _OWNERS]:
            before = analysis.text[max(segment.start, owner.start - _LONGEST) : owner.start]
            shift = owner.start - len(before)
            if found := _UNIT.search(before):
                _unit(analysis, owner, found["name"], shift + found.start("name"))
            elif found := _OFFICE.search(before):
                _enter(analysis, owner, found["name"], shift + found.start("name"), "Office")
            elif (found := _SECRETARIAT.search(before)) and owner.type == "GovernmentBody":
                _enter(analysis, owner, found["name"], shift + found.start("name"), "GovernmentBody")
            behind = _OWNED.match(analysis.text, owner.end, segment.end)
            behind = behind or _NAMED.match(analysis.text, owner.end, segment.end)
            if behind is None and analysis.surface(owner).isupper():
                behind = _BESIDE.match(analysis.text, owner.end, segment.end)
            if behind:
                _unit(analysis, owner, behind["name"], behind.start("name"))


def _unit(analysis: Analysis, owner: Mention, name: str, start: int) -> None:
    """Enters a unit whose name tells a field: 'anti-smuggling unit', and no 'relevant department'."""
    parts = re.split(r"[ ,-]+", name.lower())[:-1]
    told = not folded_fields().isdisjoint((*parts, *(part.removesuffix("s") for part in parts)))
    placed = any(m.type == "Place" for m in analysis.mentions.overlapping(start, start + len(name)))
    if told or placed:
        kind = "GovernmentBody" if owner.type == "GovernmentBody" else "InternationalOrganization"
        _enter(analysis, owner, name, start, kind)


def _enter(analysis: Analysis, owner: Mention, name: str, start: int, kind: str) -> None:
    end = start + len(name)
    body = analysis.entities[owner.entity]
    inside = analysis.mentions.overlapping(start, end)
    beside = analysis.mentions.overlapping(start - len("x, the "), start)
    if any(m.type not in ("Place", "State") for m in inside) or (
        beside and _APPOSED.search(analysis.text, start - 8, start)
    ):
        return
    full = f"{name} of {body.name}" if kind == "Office" or name.endswith("Secretariat") else name
    unit = analysis.entities.add(kind, full, parent=body.id)
    analysis.entities.alias(unit, name)
    whole = analysis.text[min(start, owner.start) : max(end, owner.end)]
    analysis.entities.alias(unit, " ".join(whole.split()))
    if analysis.mention(start, end, unit, over=True):
        analysis.claim(
            "partOf", unit, body.id, "unit-of", Span(min(start, owner.start), max(end, owner.end)), confidence=0.85
        )
