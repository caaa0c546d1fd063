"""Names that no head word ends: quoted titles, projects named before or behind the word, unknown organisations.

`project "X" (ABC)`, `the project Support to Y`, `Médecins Sans Frontières (MSF)`, an unknown acronym in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.composition import Candidate
from kg.extract.heads import Head, head_at
from kg.extract.name_grammar import acronym_at, phrase_end
from kg.extract.tables import table
from kg.extract.units import Unit, bracketed, is_acronym_of, is_name_word, word_class

_QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
_NAMED = frozenset("called named entitled titled dubbed known as , – - :".split())
_PROJECT = frozenset("project projects programme program campaign".split())


def quoted_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'project "X" (ABC)', 'a report titled "X"', '"X" campaign': what the quotation marks hold is the name."""
    for at, unit in enumerate(units):
        closing = _QUOTES.get(unit.text) if unit.kind == "mark" else None
        close = _closing(units, at, closing) if closing else None
        if close is None or not _title_like(units[at + 1 : close]):
            continue
        if found := _quoted(text, units, at, close):
            yield found


def _closing(units: Sequence[Unit], at: int, mark: str) -> int | None:
    return next((i for i in range(at + 2, min(at + 30, len(units))) if units[i].text == mark), None)


def _title_like(inside: Sequence[Unit]) -> bool:
    """Words in title case: a name, no quoted speech."""
    words = [u for u in inside if u.kind == "word" and len(u.text) > 3]
    capitals = [u for u in words if u.text[0].isupper()]
    return bool(inside) and not any(u.text in ".!?" for u in inside[:-1]) and len(capitals) >= 0.6 * max(1, len(words))


def _quoted(text: str, units: Sequence[Unit], at: int, close: int) -> Candidate | None:
    name = text[units[at + 1].start : units[close - 1].end].strip(" ,.;")
    last, acronym = acronym_at(text, units, close + 1)
    before = at - 1
    while before >= 0 and units[before].text in _NAMED:
        before -= 1
    head = _noun_ending_at(units, before) if before >= 0 else None
    first = at
    if head is not None:
        first = head[1] if before == at - 1 else at
    elif last < len(units) and (found := head_at(units, last)) and found[0].family in ("projects", "documents"):
        head, last = (found[0], last), found[1]
    if head is None or head[0].family not in ("projects", "documents"):
        return None
    kind = "Project" if head[0].family == "projects" else "Document"
    short = (name, acronym) if acronym else (name,)
    return Candidate(
        units[first].start,
        units[last - 1].end,
        kind,
        name,
        2,
        "name",
        shorter=short,
        head=" ".join(head[0].words).casefold(),
        family=head[0].family,
    )


