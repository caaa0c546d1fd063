"""Sessions and side events that are named with the event to which they belong, names with commas, numbered acronyms."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

FIELDS = ("eventType", "place", "startDate", "endDate", "host")


def told(text: str) -> set[tuple[str, str]]:
    """The relations and objects of all events."""
    found = facts(extract(Article("a", text, published="2024-05-20")), FIELDS)
    return {(relation, value) for relation, _, value in found}


def parts(text: str) -> set[tuple[str, str]]:
    """The types of each event and of the one that it is part of."""
    found = facts(extract(Article("a", text, published="2024-05-20")), ("eventType", "partOf"))
    types = {event: value for relation, event, value in found if relation == "eventType"}
    return {(types[part], types[whole]) for relation, part, whole in found if relation == "partOf" and whole in types}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "The pledge was made during the high-level segment of the Fourth Harbour Consultation on School Places, "
            "which ran until 15 May 2024 in Kigali.",
            ("Session", "Consultation"),
        ),
        (
            "Mr Ola Berg spoke at a side event of the 11th Harbour Forum on Rural Roads on 29 March 2023.",
            ("Other", "Other"),
        ),
        (
            "Ministers met for the closing session of the 2022 Harbour Conference on Rural Roads in Accra.",
            ("Session", "Conference"),
        ),
    ],
)
def test_a_part_and_its_whole_are_two_events(text: str, tie: tuple[str, str]) -> None:
    assert tie in parts(text)


def test_the_whole_has_what_follows_its_name() -> None:
    text = (
        "The pledge was made during the high-level segment of the Fourth Harbour Consultation on School Places, which "
        "ran until 15 May 2024 in Kigali."
    )
    found = facts(extract(Article("a", text)), ("eventType", "endDate", "place"))
    whole = next(event for relation, event, value in found if value == "Consultation")
    assert {("endDate", whole, "2024-05-15"), ("place", whole, "Kigali")} <= set(found)


def test_a_session_of_a_body_stays_one_event() -> None:
    assert parts("The closing session of the Harbour Committee was held in Accra on 3 May 2024.") == set()


def test_a_name_may_have_commas() -> None:
    text = (
        "Ms Anna Karume attended the Witness Support, Referral and Assistance Training in Port Louis from 3 to 7 June "
        "2024."
    )
    assert told(text) == {
        ("eventType", "Training"), ("place", "Port Louis"), ("startDate", "2024-06-03"), ("endDate", "2024-06-07"),
    }  # fmt: skip


def test_an_acronym_with_the_next_number_is_the_next_event() -> None:
    text = (
        "The Eighth Senior Officials Meeting (SOM8) was held in Hanoi on 14 February 2012. Australia joined SOM8. "
        "Thailand will host SOM9 in 2013."
    )
    found = facts(extract(Article("a", text)), FIELDS)
    eighth = {event for relation, event, value in found if value == "Hanoi"}
    ninth = {event for relation, event, value in found if (relation, value) == ("startDate", "2013")}
    assert len(eighth | ninth) == 2
    assert {("host", *ninth, "Thailand"), ("eventType", *ninth, "Meeting")} <= set(found)


def test_an_acronym_that_the_field_knows_is_an_event() -> None:
    assert told("Norway took part in COP28 in Dubai in December 2023.") == {
        ("eventType", "Conference"), ("place", "Dubai"), ("startDate", "2023-12"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["The COP28 presidency wrote to Norway on 3 May 2024.", "Norway sent 12 lorries of type ABC 28 to Accra."]
)
def test_other_acronyms_with_numbers_are_none(text: str) -> None:
    assert told(text) == set()
