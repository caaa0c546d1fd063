"""A post named once for several persons: 'Ambassadors P (A), Q (B) and R (C)', 'the Directors of Labour of A and B, P
and Q'; and persons of a state by their form of address alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.groups import Group
from kg.extract.names import address_before
from kg.extract.persons_listed import between
from kg.extract.plural_titles import PluralTitle, plural_titles
from kg.extract.title_heads import demonyms
from kg.extract.words import ACTORS, LAND, Token, words
from kg.records import Span
from kg.reference import reference

_SEVERAL = 2
_BARE = frozenset("head leader chief expert trainer researcher representative delegate activist".split())
"""What tells no post where it stands alone."""


def posts_in_plural(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the position, and the employer, of persons listed behind their post in the plural."""
    if len(found) < _SEVERAL:
        return
    for post in plural_titles(tokens):
        listed = _listed(tokens, found, post.after)
        if len(listed) >= _SEVERAL:
            _claim(analysis, tokens, post, listed)


def _listed(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The persons that follow one another here, with nothing but their states and small words between them."""
    chosen: list[Group] = []
    for group in found:
        if group.index < index:
            continue
        first, _ = address_before(tokens, group.index)
        if not all(between(token) for token in tokens[index:first]):
            break
        chosen.append(group)
        index = group.index + 1
    return chosen


def _claim(analysis: Analysis, tokens: Sequence[Token], post: PluralTitle, listed: Sequence[Group]) -> None:
    """Claims the post of each, unless two may share out its field, and the state behind the name or before the list."""
    position = post.position(analysis.text)
    bare = post.singular.lower() in _BARE and (post.title.lower or " " not in position)
    shared = " and " in position and len(listed) == _SEVERAL and len(post.owners) < _SEVERAL
    owners = post.owners if len(post.owners) == len(listed) else post.owners * len(listed)
    for number, group in enumerate(listed):
        state = state_behind(tokens, group) or (owners[number] if len(post.owners) in (1, len(listed)) else None)
        end = group.person.end if state is None else max(group.person.end, state.end)
        span = Span(post.token.start, end)
        if not (group.titles or shared or bare or _of_field(tokens, group)):
            analysis.claim("position", group.entity, position, "post-in-plural", span, confidence=0.88)
        if state is not None and (entity := _owner(analysis, state)):
            analysis.claim("worksFor", group.entity, entity, "post-in-plural", span, confidence=0.88)


def _of_field(tokens: Sequence[Token], group: Group) -> bool:
    """Whether the field of the post stands behind the name: 'two ministers, P of Justice and Q of Labour'."""
    behind = tokens[group.index + 1 : group.index + 4]
    following = [token.lower for token in behind if token.lower != "the"]
    return following[:1] == ["of"] and bool(set(following[1:2]) & words("titles_portfolios", "word"))


def _owner(analysis: Analysis, owner: Token) -> str | None:
    """The body, or the state that a country's name or adjective means; None for other places."""
    entity = owner.mention.entity if owner.mention else ""
    if entity and analysis.entities[entity].type in ACTORS:
        return entity
    code = analysis.entities[entity].reference if entity else demonyms().get(owner.text)
    known = reference().rows.get(code or "")
    if known is None or known.table != "states.csv":
        return None
    return analysis.entities.add("State", known.name, reference=known.id, country=known.id)


def state_behind(tokens: Sequence[Token], group: Group) -> Token | None:
    """The state of 'P (S)', 'P of S', 'P of the S', 'S's P'."""
    index = group.index + 1
    owned = group.first > 1 and tokens[group.first - 1].kind == "poss" and tokens[group.first - 2].type in LAND
    if owned:
        return tokens[group.first - 2]
    if index >= len(tokens) or tokens[index].text.lower() not in ("(", "of", "from"):
        return None
    index += 1 + (index + 1 < len(tokens) and tokens[index + 1].lower == "the")
    return tokens[index] if index < len(tokens) and tokens[index].type in LAND else None


def persons_of_states(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """'H.E. P of the Republic of S', 'P of S, Q of T and U's R': one whom a state's name alone introduces works for
    it; one with the address of the highest offices whatever follows."""
    for group in found:
        state = state_behind(tokens, group)
        if group.titles or state is None or state.type != "State" or state.mention is None:
            continue
        first, _ = address_before(tokens, group.index)
        called = {t.lower.replace(".", "") for t in tokens[first : group.index]}
        span = Span(min(tokens[first].start, state.start), max(group.person.end, state.end))
        if called & {"he", "excellency", "excellencies"}:
            analysis.claim("worksFor", group.entity, state.mention.entity, "excellency-of-state", span, confidence=0.85)
        elif not group.bodies and _introduces(tokens, group, state):
            analysis.claim("worksFor", group.entity, state.mention.entity, "person-of-state", span, confidence=0.85)


def _introduces(tokens: Sequence[Token], group: Group, state: Token) -> bool:
    """Whether a state's name tells whose a person is: 'P of S' and 'S's P', but no 'P from S', 'P of S's Ministry', nor
    one whom others 'chose as' something."""
    if state.start < group.person.start:
        return True
    index = tokens.index(state)
    link = tokens[group.index + 1].lower
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    owning = after is not None and (after.kind == "poss" or after.capital or after.lower == "as")
    return link == "of" and not owning
