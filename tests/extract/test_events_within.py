"""Signings, launches and visits within another event, which give them day and place and are not their whole."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

HELD = "ECOWAS convened a conference on herders in Accra from 4 to 6 May 2024. "
WITHIN = {
    # the sentence behind: the day of what was done within the conference
    "It was there, on the closing day, that ECOWAS launched its Regional Handbook on Visas.": "2024-05-06",
    "Between two sessions, Togo and Benin signed an agreement on herders.": None,
    "On the second day, Togo and Benin signed an agreement on herders.": "2024-05-05",
    "The participants visited the Tema Reception Centre, which was part of the programme.": None,
}
APART = [
    "A month later, UNHCR launched a handbook on asylum in Lome.",
    "On 9 May 2024 in Lome, Togo and Benin signed an agreement on herders.",
    "On the first day of the year, Togo and Benin signed an agreement on herders in Lome.",
]


@pytest.mark.parametrize(("sentence", "day"), WITHIN.items())
def test_what_was_done_within_an_event(sentence: str, day: str | None) -> None:
    found = facts(extract(Article("a", HELD + sentence, published="2024-05-20")))
    (whole,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Conference")}
    (part,) = {event for relation, event, _ in found if relation == "eventType" and event != whole}
    assert day is None or ("startDate", part, day) in found
    assert ("place", whole, "Accra") in found and ("partOf", part, whole) not in found


@pytest.mark.parametrize("sentence", APART)
def test_what_was_done_elsewhere(sentence: str) -> None:
    found = facts(extract(Article("a", HELD + sentence, published="2024-05-20")))
    events = {event for relation, event, _ in found if relation == "eventType"}
    assert len(events) == 2 and not any(fact[0] == "partOf" and fact[1] in events for fact in found)


def test_the_day_is_taken_to_a_launch() -> None:
    text = (
        "The Rabat Process used the second day of its forum in Accra, on 3 and 4 May 2024, to launch a handbook on "
        "visas."
    )
    found = facts(extract(Article("a", text)))
    (launch,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Launch")}
    assert {("startDate", launch, "2024-05-04"), ("place", launch, "Accra")} <= found


SIGNED = (
    "Kenya and Uganda put their names on 3 May 2024 to an agreement on nurses in Nairobi.",
    "Kenya and Uganda signed on 3 May 2024 in Nairobi an agreement on nurses.",
    "Kenya and Uganda used the visit to sign an agreement on nurses in Nairobi on 3 May 2024.",
)


@pytest.mark.parametrize("text", SIGNED)
def test_the_day_between_a_verb_and_the_text_that_is_signed(text: str) -> None:
    found = facts(extract(Article("a", text)))
    (event,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Signing")}
    assert {("startDate", event, "2024-05-03"), ("place", event, "Nairobi")} <= found
