"""Projects told in lower case: particular ones by who pays for them, carries them out or owns them."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "They spoke about a labour migration project that the IOM Development Fund finances.",
            ("funder", "labour migration project", "IOM Development Fund"),
        ),
        (
            "The mobility scheme, which Belgium funds, was discussed at the meeting in Rabat.",
            ("funder", "mobility scheme", "Belgium"),
        ),
        (
            "The workshop in Tbilisi was held under the EU-funded programme on return.",
            ("funder", "programme on return", "EU"),
        ),
        (
            "Jamaica conducted a media campaign against trafficking with the assistance of IOM.",
            ("implementer", "media campaign against trafficking", "Jamaica"),
        ),
        ("Finland funds a reintegration scheme in Herat.", ("funder", "reintegration scheme in Herat", "Finland")),
        ("The minister praised the return programme run by IOM.", ("implementer", "return programme", "IOM")),
        (
            "The seminar belongs to the anti-smuggling programme of Canada.",
            ("partOf", "seminar of anti-smuggling programme of Canada", "anti-smuggling programme of Canada"),
        ),
    ],
)
def test_a_project_is_known_by_who_pays_for_it_or_carries_it_out(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway praised the programme.",
        "Norway funds the training programme.",
        "The project that Norway funds goes on.",
    ],
)
def test_a_mere_project_is_none_of_its_own(text: str) -> None:
    assert named(text, "Project") == set()
