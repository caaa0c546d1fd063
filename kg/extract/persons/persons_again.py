"""The same person again: by the surname alone, by a shorter name, by one name after a title."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.analysis import Analysis, normalise
from kg.extract.persons.names import surname_forms
from kg.extract.tables import table
from kg.extract.text.occurrences import occurrences
from kg.extract.text.words import LAND, words


def persons(analysis: Analysis) -> list[str]:
    """The ids of the persons of the article."""
    return [entity.id for entity in analysis.entities if entity.type == "Person"]


def same_person(analysis: Analysis, name: str) -> str | None:
    """The one known person whose name begins and ends alike and holds all words of the shorter, or None."""
    mine = normalise(name).split()
    named = {p: normalise(analysis.entities[p].name).split() for p in persons(analysis)}
    fits = [p for p in named if _alike(mine, named[p])] or [p for p in named if _surnames(mine, named[p])]
    fits = fits or [p for p in named if mine[0] == "m." and mine[1:] == named[p][-1:]]  # 'M.' is 'Monsieur' too
    return fits[0] if len(fits) == 1 and len(mine) > 1 else None


def _surnames(short: list[str], long: list[str]) -> bool:
    """Whether one is the two surnames of the other ('Santos Silva' of 'Augusto Santos Silva')."""
    return len(long) > len(short) and long[-len(short) :] == short


def _alike(one: list[str], other: list[str]) -> bool:
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    firsts = short[0] == long[0] or short[0].rstrip(".") == long[0][0]
    return firsts and all(any(w == x or w.rstrip(".") == x[0] for x in long) for w in short)


def named_again(analysis: Analysis) -> None:
    """Other mentions of a person by the whole name, or by the last name."""
    forms: dict[str, set[str]] = {}
    for person in persons(analysis):
        name = analysis.entities[person].name
        for form in (*([name] if " " in name else []), *surname_forms(name)):
            forms.setdefault(form, set()).add(person)
    for form, owners in forms.items():
        if len(owners) == 1 and len(form) > 1 and not form.isdigit():
            _mark(analysis, form, next(iter(owners)))


def _mark(analysis: Analysis, form: str, person: str) -> None:
    for start, end in occurrences(analysis.text, (form,), 0, len(analysis.text), hyphen=True):
        if analysis.sentence_at(start) is None or _within_name(analysis.text, start, end):
            continue
        _give_way(analysis, start, end)
        analysis.mention(start, end, person, "coreference")
        if any(m.start == start and m.entity == person for m in analysis.mentions.overlapping(start, end)):
            analysis.entities.alias(person, form)


def _give_way(analysis: Analysis, start: int, end: int) -> None:
    """Takes out the mention of a country or city that is the surname of a person who says something here."""
    for other in analysis.mentions.overlapping(start, end):
        follows = re.match(r"\s+(?:also |then )?(\w+)", analysis.text[end : end + 30])
        said = follows and follows.group(1).lower() in words("speech", "form", "say|tell")
        if said and other.type in LAND and (other.start, other.end) == (start, end):
            analysis.mentions.remove(other)


def _within_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word before or after makes the surname part of another name."""
    after = re.match(r" ([A-ZÀ-Þ][\w’'-]*)", text[end : end + 40])
    before = re.search(r"(\S+) $", text[max(0, start - 40) : start])
    if after and not after.group(1).isupper():
        return True
    word = before.group(1) if before else ""
    if not word[:1].isupper() or word.endswith((".", ",", ":", ";", "”", '"')):
        return False
    return (
        word.lower() not in words("honorifics", "form")
        and word.lower() not in words("titles", "head")
        and word.lower() not in words("given_names_stop", "word")
    )


def join_parts(analysis: Analysis) -> None:
    """Persons named by one word become the one person whose full name holds it."""
    for person in persons(analysis):
        name = normalise(analysis.entities[person].name)
        if " " in name:
            continue
        others = [p for p in persons(analysis) if p != person]
        full = [p for p in others if name in normalise(analysis.entities[p].name).split()]
        if len(full) == 1:
            analysis.merge(full[0], person)


@lru_cache
def _borne() -> re.Pattern[str]:
    """A form of address that is part of how a person is named, right before the name."""
    forms = sorted((row["form"] for row in table("honorifics_borne")), key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=[\s(]))(?:{'|'.join(map(re.escape, forms))})\s+$")


def addressed_names(analysis: Analysis) -> None:
    """Persons are known by their names with such forms of address too: 'Dato' Seri P', 'Haji P', 'M. P'."""
    for mention in [m for m in analysis.mentions if m.type == "Person"]:
        whole = analysis.text[mention.start : mention.end] == analysis.entities[mention.entity].name
        before = _borne().search(analysis.text[max(0, mention.start - _LONGEST) : mention.start]) if whole else None
        if before:
            analysis.entities.alias(mention.entity, before.group().strip() + " " + analysis.surface(mention))


_LONGEST = len("Tan Sri Dato' ") + 1
