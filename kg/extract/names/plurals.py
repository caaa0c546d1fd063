"""Bodies named together under one plural.

`the Ministries of Health and Education`, `the Ministries of Interior of Niger and Ghana`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate
from kg.extract.names.units import Unit, is_field, is_name_word

_SINGULAR = {"ministries": "Ministry", "departments": "Department", "directorates": "Directorate"}
_OFFICES = {"missions": "Mission", "offices": "Office", "delegations": "Delegation"}
_KINDS = frozenset({"Country", "Regional", "Liaison", "Field"})
_AND = frozenset({"and", "&"})
Item = tuple[int, int]
"""The units [first, last) of one of those that are named together."""


def plural_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """One body for each field or state behind the plural; the first has the plural in its mention."""
    for at, unit in enumerate(units):
        plain = unit.text.casefold() if unit.kind == "word" else ""
        if plain in _SINGULAR and _is_of(units, at):
            yield from _ministries(text, units, at, _SINGULAR[plain])
        elif unit.text in _SINGULAR.values() and _is_of(units, at) and _joined(units, at + 2):
            yield from _ministries(text, units, at, unit.text)


def office_list_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the IOM Missions in Albania and Montenegro': an office in each state."""
    for at, unit in enumerate(units):
        noun = _OFFICES.get(unit.text.casefold()) if unit.kind == "word" else None
        first, owner, behind = _office_owner(units, at) if noun else (at, None, at)
        if owner is None or behind + 1 >= len(units) or units[behind].text not in ("in", "for", "to"):
            continue
        states = listed_states(units, behind + 1, units[behind].text)
        for number, item in enumerate(states if len(states) > 1 else []):
            land = units[item[0]]
            kind = f"{units[at - 1].text} {noun}" if units[at - 1].text in _KINDS else noun
            of = f"{noun} of the {owner.label}" if behind > at + 1 else f"{owner.label} {kind}"
            name = f"{of} {units[behind].text} {land.label}"
            start = land.start if number else units[first].start
            yield Candidate(start, land.end, "Office", name, 1, "composed", None, land.reference, owner, head="office")


def _office_owner(units: Sequence[Unit], at: int) -> tuple[int, Unit | None, int]:
    """Where the name of the offices begins whose noun stands here, the organisation, and the index behind it: 'the EU
    |Delegations', 'the |Delegations of the European Union'."""
    first = at - 1 - (at > 1 and units[at - 1].text in _KINDS)
    before = units[first] if at else None
    if before is not None and before.kind == "name" and before.type == "InternationalOrganization":
        return first, before, at + 1
    behind = at + 2 + (at + 2 < len(units) and units[at + 2].text == "the")
    owner = units[behind] if behind < len(units) and units[at + 1].text == "of" else None
    named = owner is not None and owner.kind == "name" and owner.type == "InternationalOrganization"
    return at, owner if named else None, behind + 1


def _is_of(units: Sequence[Unit], at: int) -> bool:
    return at + 2 < len(units) and units[at + 1].text == "of"


def _joined(units: Sequence[Unit], at: int) -> bool:
    """Whether a second body follows without its noun: 'the Ministry of Justice |and of Interior|'."""
    pieces = _pieces(units, at)
    return len(pieces) > 1 and all(units[first - 1].text == "of" for first, _ in pieces)


def _ministries(text: str, units: Sequence[Unit], at: int, noun: str) -> Iterator[Candidate]:
    fields = _fields(units, at + 2)
    kinds = sum(unit.text == units[at].text for unit in units)
    if not fields or kinds > 1:  # 'Ministries of Health … and Ministries of Justice': those of several states
        return
    end = fields[-1][1]
    states = listed_states(units, end + 1) if end + 1 < len(units) and units[end].text == "of" else []
    if len(fields) == 1 and len(states) > 1:
        name = f"{noun} of {_words(text, units, fields[0])}"
        yield from _bodies(text, units, at, [name] * len(states), states, [units[i] for i, _ in states])
    elif len(fields) > 1:
        owner = units[states[0][0]] if len(states) == 1 else _owner(units, at)
        yield from _bodies(text, units, at, [noun] * len(fields), fields, [owner] * len(fields))


def _bodies(
    text: str, units: Sequence[Unit], at: int, nouns: list[str], items: list[Item], owners: Sequence[Unit | None]
) -> Iterator[Candidate]:
    for number, (noun, item, owner) in enumerate(zip(nouns, items, owners, strict=True)):
        name = f"{noun} of {_words(text, units, item)}"
        start = units[item[0] if number else at].start
        land = owner.reference if owner is not None and owner.type == "State" else None
        form = "composed" if owner else "name"
        yield Candidate(
            start, units[item[1] - 1].end, "GovernmentBody", name, 1, form, None, land, owner, head="ministry"
        )


def _owner(units: Sequence[Unit], at: int) -> Unit | None:
    """The state before the plural: 'Kenya's Ministries of …', 'the Kenyan Ministries of …'."""
    back = at - 1 - (at > 0 and units[at - 1].kind == "possessive")
    return units[back] if back >= 0 and units[back].known and units[back].type == "State" else None


def _words(text: str, units: Sequence[Unit], item: Item) -> str:
    return text[units[item[0]].start : units[item[1] - 1].end]


def _fields(units: Sequence[Unit], at: int) -> list[Item]:
    """The fields of a list 'A, B and C'; where a comma stands before its last 'and', an 'and' inside is part of one."""
    pieces = _pieces(units, at)
    oxford = any(units[last].text == "," and units[last + 1].text in _AND for _, last in pieces[:-1])
    items: list[Item] = []
    for first, last in pieces:
        glued = oxford and items and units[items[-1][1]].text in _AND and units[first - 1].text in _AND
        if glued:
            items[-1] = (items[-1][0], last)
        else:
            items.append((first, last))
    return items


def _pieces(units: Sequence[Unit], at: int) -> list[Item]:
    pieces: list[Item] = []
    while at < len(units):
        end = at
        while end < len(units) and (is_name_word(units[end]) or units[end].kind == "adjective"):
            end += 1
        if end == at or not any(is_field(u) for u in units[at:end]):
            break
        pieces.append((at, end))
        at = _behind_joint(units, end)
        if at == end:
            break
    return pieces


def listed_states(units: Sequence[Unit], at: int, repeated: str = "of") -> list[Item]:
    """The states of the list 'A, B and C' that begins here; `repeated`: a preposition that may stand before each."""
    states: list[Item] = []
    while at < len(units):
        at += units[at].text == "the"
        if at >= len(units) or units[at].kind != "name" or units[at].type != "State":
            break
        states.append((at, at + 1))
        after = _behind_joint(units, at + 1, repeated)
        if after == at + 1:
            break
        at = after
    return states


def _behind_joint(units: Sequence[Unit], at: int, repeated: str = "of") -> int:
    """The index behind ',', 'and', ', and', 'and of' at this unit; `at` where none stands."""
    end = at
    end += end < len(units) and units[end].text == ","
    end += end < len(units) and units[end].text in _AND
    end += at < end < len(units) and units[end].text == repeated
    return end
