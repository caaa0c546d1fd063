"""Bodies that share their noun: several fields, or several states, before or behind one plural.

`the Criminal Investigation and Immigration Departments`, `the Swedish and Finnish embassies`, `the border services of
Belarus and Ukraine`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import heads, named_heads
from kg.extract.names.name_tails import AND
from kg.extract.names.plurals import Item, listed_states
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.reference import reference

_NOUNS = {
    "Departments": "Department",
    "Directorates": "Directorate",
    "Divisions": "Division",
    "Units": "Unit",
    "Sections": "Section",
    "Branches": "Branch",
    "Ministries": "Ministry",
}
_ORGANS = {"Commissions": "Commission", "Secretariats": "Secretariat"}
_LONGEST = 4
"""Words of the longest noun."""
_FEW = 3
"""States whose bodies a noun in lower case names; before more it tells a kind of people: 'the border police of A, B, C
and D', of whom the states are told."""
_LONGEST_LIST = 8
_OF_WHOLE_STATES = ("ministry", "embassy", "Embassy", "consulate", "Consulate")
"""What is no body of its own in such a plural: 'the embassies of A and B sent staff' tells of A and B."""
_SHORT = frozenset({"US", "UK", "UAE", "USA"})
"""States whose short names stand for their adjectives: 'the French and U.S. Embassies'."""
_COMERS = frozenset("participants trainees colleagues delegates instructors specialists graduates heads teams".split())
_FIRST = frozenset("Attorney Federal National Royal State".split())


def coordinated_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """One body for each field or state that stands with the plural noun."""
    for at, unit in enumerate(units):
        if unit.text in _NOUNS:
            yield from _of_fields(text, units, at)
        elif unit.known and unit.type == "State" and at + 2 < len(units):
            yield from _of_adjectives(text, units, at)
        elif unit.text in _ORGANS and unit.kind == "word":
            yield from _of_unions(units, at)
        elif unit.kind == "word":
            yield from _of_states(text, units, at)


def _of_fields(text: str, units: Sequence[Unit], at: int) -> Iterator[Candidate]:
    """'the Interior and Foreign Ministries': the noun in the singular behind each field."""
    items = _fields_before(units, at)
    owner = units[items[0][0] - 1] if items and items[0][0] else None
    owner = owner if owner is not None and owner.known and owner.type == "State" else None
    behind = units[at + 2 :][:1] if at + 2 < len(units) and units[at + 1].text == "of" else []
    owner = owner or next((u for u in behind if u.kind == "name" and u.type == "State"), None)
    for number, (first, last) in enumerate(items):
        name = f"{text[units[first].start : units[last - 1].end]} {_NOUNS[units[at].text]}"
        end = units[last - 1].end if number < len(items) - 1 else units[at].end
        yield _body(units[first].start, end, name, owner)


def _fields_before(units: Sequence[Unit], at: int) -> list[Item]:
    """The fields of the list 'A, B and C' that ends here; none where it is no list of fields."""
    items: list[Item] = []
    end = at
    while True:
        first = end
        while first and is_name_word(units[first - 1]):
            first -= 1
        if first == end or not is_field(units[end - 1]):
            return []
        items.insert(0, (first, end))
        joint = units[first - 1].text if first else ""
        if (len(items) == 1 and joint in AND) or (len(items) > 1 and joint == ","):
            end = first - 1
        else:
            break
    apart = items[0][0] == 0 or units[items[0][0] - 1].text not in ("of", "for", *AND)
    return items if len(items) > 1 and apart else []


def _of_adjectives(text: str, units: Sequence[Unit], at: int) -> Iterator[Candidate]:
    """'the Kenyan and Ugandan immigration services': a body of each state."""
    if at and (units[at - 1].text in AND or units[at - 1].text == ","):
        return
    owners, last = [units[at]], at
    while (
        last + 2 < len(units)
        and units[last + 1].text in (*AND, ",")
        and (units[last + 2].kind == units[at].kind or units[last + 2].text.replace(".", "") in _SHORT)
        and units[last + 2].type == "State"
    ):
        last += 2
        owners.append(units[last])
    end, noun = _noun(units, last + 1)
    if len(owners) < 2 or units[last - 1].text == "," or not noun or _goes_on(units, end):
        return
    plain = text[units[last + 1].start : units[end - 1].end]
    if units[at].kind == "name" and noun == plain:
        return
    for owner in owners:
        stop = units[end - 1].end if owner is owners[-1] else owner.end
        yield _body(owner.start, stop, f"{owner.text} {noun}", owner, f"{owner.text} {plain}")


