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
