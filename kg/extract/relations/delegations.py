"""Whose delegation it is, who leads it and who belongs to it: they stand for the state or body that sent it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_heads import demonyms
from kg.extract.relations.represents_parts import actor_at, country_of, persons_from, stands_for, subject, word
from kg.extract.text.words import ACTORS, LAND, Token, tokenise
from kg.reference import reference

DELEGATIONS = {"delegation", "team", "mission", "delegations"}
_HEADS = {"led", "leads", "lead", "headed", "heads", "head", "leading", "heading", "chaired", "presided"}
_STANDS = {"came", "was", "is", "stood", "sat", "stands", "were", "travelled", "arrived", "went"}
_FAR = 20
"""Words behind the delegation in which 'led by' stands: '… of X at the meeting in P on 5 May was led by'."""
_LEADERS = {"head", "leader", "chief"}
_CONSISTS = {"comprised", "comprises", "comprising", "included", "includes", "including", "consisted", "consists"}
_CONSISTS |= {"consisting", "composed", "made"}


def delegation(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """Reads the noun at `index`: 'P led the delegation of X', 'the X delegation was led by P', 'comprised P and Q'."""
    verb = next((n for n in range(index - 1, max(-1, index - 7), -1) if tokens[n].lower in _HEADS), None)
    if verb == index - 2 and tokens[index].lower == "mission" and tokens[index].capital:
        return  # 'the Deputy Head of Mission of the Embassy': a post
    if verb is not None and _of_another(tokens, verb):
        verb = None  # 'the X delegation was |led| by P while the Y delegation was headed by Q'
    if verb is not None and _named_behind(analysis, tokens, found, verb, index):
        return
    if verb is not None:
        _leader(analysis, tokens, found, verb, index)
        return
    if tokens[index].lower == "team":
        body = _before(analysis, tokens, max(-1, index - 3), index)
        state = body if body and analysis.entities[body].type == "State" else None
        _led_by(analysis, tokens, found, index, state)
    if tokens[index].lower == "delegation":
        body = _sent_by(analysis, tokens, index) or _from_after(tokens, index)
        _led_by(analysis, tokens, found, index, body)
        _under(analysis, tokens, found, index, body)
        _members(analysis, tokens, found, index, body)


def _of_another(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb tells by whom a delegation that is named before it is led."""
    before = {token.lower for token in tokens[max(0, verb - 8) : verb]}
    return word(tokens, verb + 1) == "by" and bool(before & {"was", "is"} and before & (DELEGATIONS | {"side"}))


def _leader(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], verb: int, index: int) -> None:
    """'P led the delegation of X', 'P headed the X delegation', 'his country's delegation'."""
    beside = index + 2 if word(tokens, index + 1) == "," else -1
    office = [g for g in found if g.first <= verb < g.after or g.first == beside]
    if tokens[verb].lower == "head" and office:
        persons = office[:1]
    elif word(tokens, verb + 1) == "by":
        persons = persons_from(tokens, found, verb + 2)
    else:
        leader = subject(tokens, found, verb)
        persons = [leader] if leader else []
    body = _named_after(tokens, index) or _before(analysis, tokens, verb, index)
    if body is None and persons and "country" in {t.lower for t in tokens[verb + 1 : index]}:
        body = country_of(analysis, persons[0].entity)
    unnamed = not any(t.mention for t in tokens[verb + 1 : index]) and word(tokens, index + 1) not in _SENT_BY
    post = word(tokens, index - 1) == "of"  # 'the EU Head of Delegation'
    if body is None and unnamed and not post and tokens[index].lower == "delegation":
        body = _own(analysis, persons)
    for person in persons:
        if body:
            stands_for(analysis, person.entity, body, "led-delegation", person.person, tokens[index])


def _own(analysis: Analysis, persons: Sequence[Group]) -> str | None:
    """Whose delegation one person leads of which that is not said: that of the person's state, else of the body."""
    if len(persons) != 1:
        return None
    if state := country_of(analysis, persons[0].entity):
        return state
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == persons[0].entity}
    jobs = {job for job in jobs if analysis.entities[job].type != "GovernmentBody"}  # it may be that of its state
    return jobs.pop() if len(jobs) == 1 else None


_SENT_BY = frozenset({"of", "from", "with", "which", "that", "sent", "to"})
"""Behind a delegation of which the text says whose it is, or what it does."""


def _led_by(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int, body: str | None) -> None:
    """'The delegation of X was led by P'."""
    by = next((n for n in range(index + 1, min(index + _FAR, len(tokens))) if tokens[n].lower == "by"), None)
    if by is None or body is None or tokens[by - 1].lower not in ("led", "headed"):
        return
    for person in persons_from(tokens, found, by + 1)[:1]:
        stands_for(analysis, person.entity, body, "led-delegation", tokens[index], person.person)


def _named_behind(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], verb: int, index: int) -> bool:
    """'At the head of the delegation of X came P', 'leading the X delegation was P'. Whether it is said so."""
    opening = verb - 2 * (tokens[verb].lower == "head" and [t.lower for t in tokens[verb - 2 : verb]] == ["at", "the"])
    starts = opening == 0 or tokens[opening - 1].text in (",", ";", ":") or tokens[opening - 1].lower == "and"
    if not starts or tokens[verb].lower not in ("leading", "heading") and opening == verb:
        return False
    body = _named_after(tokens, index) or _before(analysis, tokens, verb, index)
    near = range(index + 1, min(index + 9, len(tokens)))
    came = next((n for n in near if tokens[n].lower in _STANDS or opening == 0 and tokens[n].text == ","), None)
    if body is None or came is None:
        return False
    persons = persons_from(tokens, found, came + 1)[:1]
    for person in persons:
        stands_for(analysis, person.entity, body, "led-delegation", tokens[index], person.person)
    return bool(persons)


