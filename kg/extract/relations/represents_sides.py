"""Who stands for which side of talks: 'the A side was led by P, the B side by Q', 'for A the talks were led by P and
for B by Q', 'on the A side, P signed', 'P, T of A, and Q, T of B, led their respective delegations'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_heads import demonyms
from kg.extract.relations.represents_parts import country_of, persons_from, stands_for, word
from kg.extract.text.words import ACTORS, BODIES, Token
from kg.reference import reference

_SIDES = frozenset("side delegation team part one".split())
_FRONTED = frozenset({"for", "on", "from"})
_LED = frozenset("led headed chaired co-chaired represented presided signed conducted spearheaded fronted".split())
_PLAIN = frozenset("side sides part talks negotiations one meeting discussions consultations session dialogue".split())
_PRESENT = frozenset("sat was were is are came stood attended spoke signed".split())
_SEVERAL = frozenset("delegations sides teams countries governments parties".split())
_FOR_THEM = frozenset("led headed leading heading represented for of signed".split())
_GAP = 9
"""Words that may stand between the side and the 'by' of who leads it."""


def sides(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the `represents` claims of those who are named beside the sides of one sentence."""
    if len(found) == 0:
        return
    for index in range(len(tokens)):
        _beside(analysis, tokens, found, index)
        if tokens[index].lower in _SEVERAL:
            _their_own(analysis, tokens, found, index)


def _beside(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """Reads the side that is told by the words at `index`."""
    opening = word(tokens, index)
    fronted = opening in _FRONTED and (index == 0 or word(tokens, index - 1) in (",", ";", "and", "while", "whereas"))
    start = index + fronted
    start += word(tokens, start) == "the"
    if not fronted and word(tokens, index) != "the" or start >= len(tokens):
        return
    side = _side(tokens, start, alone=opening == "for" and fronted)
    if side is None:
        return
    person = _led_by(tokens, found, side[1]) or (_present(tokens, found, side[1]) if fronted else None)
    if person is None:
        return
    if (target := _sender(analysis, side[0])) and not _of_other(analysis, person, target):
        stands_for(analysis, person.entity, target, "led-delegation", tokens[start], person.person, 0.88)


def _side(tokens: Sequence[Token], index: int, alone: bool) -> tuple[Token, int] | None:
    """Whose side it is that begins here, and the index behind it; `alone`: without a word for it ('for A')."""
    token, after = tokens[index], index + 1
    if not (token.text in demonyms() or token.type in ACTORS):
        return None
    if token.mention and token.lower.split()[-1] in _SIDES:
        return token, after
    if after < len(tokens) and tokens[after].kind == "poss":
        after += 1
    if word(tokens, after) in _SIDES:
        return token, after + 1
    return (token, after) if alone and token.type in ACTORS and after == index + 1 else None


def _led_by(tokens: Sequence[Token], found: Sequence[Group], index: int) -> Group | None:
    """The person of '(the talks) (were led) by P' behind the side; without the verb where one stands before."""
    for number in range(index, min(index + _GAP, len(tokens))):
        token = tokens[number]
        if token.lower == "by":
            verb = number > index and tokens[number - 1].lower in _LED
            left_out = number == index and any(t.lower in _LED for t in tokens[:index])
            return next(iter(persons_from(tokens, found, number + 1)), None) if verb or left_out else None
        if token.mention or token.kind != "word" and token.text != "," or token.capital and token.lower not in _PLAIN:
            return None
    return None


def _present(tokens: Sequence[Token], found: Sequence[Group], index: int) -> Group | None:
    """The person of 'on the A side, P', 'on the A side sat P'."""
    listed = word(tokens, index) in {",", *_PRESENT}
    return next(iter(persons_from(tokens, found, index + 1)), None) if listed else None


def _sender(analysis: Analysis, token: Token) -> str | None:
    """The actor that a token names, or the state of an adjective."""
    if token.mention and token.type in ACTORS:
        return token.mention.entity
    row = reference().rows.get(demonyms().get(token.text, ""))
    return analysis.entities.add("State", row.name, reference=row.id, country=row.id) if row else None


def _of_other(analysis: Analysis, group: Group, target: str) -> bool:
    """Whether the person works for another state, or an organisation that is of none, and the side is a state's."""
    if analysis.entities[target].type != "State":
        return False
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == group.entity}
    types = {analysis.entities[job].type for job in jobs - {target}}
    return target not in jobs and bool(types & {"State", "InternationalOrganization"})


def _their_own(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """'P, T of A, and Q, T of B, |led their respective delegations|', '|spoke for their countries|'."""
    start = index - 1 - (word(tokens, index - 1) in ("respective", "own", "two"))
    if word(tokens, start) != "their" or word(tokens, start - 1) not in _FOR_THEM:
        return
    persons = _listed_before(tokens, found, start)
    own = [_own(analysis, person) for person in persons]
    if len(persons) < 2 or None in own or len(set(own)) < len(own):
        return
    for person, target in zip(persons, own, strict=True):
        stands_for(analysis, person.entity, target or "", "led-delegation", person.person, tokens[index], 0.88)


def _listed_before(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The persons of the list that is the subject of a verb shortly before `index`."""
    chosen: list[Group] = []
    for group in reversed([g for g in found if g.after <= index]):
        end = chosen[0].first if chosen else index
        between = tokens[_past_bracket(tokens, group.after) : end]
        joints = all(t.lower in (",", "and", "&", "the", ";", "while") for t in between)
        if (chosen and not joints) or len(between) > _GAP or any(t.type in BODIES for t in between):
            break
        chosen.insert(0, group)
    return chosen


def _past_bracket(tokens: Sequence[Token], index: int) -> int:
    """The index behind '(A)', else `index`."""
    return index + 3 if word(tokens, index) == "(" and word(tokens, index + 2) == ")" else index


def _own(analysis: Analysis, group: Group) -> str | None:
    """The state, or else the one body, that a person comes for."""
    if state := country_of(analysis, group.entity):
        return state
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == group.entity}
    return jobs.pop() if len(jobs) == 1 else None
