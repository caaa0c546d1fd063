"""Delegations as lists: 'X was represented by:', 'On the X side sat:', and a line for each person behind it."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group, groups
from kg.extract.relations.represents_parts import side_of, stands_for
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import tokenise

_HEADS = re.compile(
    r"represented by\s*:$|\b(?:side|part|behalf)\b.{0,30}:$|^(?:for|from|representing)\b.{0,60}:$"
    r"|\bdelegation\b.{0,30}\b(?:comprised|included|consisted of|was made up of|were|was)\s*:$",
    re.I,
)
_FOREIGN = ("InternationalOrganization", "Office", "CivilSociety", "PrivateSector")
_LONGEST = 160


def listed_delegations(analysis: Analysis) -> None:
    """Adds `represents` claims for the persons in the lines below such a heading."""
    side: str | None = None
    for sentence in analysis.sentences:
        text = analysis.text[sentence.start : sentence.end].strip()
        if text.endswith(":") and len(text) < _LONGEST:
            side = side_of(analysis, sentence) if _HEADS.search(text) else None
        elif side and not _member(analysis, sentence, side):
            side = None


def _member(analysis: Analysis, sentence: Sentence, side: str) -> bool:
    """Whether the line names a person, who stands for the side unless of another kind of body."""
    tokens = tokenise(analysis, sentence.start, sentence.end)
    opening = next((g for g in groups(tokens) if g.first <= 2), None)
    if opening is None:
        return False
    if not _of_other(analysis, opening):
        stands_for(analysis, opening.entity, side, "listed-delegation", tokens[0], opening.person, 0.88)
    return True


def _of_other(analysis: Analysis, group: Group) -> bool:
    """Whether the person works for an organisation that is no part of a state."""
    jobs = [c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == group.entity]
    return any(analysis.entities[job].type in _FOREIGN for job in jobs)
