"""Telephone numbers with letters for digits: each digit a word ('plus two five four …'), or the letters of the keys
('0800-MIGRATE')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_DIGITS = {
    word: str(digit)
    for digit, said in enumerate("zero|oh|nought one two three four five six seven eight nine".split())
    for word in said.split("|")
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_WORD = rf"(?:(?:{'|'.join(_TIMES)})\s)?(?:{'|'.join(_DIGITS)})"
_JOINT = r"(?:[\s,.–-]|\sand\s){1,3}"
POSSIBLE = rf"\b{_WORD}{_JOINT}{_WORD}\b"
"""Without this no number is spelled."""
_SPOKEN = re.compile(rf"\b(?:plus\s)?{_WORD}(?:{_JOINT}{_WORD})+\b", re.IGNORECASE)
_LEAST = 7
"""Digits of a number: fewer words in a row may count something."""
_LETTERED = re.compile(
    r"(?<![\w.])(?:0{1,2}80[08][ .-]|1[.-]8(?:00|33|44|55|66|77|88)[ .-])[A-Z]{2,9}(?:-?[A-Z\d]+)*\b"
)
"""Free numbers, which alone are written so."""
_LONG = range(10, 16)
"""Signs of such a number: a time of day ('0800 GMT') has fewer."""


def spelled_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand in a normalised text."""
    for match in _SPOKEN.finditer(text):
        digits = _digits_of(match[0])
        if len(digits) >= _LEAST and not _counts(digits):
            yield match.span()
    for match in _LETTERED.finditer(text):
        if sum(map(str.isalnum, match[0])) in _LONG:
            yield match.span()


def _digits_of(said: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+", said.lower()):
        if word in _DIGITS:
            digits, times = digits + _DIGITS[word] * times, 1
        else:
            times = _TIMES.get(word, 1)
    return digits


def _counts(digits: str) -> bool:
    """Whether these are numbers in their order: 'one, two, three'."""
    return all(int(after) == int(before) + 1 for before, after in pairwise(digits))
