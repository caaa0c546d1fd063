"""Documents told in lower case by whose they are and what they are on: 'Malawi's |border act|', 'the |Peruvian code on
children|', '|a guide to spotting false papers|', 'in line with the |Baltic passport agreement|'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.documents.documents_treated import VAGUE, is_done_to
from kg.extract.names.heads import Head
from kg.extract.names.units import Unit, word_class

_OPENERS = frozenset("on of to for against by from about between with among".split())
"""What may open more words on a document, be they part of its name or not: 'a petition |by| nurses'."""
_UNDER = frozenset(
    {("in", "line", "with"), ("in", "accordance", "with"), ("in", "keeping", "with"), ("pursuant", "to")}
)
"""What stands before a document that is followed."""
_OWN = frozenset("own national domestic public internal common joint".split())
"""Words that do not tell one owner's document from another of its own."""


def is_plain(head: Head) -> bool:
    """Whether a head in small letters mostly means no document: 'act', 'order', 'arrangement'."""
    return "plain" in head.flags


def is_told(
    units: Sequence[Unit], first: int, core: int, at: int, after: int, determiner: str, head: Head, *, tail: bool
) -> bool:
    """Whether the document with words from `first` on (from `core` on those that name it) and its head at [at, after)
    is a particular one by its owner, or since something is done in line with it. `tail`: whether its name goes on."""
    if head.family != "documents" or "plural" in head.flags or any(map(_is_verb, units[core:at])):
        return False
    apart = _is_told_apart(units, core, at)
    if is_plain(head):
        return _is_plain_told(units, first, core, at, after, determiner, head, apart=apart)
    owned = (tail or len(head.words) > 1 or apart) and _is_owned(units, core, at)
    return owned or (apart and _is_followed(units, first, determiner))


def _is_verb(unit: Unit) -> bool:
    """Whether a word can only say what an owner does, as in a headline: 'AU Commission |launches| migration report'."""
    return unit.text.endswith(("s", "ed")) and unit.text.capitalize() in word_class("verb")


def _is_plain_told(
    units: Sequence[Unit], first: int, core: int, at: int, after: int, determiner: str, head: Head, *, apart: bool
) -> bool:
    """The same of a noun that in small letters mostly means none: here it has an owner, is always written, or something
    is done to it, and words before it (`apart`) or behind it tell it."""
    more = after < len(units) and units[after].text in _OPENERS
    if _is_owned(units, core, at):
        return apart or more
    written = "written" in head.flags and more
    written = written and (determiner in ("a", "an") or (determiner == "the" and units[after].text != "to"))
    treated = (determiner in ("a", "an") and is_done_to(units, first - 2)) or _is_followed(units, first, determiner)
    return written or (treated and (apart or more))


def _is_owned(units: Sequence[Unit], core: int, at: int) -> bool:
    """Whether a state, a body or the people who lead it own the document whose words begin at `core` and whose head
    stands at `at`: 'Malawi's', 'the Peruvian', 'the ministers''."""
    owner = units[core - 2] if core > 1 and units[core - 1].kind == "possessive" else None
    if owner is not None:
        leads = owner.text in word_class("plain-owner") and units[core - 1].text in "'’"
        return owner.known or leads or (owner.capital and owner.text not in word_class("calendar"))
    return core < at and units[core].known and units[core].type in ("State", "InternationalOrganization", "Place")


def _is_told_apart(units: Sequence[Unit], core: int, at: int) -> bool:
    """Whether a word between the owner and the head tells which of its documents is meant."""
    return any(u.kind == "word" and u.text.casefold() not in VAGUE | _OWN for u in units[core:at])


def _is_followed(units: Sequence[Unit], first: int, determiner: str) -> bool:
    """Whether something is done in line with the document whose words begin at `first`."""
    before = [u.text.casefold() for u in units[max(0, first - 4) : first - 1]]
    return determiner == "the" and any(tuple(before[-len(words) :]) == words for words in _UNDER)
