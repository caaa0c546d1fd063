"""Names folded: what two spellings of a name have in common."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.graph.names import normalised, person_name
from kg.graph.terms import clean

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
"""An acronym with dots: U.N.H.C.R."""
_SHORTENED = re.compile(r"\bint['’]l\b", re.IGNORECASE)
_ELIDED = re.compile(r"\b([dlDL])['’](?=[^\W\d_]{2})")
_KEPT_WHOLE = 4
"""Words of so many letters or fewer are taken as they are: their last s is often no plural."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def _small() -> frozenset[str]:
    return frozenset(_table()["small"])


def plain(name: str) -> str:
    """A name on one line, in small letters: what has the same is the same but for capitals."""
    return clean(name).casefold()


def folded(name: str, *, person: bool = False) -> str:
    """A name as names are compared, without accents; of a `person` without honorifics."""
    if person:
        return without_accents(person_name(name))
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), clean(name))
    return without_accents(normalised(_ELIDED.sub(r"\1 ", _SHORTENED.sub("intl", text))))


def without_accents(text: str) -> str:
    """Text in small letters without marks over and under its letters."""
    letters: dict[str, str] = _table()["letters"]
    bare = "".join(letters.get(sign, sign) for sign in unicodedata.normalize("NFKD", text))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


@lru_cache(maxsize=65_536)
def stem(word: str) -> tuple[str, ...]:
    """What a folded word says: the words that it is short for, in the singular; nothing for a small word."""
    if word in _small():
        return ()
    return tuple(map(_singular, _table()["short"].get(word, word).split()))


def words(name: str) -> tuple[str, ...]:
    """What the words of a folded name say, each once, in their order. A name of small words alone keeps them."""
    found = tuple(dict.fromkeys(said for word in name.split() for said in stem(word)))
    return found or tuple(dict.fromkeys(name.split()))


def letters(name: str) -> str:
    """A folded name without the gaps between its words."""
    return name.replace(" ", "")


def _singular(word: str) -> str:
    if len(word) <= _KEPT_WHOLE or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