def _noun_ending_at(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The head of a document or project that ends with this unit, and where it begins."""
    for first in range(max(0, at - 3), at + 1):
        found = head_at(units, first) if units[first].kind == "word" else None
        if found and found[1] == at + 1:
            return found[0], first
    return None


def project_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the project Support to Free Movement … (ABC)', 'Better Migration Management (BMM) programme'."""
    for at, unit in enumerate(units):
        if unit.kind != "word" or unit.text.casefold() not in _PROJECT:
            continue
        if not unit.text[0].isupper() or unit.text in ("Project", "Programme", "Program"):
            after = _project_after(text, units, at) if unit.text[0].islower() else None
            found = after or _project_before(text, units, at)
            if found:
                yield found


def _project_after(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    first = at + 1
    if first >= len(units) or not is_name_word(units[first]):
        return None
    end = phrase_end(units, first, False, frozenset({"of", "for", "in", "on", "to", "from"}))
    last, acronym = acronym_at(text, units, end)
    if end - first < 2 and not acronym:
        return None
    return _project(text, units, at, last, first, end, acronym)


def _project_before(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    end, acronym = at, None
    if end and units[end - 1].text == ")":
        open_ = end - 2
        while open_ > 0 and units[open_].text != "(":
            open_ -= 1
        if (found := bracketed(text, units, open_)) and found[0] == end:
            end, acronym = open_, found[1]
    first = end
    while first and (_in_title(units, first - 1) or (units[first - 1].kind == "number" and first < end)):
        first -= 1
    while first < end and not (is_name_word(units[first]) or units[first].kind == "name"):
        first += 1
    words = [u for u in units[first:end] if u.kind == "word" and u.text[0].isupper()]
    if not words and not acronym:
        return None
    if first == end or (len(words) == 0):
        return None
    last, behind = acronym_at(text, units, at + 1)
    return _project(text, units, first, last, first, end, acronym or behind)


def _in_title(units: Sequence[Unit], at: int) -> bool:
    """A unit that a project's title may hold: names, capitals, and small words between capitals."""
    unit = units[at]
    if unit.known or is_name_word(unit):
        return True
    if unit.text == "-" and 0 < at < len(units) - 1:
        return units[at - 1].end == unit.start and units[at + 1].start == unit.end
    small = unit.text in ("of", "for", "and", "to", "in", "on", "the", "&")
    return small and at > 0 and (is_name_word(units[at - 1]) or units[at - 1].text in ("of", "for", "to", "in", "on"))


def _project(
    text: str, units: Sequence[Unit], first: int, last: int, name_first: int, name_last: int, acronym: str | None
) -> Candidate:
    name = text[units[name_first].start : units[name_last - 1].end]
    short = (name, acronym) if acronym else (name,)
    head = next(u.text.casefold() for u in units[first:last] if u.text.casefold() in _PROJECT)
    start, end = units[first].start, units[last - 1].end
    return Candidate(start, end, "Project", name, 3, "name", shorter=short, head=head, family="projects")


def defined_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """An unknown name that defines its acronym: 'Médecins Sans Frontières (MSF)'."""
    for at, unit in enumerate(units):
        found = bracketed(text, units, at) if unit.text == "(" else None
        if found is None or any(u.known for u in units[at : found[0]]):
            continue
        first = at
        while first and (is_name_word(units[first - 1]) or _in_title(units, first - 1)):
            first -= 1
        while first < at and not is_name_word(units[first]):
            first += 1
        name = text[units[first].start : units[at - 1].end] if first < at else ""
        initials = [w[0] for w in name.replace("-", " ").split() if w[0].isupper()]
        if found[1].endswith("s") and units[at - 1].text.endswith("s"):
            continue
        if at - first < 2 or "".join(initials).casefold()[:3] != found[1].casefold()[:3]:
            continue
        if not is_acronym_of(found[1], name):
            continue
        end = units[found[0] - 1].end
        yield Candidate(
            units[first].start,
            end,
            "InternationalOrganization",
            text[units[first].start : end],
            8,
            "name",
            shorter=(name, found[1]),
        )


def acronym_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """Unknown acronyms in a list of organisations: 'Frontex, EASO, PCC SEE and UNHCR'."""
    for at, unit in enumerate(units):
        if not _is_acronym(unit) or (at and _is_acronym(units[at - 1])):
            continue
        end = at + 1
        while end < len(units) and _is_acronym(units[end]):
            end += 1
        if end - at <= 2 and (_listed(units, at - 1, -1) or _listed(units, end, 1)):
            text = " ".join(u.text for u in units[at:end])
            yield Candidate(unit.start, units[end - 1].end, "InternationalOrganization", text, 9, "acronym")


def _is_acronym(unit: Unit) -> bool:
    plain = unit.text.replace("-", "").replace(".", "")
    return (
        unit.kind == "word"
        and plain.isalpha()
        and plain.isupper()
        and 3 <= len(plain) <= 8
        and plain not in word_class("no-acronym")
    )


def _listed(units: Sequence[Unit], at: int, step: int) -> bool:
    """Whether a list goes on here with a known organisation."""
    seen = False
    for _ in range(3):
        if not 0 <= at < len(units):
            return False
        unit = units[at]
        if unit.text in (",", "and", ";", "the", "&"):
            seen = seen or unit.text != "the"
            at += step
        else:
            return seen and unit.kind == "name" and unit.type in ("InternationalOrganization", "CivilSociety", "Office")
    return False


@lru_cache
def _firms() -> frozenset[str]:
    return frozenset(row["phrase"] for row in table("organisations_firms"))


def firm_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Classes of firms that act: 'airlines'."""
    for at, unit in enumerate(units):
        if unit.kind != "word":
            continue
        for length in (3, 2, 1):
            words = units[at : at + length]
            if len(words) == length and " ".join(u.text for u in words) in _firms():
                span = text[unit.start : words[-1].end]
                yield Candidate(unit.start, words[-1].end, "PrivateSector", span, 8, "name")
                break


def compound_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """Facilities whose head is grown into the name: 'IDCentre'."""
    for unit in units:
        if unit.kind == "word" and re.fullmatch(r"[A-Z][\w-]+(?:Centre|Center|Lab|Hub)", unit.text):
            yield Candidate(unit.start, unit.end, "Facility", unit.text, 8, "name", head="centre", family="facilities")
