"""Where an event was and where the next is to be, told by nouns for places; who paid for what was built."""

from __future__ import annotations

import pytest

from tests.extract.test_told_beside import told

TALKS = "Officials of Ghana and Jordan met on 7 May 2024 to talk about domestic workers."


@pytest.mark.parametrize(
    "sentence",
    [
        "Lisbon was the place.",
        "The venue was Lisbon.",
        "Lisbon was the venue, and Portugal paid.",
        "Lisbon had been chosen as the venue.",
        "Lisbon served as host city.",
        "Lisbon hosted it.",
    ],
)
def test_a_noun_for_a_place_tells_where_the_event_was(sentence: str) -> None:
    assert {place for _, _, place in told(f"{TALKS} {sentence}", "place")} == {"Lisbon"}


@pytest.mark.parametrize("sentence", ["Lisbon was the subject.", "Lisbon was the place of birth of the chair."])
def test_what_else_a_place_is_tells_nothing(sentence: str) -> None:
    assert not told(f"{TALKS} {sentence}", "place")


@pytest.mark.parametrize(
    "sentence",
    [
        "They will see each other again in Amman in November.",
        "Both sides hope to sit down again in Amman in November.",
        "Next time it is the turn of Amman.",
        "In November it will be Amman's turn.",
        "Next time Amman will be the host city.",
        "Amman will be the next venue.",
    ],
)
def test_whose_turn_it_is_tells_of_the_next_event(sentence: str) -> None:
    found = told(f"{TALKS} {sentence}", "place", "follows")
    assert {relation for relation, _, _ in found} == {"place", "follows"}


@pytest.mark.parametrize(
    ("opened", "told_of_it"),
    [
        ("Togo opened a border post at Cinkassé on 7 May 2024.", "Japan paid for the building."),
        ("Togo opened a border post at Cinkassé on 7 May 2024.", "It was built with money from Japan."),
        ("A border post was opened at Cinkassé on 7 May 2024.", "Japan bore the cost of the building."),
    ],
)
def test_who_paid_for_a_building_funds_what_was_opened(opened: str, told_of_it: str) -> None:
    (found,) = told(f"{opened} {told_of_it}", "funder")
    assert found[1].startswith("border post") and found[2] == "Japan"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Police of Ghana freed 84 people in a joint operation in Aflao on 7 May 2024.", "Other"),
        ("Ghana arrested 20 smugglers in a two-day operation in Aflao on 7 May 2024.", "Other"),
        ("Thirty officers of Ghana were taught in Aflao on 7 May 2024 how to spot false papers.", "Training"),
        ("UNODC taught thirty judges of Ghana in Aflao on 7 May 2024 how to deal with smugglers.", "Training"),
    ],
)
def test_what_police_did_and_learners_learned_is_an_event(sentence: str, kind: str) -> None:
    found = told(sentence, "eventType", "place")
    assert {(relation, thing) for relation, _, thing in found} == {("eventType", kind), ("place", "Aflao")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Labour officials of Nepal and Jordan negotiated in Aflao on 7 May 2024.",
        "Kenya and Uganda discussed visas in Aflao on 7 May 2024.",
        "In Aflao on 7 May 2024, consular officers from Ghana sat together to learn how victims are recognised.",
        "Ministers of Ghana and Togo sat down in Aflao on 7 May 2024 to talk about seasonal workers.",
    ],
)
def test_people_who_work_on_something_at_a_place_and_day_meet(sentence: str) -> None:
    found = told(sentence, "eventType", "place", "startDate")
    assert {thing for _, _, thing in found} == {"Meeting", "Aflao", "2024-05-07"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Experts of Tunisia have worked on the plan in Aflao since 2019.",
        "Officials of Ghana rescued forty people in Aflao on 7 May 2024.",
        "Representatives of IOM said in Aflao on 7 May 2024 that more people had died.",
        "In Aflao on 7 May 2024, Ms Konzi asked delegates to work out a plan.",
    ],
)
def test_what_else_people_did_at_a_place_is_no_meeting(sentence: str) -> None:
    assert not told(sentence, "eventType")


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Delegations sat for two days at the Lagoon Hotel.", {"Lagoon Hotel"}),
        ("The President looked on at the Lagoon Palace.", {"Lagoon Palace"}),
        ("A minister spoke in Kingston.", {"Nassau"}),
        ("A minister owned the Lagoon Hotel.", {"Nassau"}),
    ],
)
def test_the_house_where_people_sat_is_the_place(sentence: str, places: set[str]) -> None:
    text = f"The Second Forum on Rivers was held in Nassau on 3 May 2024. {sentence}"
    assert {place for _, _, place in told(text, "place")} == places
