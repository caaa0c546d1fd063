"""Rounds of one thing in several places on several days."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def settings(text: str) -> set[tuple[str, str]]:
    """The places of the events with their first days."""
    found = facts(extract(Article(key="a", text=text)), ("place", "startDate"))
    days = {subject: day for relation, subject, day in found if relation == "startDate"}
    return {(where, days.get(subject, "")) for relation, subject, where in found if relation == "place"}


THREE = {("Accra", "2024-03-04"), ("Lomé", "2024-03-06"), ("Cotonou", "2024-03-11")}


@pytest.mark.parametrize(
    "text",
    [
        "IOM held trainings for border guards in Accra on 4 March 2024, in Lomé on 6 March 2024 and in Cotonou on "
        "11 March 2024. Norway paid.",
        "Workshops took place in Accra on 4 March 2024, Lomé on 6 March 2024 and, finally, Cotonou on 11 March 2024.",
        "IOM will conduct three courses on asylum in Accra (4 March 2024), Lomé (6 March 2024) and Cotonou "
        "(11 March 2024). Norway pays.",
        "A series of consultations was held on 4 March 2024 in Accra, on 6 March 2024 in Lomé and on 11 March 2024 in "
        "Cotonou. Norway paid.",
        "Three seminars for judges, in Accra on 4 March 2024, in Lomé on 6 March 2024 and in Cotonou on 11 March 2024, "
        "took up the cases.",
        "Three trainings followed: one in Accra on 4 March 2024, with IOM, one in Lomé on 6 March 2024, and one in "
        "Cotonou on 11 March 2024.",
        "They had prepared it with three consultations: in Accra on 4 March 2024 for the police, in Lomé on 6 "
        "March 2024 for mayors, and in Cotonou on 11 March 2024.",
    ],
)
def test_each_place_with_its_day_is_an_event(text: str) -> None:
    assert settings(text) == THREE


def test_the_last_of_a_list_may_have_no_day_yet() -> None:
    text = "Workshops were held in Accra on 4 March 2024, in Lomé on 6 March 2024 and, for Benin, in Cotonou."
    assert settings(text) == {("Accra", "2024-03-04"), ("Lomé", "2024-03-06"), ("Cotonou", "")}


def test_what_is_told_of_the_phrase_holds_of_every_round() -> None:
    text = "Trainings were held by IOM in Accra on 4 March 2024 and in Lomé on 6 March 2024. UNHCR wrote a report."
    found = facts(extract(Article(key="a", text=text)), ("organizer", "eventType"))
    assert len(found) == 4
    assert {(relation, value) for relation, _, value in found} == {("organizer", "IOM"), ("eventType", "Training")}


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("Earlier meetings were held in Accra, Lomé and Cotonou.", {"Accra": "", "Lomé": "", "Cotonou": ""}),
        (
            "The plan went through three consultations: in Accra, in Lomé and in Cotonou.",
            {"Accra": "", "Lomé": "", "Cotonou": ""},
        ),
        ("Earlier meetings were held in Accra (2019) and Lomé (2020).", {"Accra": "2019", "Lomé": "2020"}),
        ("The Harbour Process has met in Accra (2019) and Lomé (2020).", {"Accra": "2019", "Lomé": "2020"}),
        ("Workshops took place in Accra in May 2020 and in Lomé the month after.", {"Accra": "2020-05", "Lomé": ""}),
        (
            "Earlier sessions took place in Accra (3 March 2020), when Ghana took the chair, and in Lomé in May 2021.",
            {"Accra": "2020-03-03", "Lomé": "2021-05"},
        ),
        (
            "Two study visits had taken place: one by a team of UNHCR to Accra in May 2020, the other to Lomé in "
            "June 2020.",
            {"Accra": "2020-05", "Lomé": "2020-06"},
        ),
        (
            "A workshop on data was held in Accra on 3 May 2020; Lomé follows on 5 June 2020.",
            {"Accra": "2020-05-03", "Lomé": "2020-06-05"},
        ),
        (
            "A workshop on data was held in Accra on 3 May 2020. A second group of clerks is due in Lomé on 5 June "
            "2020.",
            {"Accra": "2020-05-03", "Lomé": "2020-06-05"},
        ),
        (
            "A first workshop on data was held in Accra in May 2020 and a third, for clerks, comes up in Lomé in June "
            "2020.",
            {"Accra": "2020-05", "Lomé": "2020-06"},
        ),
    ],
)
def test_rounds_told_in_short(text: str, rounds: dict[str, str]) -> None:
    assert settings(f"{text} Norway paid.") >= set(rounds.items())


def test_two_places_of_three_workshops_are_no_rounds() -> None:
    assert len({place for place, _ in settings("Three workshops were held in Accra and Lomé.")}) == 2
    found = facts(extract(Article(key="a", text="Three workshops were held in Accra and Lomé.")), ("eventType",))
    assert len(found) == 1


def test_one_event_that_moves_stays_one() -> None:
    assert len(settings("The workshop took place in Accra on 4 March 2024 and in Lomé on 6 March 2024.")) == 1
