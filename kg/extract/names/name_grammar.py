"""The grammar of capitalised names around a head word: what stands before it, and how far its tail goes.

`Ministry of Foreign Affairs, African Cooperation and Diaspora`, `UK Foreign, Commonwealth and Development Office`,
`Technical Working Group on Border Management of the X Process`: the head is known from a table, the rest is bounded by
case, by known names, and by words for fields of policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.names.heads import Head, head_at
from kg.extract.names.name_lands import is_city, is_seat, land_behind
from kg.extract.names.name_rights import rights_end
from kg.extract.names.name_tails import ACTORS, AND, INNER, STATE_WORDS, glued, name_tail, phrase_end
from kg.extract.names.units import (
    Unit,
    bracketed,
    is_field,
    is_name_word,
    is_name_word_at,
    numbered,
    word_class,
    year_before,
    years,
)

_LAWS = frozenset({"Act", "Law", "Bill", "Ordinance", "Code", "Decree", "Proclamation", "Recommendation"})
COUNTED = frozenset({"Resolution", "Decision", "Decree", "Order", "Ordinance"})
"""Documents that are called by a bare number."""
_MAKING = frozenset("amending establishing governing creating regulating implementing relating pertaining".split())
"""Participles that carry on the name of a document: 'Treaty |Establishing the X Community'."""
_ROMAN = re.compile(r"[IVX]+|[1-9](?:\.\d)?")
_DOCUMENT_WORDS = frozenset("Model Revised Draft Joint Amended Additional Interim".split())
_SCOPES = frozenset("Regional Sub-Regional Subregional Interregional Inter-Regional Multi-Country Global".split())
"""Words for how far a thing goes that stand before a known name: 'the |Regional| EU-Asia Project'."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read: the units [first, last) of the mention, its parent (a known name inside it), the acronym and the
    place that it states, the unit ranges of shorter forms of the same name, and where it begins without a possessor."""

    first: int
    last: int
    head: Head
    nucleus: tuple[int, int]
    parent: Unit | None = None
    acronym: str | None = None
    place: Unit | None = None
    shorter: tuple[tuple[int, int], ...] = ()
    national: bool = False
    content: bool = False
    core: int = -1


def _list_item(units: Sequence[Unit], end: int) -> int:
    """Where the item of a list of fields begins that ends before `end`; `end` where none does."""
    at = end
    while at > 0 and units[at - 1].kind == "word" and is_name_word(units[at - 1]):
        at -= 1
    named = any((found := head_at(units, i)) and not _is_plain_field(found[0]) for i in range(at, end))
    of_land = at == end - 1 and at > 0 and units[at - 1].kind == "name" and units[at - 1].type == "State"
    return at if at < end and (is_field(units[end - 1]) or of_land) and not named else end


def _is_plain_field(head: Head) -> bool:
    """Whether what can be a head is as often a field: 'Customs' in 'Customs and Tariff Bureau'."""
    return head.family == "documents" or head.words in (("Customs",), ("Immigration",))


def _list_before(units: Sequence[Unit], at: int) -> int:
    """Where a list 'A, B and C' of fields begins whose last item begins at `at`; `at` where there is none."""
    if at < 2 or units[at - 1].text not in AND:
        return at
    first = _list_item(units, at - 1)
    if first == at - 1 or units[first - 1].text in ("of", "for"):
        return at
    while first > 1 and units[first - 1].text == "," and (item := _list_item(units, first - 1)) < first - 1:
        first = item
    return first


def left_edge(
    units: Sequence[Unit], at: int, lists: bool, phrases: bool = False, brackets: bool = False
) -> tuple[int, Unit | None, bool]:
    """Where the name begins whose head begins at `at`; the known name it begins with; whether as its possessor.
    `phrases`: small words may stand in between ('Trafficking in Persons Act'); `brackets`: '(Amendment)' too."""
    first = at
    while first > 0:
        unit = units[first - 1]
        if is_name_word_at(units, first - 1):
            first -= 1
        elif _inner_possessive(units, first - 1) or _of_two_places(units, first - 1) or _of_holders(units, first - 1):
            first -= 2
        elif unit.kind == "possessive" and first > 1 and units[first - 2].kind == "name":
            return (first, None, False) if is_seat(units, first - 2) else (first - 2, units[first - 2], True)
        elif lists and (start := _list_before(units, first)) < first:
            first = start
        elif (phrases and _small_word(units, first - 1)) or _people_in(units, first - 1):
            first -= 2
        elif (start := _inserted_before(units, first, at, brackets)) < first:
            first = start
        elif _is_one(units, first - 1) or _are_senior(units, first - 1, at):
            first -= 1
        else:
            break
    return _owned_place(units, *_known_before(units, first))


def _owned_place(
    units: Sequence[Unit], first: int, parent: Unit | None, possessor: bool
) -> tuple[int, Unit | None, bool]:
    """The left edge with the organisation whose office for a place it is: '|IOM's| Gao Sub-Office'."""
    owned = first > 1 and units[first - 1].kind == "possessive" and units[first - 2].kind == "name"
    place = parent is not None and parent.kind == "name" and parent.type in ("Place", "State")
    if not owned or not place or units[first - 2].type not in ("InternationalOrganization", "CivilSociety"):
        return first, parent, possessor
    return first - 2, units[first - 2], True


