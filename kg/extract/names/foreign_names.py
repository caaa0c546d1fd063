"""Names in another language in an English text, told by their first word.

`Loi n° 2015-36 relative à …`,
`Instituto Nacional de Migración`, `Direction générale de la sûreté nationale (DGSN)`, `Ministère de l'Immigration, de
la Francisation et de l'Intégration`, `Utlendingsdirektoratet`, `Espace d'écoute "La Main" in Agadez`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.events.foreign import foreign_nouns
from kg.extract.names.composition import Candidate
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.quoted import QUOTES
from kg.extract.names.units import Unit, is_name_word, word_class, years
from kg.extract.tables import table
from kg.extract.text.foreign_words import CONJUNCTIONS, goes_on, is_foreign, is_particle
from kg.extract.text.words import words

_LONGEST = 28
_COMPOUND = 9
"""Letters of the shortest word that an ending alone tells: 'Bundesamt'."""
_PREFIXES = frozenset(
    "alta alto altos haute haut hauts sous vice alte grande gran suprema supremo suprême nova nuevo".split()
)
"""Adjectives before a head: '|Alta| Autoridade'."""
_NUMBER = re.compile(
    r"\s+(?:[Nn](?:úm\.|[°ºo]s?|\.\s?[°ºo]|r\.?|um(?:éro|ero)?)?\.?\s*)?\d[\w./-]*(?:\s[A-Z]\b)?"
    r"(?:,?\s+(?:de|du|del|von|vom|di|do)\s+(?:\d{1,2}\s+(?:de\s+)?\w+\s+(?:de\s+)?)?(?:19|20)\d\d)?"
)
"""The number of a law behind its noun: 'Loi |n° 2015-36|', 'Ley |21.325|', 'Lei |nº 9 de 2017|'."""
_DATED = frozenset({"Document", "Project"})
_QUOTES = {**QUOTES, "„": "“"}
_QUOTED = frozenset({"Facility", "CivilSociety", "Project"})
_PLACED = frozenset({"Facility", "Office"})
_STUDIES = re.compile(
    r"(?i:[dl][’'])?(?:Derechos|Droits|Direitos|Diritti|Estudios|Estudos|Études|Studi|Investigaç|Investigaci|Pesquisa|"
    r"Recherches?|Ricerc)"
)
"""What centres are about that are no houses: rights, studies, research."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a name with this first word is: alone, and with an organisation of states inside; whether the word is an
    English one too, and whether it is the last word of its names."""

    alone: str
    organisation: str
    english: bool
    last: bool = False


@lru_cache
def _heads() -> dict[str, _Kind]:
    """The first words, folded; endings of compounds begin with a hyphen."""
    return {
        row["head"].casefold(): _Kind(
            row["type"], row["organisation"] or row["type"], row["shared"] == "english", row["shared"] == "last"
        )
        for row in table("foreign_heads")
    }


@lru_cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"\w{{3,}}?({'|'.join(h[1:] for h in _heads() if h.startswith('-'))})")


def foreign_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """A name from its first word on, as far as the words are of another language."""
    for at, unit in enumerate(units):
        if not unit.capital or (kind := _kind(units, at)) is None:
            continue
        if kind.last:
            yield from _ending_name(text, units, at, kind)
            continue
        numbered = _numbered(text, units, at + 1) if kind.alone == "Document" else at + 1
        end = _end(units, at, numbered)
        lone = end - at < 2 and not _is_compound(unit.text)
        if lone or (kind.english and numbered == at + 1 and not _opens_foreign(units, at, end)):
            continue
        yield _candidate(text, units, _first(units, at), end, _by_members(units[at:end], kind))


_OF_MEMBERS = frozenset("Conseil Consejo Conselho Consiglio Cámara Câmara Comité Comitê Instituto".split())
"""Nouns for bodies that people and firms have as well as states."""


def _by_members(inside: Sequence[Unit], kind: _Kind) -> _Kind:
    """What a council or chamber is by those whose it is: 'Cámara de Comercio', 'Conseil des Migrants'."""
    plain = {unit.text.removeprefix("d'").removeprefix("l'") for unit in inside}
    if inside[0].text not in _OF_MEMBERS:
        return kind
    if plain & word_class("trade"):
        return _Kind("PrivateSector", "PrivateSector", kind.english)
    civil = plain & (word_class("civil-aim") | {"Migrants"})
    return _Kind("CivilSociety", "CivilSociety", kind.english) if civil else kind


def foreign_kind(word: str) -> str:
    """The type of a name by its first word, where that is a noun of another language; else an empty string."""
    kind = _heads().get(word.casefold())
    return "" if kind is None or kind.english or kind.alone in ("Document", "Project") else kind.alone


def is_foreign_name(name: str) -> bool:
    """Whether one of the first two words is a noun of another language: 'VI Conferencia', 'Instituto Nacional'."""
    opening = [word.casefold() for word in name.split()[:2]]
    kinds = [_heads().get(word) for word in opening]
    return any(kind is not None and not kind.english for kind in kinds) or not foreign_nouns().isdisjoint(opening)


def _ending_name(text: str, units: Sequence[Unit], at: int, kind: _Kind) -> Iterator[Candidate]:
    """A name that ends with its head: 'Sosyal Yardım |Müdürlüğü|'."""
    first = at
    while first and at - first < _LONGEST and (is_name_word(units[first - 1]) or units[first - 1].text in ("ve", "és")):
        first -= 1
    if first < at and units[first].capital:
        yield _candidate(text, units, first, at + 1, kind)


def _kind(units: Sequence[Unit], at: int) -> _Kind | None:
    """What a name that begins here is, or None where no head stands."""
    word = units[at].text.casefold()
    if found := _heads().get(word):
        return found
    ending = _endings().fullmatch(word) if len(word) >= _COMPOUND else None
    return _heads()["-" + ending[1]] if ending else None


def _is_compound(word: str) -> bool:
    return word.casefold() not in _heads() and bool(_endings().fullmatch(word.casefold()))


def _first(units: Sequence[Unit], at: int) -> int:
    """Where the name begins whose head stands here: at the adjective before it, or at the compound that shares its last
    part: '|Justitie- en| Veiligheidsdienst'."""
    before = units[at - 1] if at else None
    shared = at > 2 and units[at - 1].text in CONJUNCTIONS and units[at - 2].text == "-" and units[at - 3].capital
    if shared and units[at - 3].end == units[at - 2].start:
        return at - 3
    prefixed = before is not None and before.capital and before.text.casefold() in _PREFIXES
    return at - 1 if prefixed else at


def _opens_foreign(units: Sequence[Unit], at: int, end: int) -> bool:
    """Whether a head that is an English word too opens a foreign name: what follows is foreign, or leads on to a
    foreign particle and is no title of a person."""
    if is_foreign(units, at + 1) or any(u.text in word_class("foreign-adjective") for u in units[at + 1 : at + 2]):
        return True
    behind = at + 1
    titles = words("titles", "head")
    while behind < end and not is_foreign(units, behind) and is_name_word(units[behind]):
        if units[behind].text.casefold() in titles:
            return False
        behind += 1
    return at + 1 < behind < min(end, at + 4) and is_foreign(units, behind)


def _candidate(text: str, units: Sequence[Unit], first: int, end: int, kind: _Kind) -> Candidate:
    undated = text[units[first].start : units[end - 1].end]
    end = years(text, units, end) if kind.alone in _DATED and units[end - 1].kind != "number" else end
    last, acronym = acronym_at(text, units, end)
    inside = [u for u in units[first + 1 : end] if u.kind == "name" and u.type == "InternationalOrganization"]
    studies = kind.alone == "Facility" and any(_STUDIES.match(unit.text) for unit in units[first + 1 : end])
    type_ = "CivilSociety" if studies else kind.organisation if inside else kind.alone
    place = units[last + 1] if type_ in _PLACED and not acronym and _in_place(units, last) else None
    land = units[end - 1] if units[end - 1].type == "State" and units[end - 1].kind == "name" else None
    bare = text[units[first].start : units[end - 1].end]
    name = f"{bare} in {place.text}" if place else bare
    last += 2 if place else 0
    parent = land if type_ == "GovernmentBody" else inside[0] if inside and type_ == "Office" else None
    country = land.reference if land and type_ == "GovernmentBody" else None
    short = (bare, acronym) if acronym else (bare,)
    short = short if undated == bare else (*short, undated)
    if type_ == "GovernmentBody" and first and units[first - 1].kind == "adjective" and parent is None:
        parent, first = units[first - 1], first - 1
        country, name = parent.reference, f"{parent.text} {name}"
    start, stop = units[first].start, units[last - 1].end
    return Candidate(start, stop, type_, name, 2, "name", None, country, parent, place, shorter=short)


def _in_place(units: Sequence[Unit], at: int) -> bool:
    """Whether 'in' and a place stand here."""
    return at + 1 < len(units) and units[at].text == "in" and units[at + 1].type in ("Place", "State")


def _numbered(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind the number of a law, and one word before it: 'Ley |Orgánica 4/2000|'; `at` where none is."""
    for first in (at, at + 1):
        worded = first == at or (at < len(units) and is_name_word(units[at]))
        found = _NUMBER.match(text, units[first - 1].end) if worded and first <= len(units) else None
        if found:
            return next((i for i in range(first, len(units)) if units[i].start >= found.end()), len(units))
    return at


