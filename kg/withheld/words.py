"""Names of persons as words of a text, whatever their accents, capitals, hyphens and order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.text.words import words as table_words
from kg.graph.names import person_name

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d])*")
_BETWEEN = re.compile(r"[\s.'’´`_‐‑-]{1,3}")
"""What may stand between two words of one name."""
_TURNED = re.compile(r",\s{1,2}")
"""What stands between a last name and the first one behind it."""
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d]")
_UNCOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_REACH = 4
"""A first and a last name have at most three words between them."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, its letters as they are compared, whether it begins with a capital."""

    start: int
    end: int
    plain: str
    capital: bool


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(*match.span(), plain(match[0]), not match[0][0].islower()) for match in _WORD.finditer(text)]


def plain(word: str) -> str:
    """A word without accents, capitals and marks that are not seen."""
    parts = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word)).casefold().translate(_UNCOMPOSED)
    return "".join(c for c in parts if not unicodedata.combining(c))


def pairs(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Words that may be the first and the last of one name, by their numbers in the text."""
    for first, word in enumerate(found):
        end = word.end
        for last in range(first + 1, min(first + _REACH + 1, len(found))):
            next_to = last == first + 1
            if not (next_to or found[last - 1].capital or _is_particle(found[last - 1].plain)):
                break
            if not _BETWEEN.fullmatch(text, end, found[last].start):
                if next_to and _TURNED.fullmatch(text, end, found[last].start):
                    yield first, last
                break
            yield first, last
            end = found[last].end


def pair(one: str, other: str) -> str:
    """Two words of a name as they are compared: which comes first does not matter."""
    return " ".join(sorted((one, other)))


def name_words(name: str) -> list[str]:
    """The words of a person's name as they are compared, without honorifics."""
    return [word.plain for word in words(person_name(name))]


def forms(name: str) -> set[str]:
    """What a text is searched for: the first word of a name, or its initial, with each later one; or its only word."""
    first, *later = name_words(name) or [""]
    telling = list(filter(_tells, later)) or later[-1:]
    if not later:
        return {first} - {""}
    return {form for word in telling for form in (pair(first, word), pair(first[0], word))}


def telling(name: str) -> set[str]:
    """The words of a name that stand for the person by themselves."""
    return set(filter(_tells, name_words(name)))


def surnames(name: str) -> set[str]:
    """Those of them that are more than a first name."""
    return set(filter(_tells, name_words(name)[1:]))


def parts(found: Sequence[Word]) -> set[str]:
    """The words by any of which an article that has the whole name may call the person again."""
    return {word.plain for word in found if _tells(word.plain)}


def _tells(word: str) -> bool:
    """Whether a part of a name stands for the person by itself: no 'de', no 'bin'."""
    return len(word) >= _SHORTEST and not _is_particle(word)


def _is_particle(word: str) -> bool:
    return word in table_words("given_names_particles", "particle")
