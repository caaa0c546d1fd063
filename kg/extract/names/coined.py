"""Projects under coined names that no word beside them calls a project at once: 'RESTART, a project of A', 'EU4Borders
Moldova', 'BRIDGE II is implemented by A'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import has_head
from kg.extract.names.name_tails import glued
from kg.extract.names.units import Unit, is_coined, is_field, is_name_word

_NOUNS = frozenset("project programme program campaign initiative".split())
_ARTICLES = frozenset("a an the its".split())
_GOES_ON = frozenset(
    "funded financed co-funded co-financed implemented supported run led managed launched carried of by that which"
    " worth aimed aiming designed for to , . and under".split()
)
_SMALL = frozenset("of for in on to and the from at with &".split())
_DONE = frozenset("implemented co-implemented".split())
_PAID = frozenset("funded co-funded financed co-financed".split())
_NUMBER = re.compile(r"[IVX]+|\d{1,2}")
_NEIGHBOURHOOD = re.compile(r"EU4[A-Z]\w+(?:-\w+)?")
_FURTHEST = 6
"""Words between the article of an apposition and its noun, at most."""


def coined_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Every reading of the stretch."""
    for at, unit in enumerate(units):
        if unit.kind != "word":
            continue
        found = None
        if unit.text in _NOUNS:
            found = _apposed(units, at)
        elif _NEIGHBOURHOOD.fullmatch(unit.text):
            found = (at, at + 1 + (at + 1 < len(units) and units[at + 1].type == "State"))
        elif is_coined(unit.text) and (end := _carried_out(units, at)):
            found = (at, end)
        if found:
            start, stop = units[found[0]].start, units[found[1] - 1].end
            yield Candidate(start, stop, "Project", text[start:stop], 6, "name", head="project", family="projects")


def _apposed(units: Sequence[Unit], noun: int) -> tuple[int, int] | None:
    """The name before ', a two-year project funded by A'."""
    if noun + 1 < len(units) and units[noun + 1].text not in _GOES_ON:
        return None
    article = noun - 1
    while article > 0 and noun - article < _FURTHEST and units[article].text not in _ARTICLES | _SMALL | {","}:
        article -= 1
    if article < 2 or units[article].text not in _ARTICLES or units[article - 1].text not in (",", "–"):
        return None
    end = first = article - 1
    while first and _in_name(units, first - 1, end):
        first -= 1
    while first < end and not (units[first].capital or units[first].kind == "name"):
        first += 1
    return (first, end) if first < end and _names(units, first, end) else None


def _in_name(units: Sequence[Unit], at: int, end: int) -> bool:
    unit = units[at]
    if unit.known or is_name_word(unit) or (unit.kind == "number" and at + 1 == end):
        return True
    if glued(units, at):
        return at > 0 and at + 1 < end
    return unit.text in _SMALL and at > 0 and at + 1 < end and (units[at - 1].known or is_name_word(units[at - 1]))


def _names(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether the words are a name of their own: coined, or a title with a field, and no body, person or known name."""
    words = units[first:end]
    if all(u.known for u in words) or units[end - 1].text in _SMALL:
        return False
    if has_head(units, first, end, ("bodies", "organisations", "offices", "processes", "facilities")):
        return False
    small = any(u.text in _SMALL or u.text == "-" for u in words)
    coined = words[0].kind == "word" and is_coined(words[0].text)
    return coined or (len(words) > 2 and small and any(is_field(u) for u in words))


def _carried_out(units: Sequence[Unit], at: int) -> int:
    """The index behind the name of 'BRIDGE II is funded by A and implemented by B'; 0 where it is no project's."""
    end = at + 1
    end += end < len(units) and _NUMBER.fullmatch(units[end].text) is not None
    if end + 2 >= len(units) or units[end].text not in ("is", "was") or (at and units[at - 1].text not in (".", "The")):
        return 0
    verb = end + 1 + (units[end + 1].text in ("being", "jointly"))
    told = [u.text for u in units[verb : verb + 25]]
    paid = told[:1] and told[0] in _PAID and "implemented" in told
    return end if told[:1] and (told[0] in _DONE or paid) else 0