def _is_one(units: Sequence[Unit], at: int) -> bool:
    """Whether 'One' is a word of a name, behind an article or a known name: 'the EAC |One| Stop Border Posts Act'."""
    return at > 0 and units[at].text == "One" and (units[at - 1].known or units[at - 1].text in ("the", "a"))


def _are_senior(units: Sequence[Unit], at: int, head: int) -> bool:
    """Whether 'Senior' opens a name of those who meet: '|Senior| Labour Officials Meeting'."""
    return units[at].text == "Senior" and any(unit.text == "Officials" for unit in units[at : head + 1])


def _team_before(units: Sequence[Unit], at: int, head: int) -> int:
    """Where the team begins that shares its name with the office whose head stands here: '|Decent Work Team and|
    Country Office for X'; `at` where none does."""
    if at < 2 or at != head or units[at - 1].text not in AND or units[at - 2].text != "Team":
        return at
    office = head_at(units, at)
    teams = ((i, head_at(units, i)) for i in range(max(0, at - 7), at - 1))
    first = next((i for i, found in teams if found and found[1] == at - 1 and found[0].family == "offices"), at)
    return first if office and office[0].family == "offices" else at


def _of_two_places(units: Sequence[Unit], at: int) -> bool:
    """A hyphen or slash between a known place and a word: 'the Malaba|-|Kisoko Joint Border Post'."""
    return at > 0 and glued(units, at) and units[at - 1].type == "Place" and units[at + 1].kind == "word"


def _before_bracket(units: Sequence[Unit], at: int) -> int:
    """Where '(Amendment)', '(Recruitment of Workers)' begins that ends before `at`; `at` where no words of a law do."""
    if at < 4 or units[at - 1].text != ")":
        return at
    opened = next((i for i in range(at - 2, max(0, at - 9), -1) if units[i].text == "("), 0)
    words = units[opened + 1 : at - 1]
    plain = words and words[0].capital and not words[0].text.isupper() and all(u.kind == "word" for u in words)
    return opened if opened and plain and is_name_word(units[opened - 1]) else at


def _inserted_before(units: Sequence[Unit], first: int, head: int, brackets: bool) -> int:
    """Where words in brackets, or a team that shares the name, begin that end before `first`; `first` where none do."""
    if brackets:
        return _before_bracket(units, first)
    found = head_at(units, head)
    start = _before_acronym(units, first) if found and found[0].family == "bodies" else first
    return start if start < first else _team_before(units, first, head)


