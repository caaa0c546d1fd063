"""Long articles in parts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.language_model.parts import parts


def test_a_short_text_is_one_part_and_none_is_none():
    assert parts("Kenya hosted it.") == ["Kenya hosted it."] and parts(" \n") == []


@pytest.mark.parametrize("joint", ["\n\n", " ", "\n"])
def test_parts_overlap_and_hold_all_of_the_text(joint):
    sentences = [f"Sentence number {number} tells of a workshop." for number in range(400)]
    found = parts(joint.join(sentences), 2_000, 300)
    assert all(len(part) <= 2_000 for part in found)
    assert {line for line in sentences if any(line in part for part in found)} == set(sentences)
    assert all(before[-100:].strip() in after for before, after in pairwise(found))


def test_a_text_without_a_break_comes_to_an_end():
    assert "".join(parts("x" * 5_000, 1_000, 0)) == "x" * 5_000
