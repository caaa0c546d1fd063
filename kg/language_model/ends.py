"""The ends of a statement in the article: entities that the rules found, or new ones whose words stand in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kg.contacts import has_contact
from kg.extract.analysis import normalise
from kg.language_model.question import types
from kg.language_model.reference_rows import known
from kg.language_model.words import Words
from kg.records import Entity, Extraction, Mention, Span

LONGEST = 200
"""Characters of a name; what is longer is none."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_DESCRIBED = ("Person", "Event")
"""Types that are named with words around the name that the rules leave out: 'H.E. Jane Doe', 'the first meeting'."""
_LINK = r"(?:of|on|for|in|at|to|with|by|from|about|during|under|between|among|against|and)"
_OTHER_HEAD = re.compile(rf"\b{_LINK}\b", re.IGNORECASE)
_CLOSED = re.compile(rf"\W*(?:$|\b{_LINK}\b)", re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Z]{3}")


class Left(Exception):
    """A statement is left out, for the reason in words."""


@dataclass(frozen=True, slots=True)
class End:
    """An entity as one end of a statement, and whether it is named in the quotation."""

    entity: Entity
    quoted: bool


class Ends:
    """The entities of one article, those of the rules and those that statements add."""

    def __init__(self, extraction: Extraction, words: Words) -> None:
        self._words = words
        self.entities = {entity.id: entity for entity in extraction.entities}
        self.mentions = list(extraction.mentions)
        self._known = len(extraction.mentions)
        self._by_words: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, list[Span]] = defaultdict(list)
        for entity in extraction.entities:
            self._name(entity.id, (entity.name, *entity.aliases))
        for mention in extraction.mentions:
            self._name(mention.entity, (extraction.article.text[mention.start : mention.end],))
            self._places[mention.entity].append(Span(mention.start, mention.end))

    def added(self) -> list[Mention]:
        """The mentions of the entities that were added."""
        return self.mentions[self._known :]

    def find(self, name: str, type: str, allowed: Iterable[str], quotation: Span) -> End:
        """The entity that a statement names, of one of the allowed types. Raises Left."""
        fitting = set(allowed)
        meant = self._same_words(name) or self._described(name, type, quotation)
        of_type = [entity for entity in meant if self.entities[entity].type in fitting]
        wanting = type == "Place" and not any(self.entities[entity].type == type for entity in of_type)
        if type in fitting and (wanting or not of_type):
            of_type = self._state_and_land(meant, type) or of_type
        if meant and not of_type:
            raise Left("types that the relation does not take")
        chosen = self._nearest(of_type, type, quotation) if meant else self._new(name, type, fitting, quotation)
        return End(self.entities[chosen], self._stands_in(chosen, quotation))

    def _same_words(self, name: str) -> list[str]:
        for form in (name, _BRACKETS.sub("", name)):
            if found := self._by_words.get(normalise(form)):
                return sorted(found)
        return []

    def _described(self, name: str, type: str, quotation: Span) -> list[str]:
        """The one person or event whose mention has the same head as the words."""
        span = self._words.first(name, quotation) or self._words.first(name)
        if span is None or type not in _DESCRIBED:
            return []
        return sorted({m.entity for m in self.mentions if m.type == type and self._same_head(m, span)})

    def _same_head(self, mention: Mention, span: Span) -> bool:
        """Whether nothing but modifiers stands between the beginnings of both: 'the closing session of the workshop'
        and 'the workshop's closing session' are no workshop."""
        if mention.end <= span.start or span.end <= mention.start:
            return False
        text, (first, second) = self._words.text, sorted((mention.start, span.start))
        return not _OTHER_HEAD.search(text, first, second) and _CLOSED.match(text[mention.end : span.end]) is not None

    def _nearest(self, found: Iterable[str], type: str, quotation: Span) -> str:
        """The entity of the type that is meant, and named in the quotation. Raises Left where two are as near."""
        ranked = sorted((self.entities[e].type != type, not self._stands_in(e, quotation), e) for e in found)
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            raise Left("a name that several have")
        return ranked[0][2]

    def _stands_in(self, entity: str, quotation: Span) -> bool:
        return any(quotation.start <= p.start and p.end <= quotation.end for p in self._places[entity])

    def _state_and_land(self, meant: Iterable[str], type: str) -> list[str]:
        """The land beside a state of the rules, or the state beside a land: two entities of one reference row."""
        for entity in meant:
            row = self.entities[entity]
            if {row.type, type} == {"State", "Place"} and _COUNTRY.fullmatch(row.reference or ""):
                land = row.reference if type == "Place" else row.country
                return [self._add(replace(row, type=type, country=land), self._places[entity])]
        return []

    def _new(self, name: str, type: str, allowed: set[str], quotation: Span) -> str:
        """A new entity, of which every place in the text is a mention."""
        first = self._words.first(name, quotation) or self._words.first(name)
        if first is None:
            raise Left("a name that is not in the text")
        if type not in types() or type not in allowed:
            raise Left("types that the relation does not take")
        surface = self._words.at(first)
        named = type == "Event" or any(c.isupper() or c.isdigit() for c in surface)
        if not named or len(surface) > LONGEST or has_contact(surface):
            raise Left("words that are no name")
        entity, places = known(Entity("", type, surface)), list(self._words.places(name))
        for key, row in self.entities.items():
            if entity.reference and (row.type, row.reference) == (type, entity.reference):
                self._places[key] += places
                return key
        return self._add(entity, places)

    def _add(self, entity: Entity, places: Sequence[Span]) -> str:
        """Enters an entity under the next number that is free; those of the rules' entities stay."""
        key = next(key for number in count(len(self.entities) + 1) if (key := f"e{number}") not in self.entities)
        self.entities[key] = replace(entity, id=key)
        self._places[key] += places
        self.mentions += [Mention(place.start, place.end, key, entity.type) for place in places]
        self._name(key, (entity.name, *entity.aliases))
        return key

    def _name(self, entity: str, surfaces: Iterable[str]) -> None:
        for surface in surfaces:
            if key := normalise(surface):
                self._by_words[key].add(entity)
