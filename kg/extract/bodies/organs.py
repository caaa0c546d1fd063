"""Organs that an article calls by their kind and their owner alone: `its Secretariat`, `the agency's Headquarters`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.extract.bodies.own_bodies import attach_own, whose
from kg.records import Mention, Segment, Span
from kg.reference import reference

_ORGAN = (
    r"Secretariat|Headquarters|Board|Executive Committee|Steering Committee|Standing Committee|General Assembly"
    r"|(?:Permanent|Ministerial|Executive|Governing|Advisory|Security|Human Rights) Council|Presidency|Governing Body"
    r"|Assembly|Steering Group|Advisory Committee|Court of Justice|Parliament"
)
_OWNER_NOUN = r"organi[sz]ation|agency|union|network|process|community|forum|commission|council|federation|association"
_POSSESSIVE = rf"(?:[Ii]ts|[Tt]heir|[Tt]he\s+(?:{_OWNER_NOUN})[’']s)"
_OWNED = re.compile(rf"\b{_POSSESSIVE}\s+((?:[A-Z][\w-]+\s+){{0,2}}(?:{_ORGAN}))\b(?!\s+[A-Z])")
_KINDS = r"(?:country|regional|sub-?regional|liaison|field|representative|local|head|main|national|[Ss]ub-?)"
_OFFICE = re.compile(
    rf"\b(?:whose|{_POSSESSIVE})\s+(?:new\s+)?(((?:{_KINDS}[\s-])?(?:[Oo]ffice|delegation|mission|bureau))\s+(?:in|for|to)\s+(?:the\s+)?"
    r"(?:[A-Z][\w’'-]+(?:\s+(?:and|of|the)(?=\s+[A-Z])|\s+[A-Z][\w-]+)*(?:\s+region)?"
    r"|[a-z]+ern region(?: of [A-Z][\w-]+)?))"
)
"""'its regional office for West Africa': what it is called by its kind and where it is."""
_STANDS = (
    r",?\s+(?:(?:is|was|will be|now|currently|permanently|which|that|also)\s+)*"
    r"(?:in|at|sits|stands|lies|based|located|housed|headquartered|situated|operates|works|moved|moves|to move|opened)"
    r"\s+(?:(?:in|at|from|out of|to)\s+)?(?:the\s+)?[A-Z]"
)
_SEATED = re.compile(
    r"(?:\b(?P<pronoun>[Ii]ts|[Tt]heir|whose)|[’']s|(?<=s)[’'])\s+(?:(?:small|own|new)\s+)*"
    rf"(?P<name>(?:[a-z-]+\s+)?secretariat)(?={_STANDS})"
)
"""A secretariat in small letters of which the text says where it is: 'its permanent secretariat in P'."""
_SECRETARIAT_OF = re.compile(r"\b[Tt]he\s+(?P<name>(?:[a-z-]+\s+)?secretariat)\s+of\s+(?:the\s+)?$")
_STANDING = re.compile(_STANDS)
_BARE = re.compile(
    r"\b[Tt]he\s+((?:(?:Permanent|Technical|Executive|General)\s+)?Secretariat)\b(?!\s+(?:of|for)\b|\s+[A-Z])"
)
_OWNERS = frozenset({"InternationalOrganization", "Process", "CivilSociety"})
_NEAR = 160
"""Characters before a paragraph in which its 'its' may find its owner, where the paragraph names none."""
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])")


def organ_mentions(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Enters organs called by a possessive, and the one secretariat of the organisation that the article is about."""
    spans = sorted(segments, key=lambda s: s.start)
    for segment in spans:
        attach_own(analysis, segment)
        for match in _OWNED.finditer(analysis.text, segment.start, segment.end):
            if analysis.text.endswith((" as ", " is "), segment.start, match.start()):
                continue  # what somebody else is: 'IOM acts as |its Secretariat|'
            _enter(analysis, match.start(1), match.end(1), _possessor(analysis, segment, match, match.end(1)))
        for match in _OFFICE.finditer(analysis.text, segment.start, segment.end):
            region = "ern region" in match[1]
            known = not region and analysis.mentions.overlapping(match.end(2), match.end(1))
            end = match.end(2) if known else match.end(1)
            owner = _possessor(analysis, segment, match, end)
            organ = _enter(analysis, match.start(1), end, owner, over=region)
            if organ:
                analysis.entities.alias(organ, match[1])
        for match in _SEATED.finditer(analysis.text, segment.start, segment.end):
            _seated(analysis, segment, match)
        for body in [m for m in analysis.mentions.within(segment.start, segment.end) if m.type in _OWNERS]:
            _seated_of(analysis, segment, body)
    main = _main(analysis)
    for segment in spans:
        for match in _BARE.finditer(analysis.text, segment.start, segment.end):
            _enter(analysis, match.start(1), match.end(1), main)


