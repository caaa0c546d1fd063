"""Facilities told in lower case: by what is said of them, and by where they stand."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "She praised the safe house that Caritas has opened in Durrës with the support of Norway.",
            ("locatedIn", "safe house", "Durrës"),
        ),
        ("A command post was set up in Vienna.", ("locatedIn", "command post", "Vienna")),
        (
            "A joint control room will be set up in Tunis with the support of UNODC.",
            ("supporter", "joint control room", "UNODC"),
        ),
        (
            "A migrant resource centre was opened in Kumasi with the support of Germany.",
            ("locatedIn", "migrant resource centre", "Kumasi"),
        ),
        ("The delegation visited the border post at Nimule.", ("locatedIn", "border post at Nimule", "Nimule")),
        (
            "The delegation visited the border post at Nimule and the border post at Kaya.",
            ("locatedIn", "border post at Kaya", "Kaya"),
        ),
        (
            "Japan funded the transit centre at Rusizi.",
            ("funder", "transit centre at Rusizi", "Japan"),
        ),
        (
            "He visited the women in the shelter house of the Nepali embassy.",
            ("partOf", "shelter house of the Nepali embassy", "Nepali embassy"),
        ),
        (
            "IOM handed over a reception centre in Agadez to the Ministry of Interior of Niger.",
            ("locatedIn", "reception centre in Agadez", "Agadez"),
        ),
    ],
)
def test_a_facility_is_known_by_what_is_said_of_it(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    ["The shelter was full.", "They asked for a safe house.", "The centre was praised by IOM."],
)
def test_a_mere_kind_of_facility_is_none(text: str) -> None:
    assert named(text, "Facility") == set()


def test_the_time_of_a_visit_is_no_part_of_the_facility() -> None:
    assert named("He toured the Lunga river border post in the morning.", "Facility") == {"Lunga river border post"}
