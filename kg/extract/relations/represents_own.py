"""Who stands for his or her own: 'P signed it in the name of her Government', 'P for A and Q for B', 'A was represented
by P, and B by Q'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.relations.represents_parts import actor_at, country_of, persons_from, stands_for, subject, word
from kg.extract.text.words import Token

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


def verb_left_out(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """Reads ', and B by Q' after the 'represented' at `index`."""
    first = next((n for n in range(index + 1, min(index + 10, len(tokens))) if tokens[n].lower == "by"), None)
    for by in range(first + 1, len(tokens)) if first else ():
        before = by - 1 - 3 * (tokens[by - 1].text == ")")
        opening = word(tokens, before - 1 - (word(tokens, before - 1) == "the"))
        body = actor_at(tokens, before) if tokens[by].lower == "by" and opening in ("and", ",", ";", "while") else None
        persons = persons_from(tokens, found, by + 1)[:1] if body else []
        if body and body.mention and persons:
            stands_for(
                analysis, persons[0].entity, body.mention.entity, "represented-by", body, persons[0].person, 0.88
            )


def each_for_one(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Reads 'P for A and Q for B': two persons or more, each with 'for' and an actor right behind."""
    pairs = []
    for group in found:
        at = group.after + (word(tokens, group.after) == ",")
        body = actor_at(tokens, at + 1) if word(tokens, at) == "for" else None
        if body is not None and body.mention and not group.titles:
            pairs.append((group, body))
    if len(pairs) >= _PAIR and len({body.mention.entity for _, body in pairs if body.mention}) == len(pairs):
        for group, body in pairs:
            if body.mention:
                stands_for(analysis, group.entity, body.mention.entity, "each-for-one", group.person, body, 0.88)
