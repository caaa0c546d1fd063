"""The text as it is read: without the characters that nobody sees (soft hyphens, zero-width spaces, marks of
direction), marks of footnotes and, in Markdown, the signs of emphasis and links, on which no rule may stumble; and the
way back to the offsets of the stored text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.read.front_matter import find_front_matter
from kg.records import Article, Claim, Extraction, Segment, Span

_NOTE = r"(?<=[\w.,;:!?”’\"')])(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰])+(?![\w(])"
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_TIGHT_DASH = re.compile('(?<=[a-z)”"])—(?=[A-Za-z“"(])')
_UNSEEN = re.compile(
    rf"{_TIGHT_DASH.pattern}|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+|{_NOTE}|{_LIGATURE.pattern}|{_ACCENTED.pattern}"
)
"""Soft hyphen, zero-width spaces and joiners, marks of direction, word joiner and its kin, byte order mark; the numbers
of footnotes; ligatures of printers and letters with accents of their own, which are read as plain letters; a long dash
between words without spaces, 'three countries—Kenya', which is read as one between spaces."""
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
    """What is read of a stored text of `length` characters. `starts`: where stretches begin in `text`, ascending;
    `shifts`: by how much the offsets of each lie further on in the stored text; `widths`: how many stored characters
    stand for one of it."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    widths: tuple[int, ...]
    length: int

    def boundary(self, offset: int) -> int:
        """The stored offset of the character at an offset; of the text's end, that of the stored text."""
        if offset >= len(self.text):
            return self.length
        return offset + self.shifts[self._stretch(offset)] if offset else 0

    def span(self, span: Span) -> Span:
        """The stored stretch from the first to the last character of a stretch."""
        if span.end <= span.start:
            return Span(self.boundary(span.start), self.boundary(span.start))
        first, last = self._stretch(span.start), self._stretch(span.end - 1)
        return Span(span.start + self.shifts[first], span.end - 1 + self.shifts[last] + self.widths[last])

    def _stretch(self, offset: int) -> int:
        """The number of the last stretch that begins at or before an offset."""
        return bisect_right(self.starts, offset) - 1


def reading_text(text: str, media_type: str = "text/plain") -> ReadingText | None:
    """What is read of a stored text; None where that is the text as it stands."""
    found = _marked_up(text) if media_type == MARKDOWN else _UNSEEN.finditer(text)
    edits = [(*match.span(), _plain(match[0])) for match in found]
    return _edited(text, edits) if edits else None


def _plain(words: str) -> str:
    """What is read in place of characters: the letters of a ligature, one letter with its accent, a dash between
    spaces, else nothing."""
    if words == "—":
        return " – "
    if _LIGATURE.fullmatch(words):
        return unicodedata.normalize("NFKC", words)
    return unicodedata.normalize("NFC", words) if _ACCENTED.fullmatch(words) else ""


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> ReadingText:
    """The text with other words at stretches that are in order and apart."""
    pieces: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    at = last = 0
    for start, end, words in (*edits, (len(text), len(text), "")):
        stretches.append((at, last - at, 1))
        pieces += [text[last:start], words]
        at += start - last
        stretches += [(at + n, start - at - n, end - start) for n in range(len(words))]
        at, last = at + len(words), end
    kept = [one for one, following in pairwise((*stretches, (at + 1, 0, 1))) if one[0] < following[0]]
    starts, shifts, widths = zip(*kept, strict=True)
    return ReadingText("".join(pieces), starts, shifts, widths, len(text))


def _marked_up(text: str) -> Iterator[re.Match[str]]:
    """What is not read as it stands of a text in Markdown, behind its front matter."""
    kept = sorted([(0, find_front_matter(text).end), *(match.span() for match in _BOLD_LINE.finditer(text))])
    starts = [start for start, _ in kept]
    for match in _MARKDOWN.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if number < 0 or match.start() >= kept[number][1]:
            yield match


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
