"""Several events told of at once, events meant by their city, and one more of several."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

TWO = "A training was held in Accra on 3 March 2024. A second training took place in Lomé on 8 March 2024. "


def told(text: str, *relations: str) -> set[tuple[str, str, str]]:
    """Claims by name, events by their places."""
    extraction = extract(Article(key="a", text=text))
    names = {e.id: e.name for e in extraction.entities}
    where = {c.subject: names[c.object] for c in extraction.claims if c.relation == "place"}
    return {
        (c.relation, where.get(c.subject, names.get(c.subject, "")), names.get(c.object, c.object))
        for c in extraction.claims
        if c.relation in relations
    }


@pytest.mark.parametrize(
    "said",
    [
        "Both trainings were organised by IOM.",
        "The two courses were held by IOM.",
        "Each of these trainings was conducted by IOM.",
        "Both were organised by IOM.",
        "The trainings were organised by IOM.",
    ],
)
def test_what_is_told_of_both_holds_of_each(said: str) -> None:
    assert told(TWO + said, "organizer") == {("organizer", "Accra", "IOM"), ("organizer", "Lomé", "IOM")}


def test_what_is_told_of_two_that_follow_holds_of_each() -> None:
    text = (
        "Two trainings were held by UNHCR, the first in Accra on 4 March 2024 and the second in Lomé on 8 March 2024."
    )
    assert told(f"{text} Norway wrote a report.", "organizer", "eventType") == {
        ("organizer", "Accra", "UNHCR"),
        ("organizer", "Lomé", "UNHCR"),
        ("eventType", "Accra", "Training"),
        ("eventType", "Lomé", "Training"),
    }


@pytest.mark.parametrize("said", ["Both ministers were received by IOM.", "All three trainings were held by IOM."])
def test_no_others_are_meant(said: str) -> None:
    assert not told(TWO + said, "organizer") & {("organizer", "Accra", "IOM"), ("organizer", "Lomé", "IOM")}


def test_a_clause_that_opens_with_a_place_tells_of_the_event_there() -> None:
    text = TWO + "In Accra officials from Ghana took part; in Lomé the participants came from Togo and Benin."
    assert told(text, "participant") == {
        ("participant", "Accra", "Ghana"),
        ("participant", "Lomé", "Togo"),
        ("participant", "Lomé", "Benin"),
    }


def test_a_meeting_is_meant_by_its_city() -> None:
    text = "The Rabat Process assembled in Rome on 26 January 2024. A workshop was held in Accra on 3 March 2024."
    text += " The Rome meeting was chaired by Italy."
    found = facts(extract(Article(key="a", text=text)), ("chair", "startDate"))
    assert {fact[1] for fact in found if fact[0] == "chair"} <= {fact[1] for fact in found if fact[2] == "2024-01-26"}
    assert len(found) == 3


@pytest.mark.parametrize(
    "more",
    [
        "A second, for prosecutors, in Lomé on 8 March 2024 was opened by Ghana.",
        "The last of the three took place in Lomé on 8 March 2024.",
        "At the one in Lomé on 8 March 2024 UNHCR spoke.",
        "It held two more: one for judges in Lomé on 8 March 2024, and one for lawyers in Tunis on 9 March 2024.",
    ],
)
def test_one_more_of_them(more: str) -> None:
    text = f"IOM held a training on data in Accra on 3 March 2024. {more}"
    assert ("startDate", "Lomé", "2024-03-08") in told(text, "startDate")
    assert ("eventType", "Lomé", "Training") in told(text, "eventType")
