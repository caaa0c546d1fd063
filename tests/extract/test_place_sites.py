"""Venues and places that no list has, where something is said to have been held."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def _places(text: str) -> set[str]:
    found = extract(Article("a", text, title=None, published="2024-05-06"))
    names = {entity.id: entity.name for entity in found.entities}
    return {names[claim.object] for claim in found.claims if claim.relation == "place"}


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("in Deir al-Hajar", "Deir al-Hajar"),
        ("in Al Kufra", "Al Kufra"),
        ("in Brod pri Kamniku", "Brod pri Kamniku"),
        ("in Oshoek-Lomahasha", "Oshoek-Lomahasha"),
        ("at the Aldous Harding building", "Aldous Harding building"),
        ("at the Gbalamuya–Pamelapi crossing", "Gbalamuya–Pamelapi crossing"),
        ("at the Palais des Sports de Niamey", "Palais des Sports de Niamey"),
        ("at the Sofitel Abidjan Hôtel Lagune", "Sofitel Abidjan Hôtel Lagune"),
        ("at the Sheraton Grand Doha Resort & Convention Hotel", "Sheraton Grand Doha Resort & Convention Hotel"),
        ("at the Transafrica Hilton in Abuja", "Transafrica Hilton"),
        ("in the Island of Salinha", "Island of Salinha"),
        ("in the Kagera Delta", "Kagera Delta"),
        ("in Île de Gorande", "Île de Gorande"),
    ],
)
def test_an_unknown_name_where_something_is_held_is_a_place(where: str, name: str) -> None:
    assert _places(f"A workshop on migration data was held {where} on 3 May 2024.") == {name}


@pytest.mark.parametrize(
    "where",
    ["in the Second Reading", "in Accra Ghana", "in English Language", "at the Annual General Meeting"],
)
def test_what_is_no_name_of_a_place_is_none(where: str) -> None:
    assert _places(f"A workshop on migration data was held {where} on 3 May 2024.") <= {"Accra", "Ghana"}