def _end(units: Sequence[Unit], at: int, first: int) -> int:
    """The index behind the name whose head stands at `at`, and goes as far as `first` at least."""
    end = _run(units, first, at)
    while (longer := _listed(units, end, at)) > end:
        end = longer
    return _quoted(units, end, at)


def _run(units: Sequence[Unit], first: int, head: int) -> int:
    """The index behind the words from `first` on that go on with a name, closed by no particle."""
    end = first
    while end < len(units) and end - head < _LONGEST and (step := goes_on(units, end)):
        if units[end].text in CONJUNCTIONS and _opens_body(units, end + 1):
            break
        end += step
    while end > first and is_particle(units[end - 1]):
        end -= 1
    return end


def _opens_body(units: Sequence[Unit], at: int) -> bool:
    """Whether another name opens here: a head with a particle behind it."""
    kind = _kind(units, at) if at + 1 < len(units) and units[at].capital else None
    return kind is not None and not kind.english and is_particle(units[at + 1])


def _listed(units: Sequence[Unit], comma: int, head: int) -> int:
    """The index behind ', B y C' at this comma, where a foreign word for 'and' closes the list; else `comma`."""
    at, closed = comma, False
    while at + 1 < len(units) and units[at].text == "," and not closed:
        item = at + 1
        if units[item].known or not goes_on(units, item) or _opens_body(units, item):
            return comma
        end = _run(units, item, head)
        closed = any(unit.text in CONJUNCTIONS for unit in units[item:end])
        at = end if end > item else len(units)
    return at if closed else comma


def _quoted(units: Sequence[Unit], at: int, head: int) -> int:
    """The index behind a name in quotation marks that closes the name of a house or association."""
    kind = _kind(units, head)
    closing = _QUOTES.get(units[at].text) if at < len(units) and kind and kind.alone in _QUOTED else None
    if closing is None or not (at + 1 < len(units) and units[at + 1].text[0].isupper()):
        return at
    return next((i + 1 for i in range(at + 2, min(at + 8, len(units))) if units[i].text == closing), at)
