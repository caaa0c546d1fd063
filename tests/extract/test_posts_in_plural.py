"""Posts that are named once, in the plural, for several persons."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

POSTS = ("position", "worksFor")


@pytest.mark.parametrize(
    ("sentence", "post", "employers"),
    [
        ("Their foreign ministers, Ana Prado of Brazil and Luis Vega of Peru, met.", "foreign minister", "Brazil|Peru"),
        ("Foreign Ministers Ana Prado of Brazil and Luis Vega of Peru met.", "Foreign Minister", "Brazil|Peru"),
        ("The labour ministers of Brazil and Peru, Ana Prado and Luis Vega, met.", "labour minister", "Brazil|Peru"),
        (
            "The Brazilian and Peruvian interior ministers, Ana Prado and Luis Vega, met.",
            "interior minister",
            "Brazil|Peru",
        ),
        ("Brazil's and Peru's labour ministers, Ana Prado and Luis Vega, met.", "labour minister", "Brazil|Peru"),
        ("The two finance ministers, Brazil's Ana Prado and Peru's Luis Vega, met.", "finance minister", "Brazil|Peru"),
        (
            "The Directors of Immigration of Brazil and Peru, Ana Prado and Luis Vega, met.",
            "Director of Immigration",
            "Brazil|Peru",
        ),
        (
            "The Permanent Secretaries of Brazil and Peru, Mrs Ana Prado and Mr Luis Vega, met.",
            "Permanent Secretary",
            "Brazil|Peru",
        ),
        ("Directors General Ana Prado (IOM) and Luis Vega (ILO) met.", "Director General", "IOM|ILO"),
        ("State Secretaries Ana Prado (Brazil) and Luis Vega (Peru) met.", "State Secretary", "Brazil|Peru"),
        ("Prime Ministers Ana Prado and Luis Vega met.", "Prime Minister", ""),
        ("The heads of IOM and UNHCR, Ana Prado and Luis Vega, met.", "", "IOM|UNHCR"),
    ],
)
def test_a_post_in_the_plural_is_that_of_each_person_listed(sentence: str, post: str, employers: str) -> None:
    persons = ("Ana Prado", "Luis Vega")
    expected = {("position", person, post) for person in persons if post}
    expected |= {("worksFor", p, body) for p, body in zip(persons, employers.split("|"), strict=False) if body}
    assert told(sentence, POSTS) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Two ministers, Ana Prado of Justice and Luis Vega of the Interior, opened the fair.",
        "The Ministers of Brazil and Peru met.",
        "The heads of delegation thanked Brazil and Peru.",
    ],
)
def test_a_plural_that_tells_no_post_gives_none(sentence: str) -> None:
    assert not [fact for fact in told(sentence, POSTS) if fact[0] == "position"]


def test_who_is_listed_beside_counterparts_is_a_person() -> None:
    text = "The Minister met his counterparts Ana Prado of Brazil and Luis Vega of Peru."
    assert named(text, "Person") == {"Ana Prado", "Luis Vega"}
