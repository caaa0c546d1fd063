"""Organs that an article calls by their kind and their owner alone: `its Secretariat`, `the agency's Headquarters`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.records import Segment, Span
from kg.reference import reference

_ORGAN = r"Secretariat|Headquarters|Board|Executive Committee|General Assembly|Governing Council|Assembly|Presidency"
_OWNER_NOUN = r"organi[sz]ation|agency|union|network|process|community|forum|commission|council|federation|association"
_POSSESSIVE = rf"(?:its|their|[Tt]he\s+(?:{_OWNER_NOUN})[’']s)"
_OWNED = re.compile(rf"\b{_POSSESSIVE}\s+((?:[A-Z][\w-]+\s+){{0,2}}(?:{_ORGAN}))\b(?!\s+[A-Z])")
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
        for match in _OWNED.finditer(analysis.text, segment.start, segment.end):
            _enter(analysis, match.start(1), match.end(1), _possessor(analysis, segment, match))
    main = _main(analysis)
    for segment in spans:
        for match in _BARE.finditer(analysis.text, segment.start, segment.end):
            _enter(analysis, match.start(1), match.end(1), main)


def _enter(analysis: Analysis, start: int, end: int, owner: str | None) -> None:
    if owner is None or analysis.mentions.overlapping(start, end):
        return
    noun = " ".join(analysis.text[start:end].split())
    row = analysis.entities[owner]
    known = reference().rows.get(row.reference or "")
    short = next((f for f in (row.name, *row.aliases) if f.isupper()), known.acronym if known else "") or row.name
    organ = analysis.entities.add("Office", f"{short} {noun}", parent=owner)
    if analysis.mention(start, end, organ, "name"):
        analysis.claim("partOf", organ, owner, "own-organ", Span(start, end), confidence=0.85)


def _possessor(analysis: Analysis, segment: Segment, match: re.Match[str]) -> str | None:
    """What 'its' means: the first organisation of the sentence, else of the sentence before, else of the paragraph."""
    starts = [segment.start, *(m.end() for m in _STOP.finditer(analysis.text, segment.start, match.start()))]
    for start in [*reversed(starts[-2:]), segment.start]:
        within = analysis.mentions.within(start, match.start())
        found = next((m.entity for m in within if m.type in _OWNERS), None)
        if found:
            return found
    before = analysis.mentions.within(max(0, segment.start - _NEAR), segment.start)
    return next((m.entity for m in before if m.type in _OWNERS), None)


def _main(analysis: Analysis) -> str | None:
    """The organisation or process that the article names most often, by far."""
    counts = Counter(m.entity for m in analysis.mentions if m.type in _OWNERS)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1] * 2):
        return None
    return ranked[0][0]
