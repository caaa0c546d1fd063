"""The sentences around the evidence of a claim, for a reader; extraction has its own, finer splitting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.view.markup import plain

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_SHORT = re.compile(r"(?:^|[\s(.])(?:[A-Z]|[A-Z][a-z]|Hon|Mrs|Gen|Col|Rev|No|St|Prof|Amb|vs|e\.g|i\.e|U\.S)\.\s*$")
_MOST = 700


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as shown, in pieces: each its text and whether a claim rests on it. `start` is where it begins in the
    stored text."""

    start: int
    pieces: tuple[tuple[str, bool], ...]


def passages(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Passage, ...]:
    """The sentences that hold the spans, in text order, each once with all its spans marked."""
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in sorted(set(spans)):
        first, last = around(text, start, end)
        if found and first < found[-1][1]:
            known = found.pop()
            found.append((min(first, known[0]), max(last, known[1]), [*known[2], (start, end)]))
        else:
            found.append((first, last, [(start, end)]))
    return tuple(marked(text, *sentence) for sentence in found)


def marked(text: str, first: int, last: int, marks: Iterable[tuple[int, int]]) -> Passage:
    """What stands from `first` to `last` in the text, with the marks in it. Where a telephone number or address runs
    over the edge of a mark, it is redacted and marked as a whole."""
    pieces, at = [], first
    for start, end in marks:
        pieces += [(plain(text[at:start]), False), (plain(text[max(at, start) : end]), True)]
        at = max(at, end)
    pieces.append((plain(text[at:last]), False))
    shown = tuple((words, marked) for words, marked in pieces if words)
    whole = plain(text[first:last])
    return Passage(first, shown if "".join(words for words, _ in shown) == whole else ((whole, True),))


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence or line that holds `start` to `end`, at most some hundred characters wider."""
    left = max(0, start - _MOST)
    ends = [match for match in _END.finditer(text, left, start + 2) if match.end() <= start]
    before = [match.end() for match in ends if not _abbreviation(text, match)]
    first = before[-1] if before else left
    right = min(len(text), end + _MOST)
    last = right
    for match in _END.finditer(text, max(end - 1, 0), right):
        if not _abbreviation(text, match):
            last = match.start() + len(match.group().rstrip())
            break
    return _trimmed(text, min(first, start), max(last, end))


def _abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop ends an initial, a title or a like abbreviation and not a sentence."""
    return match.group() != "\n" and bool(_SHORT.search(text[max(0, match.start() - 8) : match.start() + 1]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