def _of_unions(units: Sequence[Unit], at: int) -> Iterator[Candidate]:
    """'the IGAD and EAC Secretariats': an organ of each organisation."""
    owners = [units[i] for i in (at - 3, at - 1) if i >= 0 and units[i].kind == "name"]
    if len(owners) < 2 or units[at - 2].text not in AND or {o.type for o in owners} != {"InternationalOrganization"}:
        return
    for owner in owners:
        name = f"{owner.label} {_ORGANS[units[at].text]}"
        rows = (row.id for row in reference().rows.values() if name in (row.name, *row.aliases))
        end = units[at].end if owner is owners[-1] else owner.end
        kind, form = "InternationalOrganization", "composed"
        yield Candidate(owner.start, end, kind, name, 1, form, next(rows, None), None, owner, family="bodies")


def _of_states(text: str, units: Sequence[Unit], at: int) -> Iterator[Candidate]:
    """'the border services of Belarus and Ukraine': a body of each state."""
    end, noun = _noun(units, at)
    plain = text[units[at].start : units[end - 1].end] if noun else ""
    if not noun or noun == plain or noun.endswith(_OF_WHOLE_STATES) or end >= len(units) or units[end].text != "of":
        return
    first = at
    while first and units[first - 1].text in _FIRST:
        first -= 1
    common = plain[1:].islower()
    if common and _of_people(units, first):
        return
    lead = text[units[first].start : units[at].start]
    states = listed_states(units, end + 1)
    few = 1 < len(states) <= (_FEW if common else len(states))
    for number, (land, _) in enumerate(states if few else []):
        owner, start = units[land], units[land if number else first].start
        yield _body(start, owner.end, f"{lead}{noun} of {owner.text}", owner, f"{lead}{plain} of {owner.text}")


def _of_people(units: Sequence[Unit], at: int) -> bool:
    """Whether people are told here by the kind of bodies that they are of, which stand for their states: 'officers from
    |the border agencies of A and B'."""
    back = at - 1
    while back > 0 and at - back < _LONGEST_LIST and _is_field_before(units[back]):
        back -= 1
    back -= back > 0 and units[back].text == "the"
    return back > 0 and units[back].text in ("from", "of") and _are_people(units[back - 1])


def _are_people(unit: Unit) -> bool:
    """A noun for people, of whom the plain plural of a body tells what they are."""
    return unit.text.casefold() in word_class("people") | _COMERS


def _is_field_before(unit: Unit) -> bool:
    """A word or joint of the fields that share the noun: '|revenue and| immigration authorities'."""
    small = unit.text in ("from", "of", "the")
    return unit.text in (",", *AND) or (unit.kind == "word" and unit.text.islower() and not small)


def _noun(units: Sequence[Unit], at: int) -> tuple[int, str]:
    """The index behind the longest noun for bodies of states that begins here, in the singular or plural, and the noun
    in the singular; an empty one where none does."""
    opening = units[at].text.casefold() if at < len(units) else ""
    if not {opening, _singular(opening)} & heads().keys():
        return at, ""
    for end in range(min(at + _LONGEST, len(units)), at, -1):
        words = [unit.text for unit in units[at:end]]
        if any(unit.kind != "word" for unit in units[at:end]):
            continue
        for last in (_singular(words[-1]), words[-1]):
            noun = " ".join([*words[:-1], last])
            if _is_of_states(noun):
                return end, noun
    return at, ""


@lru_cache(maxsize=4096)
def _is_of_states(noun: str) -> bool:
    """Whether the noun names a kind of bodies of states; cached, as the same words stand in all articles."""
    found = (h for h in named_heads(noun) if h.family == "bodies" and h.state == "GovernmentBody")
    return any("lower" in head.flags or noun[0].isupper() for head in found)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun only modifies another: 'Kenyan and Ugandan police officers'."""
    return at < len(units) and (units[at].text in word_class("people") or units[at].capital)


def _body(start: int, end: int, name: str, owner: Unit | None, *shorter: str) -> Candidate:
    country = owner.reference if owner else None
    form = "composed" if owner else "name"
    return Candidate(
        start, end, "GovernmentBody", name, 1, form, None, country, owner, shorter=shorter, family="bodies"
    )
