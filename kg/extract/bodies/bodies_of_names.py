"""Employers of persons without a post: 'P and Q of B', 'P, a geographer at B'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_bodies import body_at
from kg.extract.text.words import BODIES, Token
from kg.records import Span

_JOINTS = frozenset({",", "and", "&"})
_AT = frozenset({"at", "with", "from", "in"})
_OF = frozenset({"of", "from", "at"})
_DOER = re.compile(r"(?:[a-z]{3,}(?:er|or|ist|ian|ant|yst|man|woman)|nurse|head|aide|guard|attorney)$")
"""What tells what somebody does for a living."""
_NO_WORK = frozenset("former member founder owner supporter number user sister mother father brother daughter".split())
_REACH = 7


def bodies_of_names(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the `worksFor` claims of one sentence."""
    for number, group in enumerate(found):
        _shared(analysis, tokens, found[:number], group)
        if not group.titles and not group.bodies:
            _occupied(analysis, tokens, group)


def _shared(analysis: Analysis, tokens: Sequence[Token], before: Sequence[Group], group: Group) -> None:
    """'|P and| Q of B': the body of the last for those first named here, who have no post of their own."""
    body = group.bodies[0].mention if group.bodies and not group.titles else None
    behind = tokens[group.index + 1].lower if group.index + 1 < len(tokens) else ""
    if body is None or body.mention is None or body.type not in BODIES or behind not in _OF:
        return
    first = group.first
    for other in reversed(before):
        joined = {t.lower for t in tokens[other.after : first]}
        if not joined or joined - _JOINTS or other.titles or other.bodies or not _new(analysis, tokens, other):
            break
        if first == group.first and "and" not in joined and "&" not in joined:
            break
        span = Span(other.person.start, body.end)
        analysis.claim("worksFor", other.entity, body.mention.entity, "all-of-body", span, confidence=0.82)
        first = other.first


def _new(analysis: Analysis, tokens: Sequence[Token], group: Group) -> bool:
    """Whether the person has not been named before this sentence."""
    return not any(m.entity == group.entity for m in analysis.mentions.within(0, tokens[0].start))


def _occupied(analysis: Analysis, tokens: Sequence[Token], group: Group) -> None:
    """'P, |a geographer at B|'."""
    start = group.after + 2
    opening = [t.lower for t in tokens[group.after : start]]
    if opening not in ([",", "a"], [",", "an"]):
        return
    for index in range(start, min(start + _REACH, len(tokens) - 1)):
        token = tokens[index]
        if token.lower in _AT:
            body, _ = body_at(tokens, index + 1 + (tokens[index + 1].lower == "the"))
            named = body.mention if body else None
            doer = tokens[index - 1].lower
            if named and named.mention and named.type in BODIES and _DOER.match(doer) and doer not in _NO_WORK:
                span = Span(group.person.start, named.end)
                analysis.claim("worksFor", group.entity, named.mention.entity, "person-of-body", span, confidence=0.85)
            return
        if token.kind != "word" or token.mention or token.lower in _NO_WORK:
            return
