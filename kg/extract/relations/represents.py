"""Who stands for whom: 'X, represented by P', 'P led the delegation of X', 'P signed for X', 'on behalf of X'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.speakers import person_before
from kg.extract.persons.titles import title_at
from kg.extract.relations.delegations import DELEGATIONS, delegation
from kg.extract.relations.represents_gapped import gapped
from kg.extract.relations.represents_own import each_for_one, own_side, verb_left_out
from kg.extract.relations.represents_parts import actor_at, persons_from, stands_for, subject, word
from kg.extract.relations.represents_sides import sides
from kg.extract.relations.represents_signing import signatories
from kg.extract.text.words import ACTORS, Token, words
from kg.records import Span

_FOR = words("represents_verbs", "form")
_NEAR, _FAR = 10, 20
"""Words behind 'represented' in which 'by' stands: further off behind 'at the meeting in P on 5 May'."""
_WHERE = frozenset("at in during on".split())
_BE = frozenset("was were is are been being be also both has have had further additionally duly jointly then".split())


def represents(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the `represents` claims of one sentence."""
    each_for_one(analysis, tokens, found)
    gapped(analysis, tokens, found)
    sides(analysis, tokens, found)
    for index, token in enumerate(tokens):
        own_side(analysis, tokens, found, index)
        before = tokens[index - 1].lower if index else ""
        if token.lower == "represented" and before not in ("who", "and"):
            _represented_by(analysis, tokens, found, index)
            verb_left_out(analysis, tokens, found, index)
        planned = token.lower == "represent" and before in ("will", "to")
        if planned or token.lower in ("represented", "representing", "represents"):
            _representing(analysis, tokens, found, index)
        signatories(analysis, tokens, found, index)
        if token.lower in ("stead", "place"):
            _in_stead(analysis, tokens, found, index)
        if token.lower in DELEGATIONS:
            delegation(analysis, tokens, found, index)
        if token.lower == "that" and word(tokens, index + 1) == "of":
            _that_of(analysis, tokens, found, index)
        if token.lower == "behalf" and word(tokens, index + 1) == "of" and before in ("on", "in"):
            _stands_for(analysis, tokens, found, index + 2, index)
        if any(group.first <= index < group.index for group in found):
            continue  # 'the High Commissioner |for| Refugees, P': the word is of a post
        if token.lower == "for" and _for_side(analysis, tokens, found, index):
            continue
        if token.lower == "for" and (
            _signed_by(tokens, found, index) or _verb_before(tokens, index) or _did_so(tokens, index)
        ):
            _stands_for(analysis, tokens, found, index + 1, index)


def _represented_by(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    reach = _FAR if word(tokens, index + 1) in _WHERE else _NEAR
    by = next((n for n in range(index + 1, min(index + reach, len(tokens))) if tokens[n].lower == "by"), None)
    persons = persons_from(tokens, found, by + 1) if by else []
    bodies = _bodies_to(tokens, index) or _latter(analysis, tokens, index)
    if persons and not bodies:
        bodies = _holder(tokens, index)
    if not persons or not bodies:
        return
    pairs = [(p, b) for p in persons for b in bodies]
    if len(persons) == len(bodies) > 1:
        pairs = list(zip(persons, bodies, strict=True))
    for person, body in pairs:
        target = _organisation(analysis, body)
        if target:
            stands_for(analysis, person.entity, target, "represented-by", body, person.person)
        if target and person.inside and analysis.entities[target].type != "State":
            span = Span(body.start, person.person.end)
            analysis.claim("worksFor", person.entity, target, "heads-its-office", span, confidence=0.88)


def _latter(analysis: Analysis, tokens: Sequence[Token], index: int) -> list[Token]:
    """'The latter was represented by P': the last actor that the sentence before names."""
    if [t.lower for t in tokens[:2]] != ["the", "latter"] or index > 4:
        return []
    before = [m for m in analysis.mentions if m.type in ACTORS and m.type != "State" and m.start < tokens[0].start]
    last = before[-1] if before and tokens[0].start - before[-1].end < 60 else None
    return [Token(last.start, last.end, analysis.surface(last), "mention", last)] if last else []


def _holder(tokens: Sequence[Token], index: int) -> list[Token]:
    """The person of 'P, represented by Q', 'P, who was ably represented by Q'."""
    index -= 1
    while index >= 0 and (tokens[index].lower in _BE | {"who", ","} or _adverb(tokens[index])):
        index -= 1
    return [tokens[index]] if index >= 0 and tokens[index].type == "Person" else []


def _adverb(token: Token) -> bool:
    return token.kind == "word" and token.lower.endswith("ly") and not token.capital


def _organisation(analysis: Analysis, token: Token) -> str | None:
    """The actor itself; for a person the one body that the person works for."""
    assert token.mention
    if token.type != "Person":
        return token.mention.entity
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == token.mention.entity}
    return jobs.pop() if len(jobs) == 1 else None


