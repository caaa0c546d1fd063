"""Which day is an event's own: the first or the last, of this year or the next, of the dateline or of a journey."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

THURSDAY = "2024-05-16"


def days(text: str) -> set[tuple[str, str]]:
    """The first and last days of the events of a text that was published on a Thursday."""
    found = facts(extract(Article("a", text, published=THURSDAY)), ("startDate", "endDate"))
    return {(relation, day) for relation, _, day in found}


FIRST_AND_LAST = {
    "The course, which started on 6 May and will end on 17 May, is held in Tema.": ("2024-05-06", "2024-05-17"),
    "The conference, due to close on Saturday, was opened on Thursday in Nairobi.": ("2024-05-16", "2024-05-18"),
    "The week-long course, which ended on Friday, was held in Lagos.": ("2024-05-06", "2024-05-10"),
    "Experts met on 13 and 14 May and ministers on 15 May in Gaborone.": ("2024-05-13", "2024-05-14"),
    "Awa Bell went from one post to the next during her visit to Accra on 2 and 3 May.": ("2024-05-02", "2024-05-03"),
    "It forms part of the workshop on labour agreements (LA), taking place in Nadi from 20 to 24 May 2024.": (
        "2024-05-20",
        "2024-05-24",
    ),
    "On Tuesday chiefs of police spoke at the 5th General Assembly of INTERPOL in Accra (13 to 17 May).": (
        "2024-05-13",
        "2024-05-17",
    ),
    "The ministerial meeting was preceded, from 6 to 8 May, by a virtual session of experts.": (
        "2024-05-06",
        "2024-05-08",
    ),
}


@pytest.mark.parametrize(("text", "ends"), FIRST_AND_LAST.items())
def test_first_and_last_day(text: str, ends: tuple[str, str]) -> None:
    assert days(text) == {("startDate", ends[0]), ("endDate", ends[1])}


ONE_DAY = {
    "In November the Agency convenes its first forum on rights in Vienna.": "2024-11",
    "The meeting to strengthen talks on migration under the Accra Dialogue, held on 24 April, dealt with data.": (
        "2024-04-24"
    ),
    "The Immigration Service Tuesday began a training on document fraud in Abuja.": "2024-05-14",
    "The Minister leaves this evening for Cairo, where she will attend the Summit for Peace tomorrow.": "2024-05-17",
}


@pytest.mark.parametrize(("text", "day"), ONE_DAY.items())
def test_the_day(text: str, day: str) -> None:
    assert days(text) == {("startDate", day)}


@pytest.mark.parametrize(
    "text",
    [
        "The Minister left Lusaka on Friday to attend the annual session of the Council in Geneva.",
        "The meeting was originally scheduled for 3 April.",
    ],
)
def test_no_day_of_the_event(text: str) -> None:
    assert days(text) == set()


def test_a_day_of_the_week_in_a_name_is_no_date() -> None:
    assert days("The Ash Wednesday began with a workshop in Accra.") == set()


@pytest.mark.parametrize(
    ("published", "day"), [("2024-05-14", "2024-05-13"), ("2024-07-30", "2024-07-30"), ("2024-05-13", "2024-05-13")]
)
def test_today_is_the_day_of_a_dateline_shortly_before_the_publication(published: str, day: str) -> None:
    text = "ACCRA, 13 May 2024 – IOM today welcomed partners to a workshop on data."
    found = facts(extract(Article("a", text, published=published)), ("startDate",))
    assert {what for _, _, what in found} == {day}


def test_a_length_in_weeks_gives_no_day() -> None:
    assert days("A six-week course for coast guards opens on 20 May in Accra.") == {("startDate", "2024-05-20")}
