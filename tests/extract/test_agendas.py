"""What stands on agendas and in lists of decisions, and what is adopted beside a verb that stands elsewhere."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

OPENING = "Ministers of Chad and Niger held a regional conference in Agadez on 4 May 2024. "


def told(text: str, relation: str) -> set[str]:
    """What the conference of the opening, followed by a text, is said to have discussed or adopted."""
    return {thing for _, _, thing in facts(extract(Article("a", OPENING + text)), [relation])}


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("On the programme: international law; the Handbook on Victim Identification; interviews.",
         {"Handbook on Victim Identification"}),
        ("Three subjects had been set down:\n• what the Sahel Migration Pact means;\n• the National Return Strategy;\n"
         "• staff.", {"Sahel Migration Pact", "National Return Strategy"}),
        ("They dealt with four things: visas; the Rabat Action Plan; money; staff.", {"Rabat Action Plan"}),
        ("On the table are a National Implementation Plan and the set-up of a National Coordination Mechanism on "
         "Migration.", {"National Implementation Plan", "National Coordination Mechanism on Migration"}),
        ("The agenda ran from visas to the state of the Sahel Action Plan.", {"Sahel Action Plan"}),
        ("The National Migration Policy and its costs, and visas: these were the subjects.",
         {"National Migration Policy"}),
        ("Three subjects had been set down:\n• staff;\n• visas, which are issued under the Rabat Action Plan.", set()),
    ],
)  # fmt: skip
def test_what_is_on_an_agenda_is_discussed(text: str, things: set[str]) -> None:
    assert told(text, "discussed") == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Decisions of the day:\n* adopted — the Migration Risk Concept; the Migration Profile of 2015;\n"
         "* approved, and sent on — the Migration Strategy for 2026-2030.",
         {"Migration Risk Concept", "Migration Profile of 2015", "Migration Strategy for 2026-2030"}),
        ("Decisions of the day:\n* postponed — the Migration Risk Concept.", set()),
        ("Adopted were the Agadez Declaration and the Return Guidelines.", {"Agadez Declaration", "Return Guidelines"}),
        ("They praised the Agadez Declaration, a text on the Global Compact which they approved on the last day.",
         {"Agadez Declaration"}),
        ("The chair hoped that they would approve the Agadez Declaration.", set()),
        ("They had largely agreed the Agadez Declaration by then.", set()),
    ],
)  # fmt: skip
def test_what_decisions_name_is_adopted(text: str, things: set[str]) -> None:
    assert told(text, "adopted") == things


@pytest.mark.parametrize("noun", ["the third edition of its Labour Migration Report", "a teacher training plan"])
def test_an_edition_of_a_paper_and_a_plan_of_training_are_no_events(noun: str) -> None:
    found = extract(Article("a", f"The African Union Commission has brought out {noun}."))
    assert not [e for e in found.entities if e.type == "Event"]
