"""Words of a text as the gazetteer compares them: without accents, case and dashes, but with their offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from kg.reference import reference

DASHES = "-‐‑‒–—−"
APOSTROPHES = "'’‘ʼ`´"
JOINED, SPACED, BREAK = "-", " - ", "\n\n"
"""How a word hangs on the one before it: by a dash, by a dash with spaces, not at all (a paragraph ends)."""

_WORD = re.compile(
    r"(?:https?://|www\.)\S+"  # addresses are one word each, which no form is
    r"|[@#]\w+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]+)+"
    r"|(?:[a-z0-9-]{1,63}\.){1,9}(?:org|int|com|net|gov|edu|eu|info)\b(?:/\S*)?"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f])*"
    r"|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word or sign: its offsets, its text, what it is compared by, and the gap before it."""

    start: int
    end: int
    text: str
    key: str
    gap: str


def tokenize(text: str) -> list[Token]:
    """The words and signs of a text in order. Dashes stand in the gaps, a comma before 'and' is left out."""
    tokens: list[Token] = []
    end = 0
    for found in _WORD.finditer(text):
        word = found.group()
        if word in DASHES:
            continue
        key = _key(word)
        if key == "and" and tokens and tokens[-1].key == ",":
            end = tokens.pop().start
            end = tokens[-1].end if tokens else end
        start = found.start()
        gap = _gap(text[end:start].replace(",", ""))
        token = Token(start, found.end(), word, key, gap)
        joined = tokens[-1].key + "-" + key if gap == JOINED and tokens else ""
        if joined in reference().spellings:
            first = tokens.pop()
            token = Token(first.start, token.end, first.text + word, reference().spellings[joined], first.gap)
        tokens.append(token)
        end = token.end
    return tokens


def fold(word: str) -> str:
    """A word without its accents, apostrophes in one shape."""
    if word.isascii():
        return word if word not in APOSTROPHES else "'"
    if word in APOSTROPHES:
        return "'"
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """What a word is compared by: no accents, no case, one spelling; '&' is 'and'."""
    if word == "&":
        return "and"
    key = fold(word).casefold()
    return reference().spellings.get(key, key)


def _gap(between: str) -> str:
    """The kind of gap between two words."""
    if not between or between == " ":
        return between
    if between.count("\n") > 1:
        return BREAK
    if between.strip() == "":
        return " "
    return SPACED if between[0].isspace() else JOINED
