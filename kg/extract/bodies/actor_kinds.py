"""What an unknown name in the place of an actor may be: whether a body can be called so, and its likeliest type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.extract.names.foreign_names import foreign_kind
from kg.extract.names.heads import ACTOR_FAMILIES, Head, has_head, head_at
from kg.extract.names.units import Unit, is_field, word_class
from kg.extract.text.words import words

_GENERIC = frozenset(
    "partners stakeholders donors states countries communities actors governments authorities ministries agencies"
    " organizations organisations institutions bodies groups embassies missions associations unions societies parties"
    " companies employers employees workers migrants refugees returnees victims survivors women men youth children"
    " students lawyers journalists academics people persons".split()
)
"""Plurals that a name without a further word does not end with."""
_RULE = frozenset("Government Governments Authorities Presidency".split())
"""What stands for a state, and is no body of its own."""
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_JOINED = re.compile(r"[-’']")
_LED = re.compile(r"\b(?=[A-Z]\w+ (\w+(?:[-’']\w+)*))")


def is_actor_name(text: str, units: Sequence[Unit], first: int, end: int, acronym: str | None) -> bool:
    """Whether the words can be the name of a body: not one known name, no person, event, document, or people."""
    inside = units[first:end]
    capitals = [unit for unit in inside if unit.capital]
    if not capitals or _is_person(inside):
        return False
    last = capitals[-1].text
    if last in word_class("event") or inside[0].text in word_class("verb") or _is_post(inside[0].text):
        return False
    linked = any(unit.text[0].islower() for unit in inside)
    if last.casefold() in _GENERIC | word_class("people") and not acronym and not linked:
        return False
    if _is_post(last) or any(unit.text in _RULE for unit in inside) or _is_event(units, first, end):
        return False
    if has_head(units, end - 1, end, ("documents", "projects")):
        return False
    told = acronym or not word_class("firm").isdisjoint(unit.text for unit in inside)
    told = told or has_head(units, first, end, ACTOR_FAMILIES) or not all(is_field(u) or u.known for u in inside)
    return bool(told) and (len(inside) > 1 or _is_own_word(text, inside[0]))


def _is_post(word: str) -> bool:
    """Whether a person's title stands here, or a state's rule: 'Comptroller-General', 'Government'."""
    parts = {part.casefold() for part in word.split("-")}
    return bool(parts & words("titles", "head")) or word in _RULE


def _is_event(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether a noun for an event stands before the first small word."""
    for unit in units[first:end]:
        if unit.text[0].islower():
            return False
        if unit.text in word_class("event"):
            return True
    return False


def _is_person(inside: Sequence[Unit]) -> bool:
    """Whether the words look like the name of a person, two to four and the first a given name, with or without
    whose it is: 'Mary Banda |of Kenya|'."""
    whose = next((at for at, unit in enumerate(inside) if unit.text in ("of", "from")), len(inside))
    inside = inside[:whose]
    if not 1 < len(inside) < 5 or any(unit.known or is_field(unit) for unit in inside):
        return False
    plain = all(unit.capital and unit.text[1:].islower() for unit in inside)
    return plain and (inside[0].text.casefold() in words("given_names", "name") or len(inside[0].text) == 1)


def _is_own_word(text: str, unit: Unit) -> bool:
    """Whether one word is a name: no word of the language as the text has it, no part of a person's name."""
    plain = unit.text
    if len(plain) < 4 or is_field(unit) or plain.casefold() in words("given_names", "name"):
        return False
    if plain.casefold() in words("given_names_stop", "word") or plain in word_class("no-acronym"):
        return False
    small, led = _around(text)
    return plain.casefold() not in small and plain not in led


@lru_cache(maxsize=4)
def _around(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that the text has in small letters, and those that stand behind a capitalised word."""
    small = _forms(word for word in _WORD.findall(text) if not word[0].isupper())
    return small, _forms(_LED.findall(text))


def _forms(found: Iterable[str]) -> frozenset[str]:
    """The words, and their parts between hyphens and apostrophes."""
    return frozenset(form for word in found for form in (word, *_JOINED.split(word)))


def actor_kind(units: Sequence[Unit], first: int, end: int) -> str:
    """The likeliest type: by words for firms, an organisation of states inside, a foreign first word, a known
    head, else civil society."""
    inside = units[first:end]
    words_inside = {unit.text for unit in inside}
    if len(inside) == 1 and inside[0].text.isupper():
        return "InternationalOrganization"
    if not (word_class("firm") | word_class("trade")).isdisjoint(words_inside):
        return "PrivateSector"
    if any(unit.kind == "name" and unit.type == "InternationalOrganization" for unit in inside):
        return "InternationalOrganization"
    if kind := foreign_kind(inside[0].text):
        return kind
    if not word_class("civil-aim").isdisjoint(words_inside):
        return "CivilSociety"
    head = _head(units, first, end)
    landed = any(unit.known and unit.type == "State" for unit in inside)
    kind = (head.state or head.alone if landed else head.alone or head.state) if head is not None else ""
    return kind if kind and kind not in ("Process", "Document", "Project") else "CivilSociety"


def _head(units: Sequence[Unit], first: int, end: int) -> Head | None:
    """The head that ends the name or stands before its first small word."""
    for at in range(first, end):
        found = head_at(units, at) if units[at].kind == "word" else None
        closes = found is not None and (found[1] == end or units[found[1]].text[0].islower())
        if found is not None and closes and found[0].family in ACTOR_FAMILIES:
            return found[0]
    return None