def _bodies_to(tokens: Sequence[Token], index: int) -> list[Token]:
    """The actors that are the subject of the participle at `index`."""
    index -= 1
    while index >= 0 and (tokens[index].lower in _BE or tokens[index].text == ","):
        comma = tokens[index].text == ","
        index -= 1
        if comma and index >= 0 and not tokens[index].mention:
            break
    index = _before_clause(tokens, index)
    chosen: list[Token] = []
    while index >= 0 and tokens[index].type in ACTORS:
        chosen.insert(0, tokens[index])
        index -= 1
        while index >= 0 and tokens[index].lower in ("the", "and", "&", "both"):
            index -= 1
        if word(tokens, index + 1) not in ("and", "&") and word(tokens, index + 2) not in ("and", "&"):
            break
    return chosen


def _before_clause(tokens: Sequence[Token], index: int) -> int:
    """Where `index` lies in ', which …,': the index before that clause; past a closing bracket: before it."""
    if 0 <= index < len(tokens) and tokens[index].text == ")":
        while index > 0 and tokens[index].text != "(":
            index -= 1
        return index - 1
    for number in range(index, max(0, index - 14), -1):
        if tokens[number].lower in ("which", "who", "whose") and word(tokens, number - 1) == ",":
            return number - 2
    return index


