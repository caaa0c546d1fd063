"""Unknown names where only an actor can stand: who organises, hosts or funds, who is a partner, who stands in a list of
actors. That a name has no known head is no reason to lose it where its bounds are certain.

`|Sin Fronteras| organised`, `in partnership with |Air Serbia|`, `attended by UNHCR, |Tamkeen Fields for Aid| and the
Norwegian Refugee Council`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.bodies.actor_kinds import actor_kind, is_actor_name
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import has_head
from kg.extract.names.name_tails import ACTORS
from kg.extract.names.quoted import CHARITABLE, FIRM, ORGANISATION, QUOTES, SMALL
from kg.extract.names.units import Unit, word_class
from kg.extract.names.unknown_names import unknown_name_end
from kg.extract.text.words import words

_DONE_BY_BODIES = frozenset(
    "organised organized co-organised co-organized convened hosted co-hosted funded co-funded financed co-financed"
    " sponsored supported implemented arranged commissioned".split()
)
_DONE_BY_ANY = frozenset("attended facilitated conducted delivered led".split())
"""What persons do, too: an unknown name in the list counts only beside bodies."""
_ACTS = _DONE_BY_BODIES | frozenset(
    "organises organizes convenes hosts funds finances sponsors supports implements conducted held launched trained"
    " facilitated".split()
)
_ONCE_MORE = frozenset("has have had will also jointly recently today is are was were been be currently".split())
_WITH = frozenset(
    "partnership collaboration cooperation co-operation coordination co-ordination conjunction together jointly".split()
)
_GIVEN = frozenset("support funding financing assistance contribution grant".split())
_JOINTS = frozenset({",", "and", "&", ";"})
_BESIDE = ACTORS - {"State"}
_BEFORE = frozenset({",", "where", "when", "while", "that", "and"})
_GOES_ON = frozenset({"of", "for", "to", "against"})
_GENUS = (FIRM | ORGANISATION) - {"agency"}
_FURTHEST = 6
"""Words before the noun that says what kind of body is named, at most."""
_FLANKS = ("bodies", "organisations", "offices")


@dataclass(frozen=True, slots=True)
class _Item:
    """A name of a list: where it was looked for, the units from `first`, to behind its words, and behind its acronym.
    `genus`: the type that a noun before it tells."""

    begin: int
    first: int
    end: int
    last: int
    acronym: str | None
    genus: str


def slot_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """The unknown names of the stretch that stand where an actor must."""
    reached = 0
    tried: dict[int, int] = {}
    for at in range(len(units)):
        asked = _asks(units, at) if at >= reached else ""
        if at in tried and asked:  # the rest of a list tells no more than the whole
            reached = tried[at] if asked == "list" else reached
            continue
        items = _list(text, units, at) if asked else []
        if not items:
            continue
        last = items[-1].last
        acts = asked == "subject" and _verb_at(units, last)
        for number, item in enumerate(items):
            if any(_is_post(units, post) for post in items[number : number + 2]):
                continue
            beside = [_is_body(units, other) for other in items[max(0, number - 1) : number + 2] if other is not item]
            if _stands(text, units, item, "body" if acts else asked, number, beside):
                yield _candidate(text, units, item)
        if asked == "subject" and not acts:
            tried |= {item.begin: last for item in items}
        else:
            reached = last


def _is_post(units: Sequence[Unit], item: _Item) -> bool:
    """Whether a name of the list is the post of a person: 'led by P, |Joint Secretary| at the Ministry of Labour'."""
    last = units[item.end - 1].text.casefold()
    return last.rpartition("-")[2] in words("titles", "head")


def _asks(units: Sequence[Unit], at: int) -> str:
    """What kind of actor has to stand here: 'body' behind 'organised by', 'any' behind 'attended by', 'subject' where a
    clause begins, 'list' at a known body; an empty string where nothing says so."""
    before = units[at - 1].text if at else ""
    earlier = units[at - 2].text.casefold() if at > 1 else ""
    if before == "by":
        return "body" if earlier in _DONE_BY_BODIES else "any" if earlier in _DONE_BY_ANY else ""
    if before in ("with", "of", "from"):
        return "body" if earlier in (_WITH if before == "with" else _GIVEN) else ""
    if not before or before in _BEFORE:
        return "subject"
    return "list" if units[at].kind == "name" and units[at].type in _BESIDE else ""


def _list(text: str, units: Sequence[Unit], at: int) -> list[_Item]:
    """The names of the list 'A, B and the C' that begins here."""
    items: list[_Item] = []
    while at < len(units):
        begin = at
        first = _behind_owner(units, at + (units[at].text in ("the", "The")))
        first, genus = _behind_genus(units, first)
        if first >= len(units):
            break
        end, last, acronym = unknown_name_end(text, units, first)
        if end == first:
            break
        items.append(_Item(begin, first, end, last, acronym, genus))
        at = last
        while at < len(units) and at - last < 2 and units[at].text in _JOINTS:
            at += 1
        if at == last:
            break
    return items


def _behind_owner(units: Sequence[Unit], at: int) -> int:
    """The index behind the state whose body is named: '|Nigeria's| Patriotic Citizen Initiatives'."""
    owned = at + 2 < len(units) and units[at].type == "State" and units[at + 1].kind == "possessive"
    return at + 2 if owned else at


