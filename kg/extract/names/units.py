"""Text as units: known names, words and marks, in order, for the grammar of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.tables import table

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,/]\d+)*(?:st|nd|rd|th)?(?![^\W\d_]))"
    r"|(?P<word>[^\W_](?:[^\W_]|[.&/’'-](?=[^\W_]))*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_NOTION_ENDS = ("ization", "isation", "ication", "ction", "ption", "ement", "ability", "ism")
_ELIDED = re.compile(r"[ld][’'][A-ZÀ-Þ]")
_POSSESSIVE = re.compile(r"[’']s$")
_ACRONYM = re.compile(r"(?=[^)]*[A-Z][^)]*[A-Z])[A-Z][\w&.-]*(?: [A-Z][\w&.-]*| [IVX]+| \d+){0,3}")
_NUMBER = (
    r"\s+(?:\([A-Z]{2,4}\)\s+)?(?:[Nn](?:o\.?|r\.?|umber)\s*\d(?:[\d/.,-]*\d)?|\d+(?:[-/]\d+)+)(?:/[A-Z]+)?"
    r"(?:\s+of\s+(?:19|20)\d\d)?"
)
_NUMBERED = re.compile(_NUMBER + r"|,?\s+of\s+(?:19|20)\d\d")
_COUNTED = re.compile(
    _NUMBERED.pattern + r"|\s+\d{3,4}\b(?:\s+\((?:19|20)\d\d\))?|\s+[A-Z]+(?:/[A-Z]+)*/?\d+(?:[./]\d+)+"
)
_LAW_YEAR = re.compile(_NUMBERED.pattern + r"|,\s+(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d)| to (?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text. `kind`: name (a known one), adjective (of a state), word, number, possessive, mark. Of a
    known name: its entity type, the id and name of its reference row, and, where several names of it stand side by side
    ('African Union (AU)'), these."""

    start: int
    end: int
    text: str
    kind: str
    type: str = ""
    reference: str | None = None
    row_name: str = ""
    forms: tuple[str, ...] = ()

    @property
    def capital(self) -> bool:
        """A capitalised word (not a known name)."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def label(self) -> str:
        """The name alone, where several stand side by side."""
        return self.forms[0] if self.forms else self.text

    @property
    def known(self) -> bool:
        """A known name or adjective."""
        return self.kind in ("name", "adjective")


@lru_cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class of `name_stopwords`, or of `name_fields` under the name `field`."""
    if name == "field":
        return frozenset(row["word"] for row in table("name_fields"))
    return frozenset(w for row in table("name_stopwords") if row["class"] == name for w in row["words"].split())


@lru_cache
def _barred() -> frozenset[str]:
    return word_class("function") | word_class("calendar") | word_class("title")


def is_name_word(unit: Unit) -> bool:
    """A capitalised word that can stand inside a name: no function word, day, month or title of a person."""
    if unit.capital:
        return unit.text not in _barred()
    return unit.kind == "word" and bool(_ELIDED.match(unit.text))


def is_field(unit: Unit) -> bool:
    """A word for a field of policy ('Interior', 'Labour'), or an adjective of a state."""
    plain = unit.text.rstrip("'’")
    if unit.kind != "word" or not plain[:1].isupper():
        return unit.kind == "adjective"
    if not word_class("field").isdisjoint((plain, plain.removesuffix("s"))):
        return True
    notion = is_notion(plain) and plain not in word_class("body")
    return notion or ("-" in plain and plain.casefold() in folded_fields())


def is_notion(word: str) -> bool:
    """A word whose ending says that it is a notion: 'stabilisation', 'procurement'."""
    return len(word) > 7 and word.endswith(_NOTION_ENDS)


@lru_cache
def folded_fields() -> frozenset[str]:
    """The words for fields of policy, in small letters."""
    return frozenset(word.casefold() for word in word_class("field"))


@lru_cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in table("given_names"))


def starts_person(units: Sequence[Unit], at: int) -> bool:
    """Whether a given name and a surname follow a field of policy, without a comma, and end the capitals: 'the head of
    the Ministry of Interior |Maria Lopez|'."""
    pair = units[at : at + 2]
    if at == 0 or len(pair) < 2 or not all(is_name_word(u) and not is_field(u) for u in pair):
        return False
    ends = next((u for u in units[at + 2 : at + 5] if not is_name_word(u) or is_field(u)), None)
    if not is_field(units[at - 1]) or (ends is not None and (ends.capital or ends.text in ("of", "for"))):
        return False
    return pair[0].text.casefold() in _given_names() or _of_post_holder(units, at)


_POST_AT = frozenset({"of", "in", "at", "from"})


@lru_cache
def _body_words() -> frozenset[str]:
    return word_class("body") | word_class("body-noun")


def _of_post_holder(units: Sequence[Unit], at: int) -> bool:
    """Whether the body before a token is where somebody holds a post: 'Officer in the Ministry of Labour |Ab Oro|'."""
    first = at - 1
    while first > 2 and (is_field(units[first]) or units[first].text in ("and", "&", "of", "for")):
        first -= 1
    link = first - 1 - (units[first - 1].text == "the")
    follows = [u.text for u in units[at : at + 2]]
    return (
        link > 0
        and units[first].text in _body_words()
        and units[link].text in _POST_AT
        and units[link - 1].text in word_class("title")
        and not any(text.isupper() or text in _body_words() for text in follows)
    )


