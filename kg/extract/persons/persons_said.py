"""Verbs of speech that tell that a name is a person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.persons.names import Run
from kg.extract.text.words import Token, words

_EDGE = re.compile(r"\b")
_BEFORE = re.compile(r"(\S*)\s*\Z")
_REACH = 200
"""Characters before a name, of which the word there takes fewer."""
_NEXT = re.compile(r"\s+(?:also |then )?(\w+)")


def speaks_again(tokens: Sequence[Token], run: Run, text: str) -> bool:
    """Whether the last word of the run, alone, is said to say something elsewhere in the article."""
    last, before = tokens[run.last - 1].text, tokens[run.last - 2].text
    return any(word != before for word in _before_speech(last, text))


@lru_cache(maxsize=1024)
def _before_speech(name: str, text: str) -> frozenset[str]:
    """What stands before a name, as far as the next blank, where a verb of speech stands behind it. The name is looked
    for as it is: a pattern of its own for each is dear."""
    found: set[str] = set()
    done, at = 0, text.find(name)
    while at >= 0:
        verb = _NEXT.match(text, at + len(name))
        if verb and _EDGE.match(text, at):
            before = _BEFORE.search(text, max(done, at - _REACH), at)
            if before and verb[1].lower() in words("speech", "form", "say|tell|stance"):
                found.add(before[1])
            done = verb.end()
        at = text.find(name, max(at + 1, done))
    return frozenset(found)


def speech_after(rest: Sequence[Token]) -> bool:
    """Whether a verb of speech stands behind a name, with nothing but adverbs and the like between."""
    for token in rest[:4]:
        if token.lower in words("speech", "form"):
            return True
        if (
            token.lower
            not in (
                "also",
                "then",
                "later",
                "has",
                "had",
                "have",
                "further",
                "herself",
                "himself",
                "and",
                "who",
            )
            and not token.lower.endswith("ly")
            and token.text != ","
        ):
            return False
    return False
