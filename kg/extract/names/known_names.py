"""Known names: the matches of the gazetteer as units, and what the text adds to them.

`African Union (AU)`, `UNHCR, the UN Refugee Agency`, `Nairobbi` for Nairobi; `Department of Social Affairs at the
African Union`, `Kenya Department of Immigration Services`, an initiative `on Trafficking in Persons`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.analysis import Analysis, normalise
from kg.extract.names.composition import Candidate, is_counted
from kg.extract.names.gazetteer import Match, find
from kg.extract.names.heads import head_at
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.name_tails import phrase_end
from kg.extract.names.units import (
    Unit,
    bracketed,
    is_acronym_of,
    is_name_word,
    numbered,
    read_units,
    word_class,
    year_before,
    years,
)
from kg.extract.places.places import misspelt_city
from kg.records import Segment
from kg.reference import TERRITORIES, ReferenceRow, reference

_NAME_AND_ACRONYM = re.compile(r"([^()]+) \(([^()]+)\)")
_LAND_NOUNS = frozenset("Island Islands City Province Region District Governorate County Municipality".split())
_LANDS = ("Place", "State")
_LOCATED = ("Facility", "Office")
_ORGANS = ("InternationalOrganization", "Process", "Office", "Facility", "CivilSociety")
_ACTORS = ("State", "GovernmentBody", "InternationalOrganization", "Process", "Office")


def known_units(analysis: Analysis, segment: Segment) -> list[Unit]:
    """The units of a segment, known names found and joined with their acronyms and appositions."""
    text, rows = analysis.text, reference().rows
    matches = find(text, segment.start, segment.end, analysis.article.published)
    names = [_known(m, rows[m.row_id]) for m in matches if not _is_counted_forum(text, m, rows[m.row_id])]
    units = list(_misspelt(text, read_units(text, segment.start, segment.end, names)))
    return _fold(text, units)


def _known(match: Match, row: ReferenceRow) -> Unit:
    """A match as a unit. A territory acts like a state, and is a place where a state would be one."""
    kind = "State" if row.table == TERRITORIES else match.type
    forms = found.groups() if (found := _NAME_AND_ACRONYM.fullmatch(match.surface)) else ()
    return Unit(match.start, match.end, match.surface, _kind(match), kind, match.row_id, row.name, forms)


def _is_counted_forum(text: str, match: Match, row: ReferenceRow) -> bool:
    """Whether a forum or conference that the reference data know as a process is a meeting in this text, which gives
    it a number or says that it was held: 'the second Forum on X'."""
    if match.type != "Process" or row.name.rsplit(" ", 1)[-1] not in ("Forum", "Conference", "Summit", "Congress"):
        return False
    return any(is_counted(text, form) for form in {row.name, match.surface})


def _kind(match: Match) -> str:
    return "adjective" if match.form in ("adjective", "demonym") else "name"


def _misspelt(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """Cities that are misspelt by a letter, after 'in', become known names."""
    at = 0
    while at < len(units):
        unit = units[at]
        yield unit
        at += 1
        if unit.text not in ("in", "In", "at", "from"):
            continue
        end = at
        while end < len(units) and end - at < 3 and is_name_word(units[end]):
            end += 1
        surface = text[units[at].start : units[end - 1].end] if end > at else ""
        if row := misspelt_city(surface):
            yield Unit(units[at].start, units[end - 1].end, surface, "name", "Place", row.id, row_name=row.name)
            at = end


def _fold(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Names of one entity that stand side by side become one unit."""
    folded: list[Unit] = []
    at = 0
    while at < len(units):
        unit, after = units[at], at + 1
        if unit.kind == "name":
            unit, after = _with_brackets(text, units, at)
            unit, after = _with_apposition(text, units, unit, after)
            unit, after = _with_country(text, units, unit, after)
        folded.append(unit)
        at = after
    return folded


def _with_brackets(text: str, units: Sequence[Unit], at: int) -> tuple[Unit, int]:
    """A known name and what stands in brackets behind it, where both mean the same."""
    unit = units[at]
    inside = units[at + 2] if at + 3 < len(units) and units[at + 1].text == "(" else None
    if inside and inside.kind == "name" and units[at + 3].text == ")" and inside.reference == unit.reference:
        return _joined(text, unit, units[at + 3].end, inside.text), at + 4
    found = bracketed(text, units, at + 1)
    if found and not any(u.kind == "name" for u in units[at + 1 : found[0]]) and is_acronym_of(found[1], unit.text):
        return _joined(text, unit, units[found[0] - 1].end, found[1]), found[0]
    return unit, at + 1


def _joined(text: str, unit: Unit, end: int, other: str) -> Unit:
    return replace(unit, end=end, text=text[unit.start : end], forms=(unit.label, *unit.forms[1:], other))


