"""Names in quotation marks: what a word beside them, or their own last words, say that they are.

`project "X" (ABC)`, `"X", a project of Z`, `a report titled "X"`, `the NGO "X" ("Y")`, `the "Border Information Centre"
(BIC) at Z`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.documents.quoted_projects import is_named_behind, is_project_title
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import Head, head_at
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.units import Unit, is_name_word, word_class

QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
_NAMED = frozenset("called named entitled titled dubbed known as , – - :".split())
ORGANISATION = frozenset(
    "ngo organization organisation association foundation charity union federation coalition network non-profit".split()
)
FIRM = frozenset("company firm agency enterprise bank airline retailer operator insurer carrier startup".split())
CHARITABLE = frozenset({"charitable", "public"})
"""What makes a fund an organisation, and no project."""
_TITLED = frozenset("study report survey handbook manual guide guidebook booklet brochure publication toolkit".split())
"""Nouns behind which a quotation is a title, and no words that are quoted."""
_THEMES = frozenset("theme motto slogan topic title entitled titled".split())
_NAMED_FAMILIES = frozenset({"projects", "documents"})
_BEHIND = frozenset({"projects", "documents", "facilities"})
_OWN = frozenset({"facilities", "projects", "organisations"})
SMALL = frozenset("of the at in on for and to with from by a &".split())
_APPOSED = 5
"""Words that may stand between the article and the noun of an apposition."""
_LONG = 4
"""Words from which a quotation is a title, in which no other thing is named by its kind."""


def quoted_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'project "X" (ABC)', 'a report titled "X"', '"X" campaign': what the quotation marks hold is the name."""
    for at, close in _pairs(units):
        if not (_title_like(units[at + 1 : close]) or _is_introduced(units, at, close)):
            continue
        if found := _quoted(text, units, at, close):
            yield found


def _pairs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The opening and closing marks of quotations; a straight mark that closes one does not open the next."""
    reached = 0
    for at, unit in enumerate(units):
        closing = QUOTES.get(unit.text) if unit.kind == "mark" and at >= reached else None
        close = _closing(units, at, closing) if closing else None
        if close is not None:
            reached = close + 1 if unit.text == closing else reached
            yield at, close


def _closing(units: Sequence[Unit], at: int, mark: str) -> int | None:
    return next((i for i in range(at + 2, min(at + 30, len(units))) if units[i].text == mark), None)


def _title_like(inside: Sequence[Unit]) -> bool:
    """Words in title case: a name, no quoted speech."""
    words = [u for u in inside if u.kind == "word" and len(u.text) > 3]
    capitals = [u for u in words if u.text[0].isupper()]
    return bool(inside) and not any(u.text in ".!?" for u in inside[:-1]) and len(capitals) >= 0.6 * max(1, len(words))


def _is_introduced(units: Sequence[Unit], at: int, close: int) -> bool:
    """A title in sentence case, right behind what it is the title of: 'the project "Safer migration in the north"'."""
    before = units[at - 1].text if at else ""
    apposed = before == "," and at > 2 and units[at - 3].text in ("The", "the") and units[close + 1 : close + 2]
    aside = before in (",", ":") and not (apposed and apposed[0].text in (",", "("))
    noun = _noun_ending_at(units, _named_by(units, at)) if at > 1 and not aside else None
    told = noun is not None and (noun[0].family == "projects" or before in (_TITLED | {"titled", "entitled"}))
    works = noun is None and before in ("the", "The") and _is_work(units, at, close)
    told = told or _apposed(units, close + 1) is not None
    return (told or works) and units[at + 1].capital and not any(u.text in ".!?;" for u in units[at + 1 : close])


def _quoted(text: str, units: Sequence[Unit], at: int, close: int) -> Candidate | None:
    before = _named_by(units, at)
    titled = is_named_behind(units, at, close)
    if before >= 0 and _is_occasion(units, before) and not titled:
        return None
    last, acronym = acronym_at(text, units, close + 1)
    head = _noun_ending_at(units, before) if before >= 0 else None
    first = head[1] if head is not None and before == at - 1 else at
    if head is None and last < len(units) and (found := head_at(units, last)) and found[0].family in _BEHIND:
        head, last = (found[0], last), found[1]
        last, acronym = acronym_at(text, units, last) if acronym is None else (last, acronym)
    head = head or _apposed(units, last)
    kind, family = _told(units, at, close, before, head)
    if not kind:
        return None
    name = text[units[at + 1].start : units[close - 1].end].strip(" ,.;")
    last, other = _second(text, units, last)
    if family == "organisations":
        first = before if before == at - 1 and units[before].capital else at
        while first < at and first and is_name_word(units[first - 1]):
            first -= 1
    return Candidate(
        units[first if family in (*_NAMED_FAMILIES, "organisations") else at].start,
        units[last - 1].end,
        kind,
        name,
        2,
        "name",
        shorter=tuple(form for form in (name, acronym, other, _phase(acronym), *_defined(name)) if form),
        head=" ".join(head[0].words).casefold() if head else "",
        family=family,
    )


_DEFINED = re.compile(r"(.{8,}) \(([A-Z][\w+&-]*[A-Z\d+][\w+-]*(?: \d+| [IVX]+)?)\)")


def _defined(name: str) -> tuple[str, ...]:
    """The name alone and the acronym that a title ends with: 'Support to Migration Governance (SUMIG)'."""
    found = _DEFINED.fullmatch(name)
    return found.groups() if found else ()


def _phase(acronym: str | None) -> str:
    """The other form of an acronym with the number of a phase: 'ABC Phase II' for 'ABC II'."""
    words = (acronym or "").split()
    counted = len(words) == 2 and (words[1].isdigit() or set(words[1]) <= set("IVX"))
    return f"{words[0]} Phase {words[1]}" if counted else ""


def _apposed(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The head for a project in what stands in apposition behind a title: '"X" (ABC), a two-year project', and where
    it stands."""
    if at < len(units) and units[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 6, len(units))) if units[i].text == ")"), at)
    start = at + (at < len(units) and units[at].text in (",", "–", "-"))
    if start + 1 >= len(units) or units[start].text.casefold() not in ("a", "an", "the", "its"):
        return None
    for first in range(start + 1, min(start + 2 + _APPOSED, len(units))):
        found = head_at(units, first) if units[first].kind == "word" else None
        if found:
            return (found[0], first) if found[0].family == "projects" and units[first].text[0].islower() else None
        if (units[first].kind == "mark" and units[first].text != "-") or units[first].text in SMALL - {"and", "&"}:
            return None
    return None


