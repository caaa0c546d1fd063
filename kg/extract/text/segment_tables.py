"""The tables that segmentation reads: words and patterns of pages, as data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "tables"
_CASE_COUNTS = frozenset({"about", "byline", "standing"})


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def words(kind: str) -> frozenset[str]:
    """The forms of one list of `segment_words.tsv`, in lower case."""
    return frozenset(row[1].lower() for row in _rows("segment_words.tsv") if row[0] == kind)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """One expression for all patterns of a kind of `segment_patterns.tsv`."""
    joined = "|".join(f"(?:{row[1]})" for row in _rows("segment_patterns.tsv") if row[0] == kind)
    return re.compile(joined, 0 if kind in _CASE_COUNTS else re.IGNORECASE)


def pattern_examples() -> list[tuple[str, str, str]]:
    """Kind, pattern and the example that it must match, of every row."""
    return [(row[0], row[1], row[2]) for row in _rows("segment_patterns.tsv")]


@cache
def one_of(kind: str) -> str:
    """A list as an alternation for use inside a larger expression, longest form first."""
    return "|".join(re.escape(form) for form in sorted(words(kind), key=len, reverse=True))
