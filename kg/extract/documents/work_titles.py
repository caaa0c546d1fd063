"""Titles of what is written, without quotation marks: behind the noun that tells what it is ('the study Migration in
Tajikistan') and with a second part that tells it ('Measures against Smuggling: Tunisia Country Assessment')."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.documents.project_titles import doing_end, opens_doing, titled_end
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import ACTOR_FAMILIES, has_head, head_at
from kg.extract.names.units import Unit, is_field, is_name_word, word_class

_WORKS = frozenset(
    "report study publication handbook manual guide guidebook toolkit survey assessment booklet brochure paper brief"
    " review analysis mapping".split()
)
_CALLED = frozenset("called entitled titled named".split())
_SMALL = frozenset("of the at in on for and to with from by a & against".split())
_LEADS = frozenset("The A An From How Who".split())
"""Function words that a title may open with."""
_SHORTEST = 3
"""Words of a title that no mark sets off, at least."""


def work_title_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Every reading of the stretch."""
    for at, unit in enumerate(units):
        found = None
        if unit.kind == "word" and unit.text in _WORKS:
            found = _behind_noun(units, at)
        elif unit.text == ":":
            found = _around_colon(units, at)
        if found is not None:
            first, end, start = found
            name = text[units[first].start : units[end - 1].end]
            colon = next((i for i in range(first, end) if units[i].text == ":"), None)
            short = (text[units[first].start : units[colon - 1].end],) if colon else ()
            yield Candidate(
                units[start].start,
                units[end - 1].end,
                "Document",
                name,
                1,
                "name",
                shorter=short,
                head=unit.text if colon is None else "",
                family="documents",
            )


def _behind_noun(units: Sequence[Unit], noun: int) -> tuple[int, int, int] | None:
    """The title behind 'the study', 'a report called', and where the mention begins."""
    first = noun + 1
    called = first < len(units) and units[first].text in _CALLED
    first += called
    if first + _SHORTEST > len(units) or not (units[first].capital or (called and units[first].known)):
        return None
    doing = opens_doing(units, first)
    if not (doing or is_name_word(units[first]) or units[first].text in _LEADS):
        return None
    end = doing_end(units, first) if doing else titled_end(units, first, first + 1)
    title = units[first:end]
    if end - first < _SHORTEST or not _reads_as_title(units, first, end):
        return None
    small = any(u.text in _SMALL or u.text in (":", ",") for u in title)
    return (first, end, noun) if called or small or title[0].text.endswith("ing") else None


def _reads_as_title(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether a field is told, and neither a person nor a body is named at the beginning: 'the report |Minister X|'."""
    title = units[first:end]
    titled = title[0].text in word_class("title") or title[0].text in word_class("people")
    body = has_head(units, first, min(end, first + 4), ACTOR_FAMILIES)
    return not titled and not body and any(is_field(u) for u in title)


def _around_colon(units: Sequence[Unit], colon: int) -> tuple[int, int, int] | None:
    """The title around a colon, whose second part says that it is a document: 'X and Y: A Guide for Z'."""
    first = colon
    while first and (units[first - 1].capital or units[first - 1].known or units[first - 1].text in _SMALL):
        first -= 1
    while first < colon and (not (units[first].capital or units[first].known) or units[first].text in ("The", "A")):
        first += 1
    article = colon + 1 < len(units) and units[colon + 1].text in ("A", "An", "The")
    head = _document_behind(units, colon + 1 + article)
    if not head or colon - first < (2 if article else _SHORTEST) or has_head(units, first, colon, ACTOR_FAMILIES):
        return None
    title = units[first:colon]
    if not article and not (any(is_field(u) for u in title) and any(u.text in _SMALL for u in title)):
        return None
    end = titled_end(units, first, head)
    end += end < len(units) and units[end].kind == "number"
    return first, end, first


def _document_behind(units: Sequence[Unit], at: int) -> int:
    """The index behind the noun for a document in the words in capitals that begin here; 0 where there is none."""
    while at < len(units) and (units[at].capital or units[at].known or units[at].kind == "possessive"):
        found = head_at(units, at) if units[at].capital else None
        if found and found[0].family == "documents":
            return found[1]
        at += 1
    return 0