def _before_acronym(units: Sequence[Unit], at: int) -> int:
    """Where the acronym in brackets begins that stands for the words right before it: 'Border Management |(BM)|
    Division'; `at` where none does."""
    letters = units[at - 2].text if at > 3 and units[at - 1].text == ")" and units[at - 3].text == "(" else ""
    words = units[max(0, at - 3 - len(letters)) : at - 3]
    stands_for = len(letters) > 1 and letters == "".join(unit.text[0] for unit in words if unit.kind == "word")
    return at - 3 if stands_for else at


_CALLED = frozenset(
    "Dialogue Process Forum Initiative Commission Union Organization Organisation Ministry Department Agency Community"
    " Committee Council Programme Program Project Network Alliance Partnership Platform Conference Compact Coalition"
    " Board Secretariat Group Centre Center Institute Bureau Office Mission Government State Republic Kingdom".split()
)
"""What a text calls by its noun alone: 'the Dialogue's Steering Committee' is a Steering Committee."""


def _inner_possessive(units: Sequence[Unit], at: int) -> bool:
    """A possessive inside a name ('Attorney General's Office'), not that of another body."""
    inside = at > 0 and units[at].kind == "possessive" and is_name_word_at(units, at - 1)
    generic = inside and at > 1 and units[at - 2].text in ("the", "The") and units[at - 1].text in _CALLED
    return inside and not generic and not _ends_body(units, at)


def _of_holders(units: Sequence[Unit], at: int) -> bool:
    """The possessive of office-holders whose document it is: 'Labour |Ministers'| Work Programme'."""
    named = at > 1 and units[at].kind == "possessive" and units[at - 2].text not in ("the", "The", "of")
    return named and units[at - 1].text in word_class("plural-office")


def _ends_body(units: Sequence[Unit], end: int) -> bool:
    """Whether a body's name ends here ('Ghana Police Service|'s Anti-Trafficking Unit'): it is the possessor."""
    for first in range(max(0, end - 8), end):
        found = head_at(units, first) if units[first].capital else None
        if found is None or found[1] > end or found[0].family not in ("bodies", "organisations", "offices"):
            continue
        if found[1] == end or (units[found[1]].text in found[0].tail and _unbroken(units, found[1], end)):
            return True
    return False


