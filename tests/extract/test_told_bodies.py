"""Organisations that a text tells of by their kind, and for whom those stand who sign."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IOM and the Lebanese association MIRAJ presented cases in Beirut.", "MIRAJ"),
        ("IOM and the Tajik NGO Chashma presented cases in Beirut.", "Chashma"),
        ("The NGO Safe & Sound runs a shelter in Accra.", "Safe & Sound"),
        ("The NGO Harbour Foundation runs a shelter in Accra.", "Harbour Foundation"),
        ("Jane Mwangi, founder of the network New Road Builders, spoke in Accra.", "New Road Builders"),
        ("IOM helps two local NGOs: Bread for the Road, which is old, and Caritas.", "Bread for the Road"),
        ("Roads of Hope, an Accra-based shelter organisation, complained.", "Roads of Hope"),
        ("Staff of Harbour Teams International came to Accra.", "Harbour Teams International"),
        ("The scheme is run by the agency Enterprise Malta in Valletta.", "Enterprise Malta"),
    ],
)
def test_an_organisation_is_told_by_its_kind(text: str, name: str) -> None:
    assert name in {*named(text, "CivilSociety"), *named(text, "GovernmentBody")}


@pytest.mark.parametrize("text", ["They told the network Monday that IOM came.", "Kotoka International was full."])
def test_what_is_no_organisation(text: str) -> None:
    assert not {"Monday"} & set(named(text, "CivilSociety"))


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Jane Mwangi, Minister in the Ministry of Labour of Kenya, signed for the host.", {"Jane Mwangi"}),
        ("Jane Mwangi, Minister in the Ministry of Labour of Kenya, watched the signing.", set()),
    ],
)
def test_who_signs_stands_for_the_side_that_signs(sentence: str, stands: set[str]) -> None:
    text = f"Kenya and the African Union Commission today signed the Lamu Host Agreement in Nairobi. {sentence}"
    assert {person for _, person, _ in told(text, ["represents"])} == stands