def _named_by(units: Sequence[Unit], at: int) -> int:
    """The index of the word that tells what is quoted behind it, over 'called', 'entitled' and commas."""
    before = at - 1
    while before >= 0 and units[before].text in _NAMED:
        before -= 1
    return before


def _is_occasion(units: Sequence[Unit], at: int) -> bool:
    """Whether the word is a theme or an event, of which the quotation is the title."""
    plain = units[at].text
    return plain.casefold() in _THEMES or plain.capitalize() in word_class("event")


def _told(units: Sequence[Unit], at: int, close: int, before: int, head: tuple[Head, int] | None) -> tuple[str, str]:
    """The type and the family of what is quoted: by the noun beside it, else by its own last words."""
    if units[before].text == "fund" and before > 0 and units[before - 1].text in CHARITABLE:
        return "CivilSociety", "organisations"
    if head is not None and head[0].family in _NAMED_FAMILIES:
        return ("Project" if head[0].family == "projects" else "Document"), head[0].family
    plain = units[before].text.casefold() if before >= 0 else ""
    if plain in ORGANISATION:
        return "CivilSociety", "organisations"
    if plain in FIRM:
        return "PrivateSector", "organisations"
    if head is not None and head[0].family in _OWN:
        return head[0].alone, head[0].family
    if _is_work(units, at, close):
        return "Document", "documents"
    if is_named_behind(units, at, close) or is_project_title(units, at, close):
        return "Project", "projects"
    own = next((f for i in range(at + 1, close) if (f := head_at(units, i)) and f[1] == close), None)
    told = own is not None and close - at > 2 and own[0].family in _OWN
    return (own[0].alone, own[0].family) if own is not None and told else ("", "")


def _is_work(units: Sequence[Unit], at: int, close: int) -> bool:
    """Whether the title says that it is a document: 'Plan of Action on X', 'X and Y: A Guide for Z'."""
    for first in range(at + 1, close):
        opens = first <= at + 3 or any(units[i].text in (":", "–") for i in range(max(at, first - 4), first))
        found = head_at(units, first) if opens and units[first].kind == "word" else None
        if found and found[0].family == "documents" and close > found[1] and units[found[1]].text in found[0].tail:
            return units[first].capital or "strong" in found[0].flags
        if found and found[0].family == "documents" and found[1] == close and first > at + 2 and units[first].capital:
            return any(u.text == ":" for u in units[at:first])
    return False


def _second(text: str, units: Sequence[Unit], at: int) -> tuple[int, str]:
    """A second name in brackets and quotation marks, a translation: the index behind it, and the name."""
    if at + 3 >= len(units) or units[at].text != "(" or units[at + 1].text not in QUOTES:
        return at, ""
    close = _closing(units, at + 1, QUOTES[units[at + 1].text])
    if close is None or close + 1 >= len(units) or units[close + 1].text != ")":
        return at, ""
    return close + 2, text[units[at + 2].start : units[close - 1].end]


def title_spans(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Where quoted titles of some length stand: what is named inside by its kind alone is no thing of its own."""
    for at, close in _pairs(units):
        if close - at > _LONG and _title_like(units[at + 1 : close]):
            yield units[at].start, units[close].end


def _noun_ending_at(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The head of a document or project that ends with this unit, and where it begins."""
    for first in range(max(0, at - 3), at + 1):
        found = head_at(units, first) if units[first].kind == "word" else None
        if found and found[1] == at + 1:
            return found[0], first
    return None