def is_name_word_at(units: Sequence[Unit], at: int) -> bool:
    """A word that can stand inside a name, by what stands around it: 'General' before another such word ('General
    Directorate', 'the General Security'), unless it ends a rank or title ('Director General')."""
    unit = units[at]
    if is_name_word(unit) or _names_members(units, at):
        return True
    if unit.text == "Major" and at + 1 < len(units) and units[at + 1].text in _MAJOR:
        return True
    if not unit.capital or unit.text != "General" or at + 1 >= len(units) or not is_name_word(units[at + 1]):
        return False
    return at == 0 or not (units[at - 1].capital and units[at - 1].text in word_class("title"))


_MAJOR = frozenset("Crime Crimes Events Projects Cases Incidents Offences".split())
"""Before which 'Major' is no rank: 'Major Crimes Unit'."""
_OF_MEMBERS = frozenset(
    {"Network", "Association", "Forum", "Group", "Conference", "Committee", "Council", "Organisation"}
)


def _names_members(units: Sequence[Unit], at: int) -> bool:
    """Whether office-holders stand here of whom a network is made: 'Liaison |Officers| Network'; or 'Family
    |Members|'."""
    if units[at].text == "Members" and at > 0 and units[at - 1].text == "Family":
        return True
    holders = units[at].text == "Officers" or units[at].text in word_class("plural-office")
    behind = at + 1 + (at + 1 < len(units) and units[at + 1].kind == "possessive")
    return holders and at > 0 and behind < len(units) and units[behind].text in _OF_MEMBERS and units[at - 1].capital


def _words(text: str, start: int, end: int) -> Iterator[Unit]:
    for match in _TOKEN.finditer(text, start, end):
        kind = str(match.lastgroup)
        surface = match.group()
        tail = _POSSESSIVE.search(surface) if kind == "word" else None
        cut = match.end() - (len(tail.group()) if tail else 0)
        if cut > match.start():
            yield Unit(match.start(), cut, text[match.start() : cut], kind)
        if tail:
            yield Unit(cut, match.end(), tail.group(), "possessive")


def _possessives(units: Sequence[Unit]) -> Iterator[Unit]:
    """Apostrophes after a plural ('Workers'') become possessives."""
    for before, unit in zip([None, *units], units, strict=False):
        after_plural = before and before.end == unit.start and before.text.endswith("s")
        closing = unit.kind == "mark" and unit.text in "'’" and after_plural
        yield replace(unit, kind="possessive") if closing else unit


def read_units(text: str, start: int, end: int, names: Sequence[Unit]) -> list[Unit]:
    """The units of a stretch. `names`: the known names in it, in order, not overlapping."""
    units: list[Unit] = []
    last = start
    for name in names:
        units += _words(text, last, name.start)
        units.append(name)
        last = name.end
        if owner := re.compile(r"[’']s\b").match(text, last, end):
            units.append(Unit(last, owner.end(), owner.group(), "possessive"))
            last = owner.end()
    units += _words(text, last, end)
    return list(_possessives(units))


def bracketed(text: str, units: Sequence[Unit], at: int) -> tuple[int, str] | None:
    """Where an acronym stands in brackets at this unit: the index behind the closing bracket, and the acronym."""
    if at >= len(units) or units[at].text != "(":
        return None
    for close in range(at + 2, min(at + 8, len(units))):
        if units[close].text == ")":
            inner = text[units[at + 1].start : units[close - 1].end]
            return (close + 1, inner) if _ACRONYM.fullmatch(inner) and len(inner) <= 20 else None
    return None


def year_before(units: Sequence[Unit], at: int) -> bool:
    """Whether a year is part of the name that begins here: 'the |1961 Convention on the Reduction of Statelessness'."""
    dated = at > 1 and re.fullmatch(r"(?:19|20)\d\d", units[at - 1].text) is not None
    return dated and units[at - 2].text in ("the", "The")


def years(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind a year or range of years at this unit, in brackets or not; `at` where there is none."""
    if at >= len(units):
        return at
    opened = units[at].text == "("
    first = at + opened
    for last in range(min(first + 3, len(units)) - 1, first - 1, -1):
        if _YEARS.fullmatch(text[units[first].start : units[last].end]):
            closed = last + 1 < len(units) and units[last + 1].text == ")"
            if not opened:
                return last + 1
            if closed:
                return last + 2
    return at


def numbered(text: str, units: Sequence[Unit], at: int, law: bool = False, counted: bool = False) -> int:
    """The index behind the number of a document at this unit ('No. 5 of 2010'), of a law its year (', 2021'), of what
    is counted the bare number ('Resolution |2240 (2015)'); `at` where there is none."""
    pattern = _LAW_YEAR if law else _COUNTED if counted else _NUMBERED
    found = pattern.match(text, units[at - 1].end) if 0 < at < len(units) else None
    while found and at < len(units) and units[at].end <= found.end():
        at += 1
    return at


def is_coined(text: str) -> bool:
    """Whether a word is an own name by its several capitals: 'RESTART', 'SafeMove', 'TRIP2'."""
    return len(text) > 3 and text[0].isupper() and sum(c.isupper() for c in text) > 1


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand, in order, at the starts or inside the words of a name."""
    letters = [c for c in acronym.casefold() if c.isalnum()]
    position, folded = 0, name.casefold()
    for letter in letters:
        position = folded.find(letter, position) + 1
        if not position:
            return False
    return folded[:1] == letters[0] or any(w[:1] == letters[0] for w in folded.split())
