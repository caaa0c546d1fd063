"""The text as it is read: without the characters that nobody sees (soft hyphens, zero-width spaces, marks of
direction), marks of footnotes and, in Markdown, the signs of emphasis and links, on which no rule may stumble; and the
way back to the offsets of the stored text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from kg.read.front_matter import find_front_matter
from kg.records import Article, Claim, Extraction, Segment, Span

_NOTE = r"(?<=[\w.,;:!?”’\"')])(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰])+(?![\w(])"
_UNSEEN = re.compile(rf"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+|{_NOTE}")
"""Soft hyphen, zero-width spaces and joiners, marks of direction, word joiner and its kin, byte order mark; the numbers
of footnotes."""
_ADDRESS = r"\((?!mailto:|tel:|[^()\s]*@)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"\n]{0,200}\")?\)"
_MARKDOWN = re.compile(
    rf"{_UNSEEN.pattern}|!\[[^\]\n]{{0,300}}\]{_ADDRESS}|\[\^\w+\](?!:)|"
    rf"\[(?=[^\[\]\n]{{1,300}}\]{_ADDRESS})|(?<=[^\s\[])\]{_ADDRESS}|"
    r"(?<![*\\])\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}(?!\*)|(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_])|"
    r"\\(?=[*_#.\-\[\]()&])"
)
"""Besides: images, notes, the brackets and addresses of links, the signs of emphasis, and escapes. An e-mail address or
telephone number behind a link stays, so that it is kept from the evidence of facts."""
_BOLD_LINE = re.compile(r"^[ \t]*\*\*[^*\n]+\*\*[ \t]*$", re.M)
"""A heading made by emphasis: its signs tell that it is one."""


MARKDOWN = "text/markdown"


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A stored text without unseen characters. `starts`: where stretches that were kept begin in `text`, ascending;
    `shifts`: by how much the offsets of each lie further on in the stored text, whose length is `length`."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    length: int

    def boundary(self, offset: int) -> int:
        """The stored offset of the character at an offset; of the text's end, that of the stored text."""
        if offset >= len(self.text):
            return self.length
        return offset + self.shifts[_stretch(self.starts, offset)] if offset else 0

    def span(self, span: Span) -> Span:
        """The stored stretch from the first to the last character of a stretch."""
        if span.end <= span.start:
            return Span(self.boundary(span.start), self.boundary(span.start))
        first, last = (offset + self.shifts[_stretch(self.starts, offset)] for offset in (span.start, span.end - 1))
        return Span(first, last + 1)


def _stretch(starts: tuple[int, ...], offset: int) -> int:
    """The number of the last stretch that begins at or before an offset."""
    return bisect_right(starts, offset) - 1


def reading_text(text: str, media_type: str = "text/plain") -> ReadingText | None:
    """What is read of a stored text; None where that is the text as it stands."""
    gaps = list(_marked_up(text) if media_type == MARKDOWN else (match.span() for match in _UNSEEN.finditer(text)))
    if not gaps:
        return None
    kept = [(a, b) for a, b in zip((0, *(e for _, e in gaps)), (*(s for s, _ in gaps), len(text)), strict=True)]
    starts = tuple(accumulate((b - a for a, b in kept[:-1]), initial=0))
    shifts = tuple(a - start for (a, _), start in zip(kept, starts, strict=True))
    return ReadingText("".join(text[a:b] for a, b in kept), starts, shifts, len(text))


def _marked_up(text: str) -> Iterable[tuple[int, int]]:
    """What is not read of a text in Markdown, behind its front matter."""
    kept = [(0, find_front_matter(text).end), *(match.span() for match in _BOLD_LINE.finditer(text))]
    ends = [end for _, end in sorted(kept)]
    starts = [start for start, _ in sorted(kept)]
    for match in _MARKDOWN.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if number < 0 or match.start() >= ends[number]:
            yield match.span()


def restored(extraction: Extraction, reading: ReadingText, article: Article) -> Extraction:
    """The extraction with the offsets of the stored text, and the article that holds it."""
    mentions = (
        replace(m, start=span.start, end=span.end)
        for m in extraction.mentions
        for span in (reading.span(Span(m.start, m.end)),)
    )
    return replace(
        extraction,
        article=article,
        segments=tuple(_segments(extraction.segments, reading)),
        mentions=tuple(mentions),
        claims=tuple(_claim(claim, reading) for claim in extraction.claims),
    )


def _segments(segments: Iterable[Segment], reading: ReadingText) -> Iterable[Segment]:
    """The segments, which still cover the text: what is not seen belongs to what stands before it."""
    for segment in segments:
        if segment.kind == "quotation":
            span = reading.span(Span(segment.start, segment.end))
            yield replace(segment, start=span.start, end=span.end)
        else:
            yield replace(segment, start=reading.boundary(segment.start), end=reading.boundary(segment.end))


def _claim(claim: Claim, reading: ReadingText) -> Claim:
    return replace(claim, evidence=tuple(reading.span(span) for span in claim.evidence))
