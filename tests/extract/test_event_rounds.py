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


def test_one_event_that_moves_stays_one() -> None:
    assert len(settings("The workshop took place in Accra on 4 March 2024 and in Lomé on 6 March 2024.")) == 1