def _with_apposition(text: str, units: Sequence[Unit], unit: Unit, after: int) -> tuple[Unit, int]:
    """'UNHCR, the UN Refugee Agency': two names of one entity side by side are one mention."""
    if unit.type in ("State", "Place") or unit.reference is None:
        return unit, after
    shape = [u.text.casefold() for u in units[after : after + 2]]
    at = after + 2 if shape == [",", "the"] else after + 1 if shape[:1] in ([","], ["-"], ["–"]) else len(units)
    if at < len(units) and units[at].kind == "name" and units[at].reference == unit.reference:
        if at + 1 < len(units) and (_owns_name(units, at + 1) or units[at].label == unit.label):
            return unit, after
        other, end = _with_brackets(text, units, at)
        joined = _joined(text, unit, other.end, other.label)
        return replace(joined, forms=(*joined.forms, *other.forms[1:])), end
    return unit, after


def _owns_name(units: Sequence[Unit], at: int) -> bool:
    """Whether the known name before is the beginning of another: 'UNHCR, the UNHCR |Representation| in X'."""
    placed = units[at].kind == "name" and units[at].type in _LANDS and units[at].start - units[at - 1].end == 1
    return placed or (units[at].capital and head_at(units, at) is not None)


def _with_country(text: str, units: Sequence[Unit], unit: Unit, after: int) -> tuple[Unit, int]:
    """'Nairobi, Kenya': the city alone."""
    if unit.type != "Place" or after >= len(units) or units[after].text != ",":
        return unit, after
    at = after + 1
    at += at < len(units) and units[at].text in ("the", "The")
    land = units[at] if at < len(units) else None
    if land is None or land.kind != "name" or land.type != "State" or unit.reference == land.reference:
        return unit, after
    owned = at + 1 < len(units) and units[at + 1].kind == "possessive"
    if owned or reference().country(unit.reference or "") not in ("", land.reference):
        return unit, after
    return replace(unit, end=land.end, text=text[unit.start : land.end], forms=(unit.label,)), at + 1


def known_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """The known names, with what belongs to them around."""
    for at, unit in enumerate(units):
        if unit.kind != "name" or _means_group(units, at):
            continue
        plain = _candidate(unit)
        yield plain
        if unit.type == "Document" and year_before(units, at):
            name = f"{units[at - 1].text} {text[unit.start : unit.end]}"
            yield replace(plain, start=units[at - 1].start, name=name, shorter=(unit.label, *plain.shorter))
        longer = _extended(text, units, at, plain)
        if longer:
            yield longer
        if _of_body(units, at):
            yield from (_with_body(units[at - 1], one) for one in (plain, longer) if one)


def _of_body(units: Sequence[Unit], at: int) -> bool:
    """Whether the acronym of the organisation that a known document is of stands right before: 'UN |Convention X|'."""
    body = units[at - 1] if at else None
    if body is None or units[at].type != "Document" or body.type != "InternationalOrganization":
        return False
    return body.kind == "name" and body.text.isupper() and units[at].start - body.end == 1


def _with_body(body: Unit, document: Candidate) -> Candidate:
    name = f"{body.text} {document.name}"
    return replace(document, start=body.start, name=name, shorter=(document.name, *document.shorter))


def _means_group(units: Sequence[Unit], at: int) -> bool:
    """'UN agencies', 'EU missions': unnamed bodies, not the organisation."""
    follower = units[at + 1] if at + 1 < len(units) else None
    return follower is not None and follower.text in word_class("group") and units[at].type != "State"


def _candidate(unit: Unit) -> Candidate:
    country = reference().country(unit.reference or "") or None
    short = (*unit.forms[1:], *_short_forms(unit))
    place = _place_in_name(unit) if unit.type in _LOCATED else None
    return Candidate(
        unit.start,
        unit.end,
        unit.type,
        unit.label,
        6,
        "name",
        unit.reference,
        country,
        owner_in_name(unit),
        place,
        short,
    )


@lru_cache
def _cities() -> dict[str, ReferenceRow]:
    return {normalise(form): row for row in reference().cities for form in (row.name, *row.aliases)}


def _place_in_name(unit: Unit) -> Unit | None:
    """The city of 'Regional Operations Centre in Khartoum'."""
    head, _, tail = unit.label.rpartition(" in ")
    row = _cities().get(normalise(tail)) if head else None
    return Unit(unit.start, unit.end, tail, "name", "Place", row.id, row_name=row.name) if row else None


