"""Events that nouns tell of: retreats, reviews, exercises and talks, where the text says when or where people sat for
them; and events of which a text tells nothing but what they are called."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

TOLD = {
    "The bloc organized the 2023 Ministers of Health Retreat on 9 May 2023 in Accra.": ("Meeting", "Accra"),
    "The two-week training programme opened in Turin on 3 May 2023.": ("Training", "Turin"),
    "Crews met for the Blue Shield maritime exercise, which was held in Mombasa in May 2023.": ("Training", "Mombasa"),
    "The data will feed into the Compact progress review in Geneva from 15 to 17 May 2023.": ("Meeting", "Geneva"),
    "The second review of the referral system took place in Accra in May 2023.": ("Meeting", "Accra"),
    "The World Bank is organizing training on data for 26 officers in Tripoli.": ("Training", "Tripoli"),
    "On 30 May the OSCE will offer another three-day EU-funded training on data in Tirana.": (
        "Training",
        "Tirana",
    ),
    "The guide drew on consultations which took place in Accra in May 2023.": ("Consultation", "Accra"),
    "They had two days of talks among the ministers of the region, which ended in Oslo on 3 May 2023.": (
        "Meeting",
        "Oslo",
    ),
    "A ministerial meeting to approve the text is foreseen in Accra in May 2023.": ("Meeting", "Accra"),
}
NOT_TOLD = [
    "An independent review of the work in Accra was published in May 2023.",
    "The mapping exercise was carried out by consultants.",
    "The fund will pay for a course for island agencies.",
]
LEAD = "IOM held a seminar on data in Nairobi on 3 May 2021.\n\n"


def _events(text: str) -> set[tuple[str, str]]:
    found = facts(extract(Article("a", text, published="2023-06-24")), ("eventType", "place"))
    places = {event: value for relation, event, value in found if relation == "place"}
    return {(value, places.get(event, "")) for relation, event, value in found if relation == "eventType"}


@pytest.mark.parametrize(("text", "event"), TOLD.items())
def test_a_noun_tells_of_an_event(text: str, event: tuple[str, str]) -> None:
    assert event in _events(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_event(text: str) -> None:
    assert len(_events(LEAD + text)) == 1


def test_an_event_of_which_nothing_is_told_is_none() -> None:
    assert len(_events(f"{LEAD}Similar gatherings and the first course had been asked for.")) == 1


def test_an_event_that_the_whole_text_is_about_needs_nothing_else() -> None:
    assert _events("The fifth meeting went well.") == {("Meeting", "")}
