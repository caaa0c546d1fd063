"""Who stands for his or her own: 'P signed it in the name of her Government', 'P for A and Q for B'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.groups import Group
from kg.extract.represents_parts import actor_at, country_of, stands_for, subject, word
from kg.extract.words import Token

_STATES = frozenset({"country", "government", "nation", "side", "state", "homeland"})
_BODIES = frozenset({"organisation", "organization", "agency", "institution", "ministry", "department", "association"})
_LEADS = frozenset({"behalf", "name", "for"})
_PAIR = 2


def own_side(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """Reads 'on behalf of his country', 'in the name of her Government', 'for its agency' where `index` leads in."""
    if tokens[index].lower not in _LEADS:
        return
    start = index + 1 + (word(tokens, index + 1) == "of")
    noun = word(tokens, start + 1)
    if word(tokens, start) not in ("his", "her", "their") or noun not in _STATES | _BODIES:
        return
    if tokens[index].lower == "for" and word(tokens, index - 1) not in ("so", "agreement", "memorandum", "it", "mou"):
        return
    if (person := subject(tokens, found, index)) is None:
        return
    target = country_of(analysis, person.entity) if noun in _STATES else _employer(analysis, person.entity)
    if target:
        stands_for(analysis, person.entity, target, "for-own-side", person.person, tokens[start + 1], 0.88)


def _employer(analysis: Analysis, person: str) -> str | None:
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == person}
    return jobs.pop() if len(jobs) == 1 else None


def each_for_one(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Reads 'P for A and Q for B': two persons or more, each with 'for' and an actor right behind."""
    pairs = []
    for group in found:
        body = actor_at(tokens, group.after + 1) if word(tokens, group.after) == "for" else None
        if body is not None and body.mention and not group.titles:
            pairs.append((group, body))
    if len(pairs) >= _PAIR and len({body.mention.entity for _, body in pairs if body.mention}) == len(pairs):
        for group, body in pairs:
            if body.mention:
                stands_for(analysis, group.entity, body.mention.entity, "each-for-one", group.person, body, 0.88)