def owner_in_name(unit: Unit) -> Unit | None:
    """The state or organisation that a known name begins or ends with, where it is its parent."""
    row = reference().rows.get(unit.reference or "")
    if row is None or unit.type not in (*_ORGANS, "GovernmentBody"):
        return None
    owners = (*reference().ancestors(row.id), row.fields.get("association", ""), reference().country(row.id))
    for owner in (reference().rows.get(o) for o in owners if o and o != "un"):
        if owner is None or owner.id == row.id:
            continue
        if form := _form_in(owner, unit.label) or _land_behind(owner, unit):
            kind = "adjective" if form in _adjectives(owner) else "name"
            return Unit(unit.start, unit.end, form, kind, owner.type, owner.id, row_name=owner.name)
    return None


def _land_behind(owner: ReferenceRow, unit: Unit) -> str:
    """The name of the state with which the name of its body ends: 'Global Affairs Canada'; else an empty string."""
    ends = unit.type == "GovernmentBody" and owner.type == "State" and unit.label.endswith(f" {owner.name}")
    return owner.name if ends else ""


def _adjectives(row: ReferenceRow) -> list[str]:
    return [a for a in row.fields.get("adjective", "").split(";") if a]


def _form_in(owner: ReferenceRow, label: str) -> str:
    """The form of the owner's name that a name begins or ends with, or an empty string."""
    extra = [owner.fields.get(c, "") for c in ("common_name", "official_name")]
    forms = {owner.name, owner.acronym, *owner.aliases, *owner.aliases_ambiguous, *extra, *_adjectives(owner)}
    plain = normalise(label).replace(".", "")
    for form in sorted(forms, key=len, reverse=True):
        name = normalise(form).replace(".", "")
        if len(name) > 1 and plain.startswith((name + " ", name + "'s ")):
            return label[: len(form)] if normalise(label[: len(form)]) == normalise(form) else form
        if len(name) > 1 and plain.endswith((" of " + name, " of the " + name)):
            return form
    return ""


def _short_forms(unit: Unit) -> tuple[str, ...]:
    """'Technical Working Group' of 'Technical Working Group on X', where that is name enough."""
    words = unit.label.split()
    cut = next((i for i, w in enumerate(words) if w in ("of", "on", "for", "against")), 0)
    if unit.type != "Process" or cut < 2:
        return ()
    found = head_at(_as_units(words[:cut]), 0)
    return (" ".join(words[:cut]),) if found and found[1] == cut and "bare" in found[0].flags else ()


def _as_units(words: Sequence[str]) -> list[Unit]:
    """Words as units of their own, each with a gap before it."""
    return [Unit(10 * i, 10 * i + 5, word, "word") for i, word in enumerate(words)]


def _extended(text: str, units: Sequence[Unit], at: int, plain: Candidate) -> Candidate | None:
    """A known name with more of its name around it, or None."""
    unit, after = units[at], at + 1
    follower = units[after].text if after < len(units) else ""
    if unit.type == "Place" and follower in _LAND_NOUNS and units[after].start - unit.end == 1:
        return _grown(text, units, plain, at, after + 1)
    if unit.type in ("Process", "Document") and follower == "on" and " on " not in unit.label:
        end = phrase_end(units, after + 1, False, frozenset({"of"}))
        return _grown(text, units, plain, at, end) if end > after + 1 else None
    if unit.type == "Document" and follower.casefold() in ("relating", "concerning") and len(unit.label.split()) == 2:
        start = after + 1 + (follower.casefold() == "relating")
        end = (
            phrase_end(units, start + (units[start].text == "the"), True, frozenset({"of"}))
            if start + 1 < len(units)
            else 0
        )
        return _grown(text, units, plain, at, end) if end > start + 1 else None
    if follower in ("on", "for") and unit.type in (*_LOCATED, "InternationalOrganization") and not unit.forms:
        end = phrase_end(units, after + 1, True, frozenset({"of"}))
        found = bracketed(text, units, end) if end > after + 1 else None
        row = reference().rows[unit.reference or ""]
        if found and found[1] in (row.acronym, *row.aliases):
            grown = _grown(text, units, plain, at, end)
            return replace(grown, end=units[found[0] - 1].end, shorter=(*grown.shorter, found[1]))
    if unit.type == "Document" and (end := _dated_end(text, units, after)) > after:
        last, acronym = acronym_at(text, units, end)
        grown = _grown(text, units, plain, at, end)
        return replace(grown, end=units[last - 1].end, shorter=(*grown.shorter, *([acronym] if acronym else [])))
    if unit.type == "Project" and follower == "for" and after + 1 < len(units) and units[after + 1].type in _LANDS:
        return _grown(text, units, plain, at, after + 2)
    if unit.type == "Project" and follower == "Phase" and after + 1 < len(units):
        end, acronym = after + 2, None
        found = bracketed(text, units, end)
        if found is None and after + 4 < len(units) and units[end].text == "(":
            close = next((i for i in range(end + 1, min(end + 5, len(units))) if units[i].text == ")"), None)
            found = (close + 1, text[units[end + 1].start : units[close - 1].end]) if close else None
        acronym = found[1] if found else None
        grown = _grown(text, units, plain, at, end)
        shorter = (acronym,) if acronym else ()
        return replace(grown, end=units[(found[0] if found else end) - 1].end, reference=None, shorter=shorter)
    if unit.type in _LOCATED and follower == "in" and after + 1 < len(units) and units[after + 1].type == "Place":
        return replace(_grown(text, units, plain, at, after + 2), place=units[after + 1], name=unit.label)
    return _owned(text, units, at, plain)


