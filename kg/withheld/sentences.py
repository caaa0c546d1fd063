"""The sentences of a text that hold given stretches, and the text without them, of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.text.sentences import split_sentences
from kg.read.front_matter import find_front_matter
from kg.records import WITHHELD_MARK, Segment, Span

_GROUP = WITHHELD_MARK * 4 + " "
_LINE = re.compile(r"[^\n]+")
_FIELD = re.compile(r"[ \t]*(?:[\w-]+[ \t]*:|-)[ \t]*")
_ITEM = re.compile(r"^[ \t]*(?:[•·▪◦●‣*–-]|\d{1,2}[.)])[ \t]+(?=\S)", re.M)
_GONE = re.compile(rf"{WITHHELD_MARK}(?:[{WITHHELD_MARK}\s]*{WITHHELD_MARK})?[.!?…]*[\"'”’»)\]]*\s*")
"""Sentences that were withheld before: what stands beside one is a sentence of its own."""
_CLOSING = ".!?…\"'”’»)] \t\n"


def sentences_with(text: str, found: Sequence[Span]) -> list[Span]:
    """The sentences that hold the stretches, each once: an item of a list alone, and in front matter a value."""
    head = find_front_matter(text).end
    units = [*_values(text, head), *_sentences(text, head, found)]
    return sorted({unit for unit in units if any(span.start < unit.end and unit.start < span.end for span in found)})


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with the stretches marked as withheld, but for breaks of lines and the stop at the end of a sentence.
    The marks come in groups that tell nothing, for a long line without a blank looks like no part of an article."""
    for start, end in ((span.start, span.end) for span in spans):
        last = len(text[start:end].rstrip(_CLOSING)) + start
        text = text[:start] + _LINE.sub(_marks, text[start:last]) + text[last:]
    return text


def _marks(line: re.Match[str]) -> str:
    length = len(line[0])
    return (_GROUP * length)[:length].rstrip().ljust(length, WITHHELD_MARK)


def _values(text: str, end: int) -> Iterator[Span]:
    at = 0
    for line in text[:end].splitlines(keepends=True):
        name = _FIELD.match(line)
        yield Span(at + (name.end() if name else 0), at + len(line.rstrip("\n")))
        at += len(line)


def _sentences(text: str, start: int, found: Sequence[Span]) -> Iterator[Span]:
    whole = (Segment("body", start, len(text)),)
    for sentence in split_sentences(text, whole, [(span.start, span.end) for span in found]):
        cuts = [
            *_ITEM.finditer(text, sentence.start, sentence.end),
            *_GONE.finditer(text, sentence.start, sentence.end),
        ]
        cuts.sort(key=lambda cut: cut.start())
        starts = [sentence.start, *(cut.end() for cut in cuts)]
        ends = [*(sentence.start + len(text[sentence.start : cut.start()].rstrip()) for cut in cuts), sentence.end]
        yield from (Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)
