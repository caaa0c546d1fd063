"""What an association, network or council is by the words that tell its members or its aim: firms, or civil society."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kg.extract.names.heads import Head
from kg.extract.names.name_grammar import Reading
from kg.extract.names.units import word_class

_ASSOCIATIONS = frozenset("Association Federation Confederation Chamber Union Society Council Organization".split())
_MEMBERS = frozenset(
    "Women Youth Workers Teachers Students Farmers Lawyers Writers Journalists Mothers Families Survivors Volunteers"
    " Returnees Pastoralists Fishers Seafarers Nurses Peacebuilding".split()
)
_LEAGUES = frozenset(
    "Network Networks Platform Forum Alliance Coalition Consortium Federation Union Mechanism Partnership".split()
)
_CIVIL_HEADS = frozenset("Union League Network Alliance Coalition Organization Organisation Forum Consortium".split())
_SHARED = frozenset("Regional National Ministers Governments States".split())
"""Words of networks and forums that states share, whatever they are for."""


def kind_by_members(reading: Reading, tail: Sequence[str], words: AbstractSet[str]) -> str:
    """The type that the words tell, `tail` those behind the head; an empty string where they tell none."""
    head, parent = reading.head, reading.parent
    leagues = head.family in ("organisations", "processes") or {"Trade", "Union"} <= words
    if leagues and (kind := _by_trade(head, words)):
        return kind
    landed = parent is not None and parent.type == "State"
    against = head.family == "processes" and landed and tail[:1] in (["against"], ["Against"])
    helping = head.words == ("Council",) and tail[:1] == ["for"] and not words.isdisjoint(("Refugees", "Migrants"))
    return "CivilSociety" if (against or helping) and not words & _SHARED else ""


def _by_trade(head: Head, words: AbstractSet[str]) -> str:
    """What an association or network is by those who make it up: firms, or civil society."""
    last = head.words[-1]
    if {"Private", "Sector"} <= words and last in _LEAGUES:
        return "PrivateSector"
    if {"Trade", "Union"} <= words and last == "Council":
        return "CivilSociety"
    workers = {"Trade", "Union"} <= words or words & {"Unions", "Workers", "Labour", "Labor"}
    if last in _ASSOCIATIONS and words & word_class("trade") and not workers:
        return "PrivateSector"
    if last == "Union" and words & word_class("firm"):
        return "PrivateSector"
    civil = {"Civil", "Society"} <= words or {"Civil", "Organizations"} <= words or words & word_class("civil")
    if last in _CIVIL_HEADS and words & (_MEMBERS | word_class("civil-aim")):
        return "" if words & (word_class("world") | _SHARED) else "CivilSociety"
    return "CivilSociety" if civil and last in _LEAGUES else ""
