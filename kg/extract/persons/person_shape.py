"""Whether capitalised words are shaped as the name of a person: two to five words, none of which English has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.analysis import normalise
from kg.extract.persons.names import Run, initial, name_word, particle
from kg.extract.tables import table
from kg.extract.text.language import english_words
from kg.extract.text.words import Token, words

_WORD = re.compile(
    r"(?:(?:Mc|Mac|[DO]['’]|[A-Z]['’]|[a-z]['’])?[^\W\d_a-z][^\W\d_A-Z]*(?:['’][^\W\d_]+)*)(?:-[^\W\d_]+)*"
)
"""A word of a name: one capital, a further one only behind a prefix, a hyphen or an apostrophe."""
_FEWEST, _MOST = 2, 6
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


def shaped(tokens: Sequence[Token], run: Run) -> bool:
    """Whether the run can be nothing but a name of a person where an actor stands: its last word, and its first one if
    that is no given name, are no words of English, nor of the names of bodies in other languages."""
    words_of_it = (token for token in tokens[run.first : run.last] if token.kind != "punct")
    parts = [token for token in words_of_it if not particle(token) or token.capital]
    named = [token for token in parts if name_word(token)]
    if not _FEWEST <= len(parts) <= _MOST or not all(name_word(t) or initial(t) for t in parts) or not named:
        return False
    if not all(_WORD.fullmatch(token.text) for token in named) or any(of_body(token) for token in named):
        return False
    return strange(named[-1].text) and (given_name(named[0]) or all(strange(t.text) for t in named[:1]))


def strange(word: str) -> bool:
    """Whether a word is neither one of English nor a form of one."""
    low, known = word.lower(), english_words()
    stems = [low[: -len(end)] + stem for end, stem in _ENDINGS if low.endswith(end) and len(low) > len(end) + 2]
    return low not in known and not any(stem in known for stem in stems)


def given_name(token: Token) -> bool:
    """Whether the word is a known given name, with or without its accents."""
    names = words("given_names", "name")
    forms = {token.lower, normalise(token.text)}
    return any(form in names or form.split("-")[0] in names for form in forms)


def of_body(token: Token) -> bool:
    """Whether names of bodies in other languages open with the word ('Fundación')."""
    return token.lower in _foreign()


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    return frozenset(word for row in table("foreign_heads") for word in row["head"].lower().split())
