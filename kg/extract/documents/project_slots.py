"""Projects that no word for a project is beside, told by the slot in which they stand: 'as part of Bridges to Work',
'A implements Caminos Seguros in Togo', 'Tekki Faso – Make a Living is funded by A'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.documents.project_titles import doing_end, titled_end
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import FAMILIES, has_head, head_at
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.units import Unit, is_coined, is_field, is_name_word, word_class
from kg.extract.text.foreign_words import is_particle

_FRAMES = frozenset({("part", "of"), ("framework", "of"), ("funded", "under"), ("implemented", "under")})
"""The words before what an event is a part of."""
_CARRIES_OUT = frozenset("implements implement implementing implemented".split())
_PAID = frozenset("funded co-funded financed co-financed implemented co-implemented".split())
_NUMBER = re.compile(r"[IVX]+|\d{1,2}(?:\.\d)?|(?:19|20)\d\d")
_OCCASIONS = frozenset(
    "Week Weeks Day Days Month Year Decade Festival Forum Summit Celebration Celebrations Commemoration Anniversary"
    " Games Cup Expo Fair Phase Component Pillar Objective Goal Article Chapter Strategy Vision Series"
    " Tour Assembly Conference Course Group Team Consortium Ramadan Christmas Easter".split()
)
"""Nouns of names that stand in the same slots and are no projects."""
_DIGITS = "0123456789"
_SHORTEST = 2


def project_slot_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Every reading of the stretch."""
    for at, unit in enumerate(units):
        if unit.kind != "word":
            continue
        plain = unit.text.casefold()
        framed = at > 1 and (units[at - 1].text.casefold(), plain) in _FRAMES
        framed = framed and (units[at - 1].text != "part" or units[at - 2].text in ("as", "As", "a"))
        if (framed or plain in _CARRIES_OUT) and at + 1 < len(units):
            first = at + 1 + (units[at + 1].text in ("the", "its"))
            end = _name_end(units, first)
        elif at == 0 or units[at - 1].text == ".":
            first = at + (unit.text == "The")
            end = _name_end(units, first)
            end = end if _is_paid(units, acronym_at(text, units, end)[0]) else first
        else:
            continue
        if end > first and _is_title(units, first, end):
            yield _candidate(text, units, first, end)


def _candidate(text: str, units: Sequence[Unit], first: int, end: int) -> Candidate:
    last, acronym = acronym_at(text, units, end)
    start, stop = units[first].start, units[last - 1].end
    name = text[start : units[end - 1].end]
    short = (name, acronym) if acronym else (name,)
    return Candidate(start, stop, "Project", name, 3, "name", shorter=short, head="project", family="projects")


def _name_end(units: Sequence[Unit], first: int) -> int:
    """The index behind the capitals that begin at this unit, with a second part behind a dash, and a number."""
    if first >= len(units) or not (is_name_word(units[first]) or doing_end(units, first) > first):
        return first
    end = _words_end(units, max(first + 1, doing_end(units, first)), first)
    dash = end + 1 < len(units) and units[end].text in ("–", "—") and units[end].start > units[end - 1].end
    if dash and is_name_word(units[end + 1]):
        end = _words_end(units, end + 2, first)
    placed = end - first > 2 and units[end - 2].text == "in" and units[end - 1].type in ("State", "Place")
    if placed and not doing_end(units, first) > first and not _in_brackets(units, end):
        return end - 2
    return end + (end < len(units) and _NUMBER.fullmatch(units[end].text) is not None)


def _in_brackets(units: Sequence[Unit], at: int) -> bool:
    """Whether an acronym in brackets follows, which the words before it open with their place."""
    return at < len(units) and units[at].text == "("


def _words_end(units: Sequence[Unit], end: int, first: int) -> int:
    """The index behind the words of a title, with the particles of other languages between capitals."""
    while (after := titled_end(units, first, end)) < len(units) and is_particle(units[after]):
        behind = after + 1
        behind += behind < len(units) and is_particle(units[behind])
        if behind >= len(units) or not is_name_word(units[behind]):
            break
        end = behind + 1
    return after


def _is_paid(units: Sequence[Unit], at: int) -> bool:
    """Whether it is told here who pays or carries out: '|is funded by| A', '|, funded by| A'."""
    words = [unit.text for unit in units[at : at + 3]]
    told = words[:1] in (["is"], ["was"], ["are"], ["were"]) and words[1:2] and words[1] in _PAID
    return bool(told) and words[2:] == ["by"]


def _is_title(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether the words are a name of their own: two at least or a coined one, no body, document or event, no person,
    and not the owner of something."""
    words, behind = units[first:end], units[end] if end < len(units) else None
    capitals = [u for u in words if u.capital]
    if behind is not None and (behind.kind == "possessive" or (behind.kind == "word" and head_at(units, end))):
        return False
    if has_head(units, first, end, FAMILIES) or any(u.text.rstrip(_DIGITS) in _OCCASIONS for u in words):
        return False
    if any(u.text in word_class("event") or u.text in word_class("title") for u in words):
        return False
    if len(capitals) < _SHORTEST:
        return len(words) == 1 and is_coined(words[0].text) and not words[0].text.isupper()
    return not all(is_field(u) or u.known for u in words) and not capitals[0].text.isupper()
