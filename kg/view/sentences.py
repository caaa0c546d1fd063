"""The sentence around a piece of evidence, for a reader; extraction has its own, finer splitting."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_SHORT = re.compile(r"(?:^|[\s(.])(?:[A-Z]|[A-Z][a-z]|Hon|Mrs|Gen|Col|Rev|No|St|Prof|Amb|vs|e\.g|i\.e|U\.S)\.\s*$")
_MOST = 700


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
