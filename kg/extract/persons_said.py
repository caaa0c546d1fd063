"""Verbs of speech that tell that a name is a person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.names import Run
from kg.extract.words import Token, words

_NEXT = re.compile(r"\s+(?:also |then )?(\w+)")


def speaks_again(tokens: Sequence[Token], run: Run, text: str) -> bool:
    """Whether the last word of the run, alone, is said to say something elsewhere in the article."""
    last, before = tokens[run.last - 1].text, tokens[run.last - 2].text
    if not _is_said_to_speak(last, text):  # a pattern of its own for each name is dear
        return False
    for match in re.finditer(rf"(\S*)\s*\b{re.escape(last)}\s+(?:also |then )?(\w+)", text):
        if match[1] != before and match[2].lower() in words("speech", "form", "say|tell|stance"):
            return True
    return False


def _is_said_to_speak(name: str, text: str) -> bool:
    """Whether a verb of speech stands behind the name somewhere."""
    at = text.find(name)
    while at >= 0:
        verb = _NEXT.match(text, at + len(name))
        if verb and verb[1].lower() in words("speech", "form", "say|tell|stance"):
            return True
        at = text.find(name, at + 1)
    return False


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