def _person(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> str | None:
    group = subject(tokens, found, index)
    if group:
        return group.entity
    opening = [t.lower for t in tokens[:3]]
    return person_before(analysis, tokens[0].start) if {"he", "she"} & set(opening) else None


def _representing(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    body, person = actor_at(tokens, index + 1), subject(tokens, found, index)
    passive = word(tokens, index - 1) in _BE and tokens[index].lower == "represented"
    if index == 0:
        comma = next((n for n in range(2, min(9, len(tokens))) if tokens[n].text == ","), 2)
        person = next((g for g in found if _opens_behind(tokens, g, comma)), None)
    far = person is not None and index - person.after > (12 if tokens[index].lower == "representing" else 3)
    others = index > 0 and word(tokens, index - 1).endswith("s") and not tokens[index - 1].mention
    if not person or passive or far or others:
        return
    if body is None or body.mention is None:
        _for_holder(analysis, tokens, person.entity, index + 1, index)
        return
    together = index - person.after < 2 and tokens[index].lower != "representing"
    for each in _joined_to(tokens, found, person) if together else [person]:
        stands_for(analysis, each.entity, body.mention.entity, "representing", each.person, body)


def _opens_behind(tokens: Sequence[Token], group: Group, comma: int) -> bool:
    """Whether the person is named right behind the comma, but for words of a post that is not known."""
    between = tokens[comma + 1 : max(group.first, comma + 1)]
    return group.index > comma and len(between) < 4 and all(t.capital and not t.mention for t in between)


def _joined_to(tokens: Sequence[Token], found: Sequence[Group], last: Group) -> list[Group]:
    """The persons of the list 'P, T of B, Q and R' that ends with the last one."""
    chosen = [last]
    for group in reversed([g for g in found if g.after <= last.first]):
        between = {t.lower for t in tokens[group.after : chosen[0].first]}
        if not between or not between <= {",", "and", "&", "the", "as", "well"} or between == {"the"}:
            break
        chosen.insert(0, group)
    ands = {t.lower for t in tokens[chosen[0].after : last.first]} & {"and", "&", "well"}
    return chosen if ands else [last]


def _that_of(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """'P led that of X', 'and P, T, that of X' beside a delegation that is named before."""
    said = analysis.text[max(0, tokens[0].start - 300) : tokens[index].start].lower()
    person = subject(tokens, found, index)
    if not any(side in said for side in ("delegation", " side", " team")) or person is None or index - person.after > 3:
        return
    body = actor_at(tokens, index + 2)
    behind = next((n + 1 for n in range(index + 2, len(tokens)) if tokens[n] is body), index)
    by = next((n for n in range(behind, behind + 3) if word(tokens, n) == "by"), None) if body else None
    led = persons_from(tokens, found, by + 1)[:1] if by else [person]
    target = body.mention.entity if body and body.mention else None
    if target is None and word(tokens, index + 2) == "the":
        jobs = [c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == person.entity]
        target = jobs[0] if len(set(jobs)) == 1 else None
    for each in led if target else ():
        stands_for(analysis, each.entity, target or "", "led-delegation", each.person, tokens[index + 1], 0.85)


def _verb_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb of standing in for stands shortly before 'for'."""
    for token in reversed(tokens[max(0, index - 8) : index]):
        if token.lower in _FOR:
            return True
        if token.text in (",", ";", ":") or token.lower in ("and", "that", "with", "to"):
            return False
    return False


def _did_so(tokens: Sequence[Token], index: int) -> bool:
    """'P signed for A; Q did so |for| B'."""
    return word(tokens, index - 1) == "so" and word(tokens, index - 2) in ("did", "does", "doing")


def _signed_by(tokens: Sequence[Token], found: Sequence[Group], index: int) -> bool:
    """'was signed by P, T, for X and by Q for Y'."""
    group = next((g for g in found if index - g.after in (0, 1) and g.after <= index), None)
    if group is None or word(tokens, group.first - 1) not in ("by", "and"):
        return False
    return any(t.lower in ("signed", "initialled", "inked") for t in tokens[: group.first])


def _stands_for(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], start: int, index: int) -> None:
    """'signed for X', 'on behalf of X', 'spoke for the Executive Secretary'."""
    opening = _opening_for(tokens, found, index)
    person = opening[0].entity if opening else _person(analysis, tokens, found, index)
    if person is None:
        return
    if _respectively(analysis, tokens, found, start):
        return
    body = actor_at(tokens, start)
    if body and body.mention and not _owns(tokens, start):
        for each in [group.entity for group in opening] or [person]:
            stands_for(analysis, each, body.mention.entity, "on-behalf-of", tokens[index], body)
        return
    if [word(tokens, start), word(tokens, start + 1)] == ["the", "government"]:
        if government := _government(analysis, tokens[start].start):
            stands_for(analysis, person, government, "on-behalf-of", tokens[index], tokens[start + 1], 0.85)
        return
    other = next((g for g in found if g.first <= start <= g.index and g.entity != person), None)
    if other:
        jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == other.entity}
        if len(jobs) == 1:
            stands_for(analysis, person, jobs.pop(), "for-office-holder", tokens[index], other.person, 0.75)
        return
    if word(tokens, start) in ("him", "her") and (holder := _named_last(analysis, tokens, person)):
        stands_for(analysis, person, holder, "for-office-holder", tokens[index], tokens[start], 0.75)
        return
    _for_holder(analysis, tokens, person, start, index)


def _for_holder(analysis: Analysis, tokens: Sequence[Token], person: str, start: int, index: int) -> None:
    """'for |the Minister of X of S|': who stands in for an office-holder stands for the organisation."""
    title = title_at(tokens, start)
    target = _office(analysis, person, title) if title and title.kind not in ("officer", "member") else None
    if title and target:
        stands_for(analysis, person, target, "for-office-holder", tokens[index], tokens[title.after - 1], 0.75)


def _government(analysis: Analysis, before: int) -> str | None:
    """The one state whose government was named by that word before."""
    named = {
        m.entity
        for m in analysis.mentions
        if m.end < before and m.type == "State" and "government" in analysis.surface(m).lower()
    }
    return named.pop() if len(named) == 1 else None


def _named_last(analysis: Analysis, tokens: Sequence[Token], person: str) -> str | None:
    """The body of the office-holder whom 'him', 'her' means behind 'stood in for': the one person of the sentence
    before, who works for one body."""
    here = analysis.sentence_at(tokens[0].start)
    before = analysis.sentences[here.index - 1] if here and here.index else None
    if before is None or here is None or before.paragraph != here.paragraph:
        return None
    named = {m.entity for m in analysis.mentions.within(before.start, before.end) if m.type == "Person"} - {person}
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject in named}
    return jobs.pop() if len(named) == len(jobs) == 1 else None


def _in_stead(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """'P sent Q, T, in his stead': the one stands for the body of the other."""
    before = [g for g in found if g.index < index]
    if len(before) < 2 or word(tokens, index - 1) not in ("his", "her") or word(tokens, index - 2) != "in":
        return
    holder, sent = before[-2:]
    verbs = {t.lower for t in tokens[holder.after : sent.first]}
    jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == holder.entity}
    if verbs & {"sent", "delegated", "dispatched", "deputed", "mandated"} and len(jobs) == 1:
        stands_for(analysis, sent.entity, jobs.pop(), "for-office-holder", holder.person, tokens[index], 0.8)


def _for_side(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> bool:
    """'For B, P said', '; and, for the B, P, T': True where it is written so."""
    body, before = actor_at(tokens, index + 1), tokens[index - 1].text if index else ","
    if body is None or body.mention is None or before not in (",", ";", ":", "and", "("):
        return False
    after = next(n for n in range(index, len(tokens)) if tokens[n] is body) + 1
    start = _past_clause(tokens, after + (word(tokens, after) in (",", ":")))
    person = next((g for g in found if start <= g.first <= start + (word(tokens, start) == "the")), None)
    person = person or (_done_by(tokens, found, start) if start > after else None)
    apart = start > after or bool(person and person.first < person.index)
    if person is None or not apart:
        return False
    stands_for(analysis, person.entity, body.mention.entity, "for-side", body, person.person, 0.85)
    return True


def _past_clause(tokens: Sequence[Token], index: int) -> int:
    """The index after 'which holds the chair,' that stands here, else `index`."""
    if word(tokens, index) != "which":
        return index
    return next((n + 1 for n in range(index, min(index + 14, len(tokens))) if tokens[n].text == ","), index)


def _done_by(tokens: Sequence[Token], found: Sequence[Group], index: int) -> Group | None:
    """The person of 'it was signed by P', where no other person or actor stands before."""
    for number in range(index, min(index + 8, len(tokens))):
        if tokens[number].text in (";", ",") or tokens[number].type in (*ACTORS, "Person"):
            return None
        if tokens[number].lower == "by":
            start = number + 1 + (word(tokens, number + 1) == "the")
            return next((g for g in found if number + 1 <= g.first <= start), None)
    return None


def _respectively(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], start: int) -> bool:
    """'P and Q signed on behalf of A and B, respectively': each for his own; True where it is written so."""
    bodies, index = [], start
    while body := actor_at(tokens, index):
        bodies.append(body)
        index = next(n for n in range(index, len(tokens)) if tokens[n] is body) + 1
        while word(tokens, index) in (",", "and", "&"):
            index += 1
    if len(bodies) < 2 or "respectively" not in (word(tokens, index), word(tokens, index - 1)):
        return False
    persons = [g for g in found if g.index < start][-len(bodies) :]
    listed = all(
        {t.lower for t in tokens[one.after : other.first]} <= {",", "and", "&", "the"}
        for one, other in pairwise(persons)
    )
    if len(persons) == len(bodies) and listed:
        for person, body in zip(persons, bodies, strict=True):
            if body.mention:
                stands_for(analysis, person.entity, body.mention.entity, "on-behalf-of", person.person, body)
    return True


def _opening_for(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """'Speaking for B, P …', 'Speaking for B, P and Q …': the persons after the comma."""
    if not 0 < index < 4 or not (tokens[0].lower.endswith("ing") or tokens[0].lower in ("on", "in")):
        return []
    behind = [n + 1 for n in range(index, min(index + 16, len(tokens))) if tokens[n].text == ","]
    return next((persons_from(tokens, found, g.first) for g in found if g.first in behind), [])


def _owns(tokens: Sequence[Token], index: int) -> bool:
    """Whether the actor is only the owner of a title or thing ('IOM's Director General')."""
    index += word(tokens, index) == "the"
    return word(tokens, index + 1) == "'s"


def _office(analysis: Analysis, person: str, title: object) -> str | None:
    """The organisation of the office-holder: named with the title, else the person's own organisation."""
    bodies, owner = getattr(title, "bodies", []), getattr(title, "owner", None)
    token = bodies[0].tokens[0] if bodies else owner
    if token is not None and token.mention:
        return str(token.mention.entity)
    jobs = [c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == person]
    if len(set(jobs)) != 1:
        return None
    row = analysis.entities[jobs[0]]
    if row.type == "GovernmentBody" and "ministry" in row.name.lower():
        return row.id
    above = [c.object for c in analysis.claims if c.relation == "partOf" and c.subject == row.id]
    if above or row.parent:
        return above[0] if above else row.parent
    return (
        row.id if row.name.split()[-1].lower() not in words("titles_units", "word") else _named_in(analysis, row.name)
    )


def _named_in(analysis: Analysis, name: str) -> str | None:
    """The organisation whose name or acronym is a word of the name of its unit."""
    parts = set(name.replace("'s", " ").replace("’s", " ").split())
    fits = [e.id for e in analysis.entities if e.type == "InternationalOrganization" and {e.name, *e.aliases} & parts]
    return fits[0] if len(fits) == 1 else None
