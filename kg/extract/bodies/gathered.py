"""Committees and groups told in lower case that are particular ones, by what is said of them: who sits on them, chairs
them, set them up or met as them.

`|a technical committee| made up of A and B`, `A chairs |the joint working group|`, `|the joint commission| of A and B`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import Head
from kg.extract.names.units import Unit

_KINDS = frozenset("committee commission group force taskforce sub-committee subcommittee panel board".split())
"""Last words of what is gathered."""
_PLAIN = frozenset({"group", "panel", "board", "force"})
"""Those of them that mean a gathering only with a word before them: 'working group', 'task force'."""
_MADE = frozenset(
    {
        ("made", "up", "of"),
        ("composed", "of"),
        ("consisting", "of"),
        ("consists", "of"),
        ("comprising",),
        ("comprises",),
        ("bringing", "together"),
        ("brings", "together"),
        ("formed", "by"),
        ("formed", "of"),
        ("with", "representatives", "of"),
    }
)
_CHAIRED = frozenset("chaired co-chaired headed co-headed presided".split())
_CHAIRING = frozenset(
    "chair chairs chaired co-chair co-chairs co-chaired chairing heads headed preside presides".split()
)
_MEETING = frozenset({("met",), ("meets",), ("held", "its"), ("holds", "its"), ("will", "meet"), ("convened",)})
"""What a group does as such, behind its name."""
_COPULAS = frozenset({",", "which", "that", "is", "was", "are", "were", "has", "been", "and", "be", "will", "jointly"})
_FURTHEST = 5
"""Units between the group and what is said of it."""
_SIDES = frozenset({"State", "InternationalOrganization", "Process"})


def as_process(head: Head) -> Head:
    """The head as that of a process, whatever it means with capitals."""
    return replace(head, alone="Process", family="processes")


def is_gathered(units: Sequence[Unit], first: int, at: int, after: int, last: int, head: Head) -> bool:
    """Whether the words around say that the group at [first, last), whose head stands at [at, after), is a particular
    one. `first`: behind its determiner."""
    kind = head.words[-1].casefold()
    if kind not in _KINDS or (kind in _PLAIN and len(head.words) < 2 and first == at):
        return False
    named = at > first or len(head.words) > 1 or last > after
    met = named and any(tuple(u.text for u in units[last : last + len(words)]) == words for words in _MEETING)
    return met or _is_told_of(units, last) or _is_chaired(units, first) or _has_sides(units, after)


def _is_told_of(units: Sequence[Unit], at: int) -> bool:
    """Whether behind the group stands who makes it up or who chairs it, by name."""
    end = at
    while end < len(units) and end - at < _FURTHEST and units[end].text.casefold() in _COPULAS:
        end += 1
    if end >= len(units):
        return False
    if units[end].text in _CHAIRED:
        return "by" in (u.text for u in units[end + 1 : end + 3]) or units[end + 1 : end + 2][:1] == []
    if _seats(units, at):
        return True
    made = next((words for words in _MADE if tuple(u.text for u in units[end : end + len(words)]) == words), None)
    return made is not None and any(u.capital or u.known for u in units[end + len(made) : end + len(made) + 4])


def _seats(units: Sequence[Unit], at: int) -> bool:
    """Whether ', in which A' and a verb for having a seat stand here."""
    at += at < len(units) and units[at].text == ","
    opens = [u.text for u in units[at : at + 2]] in (["in", "which"], ["on", "which"])
    return opens and any(u.text in ("sit", "sits") or u.text == "represented" for u in units[at + 2 : at + 30])


def _is_chaired(units: Sequence[Unit], first: int) -> bool:
    """Whether the verb right before the group, over its determiner, says that somebody chairs it."""
    verb = first - 1
    verb -= verb >= 0 and units[verb].text.casefold() in ("the", "a", "an", "its", "their", "this")
    return verb > 0 and units[verb].text.casefold() in _CHAIRING


def _has_sides(units: Sequence[Unit], after: int) -> bool:
    """Whether the two sides of it stand behind: 'the joint commission of A and B', 'between A and B'."""
    if after + 4 > len(units) or units[after].text not in ("of", "between"):
        return False
    one = after + 1 + (units[after + 1].text == "the")
    both = one + 1 < len(units) and units[one].type in _SIDES and units[one + 1].text == "and"
    other = one + 2 + (both and one + 2 < len(units) and units[one + 2].text == "the")
    return both and other < len(units) and units[other].type in _SIDES


_GROUPS = frozenset("groups committees parties".split())
_WORKING = frozenset("working technical thematic expert experts steering".split())


def plural_groups(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the |thematic working groups| of P': the groups of a process, which are as one a part of it."""
    for at, unit in enumerate(units):
        owner = at + 2 + (at + 2 < len(units) and units[at + 2].text == "the")
        if unit.text not in _GROUPS or owner >= len(units) or units[at + 1].text != "of":
            continue
        first = at
        while first and units[first - 1].text in _WORKING:
            first -= 1
        told = first < at and first > 0 and units[first - 1].text.casefold() == "the"
        if told and units[owner].kind == "name" and units[owner].type == "Process":
            start, end = units[first].start, units[owner].end
            short = text[start : unit.end]
            yield Candidate(
                start,
                end,
                "Process",
                text[start:end],
                4,
                "composed",
                parent=units[owner],
                shorter=(short,),
                head=unit.text,
                family="processes",
            )
