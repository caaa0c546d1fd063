"""Lines and hard-wrapped paragraphs: the units that segmentation gives a kind to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.text.bullets import MARK
from kg.records import WITHHELD_MARK

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(rf"[ \t]*{MARK}[ \t]+(?=\S)")
_MARKUP = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]+|\*\*(?=[^*\n]+\*\*[ \t]*$))")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$|[.!?…][”\"’»]?\s?\([A-Z][^()]{0,40}\)$")
_INNER_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bHon)(?<!\bProf)(?<!\bAmb)(?<=[a-z0-9)”\"’])[.!?][”\"’)]?\s+[“\"‘]?[A-ZÀ-Þ]"
)
_RUNS_ON = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|in|on|at|to|for|by|with|from|its|their|that|which|as|is|are|was|were))$",
    re.I,
)
_WIDEST = 140
_NARROWEST = 45
"""Columns of hard-wrapped text: longer lines are paragraphs, in shorter blocks every line stands for itself."""


_TELLING = 5
"""Lines that end amid a sentence, by which a page is one of broken lines."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of a hard-wrapped paragraph; offsets without surrounding white space. `after_blank`: a blank
    line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool
    bullet: bool

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def label(self) -> str:
        """The text in lower case without bullet, markup, colons and arrows: for comparison with the tables."""
        bullet = _BULLET.match(self.text)
        plain = self.text[max(bullet.end() if bullet else 0, self.markup) :]
        return " ".join(plain.strip(" \t-–—•·|:»›>→▼▾*#.").lower().split())

    @property
    def markup(self) -> int:
        """How many characters of Markdown stand before its words."""
        match = _MARKUP.match(self.text)
        return match.end() if match else 0

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def has_sentences(self) -> bool:
        """More than one sentence, by a rough look."""
        return self.words >= 12 and bool(_INNER_END.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Sentences, as against labels, headings and items of a menu."""
        count = self.words
        return (
            (count >= 6 and self.ends_sentence and not self.bullet)
            or (count >= 8 and self.text.endswith((":", ",", ";")) and not self.bullet)
            or count >= 25
            or self.has_sentences
        )


def units(text: str, start: int, wrapped: bool = True) -> list[Unit]:
    """The units of `text` from `start` on. `wrapped`: lines of similar length may be one paragraph."""
    found: list[Unit] = []
    blocks = list(_blocks(text, start))
    page = _page_width(text, [block for block, _ in blocks]) if wrapped else 0
    for block, blank in blocks:
        width = max(b - a for a, b in block)
        joins = wrapped and _NARROWEST <= width <= _WIDEST and _is_wrapped(text, block)
        first = 0
        for index in range(1, len(block) + 1):
            if index < len(block) and joins and _continues(text, block[index - 1], block[index], width):
                continue
            if index < len(block) and page and _is_full(text, block[index - 1], block[index], page):
                continue
            if index < len(block) and wrapped and _runs_on(text, block[index - 1], block[index]):
                continue
            found.append(_unit(text, block[first][0], block[index - 1][1], blank and first == 0))
            first = index
    return found


def _blocks(text: str, start: int) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Runs of lines that are not blank, as trimmed spans, and whether a blank line stands before."""
    block: list[tuple[int, int]] = []
    blank, last = True, start
    for match in _LINE.finditer(text, start):
        line = match[0].strip()
        if text.count("\n", last, match.start()) > 1 or not line:
            if block:
                yield block, blank
            block, blank = [], True
        if line:
            begin = match.start() + len(match[0]) - len(match[0].lstrip())
            block.append((begin, begin + len(line)))
        last = match.end()
    if block:
        yield block, blank


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether sentences run on over the line ends of a block: the next line begins in lower case, or a line ends in a
    comma or a small word."""
    breaks = [(text[a:b], text[c:d]) for (a, b), (c, d) in pairwise(block) if not _BULLET.match(text[c:d])]
    running = sum(_goes_on(after) or bool(_RUNS_ON.search(before)) for before, after in breaks)
    return running > 0 and running * 4 >= len(breaks)


def _page_width(text: str, blocks: list[list[tuple[int, int]]]) -> int:
    """The columns of a page whose lines are broken throughout; 0 where it has lines of any length."""
    pairs = [(text[a:b], text[c:d]) for block in blocks for (a, b), (c, d) in pairwise(block)]
    amid = [before for before, after in pairs if _goes_on(after) or _RUNS_ON.search(before)]
    if len(amid) < _TELLING or len(amid) * 4 < len(pairs) or max(map(len, amid)) > _WIDEST:
        return 0
    return max(map(len, amid))


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], page: int) -> bool:
    """Whether a line of a page with broken lines ends because the next word no longer fits."""
    before, rest = text[line[0] : line[1]], text[following[0] : following[1]]
    if _BULLET.match(rest) or _MARKUP.match(rest) or len(before) > page:
        return False
    return len(before) + 1 + len(rest.split(maxsplit=1)[0]) > page


def _goes_on(line: str) -> bool:
    """Whether a line begins as within a sentence. One whose beginning is withheld may."""
    return line[0].islower() or line[0] == WITHHELD_MARK


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """In wrapped text a line ends where the next word, or the next few, no longer fit; or amid a sentence."""
    before, rest = text[line[0] : line[1]], text[following[0] : following[1]]
    if _BULLET.match(rest) or _MARKUP.match(rest):
        return False
    if len(before) + 1 + len(rest.split(maxsplit=1)[0]) > width:
        return True
    amid = not before.endswith((".", "!", "?", ":", ";"))
    return amid and (len(before) >= _NARROWEST or _goes_on(rest) or bool(_RUNS_ON.search(before)))


def _runs_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether two lines belong together though their block as a whole is not wrapped."""
    return _capitals_run_on(text, line, following) or _broken(text[slice(*line)], text[slice(*following)])


def _broken(before: str, rest: str) -> bool:
    """A single line break within a sentence of a long line."""
    if len(before) < _NARROWEST or before.endswith((":", ";", "|")) or _SENTENCE_END.search(before):
        return False
    plain = not _BULLET.match(rest) and not _MARKUP.match(rest) and before.count(" ") > 6
    return plain and (_goes_on(rest) or len(before) > _WIDEST and bool(_SENTENCE_END.search(rest)))


def _capitals_run_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """A headline in capitals that goes on in the next line."""
    first, rest = text[line[0] : line[1]], text[following[0] : following[1]]
    if len(first) < _NARROWEST or first[-1] in ".!?:;|" or _BULLET.match(rest) or len(rest.split()) < 2:
        return False
    return first.isupper() and rest.isupper()


def _unit(text: str, start: int, end: int, after_blank: bool) -> Unit:
    content = text[start:end]
    return Unit(start, end, content, after_blank, bool(_BULLET.match(content)))
