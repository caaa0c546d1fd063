"""Lines of a PDF as paragraphs: what stands at the head or foot of pages left out, words broken at line ends whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page\s*|[-–—|]\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4}|\s*[-–—|])?", re.I)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•·▪●◦‣]\s|[–—-]\s")
_BROKEN = re.compile(r"(?P<first>[^\W\d_]{2,})[-\u2010]$")
_REST = re.compile(r"[^\W\d_]+")
# Parts that keep their hyphen wherever the line ends.
_COMPOUNDS = frozenset(
    "all anti counter cross ex far half high ill inter key large less long low mid much multi near new non off old on "
    "one over post pre pro second self semi short six small so socio state sub ten third three top two under vice well "
    "wide year".split()
)
_APART, _WIDE, _SHORT, _TOP = 1.25, 1.6, 0.75, 2
"""A gap this much wider than usual parts paragraphs, one of so many sizes of its letters does behind a sentence; a line
this much shorter than usual may end a paragraph; so many lines at each end of a page may be its head or foot."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it begins (points from the lower left), the size of its letters."""

    text: str
    page: int
    x: float
    y: float
    size: float


def body(lines: Sequence[Line], pages: int) -> tuple[list[Line], list[str]]:
    """The lines without heads and feet, and what those were. A head is what stands at the same height of more than half
    of the pages, and two at least, in the same words but for numbers; and the number of a page alone."""
    edges = list(_edges(lines))
    seen = Counter(_likeness(line) for line in edges)
    common = {likeness for likeness, count in seen.items() if count > max(1, pages / 2)}
    heads = {line for line in edges if _likeness(line) in common or _is_number(line)}
    said = dict.fromkeys(line.text for line in lines if line in heads)
    return [line for line in lines if line not in heads], list(said)


def _edges(lines: Sequence[Line]) -> Iterator[Line]:
    """The outermost lines of each page."""
    for page in sorted({line.page for line in lines}):
        own = [line for line in lines if line.page == page]
        heights = sorted({round(line.y) for line in own})
        outer = {*heights[:_TOP], *heights[-_TOP:]}
        yield from (line for line in own if round(line.y) in outer)


def _likeness(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()), round(line.y / 4)


def _is_number(line: Line) -> bool:
    match = _NUMBER.fullmatch(line.text)
    return bool(match) and int(match[1]) == line.page  # type: ignore[index]


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs that the lines make, in the order of the lines."""
    usual, width = _usual_gap(lines), _usual_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1][-1], line, usual, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    words = Counter(word.lower() for line in lines for word in re.findall(r"[\w-]+", line.text))
    return [_joined([line.text for line in group], words) for group in groups]


def _usual_gap(lines: Sequence[Line]) -> float:
    """How far lines of one paragraph stand apart, in sizes of their letters."""
    gaps = sorted(gap for one, two in pairwise(lines) if 0.8 < (gap := _gap(one, two)) < 3)
    return gaps[len(gaps) // 4] if gaps else 1.3


def _usual_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) // 2] if lengths else 0


def _gap(above: Line, below: Line) -> float:
    return (above.y - below.y) / below.size if above.page == below.page else 0.0


def _begins(before: Line, line: Line, usual: float, width: int) -> bool:
    """Whether a line begins a paragraph."""
    if _BULLET.match(line.text) or abs(line.size - before.size) > 0.15 * before.size:
        return True
    gap, ended = _gap(before, line), bool(_ENDS.search(before.text))
    if gap <= 0:  # another page or column
        return ended or not (line.text[0].islower() or len(before.text) >= _SHORT * width)
    indented = line.x > before.x + 0.8 * line.size
    short = len(before.text) < _SHORT * width
    return gap > _APART * usual or (ended and (gap > _WIDE or indented or short))


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken, rest = _BROKEN.search(text), _REST.match(line)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif not text.endswith("-") and not broken:
            text = f"{text} {line}"
        elif broken and rest and line[0].islower() and not _keeps_hyphen(broken["first"], rest[0], words):
            text = text[:-1] + line
        else:
            text += line
    return text


def _keeps_hyphen(first: str, rest: str, words: Counter[str]) -> bool:
    """Whether a word broken at a line end has a hyphen elsewhere too: as the document writes it, else where the first
    part is capitals or one that compounds begin with."""
    whole, apart = words[(first + rest).lower()], words[f"{first}-{rest}".lower()]
    return apart > whole if apart or whole else first.isupper() or first.lower() in _COMPOUNDS
