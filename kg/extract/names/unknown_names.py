"""How far an unknown name goes, told by its shape alone: capitals, known names inside it, small words between them.

`|Kids in Need of Defense| (KIND)`, `|Air Serbia|`, `|Union Tunisienne de l'Industrie, du Commerce|`, `|Open Gate/La
Strada|`. It is for places where the sentence says that a name stands: elsewhere capitals tell less.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.heads import has_head, head_at
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.name_tails import ACTORS, AND, glued
from kg.extract.names.quoted import QUOTES
from kg.extract.names.units import Unit, bracketed, is_acronym_of, is_field, is_name_word_at, word_class
from kg.extract.text.foreign_words import PARTICLES, is_foreign

_TAILS = frozenset({"of", "for", "against"})
_JOINING = frozenset({"a", "e", "y", "et"})
_ENGLISH = frozenset(
    "a an am and are as at be but by did do for had has he her his how if in is it its led let may me met my new nor"
    " not now of off on one or our out own per put ran run saw say see set she sit six so ten the to two up us via was"
    " way we who why won yet you".split()
)
"""Short words that are no particles of another language: 'Umoja |wa| Wahamiaji'."""
_SEATED = frozenset("University Universidad Université Institute College School Faculty Academy".split())
"""What an institute can be 'at', as part of its name."""
_LEGAL = frozenset(
    "Ltd Limited Inc Incorporated LLC LLP GmbH AG SA SARL SAS SpA BV NV PLC Plc S.A S.A.B S.A.S S.A.R.L S.L S.p.A B.V"
    " N.V I.A.P A.C Ltda".split()
)
"""Forms of companies and associations that stand behind a comma."""
_LOWER = frozenset({"bank", "airlines"})
"""Nouns in lower case that some firms write in their names."""
_PLACED = frozenset({"State", "Place"})
_LONGEST = 18


def unknown_name_end(text: str, units: Sequence[Unit], first: int) -> tuple[int, int, str | None]:
    """The index behind the name that begins at `first`, that behind its acronym in brackets, and the acronym; `first`
    twice where no name begins."""
    end = _quoted_end(units, first)
    while end < len(units) and end - first < _LONGEST:
        after = end + 1 if _is_part(units, end, first) else _link_end(text, units, end, first)
        if after == end:
            break
        end = after
    last, acronym = acronym_at(text, units, end) if end > first else (end, None)
    return end, last, acronym


def _quoted_end(units: Sequence[Unit], first: int) -> int:
    """The index behind the quotation that a name begins with: '|"Clean World"| Public Union'."""
    closing = QUOTES.get(units[first].text) if first < len(units) else None
    ends = (i for i in range(first + 2, min(first + 8, len(units))) if units[i].text == closing)
    end = next(ends, first) if closing and units[first + 1 : first + 2] else first
    return end + 1 if end > first and (units[first + 1].capital or units[first + 1].known) else first


def _is_part(units: Sequence[Unit], at: int, first: int) -> bool:
    """A capitalised word, a known name beside the words of the name, a word of another language."""
    unit = units[at]
    if unit.known:
        alone = at > first and units[at - 1].kind == "name" and unit.kind == "name"
        return not (alone and unit.type in ACTORS - _PLACED)
    if is_name_word_at(units, at):
        return True
    behind = at > first and units[at - 1].kind == "word"
    if not behind or unit.kind != "word" or not unit.text[0].islower():
        return False
    between = at + 1 < len(units) and units[at + 1].capital and not units[at - 1].text.isascii()
    return is_foreign(units, at) or unit.text in _LOWER or (between and unit.text not in _ENGLISH)


def _link_end(text: str, units: Sequence[Unit], at: int, first: int) -> int:
    """The index behind what joins a further word to the name here, where the name goes on; else `at`."""
    unit = units[at]
    if at == first or at + 1 >= len(units):
        return at + (at > first and at < len(units) and unit.text == "." and "." in units[at - 1].text)
    if glued(units, at) or unit.text == "&":
        return at + 1 if _opens(units, at + 1) else at
    if unit.text in ("-", "–") and units[at + 1].capital and not units[at + 1].known:
        return at + 1
    if unit.kind == "possessive":
        return at + 1 if _inner_possessive(units, at) else at
    if unit.text == "." and "." in units[at - 1].text:
        return at + 1  # 'S.A.B|.| de C.V.'
    if unit.text == "(":
        return _aside_end(text, units, at)
    if unit.text == ",":
        return at + 1 if units[at + 1].text in _LEGAL or _foreign_item(units, at + 1) else at
    if unit.text in AND:
        return _and_end(text, units, at, first)
    return _small_end(units, at)


def _opens(units: Sequence[Unit], at: int) -> bool:
    """Whether a word or known name stands here that can go on with a name."""
    return at < len(units) and (units[at].known or is_name_word_at(units, at) or is_foreign(units, at))


def _inner_possessive(units: Sequence[Unit], at: int) -> bool:
    """'Women|'s| Consortium', 'Employers|'| Confederation'; not the owner of another thing."""
    before = units[at - 1]
    plural = units[at].text in ("'", "’") or before.text in ("Women", "Children", "Men", "People")
    return plural and before.capital and at + 1 < len(units) and is_name_word_at(units, at + 1)


def _aside_end(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind one or two words in brackets inside a name, no acronym of it: 'KAFA |(enough)| Violence'."""
    close = next((i for i in range(at + 2, min(at + 4, len(units) - 1)) if units[i].text == ")"), at)
    if close == at or not is_name_word_at(units, close + 1):
        return at
    return at if bracketed(text, units, at) else close + 1


