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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo and IOM signed a memorandum to that end on Wednesday in Lomé.", {("startDate", "2024-03-13")}),
        ("Togo and IOM signed a memorandum on Wednesday, ending years of talks.", {("startDate", "2024-03-13")}),
        ("A one-week workshop on data came to a close on Friday in Lomé.",
         {("startDate", "2024-03-11"), ("endDate", "2024-03-15")}),
        ("She returned on Wednesday from a two-day visit to Togo.",
         {("startDate", "2024-03-12"), ("endDate", "2024-03-13")}),
        ("Officers completed a workshop given in Lomé in March 2023.", {("startDate", "2023-03")}),
        ("The workshop on data, taking place in Lomé since Monday, is hosted by IOM.", {("startDate", "2024-03-11")}),
        ("A workshop on data will be held in Lomé before the end of June.", {("startDate", "2024-06")}),
        ("A workshop on data will be held in Lomé next summer.", {("startDate", "2024")}),
        ("A workshop on data took place in Lomé last autumn.", {("startDate", "2023")}),
        ("A workshop on data took place in Lomé a year ago.", {("startDate", "2023")}),
        ("A workshop on data was held in 2021. In May of that year, Togo held a seminar on health.",
         {("startDate", "2021"), ("startDate", "2021-05")}),
        ("Togo hosted a workshop on data in Lomé in April.", {("startDate", "2023-04")}),
        ("The workshop on data, co-hosted by Togo and IOM in Lomé on 5 March, was a success.",
         {("startDate", "2024-03-05")}),
        ("The workshop on data had paved the way on 5 March.", {("startDate", "2024-03-05")}),
        ("On 25 March she will report on the project at the workshop on data in Lomé.", {("startDate", "2024-03-25")}),
        ("The workshop on data marks a day observed every 5 March.", set()),
    ],
)  # fmt: skip
def test_days_of_events(text: str, expected: set[tuple[str, str]]) -> None:
    found = facts(extract(Article(key="a", text=text, published="2024-03-15")))
    assert {(relation, day) for relation, _, day in found if relation in {"startDate", "endDate"}} == expected
