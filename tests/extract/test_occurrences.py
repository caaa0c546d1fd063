"""Words are found where a pattern for them would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text.occurrences import occurrences

LETTERS = st.text(st.sampled_from("ab-_ \n\u00a0é1."), max_size=30)
WORDS = st.lists(st.text(st.sampled_from("abé"), min_size=1, max_size=2), min_size=1, max_size=3)


@given(LETTERS, WORDS, st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_as_a_pattern_finds_them(text: str, words: list[str], one: int, other: int, hyphen: bool) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    behind = r"[\w-]" if hyphen else r"\w"
    joined = r"\s+".join(map(re.escape, words))
    pattern = re.compile(rf"(?<![\w-]){joined}(?!{behind})")
    assert list(occurrences(text, words, start, end, hyphen=hyphen)) == [
        match.span() for match in pattern.finditer(text, start, end)
    ]


@pytest.mark.parametrize(
    ("text", "found"), [("IOM-led, IOM's and SIOM", [(0, 3), (9, 12)]), ("IOM_x", []), ("the IOM", [(4, 7)])]
)
def test_an_acronym_in_words(text: str, found: list[tuple[int, int]]) -> None:
    assert list(occurrences(text, ["IOM"], 0, len(text), hyphen=False)) == found
