"""Ordinals and small numbers in words: 'fourth', '13th', 'second-round', 'three-day'."""

from __future__ import annotations

import re

_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_TEENS = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_ORDINALS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_CARDINALS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
}
_ROMAN = re.compile(r"(?=[XVI])(X{0,3})(IX|IV|V?I{0,3})")
_NUMERIC = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$", re.I)


def _roman(match: re.Match[str]) -> int:
    tens, units = match.groups()
    small = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].index(units)
    return 10 * len(tens) + small


def ordinal(word: str) -> int | None:
    """The number of an ordinal word ('Fourth', '13th', 'twenty-first', 'second-round'), or None."""
    low = word.casefold().removesuffix("-round").removesuffix("-ever")
    if match := _NUMERIC.match(low):
        return int(match.group(1))
    if low in _ORDINALS:
        return _ORDINALS[low]
    if word.isupper() and (match := _ROMAN.fullmatch(word)):
        return _roman(match)
    tens, _, unit = low.partition("-")
    if tens in _TENS and unit in _ORDINALS and _ORDINALS[unit] < 10:
        return _TENS[tens] + _ORDINALS[unit]
    return None


def ordinal_word(number: int) -> str:
    """The ordinal word of a number up to twenty: 5 is 'fifth'; above it the figure: '21st'."""
    word = next((word for word, of in _ORDINALS.items() if of == number), "")
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return word or f"{number}{ending}"


def counts_last(first: str, second: str) -> bool:
    """Whether two words joined by 'and' count the last of several: 'the |fourth| and |last| meeting'."""
    return ordinal(first) is not None and second.casefold() in {"last", "final"}


def cardinal(word: str) -> int | None:
    """The number of a cardinal word or numeral up to 99, or None."""
    low = word.casefold()
    if low.isdigit() and len(low) < 3:
        return int(low)
    return _CARDINALS.get(low)


def days(surface: str) -> int | None:
    """The length in days that an event's words state ('a three-day workshop', 'five days of training'), or None."""
    found = re.search(r"\b(\w+)[- ]days?\b", surface, re.I)
    if found:
        return cardinal(found.group(1))
    if re.search(r"\bweek-?long\b", surface, re.I):
        return 7
    found = re.search(r"\b(\w+)[- ]week\b", surface, re.I)
    return None if not found or cardinal(found.group(1)) is None else 7 * (cardinal(found.group(1)) or 1)
