"""Meetings of a body's own that a verb tells: 'the Forum met today under the presidency of Ghana'."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

PUBLISHED = "2024-03-15"
MET = [
    "The Rabat Process met today under the leadership of Ghana.",
    "The Rabat Process convened online on 15 March 2024.",
    "The Rabat Process gathered for the fourth time, in Accra, on 15 March.",
    "The Rabat Process was in session in Accra on 15 March.",
    "The Rabat Process, set up in Paris, held deliberations in Accra on 15 March.",
    "The Rabat Process has come together in Accra this Friday.",
]
NOT_MET = [
    "The secretariat of the Rabat Process sits in Accra.",
    "The Rabat Process met resistance today.",
    "The Rabat Process has met the costs of travel since 2019.",
]


def read(text: str) -> set[tuple[str, str, str]]:
    """Types, days, wholes and chairs by name."""
    article = Article(key="a", text=f"{text} Its members are many.", published=PUBLISHED)
    return facts(extract(article), ("eventType", "startDate", "partOf", "chair"))


@pytest.mark.parametrize("text", MET)
def test_a_body_that_met_had_a_meeting(text: str) -> None:
    assert {
        ("eventType", "meeting of Rabat Process", "Meeting"),
        ("startDate", "meeting of Rabat Process", PUBLISHED),
        ("partOf", "meeting of Rabat Process", "Rabat Process"),
    } <= read(text)


@pytest.mark.parametrize("text", NOT_MET)
def test_what_a_body_met_else_is_no_meeting(text: str) -> None:
    assert not {fact for fact in read(text) if fact[0] == "eventType"}


@pytest.mark.parametrize("chair", ["the presidency of Ghana", "the Ghanaian Presidency", "the Presidency of Ghana"])
def test_it_meets_under_a_presidency(chair: str) -> None:
    assert ("chair", "meeting of Rabat Process", "Ghana") in read(f"The Rabat Process met in Accra under {chair}.")
