"""Names made of an organisation, or a field of policy, and a country.

`IOM Kenya`, `UNODC ROSEN`, `HAART Kenya`, `Statistics Sweden`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.extract.bodies.actor_kinds import actor_kind
from kg.extract.names.composition import Candidate
from kg.extract.names.name_lands import UNIONS
from kg.extract.names.name_tails import AND
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.reference import CITIES, reference

_OFFICE_PARENTS = frozenset({"InternationalOrganization", "CivilSociety"})
_PREFIXED = frozenset({"Caritas", "Red Cross", "Rotary", "Oxfam", "Transparency"})
_NOT_ORGANISATIONS = word_class("verb") | word_class("compass") | word_class("event") | word_class("language")
_CODE = re.compile(r"(?:RO|CO|SRO)[A-Z]{2,5}")


def office_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'IOM Kenya', 'UNHCR Egypt': the office of an organisation for a state."""
    for owner, land in (*pairwise(units), *_past_article(units)):
        if owner.text in _PREFIXED and land.type == "State" and land.kind == "name" and land.start - owner.end == 1:
            span = text[owner.start : land.end]
            yield Candidate(owner.start, land.end, "CivilSociety", span, 3, "composed", country=land.reference)
        if (
            not _is_country_name(owner, land)
            or text[owner.end : land.start].strip() not in ("", "The")
            or (owner.end == land.start)
        ):
            continue
        if owner.type in _OFFICE_PARENTS or _is_agency(owner, land):
            kind = "CivilSociety" if owner.type == "CivilSociety" else "Office"
            country = reference().country(land.reference or "") or None
            span, family = text[owner.start : land.end], "offices"
            yield Candidate(
                owner.start, land.end, kind, span, 3, "composed", None, country, owner, head="office", family=family
            )


def _past_article(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The organisation and the state of 'IOM The Gambia', whose article is a part of the name."""
    for owner, article, land in zip(units, units[1:], units[2:], strict=False):
        if article.text == "The" and owner.kind == "name" and owner.type in _OFFICE_PARENTS and land.type == "State":
            yield owner, land


def _is_agency(owner: Unit, land: Unit) -> bool:
    """Whether a body of one state under its acronym stands before the name of another: 'GIZ Ghana'."""
    abroad = reference().country(owner.reference or "") not in ("", reference().country(land.reference or ""))
    return owner.type == "GovernmentBody" and owner.label.isupper() and abroad


def coded_office_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'UNODC ROSEN', 'IFRC – Geneva': an office under its code or its seat."""
    for at in range(len(units) - 1):
        owner, after = units[at], units[at + 1]
        if owner.kind != "name" or owner.type not in _OFFICE_PARENTS:
            continue
        seat = units[at + 2] if after.text in ("–", "-") and at + 2 < len(units) else None
        seated = seat is not None and seat.type == "Place" and seat.kind == "name" and after.start - owner.end == 1
        coded = after.kind == "word" and bool(_CODE.fullmatch(after.text)) and after.start - owner.end == 1
        if seated or coded:
            end = seat.end if seat is not None and seated else after.end
            span = text[owner.start : end]
            yield Candidate(owner.start, end, "Office", span, 3, "composed", None, None, owner, head="office")


def firm_or_ngo_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'HAART Kenya', 'Plan International Kenya': an unknown organisation in a state, never the State."""
    for at in range(1, len(units)):
        land, before = units[at], units[at - 1]
        if land.kind != "name" or land.type != "State" or not before.capital or land.start - before.end != 1:
            continue
        first = at
        while first and is_name_word(units[first - 1]) and at - first < 3:
            first -= 1
        words = units[first:at]
        if not words or any(is_field(u) or u.text in _NOT_ORGANISATIONS for u in words):
            continue
        doing = words[0].text.endswith("ing")  # 'Strengthening Fiji' opens the title of a project
        if not doing and len(words[0].text) > 2 and (first > 0 or words[0].text.isupper()):
            span = text[words[0].start : land.end]
            if (mission := _of_union(words)) or (len(words) == 1 and words[0].text in _ambiguous_acronyms()):
                owner = reference().rows["eu" if mission else _ambiguous_acronyms()[words[0].text]]
                unit = Unit(words[0].start, words[-1].end, owner.acronym, "name", owner.type, owner.id, owner.name)
                start, end = words[0].start, land.end
                yield Candidate(start, end, "Office", span, 3, "composed", None, land.reference, unit, head="office")
                continue
            kind = actor_kind(units, first, at + 1)
            yield Candidate(words[0].start, land.end, kind, span, 8, "name", country=land.reference)


_UNION_MISSION = re.compile(r"EU(?:[A-Z]{0,3}M|CAP|POL|LEX|FOR|NAVFOR)")


def _of_union(words: Sequence[Unit]) -> bool:
    """Whether the acronym of a mission of the European Union stands before the state: 'EUCAP Sahel Niger'."""
    return len(words) < 3 and bool(_UNION_MISSION.fullmatch(words[0].text))


@lru_cache
def _ambiguous_acronyms() -> dict[str, str]:
    """The bodies of the United Nations by acronyms that mean other things too, save before the name of a state."""
    rows = [row for row in reference().rows.values() if row.parent == "un"]
    named = [(form, row.id) for row in rows for form in row.aliases_ambiguous if form.isupper() and len(form) > 2]
    forms = [form for form, _ in named]
    return {form: row for form, row in named if forms.count(form) == 1}


def _is_country_name(owner: Unit, land: Unit) -> bool:
    row = reference().rows.get(owner.reference or "")
    union = row is not None and row.fields.get("type") in UNIONS
    seat = reference().rows.get(land.reference or "")
    city = land.type == "Place" and seat is not None and seat.table == CITIES and land.text == land.label
    region = land.type == "Place" and (land.reference or "").startswith("region-")
    named = owner.kind == "name" and land.kind == "name"
    return named and (land.type == "State" or city or region) and not union and owner.reference != "un"


_LONE_FIELDS = frozenset(
    {"Statistics", "Customs", "Immigration", "Migration", "Revenue", "Citizenship", "Enterprise", "Business"}
)
"""Fields whose body is often called by the field and the name of its state alone."""


def field_body_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'Statistics Sweden', 'Immigration, Refugees and Citizenship Canada': a body by its field and its state."""
    for at in range(1, len(units)):
        land, field = units[at], units[at - 1]
        if field.text not in _LONE_FIELDS or land.kind != "name" or land.type != "State" or land.start - field.end != 1:
            continue
        owns = at + 1 < len(units) and (units[at + 1].kind == "possessive" or units[at + 1].capital)
        first = _fields_start(units, at - 1)
        if owns or (first and (units[first - 1].known or units[first - 1].capital) and not _opens(units, first)):
            continue
        span = text[units[first].start : land.end]
        yield Candidate(units[first].start, land.end, "GovernmentBody", span, 4, "composed", None, land.reference, land)


def _fields_start(units: Sequence[Unit], at: int) -> int:
    """Where the list 'A, B and C' of fields begins whose last item stands here; here where there is none."""
    if at < 4 or units[at - 1].text not in AND or not is_field(units[at - 2]):
        return at
    first = at - 2
    while first > 1 and units[first - 1].text == "," and is_field(units[first - 2]):
        first -= 2
    return first if first < at - 2 else at


def _opens(units: Sequence[Unit], at: int) -> bool:
    return units[at - 1].text in word_class("function")
