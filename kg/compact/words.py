"""What the model sees of an article: its words, with what gazetteer, dates and layout say of each.

Everything is offline and exact; the same text gives the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.dates.dates import day_of_release, find_dates
from kg.extract.names.gazetteer import Match, find, find_inside
from kg.extract.text.reading_text import reading_text
from kg.extract.text.segments import split, unwrapped
from kg.records import Article

KINDS = ("title", "dateline", "body", "boilerplate")
"""The segments that are read, in the order of the model's inputs; contact blocks and navigation are not."""
CASES = ("lower", "title", "upper", "digit", "mixed", "sign")
_WORD = re.compile(r"\w+|[^\w\s]")
_ENDS = ".!?"

Stretch = tuple[int, int]
"""The first and the last word of a stretch, both inclusive."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, in code points of the text as it is read, and the kind of its segment."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date expression: its words, and its first and last day as ISO dates, possibly partial."""

    words: Stretch
    first: str | None
    last: str | None


@dataclass(frozen=True)
class Words:
    """The words of an article. `text` has its offsets; `names`: stretches that the gazetteer knows, with type and row;
    `dates`: those of the grammar; `sentences`: the number of each word's sentence."""

    text: str
    words: tuple[Word, ...]
    names: tuple[tuple[Stretch, str, str], ...]
    dates: tuple[DatedWords, ...]
    sentences: tuple[int, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def stretch(self, start: int, end: int) -> Stretch | None:
        """The words that lie exactly between two offsets, or None."""
        return stretch_of(self._starts, self._ends, start, end)

    def quote(self, words: Stretch) -> str:
        """The text of a stretch."""
        return self.text[self.words[words[0]].start : self.words[words[1]].end]

    def case(self, at: int) -> str:
        """How the word at an index is written: one of `CASES`."""
        word = self.text[self.words[at].start : self.words[at].end]
        tests = (word.islower(), word.istitle(), word.isupper(), word.isdigit(), word.isalpha())
        return next((name for name, holds in zip(CASES, tests, strict=False) if holds), CASES[-1])


def stretch_of(starts: list[int], ends: list[int], start: int, end: int) -> Stretch | None:
    """The words between two offsets at which words begin and end; None where none do."""
    first, last = bisect_left(starts, start), bisect_left(ends, end)
    if first > last or last >= len(ends) or starts[first] != start or ends[last] != end:
        return None
    return first, last


def words_of(article: Article) -> Words:
    """The words of an article that are read. Offsets are those of the article's text as it is read: without the signs
    of Markdown, with a space for each line end inside a paragraph."""
    reading = reading_text(article.text, article.media_type)
    seen = replace(article, text=reading.text) if reading else article
    seen = replace(seen, text=unwrapped(seen))
    text, segments = seen.text, split(seen)
    published = day_of_release(text, [s for s in segments if s.kind == "dateline"], article.published)
    words = tuple(
        Word(match.start(), match.end(), segment.kind)
        for segment in segments
        if segment.kind in KINDS
        for match in _WORD.finditer(text, segment.start, segment.end)
    )
    starts, ends = [word.start for word in words], [word.end for word in words]
    names, dates = [], []
    for match in _matches(text, published):
        if place := stretch_of(starts, ends, match.start, match.end):
            names.append((place, match.type, match.row_id))
    for date in find_dates(text, 0, len(text), published):
        if place := stretch_of(starts, ends, date.start, date.end):
            dates.append(DatedWords(place, date.first, date.last))
    return Words(text, words, tuple(names), tuple(dates), tuple(_sentences(text, words)))


def _matches(text: str, published: str | None) -> Iterable[Match]:
    """What the gazetteer knows, and what it knows within that."""
    for match in find(text, 0, None, published):
        yield match
        yield from find_inside(text, match.start, match.end, published)


def _sentences(text: str, words: tuple[Word, ...]) -> Iterable[int]:
    """The number of each word's sentence: a rough cut, for distances alone."""
    number, before = 0, 0
    for at, word in enumerate(words):
        between = text[before : word.start]
        ends = at and text[before - 1] in _ENDS and between and text[word.start].isupper()
        if at and ("\n\n" in between or ends):
            number += 1
        yield number
        before = word.end
