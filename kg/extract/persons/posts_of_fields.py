"""Employers of those whose post has the field of a body that the text names: 'Comptroller General of Immigration P' of
the Immigration Service, 'Minister of the Interior P' of the Ministry of the Interior."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.records import Claim, Span

_RANK = r"(?:(?:Acting|Interim|Deputy|Assistant|First|Senior|Principal|National|State|Permanent|Vice)[ -])*"
_LEADING = re.compile(
    rf"{_RANK}(?:(?:Director|Comptroller|Controller|Commissioner|Inspector|Superintendent)[ -]General|Comptroller|"
    r"Controller|Commissioner) of (?:the )?(?P<field>.+)",
    re.I,
)
_OFFICER = re.compile(rf"{_RANK}Chief (?P<field>[A-Z]\w+) Officer", re.I)
_MINISTER = re.compile(rf"{_RANK}(?:Minister|Secretary|Under-?Secretary) (?:of|for) (?:the )?(?P<field>.+)", re.I)
_MINISTRY = re.compile(r"(?:[\w’'-]+ )?(?:Ministry|Department|State Secretariat) (?:of|for) (?:the )?(?P<field>.+)")
_SMALL = frozenset("of for and the on in to & general".split())
_BODY = frozenset(
    "service services department directorate agency bureau authority administration force police customs"
    " inspectorate commission guard".split()
)
_NONE = frozenset(
    "ministry embassy unit section division academy school court affairs relations office station".split()
)
"""What is no service, or a part of one."""
_FORCES = frozenset({"police", "customs", "immigration", "migration", "prisons", "labour", "labor"})
"""Fields of which a state has one service, whatever else is in its name."""


def heads_of_fields(analysis: Analysis) -> None:
    """Adds the employers of persons who have none yet, where the text names one body of the field of their post."""
    employed = {c.subject for c in analysis.claims if c.relation == "worksFor"}
    held = [c for c in analysis.claims if c.relation == "position" and c.subject not in employed]
    for claim in held:
        named = _bodies_of(analysis, claim)
        if len(named) == 1:
            evidence = (*claim.evidence, *(Span(m.start, m.end) for m in analysis.mentions_of(named[0])[:1]))
            analysis.claim(
                "worksFor", claim.subject, named[0], "body-of-field", *evidence, status="implied", confidence=0.8
            )


def _bodies_of(analysis: Analysis, claim: Claim) -> list[str]:
    """The bodies of states that have the field of a post in their names."""
    bodies = [e for e in analysis.entities if e.type == "GovernmentBody"]
    if minister := _MINISTER.fullmatch(claim.object):
        field = _field(minister["field"])
        return [e.id for e in bodies if (own := _MINISTRY.fullmatch(e.name)) and _field(own["field"]) == field]
    leading = _LEADING.fullmatch(claim.object) or _OFFICER.fullmatch(claim.object)
    if leading is None or not (field := _field(leading["field"])) <= _FORCES:
        return []
    return [e.id for e in bodies if _is_service(e.name, field)]


def _field(text: str) -> frozenset[str]:
    return frozenset(text.lower().replace(",", " ").split()) - _SMALL


def _is_service(name: str, field: frozenset[str]) -> bool:
    """Whether a body is a service of the field: 'Malawi Police', 'Department of Immigration and Citizenship'."""
    held = _field(name)
    return field <= held and bool(held & _BODY) and not held & _NONE
