"""Input that is no prose: nothing but marks, brackets without a pair, endless words and lists. It is read without an
error, and in little time."""

from __future__ import annotations

import time

import pytest

from kg.extract import extract
from kg.records import Article

LONGEST = 15.0
"""Seconds of processor time: what takes time by the square or cube takes minutes."""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "((() “Abc ( ’s » « – —",
        "organised by",
        "Loi n°",
        "The “",
        "⟦T99⟧ meeting",
        "The ⟦P0⟧ (Conferencia de Abc) and ⟨N3⟩ met.",
        "Conferencia de",
        "as part of",
        '"Abc" fund (',
        "Kenya's",
        "IOM (IOM (IOM",
        "é" * 3_000,
    ],
)
def test_text_that_is_no_prose_is_read(text: str) -> None:
    assert extract(Article("a", text, title=text[:40], published="2024-05-06")) is not None


@pytest.mark.parametrize("piece", ["Abcor Vilte, ", "Abc de ", "(((", "“Abc ", "Abc-", "led by Abc, ", "Forum de "])
def test_what_repeats_endlessly_takes_little_time(piece: str) -> None:
    begun = time.process_time()
    extract(Article("a", piece * (6_000 // len(piece)), published="2024-05-06"))
    assert time.process_time() - begun < LONGEST
