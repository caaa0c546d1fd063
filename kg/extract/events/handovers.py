"""What a clause tells of things that change hands: 'B handed the keys of a post to C', 'C took over patrol gear from
B', 'vehicles were delivered to C'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from kg.extract.events.clause_nouns import is_gear, is_of
from kg.extract.relations.dependency_clauses import children
from kg.extract.text.masking import Item

_TAKING = frozenset({"receive", "accept", "take", "get"})
_PLAIN = frozenset({"take", "get", "give", "present", "receive", "accept", "deliver", "change"})
"""Verbs that may be said of anything: who gives and who takes must be told, or keys."""
_WORD = re.compile(r"[a-z]+")
_HOUSE = frozenset({"Facility"})


class Telling(Protocol):
    """What is asked of a clause."""

    @property
    def verb(self) -> Any: ...
    def before(self) -> str: ...
    def subjects(self) -> list[Any]: ...
    def objects(self) -> list[Any]: ...
    def people(self, tokens: Iterable[Any], types: frozenset[str]) -> list[Item]: ...
    def items_of(self, tokens: Iterable[Any], types: frozenset[str]) -> list[Item]: ...


@dataclass(frozen=True, slots=True)
class Hands:
    """The tokens of what changes hands, the houses among them, who gives and takes, and whether keys stand for it."""

    things: tuple[Any, ...]
    houses: tuple[Item, ...]
    sides: tuple[Item, ...]
    keys: bool


def hands_over(clause: Telling, sides: frozenset[str]) -> Hands | None:
    """What a clause of giving or taking tells, or None where nothing that a ceremony is held for changes hands.
    `sides`: the types of those who give and take."""
    verb = clause.verb
    lemma, objects = verb.lemma_.lower(), _objects(clause)
    wholly = any(c.lower_ in {"over", "hands"} for c in children(verb, "prt", "dobj"))  # 'took over', 'changed hands'
    plain = lemma in _PLAIN and not wholly
    houses = () if plain else tuple(clause.items_of(objects, _HOUSE))
    things = tuple(t for t in objects if is_of(t, "patrolgear" if lemma in _PLAIN else "gear"))
    if not things and _meant_before(clause, objects):
        things, plain = tuple(objects[:1]), True
    keys = any(t.lower_ == "keys" for t in things)
    acting, taking = clause.people(clause.subjects(), sides), clause.items_of(_behind(verb, {"to"}), sides)
    giving = clause.items_of(_behind(verb, {"from", "by"}), sides)
    taking += clause.items_of(children(verb, "dative", "dobj"), sides)
    both = bool(acting) and bool(giving if lemma in _TAKING else taking)
    if not (houses or things) or (plain and not (both or keys)):
        return None
    if not (acting or taking or giving or keys or lemma == "change"):
        return None
    return Hands(things, houses, tuple(dict.fromkeys((*acting, *taking, *giving))), keys)


def _meant_before(clause: Telling, objects: Iterable[Any]) -> bool:
    """Whether a pronoun means what the sentence before tells of: 'Ten laptops … B presented |them| to C'."""
    pronoun = any(t.lower_ in {"them", "these", "it"} for t in objects)
    return pronoun and any(is_gear(word) for word in _WORD.findall(clause.before().casefold()))


def _objects(clause: Telling) -> list[Any]:
    """What is given or taken: 'took delivery of |boats|' too, and the keys with which somebody is handed a house."""
    found = [*clause.objects(), *children(clause.verb, "dobj")]
    if clause.verb.lemma_.lower() == "change":
        found = clause.subjects()
    delivered = [t for t in found if t.lower_ in {"delivery", "receipt", "possession"}]
    found += [p for t in delivered for of in children(t, "prep") if of.lower_ == "of" for p in children(of, "pobj")]
    return list(dict.fromkeys(t for one in found for t in (one, *one.conjuncts)))


def _behind(verb: Any, words: set[str]) -> list[Any]:
    """The tokens behind the prepositions of a clause, wherever the parser hung them: 'handed the keys to |C|'."""
    leads = (t for t in verb.subtree if t.i > verb.i and t.lower_ in words and t.dep_ in {"prep", "dative", "agent"})
    return [p for lead in leads for p in children(lead, "pobj")]
