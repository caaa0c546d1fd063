"""Visits that verbs and phrases tell of, and days that belong to the event behind them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

VISITS = {
    # the sentence: where the visit went
    "Mary Wanjiku, Labour Minister of Kenya, walked through the camp at Kakuma on 3 May 2024.": "camp at Kakuma",
    "Officials of the Ministry of Labour of Kenya made the rounds of Berlin and Vienna on 3 May 2024.": "Vienna",
    "A group of members of the Ministry of Labour of Kenya toured the camp on Lesbos on 3 May 2024.": "Lesbos",
    "Officials of the Kenyan Ministry of Labour spent 3 May 2024 going from one school to the next in Rome.": "Rome",
    "The Kenyan Ministry of Labour has had a look behind the scenes in Niamey. It went there on 3 May 2024.": "Niamey",
    "A team from Frontex came to Chisinau on 3 May 2024 to look at how the border is guarded.": "Chisinau",
    "It was the last stop of a trip that took John Smith, Ambassador of Canada, to Kigali on 3 May 2024.": "Kigali",
}
NO_VISITS = [
    "The Ministry of Labour of Kenya spent years looking round for partners in Manila.",
    "Mary Wanjiku, Labour Minister of Kenya, walked out of the camp at Kakuma on 3 May 2024.",
    "The Ministry of Labour of Kenya took a look at the figures of 3 May 2024.",
]


@pytest.mark.parametrize(("text", "place"), VISITS.items())
def test_a_visit(text: str, place: str) -> None:
    found = facts(extract(Article("a", text)))
    (event,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Visit")}
    assert {("place", event, place), ("startDate", event, "2024-05-03")} <= found
    assert any(fact[:2] == ("participant", event) for fact in found)


@pytest.mark.parametrize("text", NO_VISITS)
def test_no_visit(text: str) -> None:
    assert not any(fact[0] == "eventType" for fact in facts(extract(Article("a", text))))


def test_a_phrase_names_the_visit_of_a_verb() -> None:
    text = (
        "A group of members of the Ministry of Labour of Kenya toured the camp on Lesbos on 3 May 2024. "
        "The members' visit had been prepared by UNHCR."
    )
    found = facts(extract(Article("a", text)))
    (event,) = {event for relation, event, _ in found if relation == "eventType"}
    assert ("organizer", event, "UNHCR") in found


def test_the_day_behind_a_colon_is_that_of_the_signing() -> None:
    text = (
        "It took ten minutes at the summit on visas in Accra: on 3 May 2024 Togo and Benin put their names to an "
        "agreement on herders."
    )
    found = facts(extract(Article("a", text)))
    assert {event.split()[0] for relation, event, _ in found if relation == "startDate"} == {"signing"}


def test_those_who_meet_ahead_of_a_conference_are_at_their_meeting() -> None:
    text = (
        "In the run-up to the Marrakesh conference of December 2018, Kenya and Togo gathered their partners for a "
        "two-day meeting in Naivasha on 19 and 20 June 2018."
    )
    found = facts(extract(Article("a", text)))
    assert not any(relation == "organizer" and "Marrakesh" in event for relation, event, _ in found)


BORROWED = {
    "A conference on visas was held in Accra on 28 May 2024. A preparatory meeting on the 9th had been short.": (
        "2024-05-09"
    ),
    "A conference on visas was held in Accra on 28 May 2024. On the 29th, before flying home, Amy Pope, Director "
    "General of IOM, visited the Tema Reception Centre.": "2024-05-29",
    "A workshop on visas began in Accra on 28 May 2024. On the 14th floor it was hot.": None,
}


@pytest.mark.parametrize(("text", "day"), BORROWED.items())
def test_a_day_borrows_the_month_of_the_date_before(text: str, day: str | None) -> None:
    found = {fact[2] for fact in facts(extract(Article("a", text))) if fact[0] == "startDate"}
    assert found == {"2024-05-28", *([day] if day else [])}


@pytest.mark.parametrize(("phrase", "day"), {"Thursday's": "2024-05-16", "Yesterday's": "2024-05-19"}.items())
def test_a_day_that_owns_an_event(phrase: str, day: str) -> None:
    found = facts(extract(Article("a", f"{phrase} workshop on visas in Accra drew IOM.", published="2024-05-20")))
    assert {fact[2] for fact in found if fact[0] == "startDate"} == {day}


THERE = (
    "The Kenyan Ministry of Labour and IOM will sit down for another meeting on returns in Accra on 14 June 2024.",
    "The Kenyan Ministry of Labour and IOM had people at the conference on visas in Accra on 3 May 2024.",
    "A workshop on visas opens in Accra on 3 June 2024. The Kenyan Ministry of Labour and IOM have already registered.",
    "A workshop on visas was held in Accra. The Kenyan Ministry of Labour and IOM have sent statisticians.",
    "To the consultation on visas in Accra on 3 May 2024 came only the Kenyan Ministry of Labour and IOM.",
)


@pytest.mark.parametrize("text", THERE)
def test_who_is_there(text: str) -> None:
    found = {fact[2] for fact in facts(extract(Article("a", text))) if fact[0] == "participant"}
    assert {"Kenyan Ministry of Labour", "IOM"} <= found


@pytest.mark.parametrize("text", ["A workshop on visas was held in Accra. IOM has registered 300 refugees."])
def test_who_is_not_there(text: str) -> None:
    assert not any(fact[0] == "participant" for fact in facts(extract(Article("a", text))))


NAMED = {
    "The Nairobi conference on visas drew IOM on 3 May 2024.": {"Nairobi"},
    "The Nairobi conference on visas was held in Mombasa on 3 May 2024.": {"Mombasa"},
    "The Horn of Africa conference on visas drew IOM on 3 May 2024.": set(),
}


@pytest.mark.parametrize(("text", "places"), NAMED.items())
def test_the_city_in_the_name_of_an_event(text: str, places: set[str]) -> None:
    assert {fact[2] for fact in facts(extract(Article("a", text))) if fact[0] == "place"} == places
