"""Bodies that a writer calls by what they do, in small letters: 'Kenya's refugee commission', 'the Dutch repatriation
service', 'the planning ministry of Somalia', 'the Togolese union of domestic workers', 'SADC's task force on visas'.

A head ('ministry', 'union') with words before it or a tail behind it is a name where a state or a place owns it; some
heads ('committee', 'task force') also where an organisation of states does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate, to_candidate
from kg.extract.names.heads import Head, head_at
from kg.extract.names.name_grammar import Reading
from kg.extract.names.units import Unit, folded_fields, is_notion, word_class

_PUBLIC = ("bodies", "offices")
_CIVIL = "organisations"
_LANDS = ("State", "Place")
_UNIONS_OF_STATES = ("InternationalOrganization", "Process")
_PREPOSITIONS = frozenset({"of", "for", "on", "against"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "and", ",", "with", "by", "from", "of", "to", "at", "for"})
_LONGEST = 5
"""Words before or behind the head, at most."""


def plain_body_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Names of such bodies, of a type that the head and the owner give."""
    behind = 0
    for at in range(len(units)):
        found = _plain_head(units, at) if at >= behind else None
        if found is None:
            continue
        head, after = found
        reading = _owned_before(units, at, head, after) or _owned_behind(units, at, head, after)
        if reading is not None and not _is_part(units, reading.last):
            behind = reading.last
            yield to_candidate(text, units, reading, _type(reading))


def _plain_head(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The head in small letters that stands here and the index behind it."""
    if units[at].kind != "word" or not units[at].text.islower():
        return None
    head, after = head_at(units, at) or (None, at)
    if head is None:
        return None
    before, last = units[at - 1].text if at else "", units[after - 1].text
    classes = ("plain-body", "plain-group") if head.family in (*_PUBLIC, "processes") else ("plain-civil",)
    hired = last == "agency" and before in word_class("plain-firm")
    trade = head.family == _CIVIL and before in word_class("plain-trade")
    return None if hired or trade or not any(last in word_class(name) for name in classes) else (head, after)


def _type(reading: Reading) -> str:
    """What the head means with such an owner."""
    owner, head = reading.parent, reading.head
    if owner is not None and owner.type in _UNIONS_OF_STATES:
        return head.organisation
    return "CivilSociety" if head.family == _CIVIL else "GovernmentBody"


def _may_own(owner: Unit, head: Head, possessed: bool, led: bool) -> bool:
    """Whether a known name before a head owns it: '|SADC|'s task force', 'the |Dutch| ministry', 'the |Ghana| police'.
    `possessed`: a possessive stands between them; `led`: an article stands before the name."""
    group = head.words[-1].casefold() in word_class("plain-group")
    if owner.type in _UNIONS_OF_STATES:
        return group and possessed and owner.kind == "name" and bool(head.organisation)
    kinds = ("name",) if possessed else ("name", "adjective") if led else ("adjective",)
    public = head.family in _PUBLIC or head.family == _CIVIL
    return owner.type in _LANDS and owner.kind in kinds and public


def _owned_before(units: Sequence[Unit], at: int, head: Head, after: int) -> Reading | None:
    """'Kenya's |refugee commission|', 'the |Dutch repatriation service|'."""
    first = at
    while first > max(0, at - _LONGEST) and (_can_describe(units[first - 1]) or _of_members(units, first - 1)):
        first -= 1
    possessed = first > 1 and units[first - 1].kind == "possessive"
    owner = units[first - 2] if possessed else units[first - 1] if first else None
    led = first > 1 and units[first - 2].text in ("the", "The")
    if owner is None or not _may_own(owner, head, possessed, led):
        return None
    start = first - 2 if possessed else first - 1
    while first < at and units[first].text in word_class("plain-lead"):
        first += 1
    last = _tail(units, after)
    told = any(_is_plain_field(unit) for unit in units[first:at]) or last > after or after - at > 1
    sure = (units[after - 1].text in word_class("plain-body-sure") or head.family == _CIVIL) and first < at
    if not (told or sure):
        return None
    shorter = ((first, after),) if last > after else ()
    core = first if possessed else start
    return Reading(start, last, head, (at, after), owner, shorter=shorter, content=True, core=core)


def _owned_behind(units: Sequence[Unit], at: int, head: Head, after: int) -> Reading | None:
    """'the |planning ministry of Somalia|', 'the |port police of Mombasa|'."""
    first = at
    while first > max(0, at - _LONGEST) and _is_plain_field(units[first - 1]):
        first -= 1
    if head.family not in (*_PUBLIC, _CIVIL):
        return None
    lead = units[first - 1].text.casefold() if first else "the"
    last = _tail(units, after)
    if lead not in _DETERMINERS or (first == at and last == after and after - at == 1):
        return None
    land = last + 1 + (last + 1 < len(units) and units[last + 1].text == "the")
    if land >= len(units) or units[last].text != "of" or units[land].kind != "name" or units[land].type not in _LANDS:
        return None
    return Reading(first, land + 1, head, (at, after), units[land], shorter=((first, last),), content=True, core=first)


def _tail(units: Sequence[Unit], at: int) -> int:
    """The index behind a tail of fields: '|against trafficking|', '|of labour and social affairs|'."""
    if at + 1 >= len(units) or units[at].text not in _PREPOSITIONS or not _is_plain_field(units[at + 1]):
        return at
    last = at + 1
    while last < min(len(units), at + 2 * _LONGEST):
        joined = units[last].text in ("and", ",", "of", "for") and last + 1 < len(units)
        if _is_plain_field(units[last]):
            last += 1
        elif joined and _is_plain_field(units[last + 1]):
            last += 2
        else:
            break
    while units[last - 1].text.endswith("ed"):  # '… on migration |organised| a workshop'
        last -= 1
    return last if last > at + 1 else at


def _of_members(units: Sequence[Unit], at: int) -> bool:
    """Whether a possessive of members stands here: 'a Togolese women|'s| association'."""
    return at > 0 and units[at].kind == "possessive" and units[at - 1].text in word_class("plain-member")


def _can_describe(unit: Unit) -> bool:
    """Whether a word may stand between an owner and what it owns: no small word, no verb form."""
    if unit.text in ("'", "’"):  # 'the Somali lawyers|'| association'
        return True
    plain = unit.kind == "word" and unit.text[0].islower() and unit.text[-1].isalpha()
    if not plain or unit.text.capitalize() in word_class("function") or unit.text in word_class("function-lower"):
        return unit.text == "and"
    return _is_plain_field(unit) or not unit.text.endswith(("ed", "ing"))


def _is_plain_field(unit: Unit) -> bool:
    """A word in small letters for a field of policy, or for how far the power of a body goes."""
    text = unit.text
    if unit.kind != "word" or not text[0].islower():
        return False
    told = text in folded_fields() or text in word_class("plain-scope") or text in word_class("plain-member")
    return told or is_notion(text)


def _is_part(units: Sequence[Unit], at: int) -> bool:
    """Whether what follows makes the body a part of something else: 'asylum agency |reform|', 'police |officers|'."""
    return at < len(units) and units[at].kind == "word" and units[at].text in _parts()


def _parts() -> frozenset[str]:
    return word_class("people") | word_class("plain-part")
