"""A post named once for several persons: 'Ambassadors P (A), Q (B) and R (C)', 'the Directors of Labour of A and B, P
and Q'; and persons of a state by their form of address alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.names import address_before
from kg.extract.persons.persons_listed import between
from kg.extract.persons.plural_titles import PluralTitle, plural_titles
from kg.extract.persons.title_heads import demonyms
from kg.extract.text.words import ACTORS, BODIES, LAND, Token, words
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


_CHOSEN = frozenset("appointed elected re-elected named nominated chosen designated".split())


def _introduces(tokens: Sequence[Token], group: Group, state: Token) -> bool:
    """Whether a state's name tells whose a person is: 'P of S' and 'S's P', but no 'P from S', 'P of S's Ministry', nor
    one whom others 'chose as' something, or who is appointed or leads a body."""
    if state.start < group.person.start:
        return True
    index = tokens.index(state)
    before = [t.lower for t in tokens[max(0, group.first - _CLAUSE) : group.first]]
    leads = before[-1:] == ["by"] and {"led", "headed"} & set(before)
    if leads or {t.lower for t in tokens[index + 1 : index + 5]} & _CHOSEN:
        return False
    link = tokens[group.index + 1].lower
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    owning = after is not None and (after.kind == "poss" or after.capital or after.lower == "as")
    return link == "of" and not owning


_STAFF = frozenset(
    "members specialists experts officers trainers staff officials representatives facilitators colleagues lawyers"
    " instructors advisers advisors researchers employees".split()
)
_CLAUSE = 8
"""Words of the clause on what a staff does before the colon behind which its members are listed."""
_TEAM = frozenset({"team", "staff", "office"})
_JOINTS = frozenset({",", ";", "and", "&", "as", "well"})


def staff_of_body(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """'Three experts from B: P, Case Officer Q and R', 'members of B's team, P and Q': they work for the body."""
    for index, token in enumerate(tokens):
        if token.mention is None or token.type not in BODIES or token.type == "Process" or not _staff(tokens, index):
            continue
        after = index + 1
        after += 2 * (after + 1 < len(tokens) and tokens[after].kind == "poss" and tokens[after + 1].lower in _TEAM)
        if start := _row_at(tokens, after):
            for group in _in_row(tokens, found, start):
                span = Span(token.start, group.person.end)
                analysis.claim("worksFor", group.entity, token.mention.entity, "staff-of-body", span, confidence=0.85)


def _staff(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'experts of the', 'officers from' stand before a token."""
    index -= 1 + (index > 0 and tokens[index - 1].lower == "the")
    return index > 0 and tokens[index].lower in ("of", "from") and tokens[index - 1].lower in _STAFF


def _row_at(tokens: Sequence[Token], index: int) -> int:
    """Where the list behind 'experts from B, …', 'experts from B led the sessions: …' begins; 0 if there is none."""
    if index < len(tokens) and tokens[index].text in (",", "–", "-"):
        return index + 1
    for number in range(index, min(index + _CLAUSE, len(tokens))):
        if tokens[number].text == ":":
            return number + 1
        if tokens[number].kind == "punct" or tokens[number].type in (*BODIES, "Person"):
            break
    return 0


def _in_row(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The two or more persons listed from token `index` on, where none has a body of the own."""
    row: list[Group] = []
    for group in found:
        if group.index < index:
            continue
        if {t.lower for t in tokens[index : group.first]} - _JOINTS or group.bodies:
            break
        if any(title.owner or title.bodies or title.kind == "minister" for title in group.titles):
            break
        row.append(group)
        index = group.after
    return row if len(row) >= _SEVERAL else []
