"""A post named once for several persons: 'Ambassadors P (A), Q (B) and R (C)', 'the foreign ministers P of A and Q of
B'; and persons of a state by their form of address alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.groups import Group
from kg.extract.names import address_before
from kg.extract.title_heads import head_at
from kg.extract.words import LAND, Token
from kg.records import Span
from kg.reference import reference

_BETWEEN = frozenset({",", "and", "&", "(", ")", "of", "the", "from", ";"})
_STATES = frozenset("ambassador minister president commissioner governor premier".split())
_MODIFIERS = frozenset("prime foreign interior deputy vice labour finance justice".split())
_SEVERAL = 2


def posts_in_plural(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the position, and the state behind each name, of persons listed behind their post in the plural."""
    for index, token in enumerate(tokens):
        post = token.text.removesuffix("s")
        if post.lower() not in _STATES or post == token.text or head_at(tokens, index):
            continue
        before = index - (index > 0 and tokens[index - 1].lower in _MODIFIERS)
        post = " ".join([*(t.text for t in tokens[before:index]), post])
        listed = _listed(tokens, found, index + 1)
        for group in listed if len(listed) >= _SEVERAL else ():
            _claim(analysis, tokens, group, token, post)


def _listed(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The persons that follow one another here, with nothing but their states and small words between them."""
    chosen: list[Group] = []
    for group in found:
        first, _ = address_before(tokens, group.index)
        if first < index:
            continue
        between = tokens[index:first]
        if any(t.text.lower() not in _BETWEEN and t.type not in LAND for t in between):
            break
        chosen.append(group)
        index = group.index + 1
    return chosen


def _claim(analysis: Analysis, tokens: Sequence[Token], group: Group, token: Token, post: str) -> None:
    state = state_behind(tokens, group)
    end = state.end if state else group.person.end
    span = Span(token.start, end)
    if not group.titles:
        analysis.claim("position", group.entity, post, "post-in-plural", span, confidence=0.88)
    if state is not None and (entity := _state(analysis, state)):
        analysis.claim("worksFor", group.entity, entity, "post-in-plural", span, confidence=0.88)


def _state(analysis: Analysis, land: Token) -> str | None:
    """The state that a country's name behind a person means, as an actor or as a place; None for other places."""
    entity = land.mention.entity if land.mention else ""
    if not entity or analysis.entities[entity].type == "State":
        return entity or None
    known = reference().rows.get(analysis.entities[entity].reference or "")
    if known is None or known.table != "states.csv":
        return None
    return analysis.entities.add("State", known.name, reference=known.id, country=known.id)


def state_behind(tokens: Sequence[Token], group: Group) -> Token | None:
    """The state of 'P (S)', 'P of S', 'P of the S'."""
    index = group.index + 1
    if index >= len(tokens) or tokens[index].text.lower() not in ("(", "of", "from"):
        return None
    index += 1 + (index + 1 < len(tokens) and tokens[index + 1].lower == "the")
    return tokens[index] if index < len(tokens) and tokens[index].type in LAND else None


def addressed_of_state(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """'H.E. P of the Republic of S': one with the address of the highest offices works for that state."""
    for group in found:
        first, _ = address_before(tokens, group.index)
        called = {t.lower.replace(".", "") for t in tokens[first : group.index]}
        state = state_behind(tokens, group)
        if (
            group.titles
            or state is None
            or state.type != "State"
            or state.mention is None
            or not called & {"he", "excellency", "excellencies"}
        ):
            continue
        span = Span(tokens[first].start, state.end)
        analysis.claim("worksFor", group.entity, state.mention.entity, "excellency-of-state", span, confidence=0.85)
