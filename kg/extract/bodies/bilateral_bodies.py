"""Bodies that two or three sides share and that are called by them: 'the Togo-Ghana Joint Commission', 'the Task Force
on Visas between Togo and Ghana'. They are part of none of the sides; the sides are their members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.analysis import Analysis
from kg.extract.names.composition import Candidate
from kg.extract.names.gazetteer import find
from kg.extract.names.units import Unit, is_name_word
from kg.extract.places.places import common_name
from kg.records import Span
from kg.reference import reference

_KINDS = frozenset({"Commission", "Committee", "Council", "Group", "Force"})
"""Nouns for bodies that sides share, 'Task Force' and 'Working Group' by their second word."""
_SHARED = frozenset("Joint Bilateral Mixed Binational Bi-National Tripartite Trilateral Task Working".split())
"""Words of a kind that tells that sides share it."""
_SIDES = frozenset({"State", "InternationalOrganization"})
_DASHES = frozenset({"-", "–", "/"})
_SMALL = frozenset({"and", "of", "in", "the", "for"})
_JOINED = re.compile(r"[-–/]|,? and (?:the )?")
_LONGEST_TOPIC = 10
_FEWEST = 2


def bilateral_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """The names of shared bodies, with the sides before the kind or behind it."""
    for at, unit in enumerate(units):
        if unit.text not in _KINDS or unit.kind != "word":
            continue
        core = at
        while core and is_name_word(units[core - 1]):
            core -= 1
        if _are_before(units, core):
            yield _body(text, units, core - 3, (core, at + 1), _topic_end(units, at + 1))
        elif not _SHARED.isdisjoint(u.text for u in units[core : at + 1]):
            end = _sides_end(units, at + 1)
            if end:
                yield _body(text, units, core, (core, at + 1), end)


def _body(text: str, units: Sequence[Unit], first: int, core: tuple[int, int], end: int) -> Candidate:
    """The candidate over the units [first, end), known by its kind alone too."""
    name = " ".join(text[units[first].start : units[end - 1].end].split())
    short = text[units[core[0]].start : units[core[1] - 1].end]
    shorter = (short,) if core[1] - core[0] >= _FEWEST else ()
    start, stop = units[first].start, units[end - 1].end
    return Candidate(start, stop, "Process", name, 1, shorter=shorter, family="processes")


def _are_before(units: Sequence[Unit], core: int) -> bool:
    """Whether two sides stand before the kind: '|Togo-Ghana| Joint Commission'."""
    if core < len("A-B"):
        return False
    one, dash, other = units[core - 3 : core]
    return dash.text in _DASHES and _are_sides([one, other])


def _are_sides(sides: Sequence[Unit]) -> bool:
    """Whether these are several sides, at least one of them a state."""
    known = all(unit.known and unit.type in _SIDES for unit in sides)
    several = len({unit.reference for unit in sides}) == len(sides) >= _FEWEST
    return known and several and any(unit.type == "State" for unit in sides)


def _topic_end(units: Sequence[Unit], at: int) -> int:
    """The index behind what a body deals with: '|on Smuggling and Other Crime|'; `at` where nothing tells it."""
    if at >= len(units) or units[at].text not in ("on", "for", "against"):
        return at
    end = last = at + 1
    while end < len(units) and end - at < _LONGEST_TOPIC and (units[end].capital or units[end].text in _SMALL):
        end += 1
        last = last if units[end - 1].text in _SMALL else end
    return last if last > at + 1 else at


def _sides_end(units: Sequence[Unit], at: int) -> int:
    """The index behind the sides that follow a kind: '|on Visas between Togo and Ghana|'; 0 where none follow."""
    for start in range(at, min(len(units), at + _LONGEST_TOPIC)):
        if units[start].text == "between" or (units[start].text == "of" and start == at):
            return _list_end(units, start + 1)
        if start == at and units[start].text not in ("on", "for", "against"):
            return 0
        if units[start].kind != "word":
            return 0
    return 0


def _list_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a list of two or three sides; 0 where something else stands here."""
    sides: list[Unit] = []
    while at < len(units):
        at += units[at].text == "the"
        if at >= len(units) or not units[at].known:
            return 0
        sides.append(units[at])
        behind = units[at + 1] if at + 1 < len(units) else None
        if behind is None or behind.text not in (",", "and"):
            owned = behind is not None and (behind.kind == "possessive" or behind.capital)
            return 0 if owned or not _are_sides(sides) or units[at - 1].text in (",",) else at + 1
        at += 2 + (behind.text == "," and at + 2 < len(units) and units[at + 2].text == "and")
    return 0


def bilateral_members(analysis: Analysis) -> None:
    """Claims the states in the name of a shared body as its members."""
    for entity in [e for e in analysis.entities if e.type == "Process" and not e.reference]:
        mentions = analysis.mentions_of(entity.id)
        states = _states_in(entity.name) if mentions else ()
        for state in states if len(states) >= _FEWEST else ():
            row = reference().rows[state]
            member = analysis.entities.add("State", common_name(row), reference=state, country=state)
            span = Span(mentions[0].start, mentions[0].end)
            analysis.claim("member", entity.id, member, "sides-in-name", span, status="implied", confidence=0.85)


def _states_in(name: str) -> tuple[str, ...]:
    """The states of which a name is made up, by their names or adjectives, each once."""
    found = [match for match in find(name) if match.type == "State"]
    listed = name.startswith("Tripartite ") or any(
        _JOINED.fullmatch(name[one.end : other.start]) for one, other in pairwise(found)
    )
    return tuple(dict.fromkeys(match.row_id for match in found)) if listed else ()