def _behind_genus(units: Sequence[Unit], at: int) -> tuple[int, str]:
    """The index behind what says in lower case what kind of body is named, and its type: '|Oslo-based logistics firm|
    Nordfrakt'; `at` and an empty string where nothing does."""
    for end in range(at, min(at + _FURTHEST, len(units) - 1)):
        unit = units[end]
        charity = unit.text == "fund" and units[end - 1].text in CHARITABLE
        if (unit.text in _GENUS or charity) and (units[end + 1].capital or units[end + 1].text in QUOTES):
            return end + 1, "PrivateSector" if unit.text in FIRM else "CivilSociety"
        modifies = unit.known or unit.text == "-" or (unit.kind == "word" and unit.text[-1].islower())
        if not modifies or unit.text in SMALL or (unit.capital and "-" not in unit.text):
            break
    return at, ""


def _stands(text: str, units: Sequence[Unit], item: _Item, asked: str, number: int, beside: list[bool]) -> bool:
    """Whether the name may be taken: it is no known one, nothing goes on behind it, and it is asked for."""
    if not is_actor_name(text, units, item.first, item.end, item.acronym) or _speaks_for(units, item):
        return False
    flanked = all(beside) and len(beside) > 1
    if asked in ("subject", "list"):
        return flanked and _closed(units, item)
    named = bool(beside) and (beside[0] if number else item.end - item.first > 2)
    return _closed(units, item) and (asked == "body" or named)


def _speaks_for(units: Sequence[Unit], item: _Item) -> bool:
    """Whether the words are a person's name and whom he speaks for: 'P Q for |IOM|'."""
    link, body = units[item.end - 2], units[item.end - 1]
    return item.end - item.first == 4 and link.text == "for" and (body.type in ACTORS or body.text.isupper())


def _verb_at(units: Sequence[Unit], at: int) -> bool:
    """Whether a verb of acting stands here, and no participle: 'X |organised| a workshop', not 'organised by'."""
    while at < len(units) and units[at].text in _ONCE_MORE:
        if units[at].text in ("was", "were", "been", "be"):
            return False
        at += 1
    active = at + 1 < len(units) and units[at].text in _ACTS
    return active and units[at + 1].text not in ("by", "with", "in", "on", "at", "under", "from")


def _closed(units: Sequence[Unit], item: _Item) -> bool:
    """Whether the name surely ends: a mark, or a word in lower case that is no possessive."""
    behind = units[item.last] if item.last < len(units) else None
    if behind is None or behind.text in {*_JOINTS, ".", ")", ":"}:
        return True
    follows = units[item.last + 1] if item.last + 1 < len(units) else None
    if behind.text in _GOES_ON and follows is not None and follows.capital:
        return False
    return behind.kind == "word" and behind.text[0].islower() and behind.text.casefold() not in word_class("people")


def _is_body(units: Sequence[Unit], item: _Item) -> bool:
    """Whether a name is that of a body by what is known of it."""
    known = item.genus or any(u.kind == "name" and u.type in _BESIDE for u in units[item.first : item.end])
    return bool(known) or has_head(units, item.first, item.end, _FLANKS)


def _candidate(text: str, units: Sequence[Unit], item: _Item) -> Candidate:
    name = text[units[item.first].start : units[item.end - 1].end]
    name = name[1:-1] if QUOTES.get(name[0]) == name[-1] else name
    short = (name, item.acronym) if item.acronym else (name,)
    rank = 1 if item.genus else 8
    kind = item.genus or actor_kind(units, item.first, item.end)
    return Candidate(units[item.first].start, units[item.last - 1].end, kind, name, rank, "name", shorter=short)
