"""Names that an acronym tells.

`Médecins Sans Frontières (MSF)`, `Islands Chiefs of Police (ICP)`, a longer name of a known acronym, an unknown acronym
in a list, a state and an acronym (`PNG ICA`), a name in mixed case (`EuroHelp`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.names.composition import Candidate, is_counted
from kg.extract.names.heads import has_head
from kg.extract.names.units import Unit, bracketed, is_acronym_of, is_name_word, word_class

_SMALL = frozenset(
    "of for and to in on the & de des et du la le les y e pour para por dos das do da del el los las".split()
)
_ELIDED = re.compile(r"[ldLD]['’][A-ZÀ-Þ]")
_NATIONAL = frozenset("National Nationale Nacional Nazionale Federal Royal Municipal".split())
_ROLES = frozenset("Secretariat Chair Presidency Chairmanship".split())
_LONGEST = 14
_NEAR = 5
"""Words before a bracket among which its noun is looked for."""
_MIXED = re.compile(r"(?=\w*[a-z])(?!Mc|Mac|De|Di|Da|La|Le|Van|Von|Fitz)[A-Z]+[a-z]*[A-Z]\w*[a-z]\w*")
_MIXED_NOT = frozenset("YouTube LinkedIn WhatsApp TikTok PowerPoint FaceBook JavaScript iPhone".split())
_LED = frozenset("by with and from , of".split())


def defined_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """An unknown name that defines its acronym ('Médecins Sans Frontières (MSF)'), a longer name of a known one."""
    for at, unit in enumerate(units):
        inside = _in_brackets(text, units, at) if unit.text == "(" else None
        if inside is None:
            continue
        behind, acronym, known = inside
        first = _name_start(text, units, at, acronym)
        if first is None or (known and any(u.reference == known.reference for u in units[first:at])):
            continue
        if found := _defined(text, units, first, at, behind, acronym, known):
            yield found


def _in_brackets(text: str, units: Sequence[Unit], at: int) -> tuple[int, str, Unit | None] | None:
    """The index behind the bracket, the acronym in it, and the known name that it is."""
    known = units[at + 1] if at + 2 < len(units) and units[at + 2].text == ")" else None
    if known is not None and known.type == "Document" and _is_of_body(units, at):
        known = None
    if known is not None and known.kind == "name" and known.type not in ("State", "Place"):
        letters = known.text.replace("-", "").replace(" ", "")
        return (at + 3, known.text, known) if letters.isupper() and len(letters) > 2 else None
    found = bracketed(text, units, at)
    if found is None or any(u.known for u in units[at : found[0]]):
        return None
    plural = found[1].endswith("s") and at > 0 and units[at - 1].text.endswith("s")
    return None if plural else (found[0], found[1], None)


def _is_of_body(units: Sequence[Unit], at: int) -> bool:
    """Whether the name of a body, and of no document, stands before the bracket that opens here."""
    first = max(0, at - _NEAR)
    bodies = has_head(units, first, at, ("bodies", "organisations"))
    return bodies and not has_head(units, first, at, ("documents",))


def _name_start(text: str, units: Sequence[Unit], at: int, acronym: str) -> int | None:
    """Where the name before the bracket begins that the acronym abbreviates: its initials, or nearly."""
    letters = "".join(c for c in acronym.casefold() if c.isalnum())
    fallback: int | None = None
    first = at
    while first and at - first < _LONGEST and _in_run(units, first - 1):
        first -= 1
        if at - first < 2 and not units[first].known or not (units[first].capital or units[first].known):
            continue
        words = re.findall(r"[^\W\d_]+", text[units[first].start : units[at - 1].end])
        capitals = "".join(w[0] for w in words if w[0].isupper()).casefold()
        if capitals == letters or "".join(w[0] for w in words).casefold() == letters:
            return first
        near = len(capitals) > 1 and _is_near(capitals, letters) and is_acronym_of(acronym, " ".join(words))
        fallback = first if near and fallback is None else fallback
    return fallback


def _is_near(initials: str, letters: str) -> bool:
    """Whether initials and acronym begin alike, or the acronym has a letter or two more ('Trade East (TMEA)')."""
    if initials[:3] == letters[:3]:
        return True
    rest = iter(letters)
    inside = all(letter in rest for letter in initials)
    return inside and initials[0] == letters[0] and len(letters) - len(initials) < 2


def _in_run(units: Sequence[Unit], at: int) -> bool:
    """A unit of a name that is spelt out: capitals, known names, small words, hyphens."""
    unit = units[at]
    if unit.known or is_name_word(unit) or unit.text in ("-", "–") or _ELIDED.match(unit.text):
        return True
    if unit.capital:
        return unit.text in word_class("plural-office") or unit.text == "General"
    return unit.text in _SMALL and at > 0


def _defined(
    text: str, units: Sequence[Unit], first: int, at: int, behind: int, acronym: str, known: Unit | None
) -> Candidate | None:
    name = text[units[first].start : units[at - 1].end]
    owner = units[first] if units[first].type == "State" else None
    kind = known.type if known else _kind(units[first:at], owner is not None)
    if first and units[first - 1].text == "as" and units[at - 1].text in _ROLES:
        return None
    if not kind or (kind == "Process" and is_counted(text, name)):
        return None
    parent = owner if kind == "GovernmentBody" and not known else None
    start, end = units[first].start, units[behind - 1].end
    reference = known.reference if known else None
    country = parent.reference if parent else None
    rank = 3 if known else 8
    return Candidate(start, end, kind, name, rank, "name", reference, country, parent, shorter=(name, acronym))


def _kind(words: Sequence[Unit], of_state: bool) -> str:
    """What a name without a known head most likely means, by its last noun; an empty string for mere notions."""
    nouns = [u.text for u in words if u.capital]
    heads = {*nouns[:1], *nouns[-1:], *(u.text for u, v in pairwise(words) if v.text in _SMALL)}
    if not nouns or nouns[-1] in word_class("notion") or any(n in word_class("event") for n in heads):
        return ""
    for kind, name in (("Process", "process-noun"), ("Project", "project-noun"), ("Document", "document-noun")):
        if nouns[-1] in word_class(name):
            return kind
    told = nouns[-1] in word_class("body-noun") and nouns[0] not in word_class("region") | word_class("world")
    plain = {unit.text for unit in words}
    if plain & (word_class("firm") | word_class("trade")) and not told:
        return "PrivateSector"
    if (plain - {nouns[-1]}) & word_class("civil-aim") and not told:
        return "CivilSociety"
    national = of_state or told or any(n in _NATIONAL for n in nouns)
    return "GovernmentBody" if national else "InternationalOrganization"


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


def state_acronym_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'PNG ICA', 'Swiss SEM': a body of a state under its acronym."""
    for at in range(1, len(units)):
        land, unit = units[at - 1], units[at]
        beside = unit.start - land.end == 1 and land.known and land.type == "State"
        after = units[at + 1] if at + 1 < len(units) else None
        if not beside or not _is_acronym(unit) or (after and (after.capital or after.kind in ("name", "number"))):
            continue
        span = text[land.start : unit.end]
        country = land.reference
        yield Candidate(land.start, unit.end, "GovernmentBody", span, 6, "composed", None, country, land)


def mixed_case_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """A name in mixed case that acts: 'supported by EuroHelp'."""
    for at in range(1, len(units) - 1):
        unit, before, after = units[at], units[at - 1], units[at + 1]
        if unit.kind != "word" or len(unit.text) < 6 or not _MIXED.fullmatch(unit.text) or unit.text in _MIXED_NOT:
            continue
        if before.text in _LED and not after.capital and not after.known:
            yield Candidate(unit.start, unit.end, "CivilSociety", unit.text, 9, "acronym")


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