def _enter(analysis: Analysis, start: int, end: int, owner: str | None, *, over: bool = False) -> str | None:
    """Enters an organ of the owner, unless something else stands there and is not to be replaced; its entity."""
    if owner is None or (analysis.mentions.overlapping(start, end) and not over):
        return None
    noun = " ".join(analysis.text[start:end].split())
    row = analysis.entities[owner]
    known = reference().rows.get(row.reference or "")
    short = next((f for f in (row.name, *row.aliases) if f.isupper()), known.acronym if known else "") or row.name
    office = noun.endswith("Headquarters") or noun[0].islower() or "ffice" in noun
    organ = analysis.entities.add("Office" if office else "InternationalOrganization", f"{short} {noun}", parent=owner)
    if analysis.mention(start, end, organ, "name", over=over):
        analysis.claim("partOf", organ, owner, "own-organ", Span(start, end), confidence=0.85)
    return organ


def _seated(analysis: Analysis, segment: Segment, match: re.Match[str]) -> None:
    """Enters a secretariat that stands somewhere, of the body before its 's or 'whose', or that 'its' means."""
    before = analysis.mentions.within(segment.start, match.start())
    beside = before[-1] if before else None
    if not match["pronoun"] or match["pronoun"] == "whose":
        near = beside and beside.end + 2 >= match.start() and beside.type in _OWNERS
        owner = beside.entity if beside and near else None
    else:
        owner = whose(
            analysis, segment, Span(match.start(), match.start("name")), Mention(*match.span("name"), "", "Office")
        )
    if organ := _enter(analysis, match.start("name"), match.end("name"), owner):
        analysis.entities.alias(organ, match["name"])


def _seated_of(analysis: Analysis, segment: Segment, owner: Mention) -> None:
    """Enters a secretariat that stands somewhere and whose owner follows: 'the secretariat of the P sits in L'."""
    before = _SECRETARIAT_OF.search(analysis.text, max(segment.start, owner.start - 50), owner.start)
    if before and _STANDING.match(analysis.text, owner.end):
        organ = _enter(analysis, before.start("name"), before.end("name"), owner.entity)
        if organ:
            analysis.entities.alias(organ, before["name"])


def _possessor(analysis: Analysis, segment: Segment, its: re.Match[str], end: int) -> str | None:
    """What 'its' before an organ means; else the first organisation told of in the paragraph, or right before it."""
    kind = "Office" if its.re is _OFFICE else "InternationalOrganization"
    meant = whose(analysis, segment, Span(its.start(), its.start(1)), Mention(its.start(1), end, "", kind))
    if meant:
        return meant
    for start in (segment.start, max(0, segment.start - _NEAR)):
        within = analysis.mentions.within(start, its.start())
        found = next((m.entity for m in within if m.type in _OWNERS), None)
        if found:
            return found
    return None


def _main(analysis: Analysis) -> str | None:
    """The organisation or process that the article names most often, by far."""
    counts = Counter(m.entity for m in analysis.mentions if m.type in _OWNERS)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1] * 2):
        return None
    return ranked[0][0]
