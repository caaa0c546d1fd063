"""Committees and groups told in lower case: particular ones by what is said of them, with their members and chairs."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "A technical committee made up of the Ministry of Labour and IOM will follow up.",
            ("member", "technical committee", "Ministry of Labour"),
        ),
        (
            "The trafficking task force consists of the Royal Police Force and the Immigration Department.",
            ("member", "trafficking task force", "Royal Police Force"),
        ),
        (
            "A national commission, in which the Ministry of Health and UNHCR sit, examines the requests.",
            ("member", "national commission", "Ministry of Health"),
        ),
        (
            "The national coordination committee, which is chaired by the Ministry of Justice, will decide.",
            ("chair", "national coordination committee", "Ministry of Justice"),
        ),
        (
            "The joint commission of Spain and Morocco met in Rabat.",
            ("partOf", "meeting of joint commission of Spain and Morocco", "joint commission of Spain and Morocco"),
        ),
        (
            "The national task force against trafficking met in Freetown.",
            ("partOf", "meeting of national task force against trafficking", "national task force against trafficking"),
        ),
        (
            "The informal working group on returns meets twice a year; Italy is its chair.",
            ("chair", "informal working group on returns", "Italy"),
        ),
        (
            "The thematic working groups of the Rabat Process met in Lisbon.",
            ("partOf", "thematic working groups of the Rabat Process", "Rabat Process"),
        ),
        (
            "ICMPD implements the project Safe Roads for Migrants. Its steering committee meets again in May.",
            ("partOf", "steering committee", "Safe Roads for Migrants"),
        ),
    ],
)
def test_a_group_is_known_by_who_sits_on_it_chairs_it_or_met_as_it(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The committee met in Lomé.",
        "A group made up of twenty migrants was found in the lorry.",
        "The two ministers talked about a joint committee.",
    ],
)
def test_a_group_of_which_nothing_is_told_is_none(text: str) -> None:
    assert named(text, "Process") == set()
