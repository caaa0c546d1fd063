"""Acronyms right behind the words that say what bears them: 'Venezuela's |migration service SAIME|', 'the union
confederation |CSTT|'. The words and the acronym are one name of one body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.extract.names.units import word_class
from kg.records import Mention, Segment

_BODIES = frozenset({"GovernmentBody", "CivilSociety", "Office", "InternationalOrganization", "PrivateSector"})
_ACRONYM = r"[A-Z](?:[A-Z]|-(?=[A-Z])){1,8}(?![\w-])"
_BEHIND = re.compile(rf"\s+({_ACRONYM})(?!\s+[A-Z][a-z])")
_OWN_KINDS = _BODIES - {"InternationalOrganization"}
_CIVIL, _PUBLIC, _FIRM = "CivilSociety", "GovernmentBody", "PrivateSector"
_HEADS = {
    **dict.fromkeys(("union", "confederation", "federation", "association", "foundation", "charity", "NGO"), _CIVIL),
    **dict.fromkeys(("institute", "university", "think tank", "organisation", "organization", "coalition"), _CIVIL),
    **dict.fromkeys(("ministry", "agency", "service", "directorate", "police", "inspectorate", "authority"), _PUBLIC),
    **dict.fromkeys(("statistics office", "immigration office", "labour office", "gendarmerie"), _PUBLIC),
    **dict.fromkeys(("company", "firm", "bank", "airline", "employers’ council", "employers' council"), _FIRM),
}
_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+(?:[a-z][\w’'-]+\s+){{0,3}}?({'|'.join(_HEADS)})\s+({_ACRONYM})"
    r"(?!\s+[A-Z][a-z])"
)


def acronyms_apposed(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """Joins descriptions of bodies and the acronyms behind them, and enters bodies of unknown acronyms that a noun
    says to be one."""
    for mention in [m for m in analysis.mentions if m.type in _BODIES and _in_small_letters(analysis, m)]:
        behind = _BEHIND.match(analysis.text, mention.end)
        if behind and behind.group(1) not in word_class("no-body"):
            _join(analysis, mention, behind)
    for segment in segments:
        for match in _NAMED.finditer(analysis.text, segment.start, segment.end):
            if match.group(2) not in word_class("no-body") and not analysis.mentions.overlapping(*match.span()):
                _mark(analysis, _HEADS[match.group(1)], match.group(2), segment)


def _in_small_letters(analysis: Analysis, mention: Mention) -> bool:
    """Whether the last word of a mention is a common noun: 'the Tunisian employment |agency|'."""
    return mention.form != "coreference" and analysis.surface(mention).split()[-1].islower()


def _join(analysis: Analysis, mention: Mention, behind: re.Match[str]) -> None:
    """Makes the description and the acronym one mention of the body, which the acronym names."""
    there = analysis.mentions.overlapping(*behind.span(1))
    entity = mention.entity
    if there:
        alike = there[0].type == mention.type or mention.type in _OWN_KINDS
        if len(there) > 1 or there[0].end != behind.end() or not alike or there[0].type not in _OWN_KINDS:
            return
        entity = there[0].entity
        analysis.mentions.remove(there[0])
    analysis.mentions.remove(mention)
    analysis.merge(entity, mention.entity)
    if not there:
        analysis.entities.update(entity, name=behind.group(1))
    analysis.mention(mention.start, behind.end(), entity)


def _mark(analysis: Analysis, type: str, acronym: str, segment: Segment) -> None:
    """Enters the body and marks the acronym wherever it stands."""
    entity = analysis.entities.add(type, acronym)
    for match in re.finditer(rf"\b{re.escape(acronym)}\b", analysis.text[segment.start : segment.end]):
        analysis.mention(segment.start + match.start(), segment.start + match.end(), entity, "acronym")
