"""Verbs by which events end, with the day."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

ENDS = [
    "The two-day workshop in Amman, organised by IOM, wound up on Wednesday.",
    "The workshop on data in Amman wound up on Wednesday after two days of talks.",
    "The two-day regional workshop on data adjourned on Wednesday in Amman.",
    "The two-day workshop in Amman drew to an end on Wednesday.",
]


@pytest.mark.parametrize("text", ENDS)
def test_an_end_and_a_length_give_both_days(text: str) -> None:
    found = facts(extract(Article(key="a", text=f"{text} It was a success.", published="2024-03-15")))
    days = {(relation, day) for relation, _, day in found if relation in {"startDate", "endDate"}}
    assert days == {("startDate", "2024-03-12"), ("endDate", "2024-03-13")}
