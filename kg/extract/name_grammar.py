"""The grammar of capitalised names around a head word: what stands before it, and how far its tail goes.

`Ministry of Foreign Affairs, African Cooperation and Diaspora`, `UK Foreign, Commonwealth and Development Office`,
`Technical Working Group on Border Management of the X Process`: the head is known from a table, the rest is bounded by
case, by known names, and by words for fields of policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.heads import Head, head_at
from kg.extract.units import Unit, bracketed, is_field, is_name_word, numbered, word_class, years

_AND = frozenset({"and", "&"})
_INNER = frozenset({"of", "for", "in", "on", "to", "against", "from", "with", "into", "at"})
_ACTORS = frozenset(
    {"State", "GovernmentBody", "InternationalOrganization", "Process", "Office", "CivilSociety", "PrivateSector"}
)
_LAWS = frozenset({"Act", "Law", "Bill", "Ordinance", "Code", "Decree", "Proclamation"})
_ROMAN = re.compile(r"[IVX]+|[1-9]")
_STATE_WORDS = frozenset(
    "National Federal Presidential Parliamentary Inter-Ministerial Interministerial Governmental Inter-Governmental"
    " Royal County Provincial Municipal State Attorney".split()
) - {"Inter-Governmental"}


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


def _glued(units: Sequence[Unit], at: int) -> bool:
    """A hyphen or slash without spaces around it."""
    unit = units[at]
    return (
        unit.text in ("-", "–", "/")
        and 0 < at < len(units) - 1
        and units[at - 1].end == unit.start
        and units[at + 1].start == unit.end
    )


def _is_part(unit: Unit) -> bool:
    """A plain capitalised word or Roman or Arabic number that names go on with."""
    return is_name_word(unit)


def _list_item(units: Sequence[Unit], end: int) -> int:
    """Where the item of a list of fields begins that ends before `end`; `end` where none does."""
    at = end
    while at > 0 and units[at - 1].kind == "word" and is_name_word(units[at - 1]):
        at -= 1
    return at if at < end and is_field(units[end - 1]) else end


def _list_before(units: Sequence[Unit], at: int) -> int:
    """Where a list 'A, B and C' of fields begins whose last item begins at `at`; `at` where there is none."""
    if at < 2 or units[at - 1].text not in _AND:
        return at
    first = _list_item(units, at - 1)
    if first == at - 1:
        return at
    while first > 1 and units[first - 1].text == "," and (item := _list_item(units, first - 1)) < first - 1:
        first = item
    return first


def left_edge(units: Sequence[Unit], at: int, lists: bool, phrases: bool = False) -> tuple[int, Unit | None, bool]:
    """Where the name begins whose head begins at `at`; the known name it begins with; whether as its possessor.
    `phrases`: small words may stand in between ('Trafficking in Persons Act')."""
    first = at
    while first > 0:
        unit = units[first - 1]
        if _is_part(unit):
            first -= 1
        elif _inner_possessive(units, first - 1):
            first -= 2
        elif unit.kind == "possessive" and first > 1 and units[first - 2].kind == "name":
            return first - 2, units[first - 2], True
        elif lists and (start := _list_before(units, first)) < first:
            first = start
        elif phrases and _small_word(units, first - 1):
            first -= 2
        else:
            break
    return _known_before(units, first)


def _inner_possessive(units: Sequence[Unit], at: int) -> bool:
    """A possessive inside a name ('Attorney General's Office'), not that of another body."""
    inside = at > 0 and units[at].kind == "possessive" and _is_part(units[at - 1])
    return inside and not _ends_body(units, at)


def _ends_body(units: Sequence[Unit], end: int) -> bool:
    """Whether a body's name ends here ('Ghana Police Service|'s Anti-Trafficking Unit'): it is the possessor."""
    for first in range(max(0, end - 3), end):
        found = head_at(units, first) if units[first].capital else None
        if found and found[1] == end and found[0].family in ("bodies", "organisations", "offices"):
            return True
    return False


def _small_word(units: Sequence[Unit], at: int) -> bool:
    """A small word between two words for fields: 'Trafficking in Persons', 'Free Movement of Persons'."""
    inside = 0 < at < len(units) - 1 and units[at].text in (*_INNER, "and")
    return inside and is_field(units[at - 1]) and units[at - 1].kind == "word" and _is_part(units[at + 1])


def _known_before(units: Sequence[Unit], first: int) -> tuple[int, Unit | None, bool]:
    """Takes in the known names that stand right before a name: 'Kenya', 'IOM Kenya', 'AU-Horn of Africa'."""
    parent: Unit | None = None
    while first > 0 and units[first - 1].known:
        parent = units[first - 1]
        first -= 1
        if first > 1 and _glued(units, first - 1) and (units[first - 2].known or units[first - 2].capital):
            first -= 1
            if units[first - 1].capital:
                return first - 1, None, False
        elif first and units[first - 1].kind == "name" and units[first - 1].type not in ("State", "Place"):
            if parent.type not in ("State", "Place"):
                break
        else:
            break
    while first > 0 and parent is not None and units[first - 1].text in _STATE_WORDS:
        first -= 1
    return first, parent, False


def _office_holder(units: Sequence[Unit], at: int) -> int:
    """The index behind the office-holder that an office is called by: 'the Vice President'."""
    end = at
    while end < len(units) and units[end].capital and units[end].text not in word_class("function"):
        end += 1
    return end


def acronym_at(text: str, units: Sequence[Unit], at: int) -> tuple[int, str | None]:
    """The index behind an acronym in brackets at this unit, and the acronym."""
    found = bracketed(text, units, at)
    if found is None and at + 2 < len(units) and units[at].text == "(" and units[at + 2].text == ")":
        inner = units[at + 1]
        if inner.kind == "name" and inner.text.isupper():
            return at + 3, inner.text
    return found or (at, None)


def phrase_end(units: Sequence[Unit], at: int, lists: bool, preps: frozenset[str]) -> int:
    """The index behind the capitalised noun phrase at this unit ('Foreign Affairs, Cooperation and Labour')."""
    end = _words_end(units, at)
    while end > at and end < len(units):
        if units[end].text in _AND:
            after = _words_end(units, end + 1)
            if after == end + 1 or not _joins(units, end + 1):
                break
            end = after
            continue
        after = _list_end(units, end) if lists and units[end].text == "," else end
        after = _inner_end(units, end, preps) if units[end].text in _INNER else after
        if after == end:
            break
        end = after
    return end


def _words_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a run of capitalised words, adjectives and at most one known name."""
    end = at
    while end < len(units):
        unit = units[end]
        if (
            unit.kind == "adjective"
            or _office_word(units, end)
            or (_is_part(unit) and not _starts_body(units, end, at))
        ):
            end += 1
        elif unit.kind == "name" and end == at:
            return end + 1
        elif end > at and (_glued(units, end) or (unit.kind == "possessive" and units[end - 1].kind == "word")):
            end += 1
        else:
            break
    return end


def _office_word(units: Sequence[Unit], at: int) -> bool:
    """The second word of a high office inside a name: 'Ministry of the Prime Minister', 'Attorney General'."""
    high = word_class("high-office")
    return at > 0 and units[at].text in ("Minister", "General", "President") and units[at - 1].text in high


def _starts_body(units: Sequence[Unit], at: int, first: int) -> bool:
    """Another body's name begins here ('Ministry', 'Embassy'): a list goes on, not a name."""
    found = head_at(units, at) if at == first else None
    return bool(found and found[0].family == "bodies" and "of" in found[0].tail and "list" in found[0].flags)


def _joins(units: Sequence[Unit], at: int) -> bool:
    """Whether what stands behind 'and' goes on with the name: plain words, a field among them, no body, no actor."""
    end = _words_end(units, at)
    if any(u.kind == "name" and u.type in _ACTORS for u in units[at:end]):
        return False
    return any(is_field(u) for u in units[at:end])


def _list_end(units: Sequence[Unit], comma: int) -> int:
    """The index behind ', B and C' or ', B, and C' where every item is a field; `comma` where it is not."""
    at = comma
    while at < len(units) and units[at].text == ",":
        item = at + 1
        if item < len(units) and units[item].text in _AND:
            break
        end = phrase_items_end(units, item)
        if end == item or not _joins(units, item):
            return comma
        at = end
    if at < len(units) and units[at].text == ",":
        at += 1
    if at >= len(units) or units[at].text not in _AND or not _joins(units, at + 1):
        return comma
    return phrase_items_end(units, at + 1)


def phrase_items_end(units: Sequence[Unit], at: int) -> int:
    """The index behind one item of a list of fields, with 'of' inside."""
    end = _words_end(units, at)
    while end > at and end + 1 < len(units) and units[end].text == "of":
        after = _words_end(units, end + 1)
        if after == end + 1 or units[end + 1].kind == "name":
            break
        end = after
    return end


def _inner_end(units: Sequence[Unit], prep: int, preps: frozenset[str]) -> int:
    """The index behind 'of Persons', 'in Human Beings', 'for the Mediterranean'; `prep` where the name ends."""
    at = prep + 1
    while at < len(units) and units[at].text in ("the", "all", "its", "Their", "their"):
        at += 1
    if at >= len(units):
        return prep
    unit, of = units[at], units[prep].text == "of"
    if unit.kind == "name":
        fits = units[prep].text in preps or of
    elif of or units[prep].text in preps:
        fits = unit.kind == "adjective" or _is_part(unit)
    else:
        fits = is_field(unit)
    if not fits or unit.text in word_class("event"):
        return prep
    end = _words_end(units, at)
    return end if end > at else prep


def read_name(text: str, units: Sequence[Unit], at: int, head: Head, after: int) -> Reading:
    """The name around the head that stands at the units [at, after)."""
    lists = "list" in head.flags or head.family == "documents"
    first, parent, possessor = left_edge(units, at, lists, True)
    core = first + 2 if possessor else first
    if "office-of" in head.flags:
        after = _office_holder(units, after)
    elif head.family in ("projects", "documents") and after < len(units) and _ROMAN.fullmatch(units[after].text):
        after += 1
    start = numbered(text, units, after, False) if head.family == "documents" else after
    last, acronym = acronym_at(text, units, start)
    shorter = [(core, after)] if possessor or last > after else []
    place: Unit | None = None
    while last < len(units) and units[last].text.casefold() in head.tail:
        end, owner, where = _tail(units, last, head, lists)
        if end == last:
            break
        shorter.append((core, _behind_words(units, last)))
        parent, place = parent or owner, place or where
        last, found = acronym_at(text, units, end)
        acronym = acronym or found
        if found:
            shorter.append((core, end))
    parent = parent or _owner_at_end(units, _behind_words(units, last), after)
    if head.family in ("documents", "projects"):
        last = years(text, units, numbered(text, units, last, head.words[-1] in _LAWS))
    words = [u for u in units[core:at] if u.kind != "possessive"]
    content = bool(words) or last > after + (3 if acronym else 0)
    national = any(u.text in _STATE_WORDS for u in units[core:at])
    return Reading(first, last, head, (at, after), parent, acronym, place, tuple(shorter), national, content, core)


def _owner_at_end(units: Sequence[Unit], end: int, after: int) -> Unit | None:
    """The state or organisation that a name ends with: '… to Combat Trafficking in Persons of Tunisia'."""
    unit = units[end - 1]
    if end - 1 <= after or unit.kind != "name" or unit.type not in _ACTORS:
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


def _tail(units: Sequence[Unit], prep: int, head: Head, lists: bool) -> tuple[int, Unit | None, Unit | None]:
    """The index behind one prepositional tail, the parent and the place that it states."""
    word, at = units[prep].text.casefold(), prep + 1
    while at < len(units) and units[at].text in ("the", "all", "its", "a", "an"):
        at += 1
    if at >= len(units):
        return prep, None, None
    unit = units[at]
    if unit.kind == "name":
        return _known_tail(units, prep, at, head, word)
    if not (unit.kind == "adjective" or (_is_part(unit) and unit.text not in word_class("event"))):
        return prep, None, None
    if word in ("in", "to", "between") and not is_field(unit) and unit.kind != "adjective":
        return prep, None, None
    end = phrase_end(units, at, lists, head.tail)
    return (end if end > at else prep), None, None


def _states_end(units: Sequence[Unit], at: int) -> int:
    """The index behind ', B and C' where all are known names: 'the office for A, B and C'."""
    end = at
    while end + 1 < len(units) and units[end].text == "," and units[end + 1].type in ("State", "Place"):
        end += 2
    end += end < len(units) - 2 and units[end].text == "," and units[end + 1].text == "and"
    closed = end + 1 < len(units) and units[end].text == "and" and units[end + 1].kind == "name"
    states = closed and (units[end + 1].type == "State" or end == at)
    return end + 2 if states else at


def _known_tail(
    units: Sequence[Unit], prep: int, at: int, head: Head, word: str
) -> tuple[int, Unit | None, Unit | None]:
    """A tail that begins with a known name: 'of Kenya', 'at the African Union', 'in Khartoum'."""
    unit = units[at]
    if word == "in" and unit.type in ("Place", "State"):
        inside = "in-place" in head.flags or head.family in ("documents", "projects", "processes", "organisations")
        return (at + 1, None, unit) if inside else (prep, None, None)
    if word == "of" and head.family == "projects" and unit.type in _ACTORS:
        return prep, None, None
    if word == "between" or (word == "to" and head.family != "offices" and unit.type in _ACTORS):
        return prep, None, None
    end = at + 1
    if unit.type == "Place":
        end = phrase_end(units, at, True, head.tail)
    elif head.family == "offices" and word in ("for", "to"):
        end = _states_end(units, end)
    owner = unit if word in ("of", "at", "within") and unit.type in _ACTORS else None
    return end, owner, None
