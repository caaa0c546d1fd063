"""Classes of words that tell what a parsed clause speaks of: who travels, what is visited, what is handed over."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from kg.extract.tables import table


@lru_cache(maxsize=1)
def _nouns() -> dict[str, re.Pattern[str]]:
    return {row["class"]: re.compile(row["words"]) for row in table("event_clause_nouns")}


def is_of(token: Any, words: str) -> bool:
    """Whether a token is one of a class of words of the table."""
    return _nouns()[words].fullmatch(token.lower_) is not None


def is_gear(word: str) -> bool:
    """Whether a word in small letters tells of things that change hands."""
    return _nouns()["patrolgear"].fullmatch(word) is not None