def _unbroken(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether a stretch may be the tail of one name: capitals, small words, commas. Behind 'and the' another begins."""
    small = INNER | AND | {",", "the"}
    anew = any(a.text in AND and b.text == "the" for a, b in pairwise(units[first:end]))
    return not anew and all(u.capital or u.known or u.text in small for u in units[first:end])


def _people_in(units: Sequence[Unit], at: int) -> bool:
    """Whether 'in' stands between the people of a state and where they live: '|Togolese in| Diaspora Commission'."""
    inside = 0 < at < len(units) - 1 and units[at].text == "in" and units[at + 1].text == "Diaspora"
    return inside and units[at - 1].known and units[at - 1].type == "State"


def _small_word(units: Sequence[Unit], at: int) -> bool:
    """A small word between two words for fields: 'Trafficking in Persons', 'Free Movement of Persons'."""
    inside = 0 < at < len(units) - 1 and (units[at].text in (*INNER, "and") or units[at].text == "Against")
    joins = inside and (units[at].text != "and" or is_field(units[at + 1]))
    return joins and is_field(units[at - 1]) and units[at - 1].kind == "word" and is_name_word(units[at + 1])


def _known_before(units: Sequence[Unit], first: int) -> tuple[int, Unit | None, bool]:
    """Takes in the known names that stand right before a name: 'Kenya', 'IOM Kenya', 'AU-Horn of Africa'."""
    parent: Unit | None = None
    while first > 0 and units[first - 1].known:
        parent = units[first - 1]
        first -= 1
        if first > 1 and _between_organisations(units, first - 1):
            first -= 2
            while first > 1 and _between_organisations(units, first - 1):
                first -= 2
        elif first > 1 and glued(units, first - 1) and (units[first - 2].known or units[first - 2].capital):
            first -= 1
            if units[first - 1].capital:
                return first - 1, None, False
        elif first and units[first - 1].kind == "name" and units[first - 1].type not in ("State", "Place"):
            if parent.type not in ("State", "Place"):
                break
        else:
            break
    land = units[first - 1] if parent is not None and parent.type == "Place" and first else None
    if parent and land and land.kind == "name" and land.type == "State" and parent.start - land.end == 1:
        parent, first = land, first - 1
    while first > 0 and parent is not None and units[first - 1].text in STATE_WORDS | _DOCUMENT_WORDS | _SCOPES:
        first -= 1
    return first, parent, False


def _between_organisations(units: Sequence[Unit], at: int) -> bool:
    """A dash between two known organisations: 'ECOWAS – EU Support to …'."""
    sides = (units[at - 1], units[at + 1])
    return units[at].text in ("-", "–") and all(
        u.kind == "name" and u.type == "InternationalOrganization" for u in sides
    )


def _office_holder(units: Sequence[Unit], at: int) -> int:
    """The index behind the office-holder that an office is called by: 'the Vice President'."""
    end = at + _of_organisation(units, at)
    while end < len(units) and units[end].capital and units[end].text not in word_class("function"):
        end += 1
    if end == at or end >= len(units) or units[end].text not in AND or _holds_title(units, at, end):
        return end
    last = end + 1  # 'Office of the Land Use |and Housing Commissioner|'
    while last < len(units) and units[last].capital and units[last].text not in word_class("function"):
        last += 1
    titled = last > end + 2 and units[last - 1].text in word_class("title")
    return last if titled and not any(head_at(units, i) for i in range(end + 1, last - 1)) else end


def _of_organisation(units: Sequence[Unit], at: int) -> bool:
    """Whether the holder of an office is one of an organisation: 'Office of the |UN| Resident Coordinator'."""
    owner = units[at] if at + 1 < len(units) else None
    named = owner is not None and owner.kind == "name" and owner.type == "InternationalOrganization"
    return named and units[at + 1].capital


def _holds_title(units: Sequence[Unit], first: int, end: int) -> bool:
    return any(unit.text in word_class("title") for unit in units[first:end])


def acronym_at(text: str, units: Sequence[Unit], at: int) -> tuple[int, str | None]:
    """The index behind an acronym in brackets at this unit, and the acronym."""
    found = bracketed(text, units, at)
    if found is None and at + 2 < len(units) and units[at].text == "(" and units[at + 2].text == ")":
        inner = units[at + 1]
        if inner.kind == "name" and inner.text.isupper():
            return at + 3, inner.text
    return found or (at, None)


def read_name(text: str, units: Sequence[Unit], at: int, head: Head, after: int) -> Reading:
    """The name around the head that stands at the units [at, after)."""
    lists = "list" in head.flags or head.family in ("documents", "facilities")
    opens = _opens_name(units, at, head, after)
    first, parent, possessor = left_edge(units, at, lists and not opens, not opens, head.family == "documents")
    core = first + 2 if possessor else first
    dated = _numbers_before(units, first) if head.family == "documents" else 0
    first -= dated
    core -= dated if dated > 1 else 0
    if "office-of" in head.flags:
        parent = units[after] if parent is None and _of_organisation(units, after) else parent
        after = _office_holder(units, after)
    elif head.family in ("projects", "documents") and after < len(units) and _ROMAN.fullmatch(units[after].text):
        after += 1
    start = numbered(text, units, after, counted=head.words[-1] in COUNTED) if head.family == "documents" else after
    last, acronym = acronym_at(text, units, start)
    shorter = [(core, after)] if possessor or dated or last > after else []
    if (plain := _behind_place(units, core, at)) > core:
        shorter.append((plain, after))
    place: Unit | None = None
    if lists and (charge := _in_charge(units, last)) > last:
        last, acronym = acronym_at(text, units, charge)
    while last < len(units) and _opens_tail(units[last], head):
        told = last > after and (_defined_elsewhere(text, units, last + 1) or _signed_in(units, last, head))
        if told or _where(units, last, head):
            break
        end, owner, where = name_tail(units, last, head, lists)
        if end == last:
            break
        shorter.append((core, _behind_words(units, last)))
        parent, place = parent or owner, place or where
        last, found = acronym_at(text, units, end)
        acronym = acronym or found
        if found:
            shorter.append((core, end))
    if last == after:
        last, parent, place = _with_land(units, last, head, parent)
        shorter += [(core, after)] * (last > after)
    parent = parent or _owner_at_end(units, _behind_words(units, last), after)
    if head.family in ("documents", "projects"):
        short, last = last, _title_end(text, units, last, head)
        shorter += [(core, short)] if last > short else []
    content = any(u.kind != "possessive" for u in units[core:at]) or last > after + (3 if acronym else 0)
    national = _is_national(units, core, at)
    return Reading(first, last, head, (at, after), parent, acronym, place, tuple(shorter), national, content, core)


def _opens_name(units: Sequence[Unit], at: int, head: Head, after: int) -> bool:
    """Whether a head behind 'and' opens a name of its own: 'the Police and |Office of X|'."""
    joined = at > 0 and units[at - 1].text in AND and after < len(units) and units[after].text in head.tail
    return joined and head.family == "bodies" and not _ends_fields(units, at, after)


def _is_national(units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether words of states, a part of a state or a chamber of a parliament stand before the head."""
    part = any(u.type == "Place" and u.text.rpartition(" ")[2] in STATE_WORDS for u in units[first:at])
    return part or any(u.text in STATE_WORDS for u in units[first:at]) or _of_chamber(units, first, at)


def _of_chamber(units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether a chamber of a parliament stands before the head: 'the |House| Committee on X'."""
    found = (head_at(units, i) for i in range(first, at) if units[i].capital)
    return any(head is not None and "chamber" in head[0].flags for head in found)


def _title_end(text: str, units: Sequence[Unit], at: int, head: Head) -> int:
    """The index behind the rights, numbers and years that close the title of a document or project."""
    last = rights_end(units, at) if head.family == "documents" else at
    return _for_years(text, units, years(text, units, numbered(text, units, last, head.words[-1] in _LAWS)))


def _numbers_before(units: Sequence[Unit], at: int) -> int:
    """How many units before a document's name belong to it: '|1961| Convention', '|2021–2030| Strategy', '|10-|Point
    Plan'."""
    if year_before(units, at):
        return 1
    counted = at > 1 and glued(units, at - 1) and units[at - 2].kind == "number"
    ranged = at > 3 and glued(units, at - 2) and units[at - 3].kind == "number" and year_before(units, at - 2)
    return 2 if counted else 3 if ranged else 0


_LOCAL = frozenset({"City", "County", "Municipal", "Provincial", "Regional", "District", "State"})
"""How far a local authority's power goes: 'the |City| Administration' is what a text calls one by."""


def _behind_place(units: Sequence[Unit], first: int, at: int) -> int:
    """Where the name of a local authority goes on behind its place: 'Addis Ababa |City Administration|'."""
    placed = first + 1 < len(units) and units[first].kind == "name" and units[first].type == "Place"
    return first + 1 if placed and first < at and units[first + 1].text in _LOCAL else first


def _ends_fields(units: Sequence[Unit], at: int, after: int) -> bool:
    """Whether the head ends a list of fields behind an article, and a state follows: 'the Immigration and |Border
    Service| of Portugal'."""
    owner = units[after + 1 + (units[after + 1].text == "the")] if after + 2 < len(units) else None
    if owner is None or owner.kind != "name" or owner.type != "State" or units[after].text != "of":
        return False
    first = _list_before(units, at)
    return first < at and first > 0 and units[first - 1].text in ("the", "The")


_SEATED = frozenset({"University", "College"})


def _seat_behind(units: Sequence[Unit], at: int, head: Head) -> Unit | None:
    """The place with which the name of an office or facility ends, with nothing between: 'Field Office |Dori|'. One
    that no table knows has a letter that English lacks."""
    seated = head.family in ("offices", "facilities") or head.words[-1] in _SEATED
    unit = units[at] if at < len(units) and seated else None
    if unit is None or not units[at - 1].text[0].isupper() or unit.start - units[at - 1].end != 1:
        return None
    follows = units[at + 1] if at + 1 < len(units) else None
    if follows is not None and (
        follows.capital or follows.known or follows.kind == "possessive" or follows.text == "-"
    ):
        return None
    known = unit.kind == "name" and unit.type in ("Place", "State")
    foreign = is_name_word(unit) and unit.kind == "word" and not unit.text.isascii()
    return unit if known else replace(unit, kind="name", type="Place") if foreign else None


def _with_land(units: Sequence[Unit], at: int, head: Head, parent: Unit | None) -> tuple[int, Unit | None, Unit | None]:
    """The index behind the land that closes a name here, the parent and the place."""
    if (seat := _seat_behind(units, at, head)) is not None:
        return at + 1, parent, seat
    return (at + 1, units[at], None) if parent is None and land_behind(units, at, head) else (at, parent, None)


def _in_charge(units: Sequence[Unit], at: int) -> int:
    """The index behind 'in Charge of Moroccans Residing Abroad' at this unit; `at` where nothing of the kind stands."""
    words = [unit.text.casefold() for unit in units[at : at + 3]]
    if words != ["in", "charge", "of"] or at + 3 >= len(units):
        return at
    first = at + 3 + (units[at + 3].text == "the")
    end = phrase_end(units, first, True, frozenset({"of", "for"}))
    return end if end > first else at


def _defined_elsewhere(text: str, units: Sequence[Unit], at: int) -> bool:
    """Whether an acronym stands here that the text defines: a body of its own ('… Committee (ABC) of the XYZ')."""
    at += at < len(units) and units[at].text == "the"
    plain = units[at].text if at < len(units) and units[at].kind == "word" else ""
    return len(plain) > 1 and plain.isupper() and f"({plain})" in text


def _for_years(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind 'for 2021–2030', 'for the period 2021-2030' at this unit; `at` where there is none."""
    words = [u.text for u in units[at : at + 3]]
    first = at + (3 if words == ["for", "the", "period"] else 1 if words[:1] == ["for"] else 0)
    return last if first > at and (last := years(text, units, first)) > first + 1 else at


def _opens_tail(unit: Unit, head: Head) -> bool:
    """Whether a word carries on a name with this head: its prepositions, of a document participles too."""
    return unit.text.casefold() in head.tail or (head.family == "documents" and unit.text.casefold() in _MAKING)


def _where(units: Sequence[Unit], at: int, head: Head) -> bool:
    """Whether 'in' and a city stand behind a document, project or process: where something is done with it, or where it
    meets."""
    city = units[at + 1] if at + 1 < len(units) and units[at].text == "in" else None
    return city is not None and is_city(city) and head.family in ("documents", "projects", "processes")


def _signed_in(units: Sequence[Unit], at: int, head: Head) -> bool:
    """Whether a city follows an agreement whose acronym is given: where it is signed, no part of its name."""
    city = units[at + 1] if at + 1 < len(units) else None
    return head.family == "documents" and units[at].text == "in" and city is not None and city.type == "Place"


def _owner_at_end(units: Sequence[Unit], end: int, after: int) -> Unit | None:
    """The state or organisation that a name ends with: '… to Combat Trafficking in Persons of Tunisia'."""
    unit = units[end - 1]
    if end - 1 <= after or unit.kind != "name" or unit.type not in ACTORS:
        return None
    of = end - 2 - (units[end - 2].text == "the")
    return unit if units[of].text == "of" else None


def _behind_words(units: Sequence[Unit], at: int) -> int:
    """The index without an acronym in brackets that stands before it."""
    back = at
    if back and units[back - 1].text == ")":
        while back and units[back - 1].text != "(":
            back -= 1
        back -= 1
    return back
