"""Events that are not the one with which the text opened, and names that mean one event."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

FIELDS = ("eventType", "place", "startDate", "participant")


def events(text: str) -> dict[str, set[tuple[str, str]]]:
    """What is told of each event, by its name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for relation, event, value in facts(extract(Article("a", text, published="2024-05-20")), FIELDS):
        found.setdefault(event, set()).add((relation, value))
    return found


def kinds(text: str) -> list[str]:
    """The types of the events, sorted."""
    return sorted(value for told in events(text).values() for relation, value in told if relation == "eventType")


def test_a_summit_named_later_is_no_meeting_of_experts() -> None:
    text = (
        "IOM will hold a meeting of border experts in Accra on 4 June 2024. The text will be put to the AU Summit in "
        "January 2025."
    )
    assert kinds(text) == ["Meeting", "Summit"]


def test_an_exchange_of_views_is_not_the_meeting_named_later() -> None:
    text = (
        "UNHCR held an exchange of views with Ms Anna Karume in Geneva on 3 May 2024. The 30th meeting of the Harbour "
        "Committee took place in Accra on 17 June 2024."
    )
    assert kinds(text) == ["Meeting", "Meeting"]


def test_a_high_number_means_one_event_under_two_names() -> None:
    text = (
        "The Seventh Global Meeting of Chairs took place in Geneva on 10 October 2023. Nothing was signed. Mr Ola Berg "
        "called the Seventh Harbour Meeting a success."
    )
    assert kinds(text) == ["Meeting"]


def test_an_event_behind_a_comma_says_again_what_stands_before_it() -> None:
    text = "Rwanda will host a regional experts' meeting on visas tomorrow, an event organised by IOM."
    assert kinds(text) == ["Meeting"]


def test_place_and_day_are_those_of_what_was_done_on_the_margins() -> None:
    text = (
        "IOM organised a side event on remittances on 20 June 2023 in Geneva on the margins of the Harbour conference. "
        "Norway paid."
    )
    [side] = [told for told in events(text).values() if ("eventType", "Other") in told]
    assert {("startDate", "2023-06-20"), ("place", "Geneva")} <= side


def test_a_summit_is_not_placed_by_its_name() -> None:
    told = events("Ghana joined the Valletta Summit on Migration in November 2015. Norway joined it too.")
    assert all(relation != "place" for found in told.values() for relation, _ in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A simulation exercise was held in Accra on 3 May 2024.", "Training"),
        ("An information session for travel agents was held in Accra on 3 May 2024.", "Meeting"),
        ("The guests were at the groundbreaking of the clinic in Accra on 3 May 2024.", "Ceremony"),
    ],
)
def test_what_kind_of_event_it_is(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_a_groundbreaking_paper_is_no_ceremony() -> None:
    assert kinds("Mr Ola Berg called the pact “groundbreaking” when he saw it in May.") == []


def test_what_a_course_teaches_does_not_part_it_from_its_day() -> None:
    text = "A workshop on how to identify victims of trafficking kicks off on 24 May 2024 in Accra."
    [told] = events(text).values()
    assert {("startDate", "2024-05-24"), ("place", "Accra"), ("eventType", "Workshop")} <= told


def test_a_title_in_quotation_marks_makes_no_tool_of_an_event() -> None:
    text = "The side-event “Tools for Rural Roads” was held in Geneva on 20 June 2023."
    [told] = events(text).values()
    assert {("startDate", "2023-06-20"), ("place", "Geneva")} <= told


def test_a_mock_trial_that_follows_is_an_event() -> None:
    text = "The course will be followed in June 2024 by a mock trial at the Hilton Hotel in Vilnius."
    assert "Training" in kinds(text)


def test_meetings_with_several_bodies_are_an_event() -> None:
    text = (
        "Meetings with the Ministry of Interior, the Labour Inspectorate and UNHCR were held in Dushanbe on 3 May 2024."
    )
    [told] = events(text).values()
    assert {("startDate", "2024-05-03"), ("place", "Dushanbe"), ("eventType", "Meeting")} <= told


def test_a_journey_of_a_named_person_goes_to_a_city() -> None:
    text = (
        "The working visit of the Head of the Border Service, General Timur Said, to Warsaw took place on 12 June 2024."
    )
    [told] = events(text).values()
    assert ("place", "Warsaw") in told