def _dated_end(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind the number and the years of a known document: 'Labour Act |of 2012|', 'Action Plan
    |(2020–2025)|'."""
    return years(text, units, numbered(text, units, at, True))


def _grown(text: str, units: Sequence[Unit], plain: Candidate, first: int, end: int) -> Candidate:
    stop = units[end - 1].end
    label = text[units[first].start : stop]
    name = label if not units[first].forms else units[first].label + text[units[first].end : stop]
    return replace(plain, end=stop, name=name, shorter=(*plain.shorter, units[first].label), rank=5)


def _owned(text: str, units: Sequence[Unit], at: int, plain: Candidate) -> Candidate | None:
    """A body with its state or organisation before or behind it: 'Kenya …', '… at the African Union'."""
    unit = units[at]
    if unit.type not in ("GovernmentBody", "InternationalOrganization"):
        return None
    if not head_at(_as_units(unit.label.split()), 0):
        return _of_its_own(units, at, plain)
    owned = at > 1 and units[at - 1].kind == "possessive" and unit.start - units[at - 1].end == 1
    before = units[at - 1 - owned] if at else None
    if before and before.known and before.type in _ACTORS and (owned or unit.start - before.end == 1):
        owner = before
        return replace(_with_owner(text, plain, owner, owner.start, unit.end), shorter=(*plain.shorter, unit.label))
    after = at + 1
    if after + 1 < len(units) and units[after].text in ("of", "at", "within"):
        behind = after + 1 + (units[after + 1].text == "the")
        if behind < len(units) and units[behind].kind == "name" and units[behind].type in _ACTORS:
            owner = units[behind]
            grown = _with_owner(text, plain, owner, unit.start, owner.end)
            return replace(grown, shorter=(*plain.shorter, unit.label))
    return None


def _of_its_own(units: Sequence[Unit], at: int, plain: Candidate) -> Candidate | None:
    """A known body with the organisation before it that it belongs to: 'United Nations |Economic Commission …|'."""
    before = units[at - 1] if at else None
    row = reference().rows[units[at].reference or ""]
    if before is None or before.kind != "name" or units[at].start - before.end != 1:
        return None
    if before.type != "InternationalOrganization" or not _belongs(row.parent, before.reference or ""):
        return None
    name, parent = f"{before.label} {plain.name}", plain.parent if before.reference == "un" else before
    return replace(plain, start=before.start, name=name, shorter=(*plain.shorter, plain.name), parent=parent, rank=4)


def _with_owner(text: str, plain: Candidate, owner: Unit, start: int, end: int) -> Candidate:
    """The body with its owner; the reference row is dropped where it belongs to another."""
    row = reference().rows.get(plain.reference or "")
    country = reference().country(plain.reference or "")
    own = row is not None and _belongs(row.id, owner.reference or "")
    kind = "GovernmentBody" if owner.type in ("State", "GovernmentBody") else plain.type
    if not own and owner.type not in ("State", "GovernmentBody"):
        kind = "InternationalOrganization"
    return replace(
        plain,
        start=start,
        end=end,
        type=plain.type if own else kind,
        name=_named_between(text, start, end, plain, owner),
        reference=plain.reference if own else None,
        country=country or None if own else (owner.reference if owner.type == "State" else None),
        parent=owner,
        form="composed",
        rank=4,
    )


def _named_between(text: str, start: int, end: int, plain: Candidate, owner: Unit) -> str:
    """The name from start to end, its own name and its owner's without acronyms in brackets."""
    own, owned = (plain.start, plain.end, plain.name), (owner.start, owner.end, owner.label)
    for first, last, label in sorted((own, owned), reverse=True):
        text = text[:first] + label + text[last:]
        end += len(label) - (last - first)
    return text[start:end]


def _belongs(row_id: str, owner: str) -> bool:
    """Whether a row belongs, by its parents, to another."""
    seen: set[str] = set()
    while row_id and row_id not in seen:
        if row_id == owner:
            return True
        seen.add(row_id)
        row = reference().rows.get(row_id)
        row_id = row.parent if row else ""
    return False