def _under(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int, body: str | None) -> None:
    """'The delegation of X came under P', 'had P at its head', 'had as its leader P', 'with P at its head'."""
    if body is None:
        return
    for number in range(index + 1, min(index + 16, len(tokens))):
        start = _past_phrase(tokens, number)
        persons = persons_from(tokens, found, start)[:1] if start > number else []
        headed = persons and tuple(t.lower for t in tokens[persons[0].after :][:4])
        bare = start == number + 1 and tokens[number].lower in ("had", "has", "with")
        if persons and (not bare or headed and _at_its_head(headed)):
            stands_for(analysis, persons[0].entity, body, "led-delegation", tokens[index], persons[0].person)
            return
        if tokens[number].text in (";", "."):
            return


def _past_phrase(tokens: Sequence[Token], index: int) -> int:
    """The index after 'under (the leadership of)', 'had (as its leader)', 'with', 'whose leader was'; else `index`."""
    said = tuple(t.lower for t in tokens[index : index + 4])
    if said[:1] == ("under",):
        return index + 4 if said[1:2] == ("the",) and said[3:] == ("of",) else index + 1
    if said[1:2] == ("as",) and said[2:3] and said[2] in ("its", "their", "the") and said[3:] and said[3] in _LEADERS:
        return index + 4
    if said[:1] == ("whose",) and said[1:2] and said[1] in _LEADERS and said[2:3] and said[2] in _STANDS:
        return index + 3
    return index + 1 if said[:1] and said[0] in ("had", "has", "with") else index


def _at_its_head(behind: Sequence[str]) -> bool:
    """Whether 'at its head', 'as their leader', 'in the lead' follows; a comma may stand before."""
    said = tuple(behind[1:] if behind[0] == "," else behind)[:3]
    if said[:1] == ("as",):
        return len(said) > 1 and said[-1] in _LEADERS
    return said in {("at", "its", "head"), ("at", "their", "head"), ("at", "the", "head"), ("in", "the", "lead")}


def _members(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int, body: str | None) -> None:
    """'The delegation comprised P, T from B, and Q', 'the delegation includes, from B, P and Q'."""
    verb = next((n for n in range(index + 1, len(tokens)) if tokens[n].lower in _CONSISTS), None)
    first = next((g for g in found if verb is not None and g.index > verb), None)
    if verb is None or first is None:
        return
    start, between = first.first, tokens[verb + 1 : first.first]
    if len(between) > 2:
        body = body if between[0].text == "," and between[-1].text == "," else None
    if body is None or len(between) > 16:
        return
    for person in persons_from(tokens, found, start):
        stands_for(analysis, person.entity, body, "in-delegation", tokens[index], person.person, 0.88)


def _sent_by(analysis: Analysis, tokens: Sequence[Token], index: int) -> str | None:
    """Whose delegation it is: by the words beside the noun, else by what was said of it before."""
    opening = max((n for n in range(index) if tokens[n].text in (",", ";")), default=-1)
    named = _named_after(tokens, index) or _before(analysis, tokens, max(opening, index - 6), index)
    return named or _said_before(analysis, tokens, index)


def _named_after(tokens: Sequence[Token], index: int) -> str | None:
    """'delegation of X'."""
    body = actor_at(tokens, index + 2) if word(tokens, index + 1) in ("of", "from") else None
    return body.mention.entity if body and body.mention else None


def _from_after(tokens: Sequence[Token], index: int) -> str | None:
    """'The delegation includes, from the X, …'."""
    for number in range(index + 1, min(index + 5, len(tokens))):
        if tokens[number].lower == "from" and word(tokens, number - 1) == ",":
            body = actor_at(tokens, number + 1)
            return body.mention.entity if body and body.mention else None
    return None


def _before(analysis: Analysis, tokens: Sequence[Token], first: int, index: int) -> str | None:
    """Whose delegation it is by the words before: a mention or an adjective."""
    for token in tokens[first + 1 : index]:
        if token.mention and token.type in ACTORS:
            return token.mention.entity
        if token.text in demonyms():
            row = reference().rows[demonyms()[token.text]]
            return analysis.entities.add("State", row.name, reference=row.id, country=row.id)
    return None


def _said_before(analysis: Analysis, tokens: Sequence[Token], index: int) -> str | None:
    """The state that the sentence before opens with, where the bare 'the delegation' opens this one."""
    here = analysis.sentence_at(tokens[index].start)
    if index != 1 or tokens[0].lower != "the" or here is None or here.index == 0:
        return None
    last = analysis.sentences[here.index - 1]
    opening = [t for t in tokenise(analysis, last.start, last.end)[:2] if t.mention]
    if last.paragraph == here.paragraph and opening and opening[0].mention and opening[0].type in (*ACTORS, *LAND):
        return opening[0].mention.entity if opening[0].type in ACTORS else None
    return None
