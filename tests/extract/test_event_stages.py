"""Where events are held when no 'in' or 'at' says so, and where bodies and facilities stand."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def told(text: str, relation: str) -> set[str]:
    """The names of the places that a text tells by the relation."""
    found = extract(Article(key="a", text=text, published="2023-06-15"))
    names = {entity.id: entity.name for entity in found.entities}
    return {names[c.object] for c in found.claims if c.relation == relation}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Chiefs filled the Oran Hall in Accra on Friday for a seminar on data.", {"Oran Hall"}),
        ("Traders crowded into the Lagoon Hall in Accra for a seminar.", {"Lagoon Hall"}),
        ("The Ministry invited judges to the Orchid Hotel in Lomé on Monday for a seminar.", {"Orchid Hotel"}),
        ("Accra has volunteered to receive the second conference in May.", {"Accra"}),
        ("Accra will welcome the fourth ministerial conference in May.", {"Accra"}),
        ("The Lagoon Hall in Accra played host on 3 May to the launch of the policy.", {"Lagoon Hall"}),
        ("Detectives left Nairobi on Thursday after a two-day workshop on data.", {"Nairobi"}),
        (
            "The study visit on 17 May took participants to the Leova border crossing point and to the Tide Centre.",
            {"Leova border crossing point", "Tide Centre"},
        ),
        ("Judges are back from Lyon, where from 3 to 5 May they took part in a workshop on data.", {"Lyon"}),
        ("She was invited to Lomé, where experts will come together in June for a workshop on data.", {"Lomé"}),
        ("Judges are back from Lyon, where the press was told that they had praised a workshop on data.", set()),
        ("Detectives left Nairobi on Thursday and praised a workshop on data.", set()),
        ("The Ministry invited judges from Accra for a seminar.", set()),
    ],
)
def test_an_event_is_where_people_are_brought_for_it(text: str, places: set[str]) -> None:
    assert told(text, "place") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Trainers from IOM's Global Tide Analysis Centre (GTAC) in Berlin led the sessions.", {"Berlin"}),
        ("The African Centre for the Study of Tides in Bamako agreed.", {"Bamako"}),
        ("Homes of Peace, a Suva-based shelter organisation, agreed.", {"Suva"}),
        ("The Institute for Tides is an independent organisation based in Berlin.", {"Berlin"}),
        ("ICMPD in Accra agreed.", set()),
    ],
)
def test_a_house_stands_in_its_city(text: str, places: set[str]) -> None:
    assert told(text, "locatedIn") == places


def test_the_seat_is_that_of_the_agency_and_not_of_its_union() -> None:
    text = "The African Institute for Remittances, an agency of the African Union with its seat in Nairobi, agreed."
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    seated = {names[c.subject] for c in found.claims if c.relation == "locatedIn"}
    assert seated == {"African Institute for Remittances"}
