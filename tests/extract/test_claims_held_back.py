"""What only looks like a fact: events of which nothing is told, months of no known year, words of another sense."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts, told

HELD = "IOM held a workshop on visas in Accra on 3 May 2024. It was cold.\n\n"


def kinds(text: str, title: str = "") -> set[str]:
    """The types of the events of a text."""
    found = facts(extract(Article("a", text, title=title or None)), ("eventType",))
    return {what for _, _, what in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "He had asked for help with the training of clerks. In reply, John Smith praised him.",
        "The Chad dialogue was on their minds.",
        "The book marks Sailors' Day.",
    ],
)
def test_an_event_of_which_nothing_is_told(sentence: str) -> None:
    assert kinds(HELD + sentence) == {"Workshop"}


def test_a_title_alone_tells_of_no_event() -> None:
    assert kinds("The weather was fine. Nobody complained.", "Crews return to the sailing dialogue") == set()


@pytest.mark.parametrize(("published", "days"), [(None, set()), ("2024-03-02", {"2024-05"})])
def test_a_month_of_no_known_year_is_no_date(published: str | None, days: set[str]) -> None:
    article = Article("a", "UNICEF will hold a workshop for crews in Accra in May.", published=published)
    assert {day for _, _, day in facts(extract(article), ("startDate",))} == days


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad gathers a great deal of information on crews.",
        "Meanwhile, the Sailors Union attends to families in a shelter.",
        "UNICEF met the expenses.",
        "Experts of UNICEF have contributed to the handbook.",
        "Representatives of the Ministry of Health of Chad sat on it.",
        "For Mary Moss, who represents UNICEF in Kenya, it was a good day.",
    ],
)
def test_who_is_not_said_to_be_there(sentence: str) -> None:
    bodies = {"Chad", "Sailors Union", "UNICEF", "Ministry of Health", "United Nations Children's Fund"}
    assert not {who for _, _, who in told(HELD + sentence, ["participant"])} & bodies


def test_who_joined_is_there() -> None:
    assert {who for _, _, who in told(HELD + "UNICEF and Chad joined.", ["participant"])} >= {"UNICEF", "Chad"}


@pytest.mark.parametrize("chair", ["the incoming chair", "the new chair"])
def test_the_chair_to_come_does_not_chair_the_meeting(chair: str) -> None:
    assert not told(HELD + f"Mary Moss, {chair}, promised more.", ["chair"])


def test_a_meeting_that_an_agency_holds_is_no_part_of_it() -> None:
    text = "The World Health Organization held its annual conference in Accra on 3 May 2024."
    assert not told(text, ["partOf"])


def test_which_in_the_singular_means_the_last_of_a_list() -> None:
    text = "The World Health Organization, UNICEF and the Pacific Pearl Secretariat, which is based in Suva, came."
    seats = told(text, ["locatedIn"])
    assert not {body for _, body, _ in seats} & {"World Health Organization", "UNICEF"}


def test_a_body_that_meets_in_a_town_is_not_seated_there() -> None:
    assert not told("UNICEF and Chad sit down together in Accra on 3 May 2024.", ["locatedIn"])


def test_a_union_of_citizens_is_no_organ_of_the_organisation_whose_name_it_bears() -> None:
    assert not told("UNICEF paid the UNICEF Staff Union.", ["partOf"])