def _foreign_item(units: Sequence[Unit], at: int) -> bool:
    """A further item of a list in another language: ', |du| Commerce', ', |l'|Artisanat'."""
    return units[at].text in PARTICLES - _JOINING and _opens(units, at + 1)


def _small_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a small word that a name goes on behind: 'of', 'for the', 'to' and an aim, 'de la'."""
    word = units[at].text
    if at + 1 >= len(units) or _names_owner(units, at):
        return at
    behind = at + 1 + (units[at + 1].text == "the")
    follows = units[behind] if behind < len(units) else None
    if follows is None or not _opens(units, behind):
        return behind if word in PARTICLES and behind < len(units) and _small_end(units, behind) > behind else at
    if word in ("in", "on"):
        return behind if is_field(follows) and not follows.known else at
    if word == "to":
        return behind if follows.capital and behind == at + 1 else at
    if word == "at":
        seat = [unit.text for unit in units[behind : behind + 4]]
        return behind if behind == at + 1 and _SEATED.intersection(seat) else at
    foreign = word in PARTICLES - _ENGLISH or (len(word) < 4 and word.islower() and word not in _ENGLISH)
    return behind if word in _TAILS or foreign else at


def _names_owner(units: Sequence[Unit], at: int) -> bool:
    """Whether a body and its owner are told: 'the Coalition |of the Bureau of Justice|', 'the Fund |of the EU|'."""
    behind = at + 1 + (units[at + 1].text == "the")
    if behind >= len(units) or units[at].text != "of":
        return False
    owner = units[behind]
    known = owner.kind == "name" and owner.type in ACTORS - _PLACED and not _opens(units, behind + 1)
    return behind > at + 1 and (known or _new_name(units, behind))


def _and_end(text: str, units: Sequence[Unit], at: int, first: int) -> int:
    """The index behind 'and' where it joins two words of one name, and no two names."""
    follows = units[at + 1]
    if not follows.capital or not is_name_word_at(units, at + 1):
        return at
    tail = any(unit.text in _TAILS or unit.text == "to" for unit in units[first:at])
    if tail and (is_field(follows) or (follows.text in word_class("aim"))) and not _new_name(units, at + 1):
        return at + 1
    fields = all(is_field(unit) for unit in units[first:at]) and not _ends_head(units, first, at)
    if fields and _head_follows(units, at + 1):
        return at + 1
    return at + 1 if _is_defined(text, units, at + 1, first) else at


def _new_name(units: Sequence[Unit], at: int) -> bool:
    """Whether a name of its own begins here, with a head: '… and |Caritas Foundation|'."""
    end = at
    while end < len(units) and (units[end].known or is_name_word_at(units, end)):
        end += 1
    return has_head(units, at, end, ("bodies", "organisations"))


def _ends_head(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether a noun for bodies ends the stretch."""
    found = (head_at(units, at) for at in range(first, end) if units[at].kind == "word")
    return any(head is not None and head[1] == end and head[0].family != "documents" for head in found)


def _head_follows(units: Sequence[Unit], at: int) -> bool:
    """Whether a run of capitals with a noun for bodies stands here: 'Research and |Counselling Foundation|'."""
    end = at
    while end < len(units) and is_name_word_at(units, end):
        end += 1
    return end > at + 1 and has_head(units, at + 1, end, ("bodies", "organisations", "processes"))


def _is_defined(text: str, units: Sequence[Unit], at: int, first: int) -> bool:
    """Whether an acronym of the words from `first` on stands in brackets within few words."""
    for end in range(at + 1, min(at + 7, len(units))):
        if units[end].text == "(" and (found := bracketed(text, units, end)):
            name = text[units[first].start : units[end - 1].end]
            return is_acronym_of(found[1], name) and found[1][0].casefold() == name[0].casefold()
        if units[end].text in (",", "."):
            break
    return False
