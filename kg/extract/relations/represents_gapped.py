"""Who stands for whom where the second of two clauses leaves its verb or noun out: 'P spoke for A and Q for B', 'P
represented A, Q B', 'A's delegation was led by P and B's by Q', 'P headed the A side and Q that of B'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_heads import demonyms
from kg.extract.relations.represents_parts import actor_at, country_of, persons_from, stands_for, word
from kg.extract.text.words import ACTORS, Token
from kg.reference import reference

_JOINTS = frozenset({"and", ",", ";", "while", "whereas", "whilst"})
_FOR = frozenset("spoke signed speaking speaks signs attended answered initialled opened came sat replied".split())
_LED = frozenset("led headed chaired represented was were is being".split())
_SIDES = frozenset("delegation delegations side sides team teams mission".split())
_OWN = frozenset("country government nation side state".split())


def gapped(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the `represents` claims of the second clauses of one sentence."""
    for group in found:
        if word(tokens, group.first - 1) not in _JOINTS:
            continue
        before = [token.lower for token in tokens[: group.first]]
        _for_another(analysis, tokens, group, before)
        _represented(analysis, tokens, group, before)
    for index, token in enumerate(tokens):
        if token.lower == "by":
            _led_by(analysis, tokens, found, index)


def _for_another(analysis: Analysis, tokens: Sequence[Token], group: Group, before: Sequence[str]) -> None:
    """'P spoke for A and |Q, T,| for B', 'P signed for A, and Q for his country'."""
    index = group.after + (word(tokens, group.after) == ",")
    behalf = [t.lower for t in tokens[index : index + 3]] == ["on", "behalf", "of"]
    if not behalf and word(tokens, index) != "for" or not ({"for", "behalf"} & set(before) and _FOR & set(before)):
        return
    start = index + (3 if behalf else 1)
    body = actor_at(tokens, start)
    target = body.mention.entity if body and body.mention else None
    if target is None and word(tokens, start) in ("his", "her") and word(tokens, start + 1) in _OWN:
        target = country_of(analysis, group.entity)
    side = start + (word(tokens, start) == "the")
    if target is None and side < len(tokens) and word(tokens, side + 1) in {*_SIDES, "one", ".", ",", ""}:
        target = _owner(analysis, tokens[side])
    if target and word(tokens, start + 1 + (word(tokens, start) == "the")) != "'s":
        stands_for(analysis, group.entity, target, "on-behalf-of", group.person, tokens[start], 0.88)


def _represented(analysis: Analysis, tokens: Sequence[Token], group: Group, before: Sequence[str]) -> None:
    """'P represented A and |Q| B'."""
    body = actor_at(tokens, group.after)
    verb = next((n for n, said in enumerate(before) if said == "represented"), None)
    if body is None or body.mention is None or verb is None or actor_at(tokens, verb + 1) is None:
        return
    if word(tokens, verb - 1) not in ("was", "were", "is", "are"):
        stands_for(analysis, group.entity, body.mention.entity, "represented-by", group.person, body, 0.85)


def _led_by(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], by: int) -> None:
    """'A's delegation was led by P, while B's was headed |by| Q', 'the A delegation by P and the B one |by| Q'."""
    end = by - 1
    while word(tokens, end) in _LED:
        end -= 1
    if not any(t.lower in _SIDES for t in tokens[:end]) or word(tokens, end) not in ("'s", "one", "that"):
        return
    body = _owner(analysis, tokens[end - 1])
    persons = persons_from(tokens, found, by + 1)[:1] if body else []
    if body and persons:
        stands_for(analysis, persons[0].entity, body, "led-delegation", tokens[end - 1], persons[0].person, 0.88)


def _owner(analysis: Analysis, token: Token) -> str | None:
    """The actor of 'B's', the state of 'the Xish one'."""
    if token.mention and token.type in ACTORS:
        return token.mention.entity
    if token.text not in demonyms():
        return None
    row = reference().rows[demonyms()[token.text]]
    return analysis.entities.add("State", row.name, reference=row.id, country=row.id)
