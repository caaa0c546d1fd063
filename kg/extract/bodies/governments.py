"""States named by their governments: 'the Government of Kenya', 'Libyan authorities', 'the Slovak EU Presidency'.

Each function reads units and gives candidates; `kg.extract.names.mentions` chooses among overlapping ones and enters
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.units import Unit, word_class
from kg.extract.persons.presidencies import held_in_turn

_GOVERNMENT = frozenset({"government", "governments"})
_RULERS = frozenset({"government", "authorities", "side"})
_GOVERNMENT_WORDS = frozenset({"Royal", "Federal", "Transitional", "Union", "Interim", "Central", "National"})
_PEOPLE = word_class("people")


def government_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the Government of Kenya', 'the Kenyan government', 'Libyan authorities': the State."""
    for at, unit in enumerate(units):
        plain = unit.text.casefold() if unit.kind == "word" else ""
        if plain == "presidency" and (chair := _presidency(units, at)):
            yield chair
        if plain == "people" and (given := _people_of(units, at)):
            yield given
        if plain not in _GOVERNMENT | _RULERS:
            continue
        if found := _government_of(text, units, at) or _state_government(units, at):
            yield found
            yield from _further_governments(units, at, found)


def _further_governments(units: Sequence[Unit], at: int, last: Candidate) -> Iterator[Candidate]:
    """The States before the last one of 'the |Malawian|, |Kenyan| and Zambian governments'."""
    owner = next((i for i in range(at - 1, -1, -1) if units[i].start == last.start), 0)
    while owner > 1 and units[owner].kind == "adjective" and units[owner - 1].text in ("and", "&", ","):
        owner -= 2
        if units[owner].kind != "adjective" or units[owner].type != "State":
            return
        yield _state(units, owner, owner + 1, units[owner], None)


def _government_of(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    if units[at].text.casefold() not in _GOVERNMENT or at + 2 >= len(units) or units[at + 1].text != "of":
        return None
    state = at + 2 + (units[at + 2].text in ("the", "The"))
    if state >= len(units) or units[state].type != "State" or units[state].kind != "name":
        return None
    first = at
    while first and units[first - 1].text in _GOVERNMENT_WORDS:
        first -= 1
    last, acronym = acronym_at(text, units, state + 1)
    return _state(units, first, last, units[state], acronym)


_GIVE = frozenset(
    "pay pays paid fund funds funded finance finances financed provide provided donated give gave".split()
)


def _people_of(units: Sequence[Unit], at: int) -> Candidate | None:
    """'Funded by the |people of Japan|', 'the |people of Japan| pay for it': the State that gives."""
    state = at + 2 + (at + 2 < len(units) and units[at + 2].text == "the")
    if state >= len(units) or units[at + 1].text != "of" or units[state].type != "State" or not at:
        return None
    behind = units[state + 1].text if state + 1 < len(units) else ""
    given = at > 1 and units[at - 2].text in ("by", "from")
    stated = units[at - 1].text in ("the", "The") and units[state].kind == "name"
    return _state(units, at, state + 1, units[state], None) if stated and (given or behind in _GIVE) else None


def _presidency(units: Sequence[Unit], at: int) -> Candidate | None:
    """'the Pro Tempore Presidency of Peru', 'the Slovak EU Presidency': the State that has the chair. 'Under the
    presidency of Peru' tells of the chair and not of who acts."""
    first = at
    while first and (units[first - 1].capital or units[first - 1].type == "InternationalOrganization"):
        first -= 1
    if not units[at].capital and "under" in (unit.text for unit in units[max(0, first - 2) : first]):
        return None
    first += units[first].text in word_class("function")
    behind = at + 2 + (at + 2 < len(units) and units[at + 2].text == "the")
    if held_in_turn(units, at):
        return _state(units, at - 1, at + 1, units[at - 1], None)
    if behind < len(units) and units[at + 1].text == "of" and units[behind].kind == "name":
        named = units[behind].type == "State" and not units[behind].text.startswith("Republic")
        return _state(units, first, behind + 1, units[behind], None) if named else None
    land = units[first - 1] if first and units[at].capital else None
    return _state(units, first - 1, at + 1, land, None) if land and land.kind == "adjective" else None


def _state_government(units: Sequence[Unit], at: int) -> Candidate | None:
    first = at
    while first and units[first - 1].text in _GOVERNMENT_WORDS:
        first -= 1
    owned = first and units[first - 1].kind == "possessive"
    state = first - 1 - bool(owned)
    if state < 0 or units[state].type != "State" or (units[state].kind == "adjective" and owned):
        return None
    if at + 1 < len(units) and units[at + 1].text.casefold() in _PEOPLE:
        return None
    return _state(units, state, at + 1, units[state], None)


def _state(units: Sequence[Unit], first: int, last: int, state: Unit, acronym: str | None) -> Candidate:
    start, end = units[first].start, units[last - 1].end
    shorter = (acronym,) if acronym else ()
    name = state.text if state.kind == "name" else state.row_name
    return Candidate(
        start, end, "State", name, 1, "composed", state.reference, state.reference, shorter=shorter, head="government"
    )
