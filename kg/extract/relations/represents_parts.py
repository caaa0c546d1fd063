"""What all readings of who stands for whom share: persons listed, the subject before a verb, the actor named here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_heads import demonyms
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS, Token
from kg.records import Span
from kg.reference import reference


def word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def stands_for(
    analysis: Analysis, person: str, body: str, rule: str, start: Token, end: Token, confidence: float = 0.9
) -> None:
    """Claims it, with the words from the one token to the other, whichever comes first, as evidence."""
    words = Span(min(start.start, end.start), max(start.end, end.end))
    analysis.claim("represents", person, body, rule, words, confidence=confidence)


def persons_from(tokens: Sequence[Token], found: Sequence[Group], index: int, also: Iterable[str] = ()) -> list[Group]:
    """The person whose group starts here, and those joined to it by 'and' or a comma, or by the words `also`."""
    chosen: list[Group] = []
    for group in found:
        opening = index + (word(tokens, index) in ("the", "its", "their", "his", "her"))
        if group.first in (index, opening) or group.first <= opening <= group.index:
            chosen.append(group)
            index = group.after
            while word(tokens, index) in (",", "and", "&", *also):
                index += 1
            if index == group.after:
                break
    return chosen


def subject(tokens: Sequence[Token], found: Sequence[Group], index: int) -> Group | None:
    """The person who does what stands at `index`: the last one named before it, no other subject between."""
    before = [g for g in found if g.index < index]
    if not before:
        return None
    group = before[-1]
    between = tokens[group.after : index]
    return None if ";" in {t.text for t in between} or len(between) > 16 else group


def actor_at(tokens: Sequence[Token], index: int) -> Token | None:
    index += word(tokens, index) in ("the", "both")
    return tokens[index] if index < len(tokens) and tokens[index].type in ACTORS else None


def country_of(analysis: Analysis, person: str) -> str | None:
    """The state that a person works for, directly or through a body, where the text tells it."""
    seen = [c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == person]
    for entity in seen:
        row = analysis.entities[entity]
        if row.type == "State":
            return entity
        above = [c.object for c in analysis.claims if c.relation == "partOf" and c.subject == entity]
        for parent in (*above, row.parent):
            if parent and analysis.entities[parent].type == "State":
                return parent
        if row.country:
            known = reference().rows[row.country]
            return analysis.entities.add("State", known.name, reference=known.id, country=known.id)
        for word in row.name.replace("'s", " ").split():
            if word in demonyms():
                known = reference().rows[demonyms()[word]]
                return analysis.entities.add("State", known.name, reference=known.id, country=known.id)
    return None


def side_of(analysis: Analysis, sentence: Sentence) -> str | None:
    """The one actor that a sentence names, or the state of its one adjective ('On the Albanian side sat:')."""
    inside = analysis.mentions.within(sentence.start, sentence.end)
    named = {m.entity for m in inside if m.type in ACTORS}
    if len(named) == 1:
        return named.pop()
    spoken = re.findall(r"\w+", analysis.text[sentence.start : sentence.end])
    codes = {demonyms()[w] for w in spoken if w in demonyms()}
    places = {analysis.entities[m.entity].reference for m in inside if m.type == "Place"}
    codes |= {p for p in places if p and p in reference().rows and reference().rows[p].table == "states.csv"}
    if len(codes) != 1 or named:
        return None
    known = reference().rows[codes.pop()]
    return analysis.entities.add("State", known.name, reference=known.id, country=known.id)
