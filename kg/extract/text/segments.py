"""Segments: what each part of a page is for, so that only what an article says is read as facts.

Front matter is `metadata`, its title a `title`. Lines of the site (menus, buttons, notices, lists of other stories)
are `navigation`; the headline and headings are `title`; place and date before the first sentence, dates and bylines on
lines of their own are `dateline`; whom to call is `contact-block`; what an organisation always says of itself is
`boilerplate`; paragraphs that are not English are `other-language`; the rest is `body`, one paragraph a segment. In
doubt a line is body: a menu that is read costs less than a sentence that is lost. `quotation` segments lie
inside body and title segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extract.text.segment_datelines import dateline_length
from kg.extract.text.segment_kinds import Kinds, unit_kinds
from kg.extract.text.segment_quotations import quotations
from kg.extract.text.segment_tables import pattern
from kg.extract.text.segment_units import Unit, units
from kg.read.finding import BINARY_TYPES
from kg.read.front_matter import find_front_matter
from kg.records import Article, Segment, Span

# The readers of these make a line of each paragraph.
_A_LINE_A_PARAGRAPH = frozenset({"text/html", *BINARY_TYPES})
_MERGED = frozenset({"navigation", "metadata"})
_SENTENCE = re.compile(r"[.!?…][”\"’)]*\s+")


def unwrapped(article: Article) -> str:
    """The text of an article with a space for each line end inside a paragraph, so that what is read does not hang on
    where lines were broken; as long as the text, so that offsets hold for both."""
    text = article.text
    pieces, last = [], 0
    for unit in units(text, find_front_matter(text).end, wrapped=article.media_type not in _A_LINE_A_PARAGRAPH):
        pieces += [text[last : unit.start], text[unit.start : unit.end].replace("\n", " ")]
        last = unit.end
    return "".join([*pieces, text[last:]])


def split(article: Article) -> tuple[Segment, ...]:
    """The segments of an article's text: they cover it, in order, without gaps or overlaps, except that quotations
    stand behind the segment in which they lie."""
    text = article.text
    starts = _front_matter_starts(text)
    body_start = find_front_matter(text).end
    if clock := pattern("clock").match(text[body_start : body_start + 40].lstrip()):
        starts.append(("navigation", body_start))
        body_start = text.index(clock[0], body_start) + clock.end()
    lines = units(text, body_start, wrapped=article.media_type not in _A_LINE_A_PARAGRAPH)
    for unit, kind in zip(lines, unit_kinds(lines, article.title), strict=True):
        starts.extend(_pieces(unit, kind))
    covering = _covering(starts, len(text))
    spoken = quotations(text, [Span(s.start, s.end) for s in covering if s.kind in ("body", "title")])
    quoted = [Segment("quotation", span.start, span.end) for span in spoken]
    return tuple(sorted([*covering, *quoted], key=lambda s: (s.start, s.kind == "quotation", s.end)))


def title_of(article: Article, segments: Sequence[Segment]) -> str | None:
    """The article's title: as its metadata say, else its first headline; None where it has none."""
    if article.title:
        return article.title
    for segment in segments:
        if segment.kind == "title":
            return " ".join(article.text[segment.start : segment.end].split()) or None
        if segment.kind == "body":
            return None
    return None


def _front_matter_starts(text: str) -> list[tuple[str, int]]:
    block = find_front_matter(text)
    if not block.end:
        return []
    if not block.title:
        return [("metadata", 0)]
    return [("metadata", 0), ("title", block.title.start), ("metadata", block.title.end)]


def _pieces(unit: Unit, kinds: Kinds) -> Iterable[tuple[str, int]]:
    """Where the parts of a unit begin: markup, a menu label glued to a sentence, a dateline, the paragraph itself, and
    what it says at its end about whom to call."""
    start = unit.start
    if unit.markup:
        yield "metadata", start
        start += unit.markup
    if kinds.glued:
        yield "navigation", start
        start = unit.start + kinds.glued
    if kinds.kind == "body" and (length := dateline_length(unit.text[start - unit.start :], kinds.first)):
        yield "dateline", start
        start += length
    yield kinds.kind, start
    if unit.markup and unit.text.endswith("**"):
        yield "metadata", unit.end - 2
    if kinds.kind == "body":
        yield from _contact_sentences(unit, start)


def _contact_sentences(unit: Unit, start: int) -> Iterable[tuple[str, int]]:
    """The parts of a paragraph that say whom to call, and what stands behind them: no fact may be shown with a
    telephone number or an e-mail address in its evidence."""
    if not (pattern("contact-data").search(unit.text) or pattern("contact-inside").search(unit.text)):
        return
    kind, begun = "body", False
    ends = [match.end() for match in _SENTENCE.finditer(unit.text, start - unit.start)]
    for begin, end in pairwise([start - unit.start, *ends, len(unit.text)]):
        sentence = unit.text[begin:end]
        begun = begun or bool(pattern("contact").match(sentence))
        found = "contact-block" if begun or pattern("contact-data").search(sentence) else "body"
        if found != kind:
            yield found, unit.start + begin
        kind = found


def _covering(starts: Sequence[tuple[str, int]], end: int) -> list[Segment]:
    """Segments from each start to the next, so that white space belongs to what stands before it; the first from 0."""
    segments: list[Segment] = []
    for index, (kind, start) in enumerate(starts):
        begin = start if index else 0
        until = starts[index + 1][1] if index + 1 < len(starts) else end
        if segments and kind in _MERGED and segments[-1].kind == kind:
            segments[-1] = Segment(kind, segments[-1].start, until)
        elif begin < until:
            segments.append(Segment(kind, begin, until))
    return segments or ([Segment("navigation", 0, end)] if end else [])
