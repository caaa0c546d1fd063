"""Days and places that open a clause of a sentence, or that a second event shares with the one told before."""

from __future__ import annotations

import pytest

from tests.extract.test_told_beside import told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Group will meet on 7 July, on 8 July a plenary will be held, and for 9 July a side event is planned.",
            ("startDate", "side event, 9 July", "2024-07-09"),
        ),
        (
            "The ministers opened the forum in Accra, and on 9 July a seminar on data will follow.",
            ("startDate", "seminar on data", "2024-07-09"),
        ),
        ("The forum was held in Accra, and in Lomé a seminar on data followed.", ("place", "seminar on data", "Lomé")),
    ],
)
def test_what_opens_a_clause_belongs_to_its_event(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text, "startDate", "place")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The text was initialled in Berlin on 2 May, when ministers held the sixth Conference on Rivers.", "sixth "),
        ("The pact was concluded in Berlin on 2 May, at the first Conference on Rivers.", "first "),
    ],
)
def test_an_event_shares_day_and_place_with_what_was_done_there(text: str, event: str) -> None:
    name = f"{event}Conference on Rivers"
    assert {("startDate", name, "2024-05-02"), ("place", name, "Berlin")} <= told(text, "startDate", "place")


def test_an_event_that_was_only_spoken_of_then_shares_nothing() -> None:
    text = "The text was initialled in Berlin on 2 May, when ministers recalled the sixth Conference on Rivers."
    assert not [fact for fact in told(text, "startDate", "place") if fact[1].startswith("sixth")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The Office will send a draft in June, and a workshop is foreseen before the end of the year.", {"2024"}),
        ("Greece will preside from January 2025 and will be the host of the 22nd Conference on Rivers.", set()),
        ("The first visit to Colombo followed the seizure of several fishing vessels in May.", set()),
        ("The visit to Colombo took place on 3 May.", {"2024-05-03"}),
    ],
)
def test_the_day_of_something_else_is_not_that_of_the_event(text: str, days: set[str]) -> None:
    assert {day for _, _, day in told(text, "startDate")} == days


def test_people_leave_on_the_last_day() -> None:
    text = "Detectives from twelve states left Nairobi on Thursday. They had been guests at a two-day workshop on data."
    assert {(relation, day) for relation, _, day in told(text, "startDate", "endDate")} == {
        ("startDate", "2024-06-05"),
        ("endDate", "2024-06-06"),
    }


@pytest.mark.parametrize("where", ["in Rome or Brussels", "at the Kenya School of Money"])
def test_a_place_that_only_may_be_the_one_is_none(where: str) -> None:
    assert not {place for _, _, place in told(f"The Second Workshop on Rivers will be held {where}.", "place")} - {
        "Kenya School of Money"
    }
