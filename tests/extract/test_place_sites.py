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
        ("at the Hyatt Regency", "Hyatt Regency"),
        ("at the Hotel Meridio", "Hotel Meridio"),
        ("at Hotel Pan Atlantic Suvarna in the capital", "Hotel Pan Atlantic Suvarna"),
        ("at Sushila Devi Bhawan", "Sushila Devi Bhawan"),
        ("at the premises of the Police Academy in Accra", "Police Academy in Accra"),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The workshop on data took place here from Monday to Wednesday.", {"Arusha"}),
        ("The workshop on data closed here on Friday.", {"Arusha"}),
        ("The workshop on data took place in the Tanzanian capital on Friday.", {"Arusha"}),
        ("The workshop on data has been held in this northern city since Monday.", {"Arusha"}),
        ("The workshop on data was held at the Grand Palace here on Friday.", {"Grand Palace"}),
        ("The workshop on data was held in the Kenyan capital on Friday.", {"Kenyan capital"}),
        ("“The people who come here today need a workshop on data,” she said.", set()),
    ],
)
def test_here_and_the_capital_mean_the_city_of_the_dateline(text: str, names: set[str]) -> None:
    assert _places(f"ARUSHA, Tanzania, 6 May 2024 – {text}") in (names, {n.upper() for n in names})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Workshops on data were held in Nairobi, Kampala and Kigali.", {"Nairobi", "Kampala", "Kigali"}),
        ("IOM will hold training courses in Accra, Wenchira and Daburo, and write a manual.",
         {"Accra", "Wenchira", "Daburo"}),
        ("The trainings ended in Accra and Lomé.", {"Accra", "Lomé"}),
        ("A workshop was held in Accra on 3 May 2024 by Smith, Jones and Brown.", {"Accra"}),
    ],
)  # fmt: skip
def test_events_are_held_at_all_places_of_a_list(text: str, names: set[str]) -> None:
    assert _places(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Twenty officers sat down in Accra last week. They attended a workshop on data.", {"Accra"}),
        ("Officers of the Horn of Africa sat down in Accra. They attended a workshop on data.", {"Accra"}),
        ("Officers from Lomé sat down in Accra. They attended a workshop on data.", set()),
        ("This was said to newsmen in Accra. Officers had attended a workshop on data.", set()),
        ("Travel to the Schengen area is to be easier. Officers attended a workshop on data.", set()),
    ],
)
def test_the_only_city_of_the_opening_is_where_the_event_was_held(text: str, names: set[str]) -> None:
    assert _places(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Officers came to Accra, from 3 to 5 May 2024, for the workshop on data.",
        "Nine countries sent their officers to Accra this week (3–4 May 2024) for the workshop on data.",
        "Four officers will travel to Accra on a study visit.",
        "Leaders in Accra said at a workshop that data matter.",
    ],
)
def test_where_people_went_for_an_event_it_was_held(text: str) -> None:
    assert _places(text) == {"Accra"}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Ministers review labour pacts in Hanoi", {"Hanoi"}),
        ("Ministers in Hanoi review labour pacts", set()),
        ("Ministers review labour pacts in Southern Africa", set()),
    ],
)
def test_the_city_that_ends_the_headline(title: str, names: set[str]) -> None:
    text = f"{title}\n\nThe workshop on labour pacts was opened by the Minister of Labour on 6 May 2024."
    assert _places(text) == names


def test_no_part_of_the_world_beside_a_range_of_days() -> None:
    text = "Officers from across the Caribbean sat together from 6 to 8 May 2024. The workshop dealt with data."
    assert _places(text) == set()


@pytest.mark.parametrize("name", ["the Hilton Foundation", "the Sheraton Group"])
def test_a_firm_called_like_a_hotel_is_no_place(name: str) -> None:
    assert not _named_places(f"They thanked {name} for its help.")


def _named_places(text: str) -> set[str]:
    return {entity.name for entity in extract(Article("a", text)).entities if entity.type == "Place"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A training course is planned for Bequia Sol in September.", {"Bequia Sol"}),
        ("A training course is planned for Officers in September.", set()),
        ("The Kyrgyz capital received the Fifth Meeting on Rivers on 3 May 2024.", {"Kyrgyz capital"}),
        ("The Permanent Fisheries Group held its first meeting in the Spanish capital on 3 May.", {"Spanish capital"}),
        ("A similar course for labour inspectors on Praslin is scheduled for June.", {"Praslin"}),
        ("Officials praised a course for labour inspectors on statistics.", set()),
        (
            "Fraud was at the centre of the Workshop on Rivers, which drew a hundred people to Taipei on 3 May 2024.",
            {"Taipei"},
        ),
    ],
)
def test_a_place_may_be_told_without_a_list_that_has_it(text: str, places: set[str]) -> None:
    assert _places(text) == places


def test_where_and_when_may_share_a_label() -> None:
    text = "WHEN AND WHERE: 9 and 10 December 2024, Ashgabat.\n\nThe Regional Conference on Rivers opens its doors."
    assert _places(text) == {"Ashgabat"}
