"""Standing descriptions of bodies: what 'it', 'its' and 'the organization' mean there."""

from __future__ import annotations

import pytest

from tests.extract.reading import told

NEWS = "A training was held in Sofia on 5 May.\n\n"


@pytest.mark.parametrize(
    ("description", "fact"),
    [
        (
            "About the Rabat Process\nBegun in 2006, the Rabat Process is a forum. Its members are Togo and Mali.",
            ("member", "Rabat Process", "Mali"),
        ),
        (
            "About the Rabat Process\n\nThe Rabat Process is a dialogue. It is co-chaired by Togo and Mali.",
            ("chair", "Rabat Process", "Togo"),
        ),
        (
            "About the Rabat Process\nIt was set up in 2006. The Process is supported by ICMPD.",
            ("supporter", "Rabat Process", "ICMPD"),
        ),
        (
            "About IGAD\nIGAD is a bloc of eight. It works on drought. The organization has its seat in Djibouti City.",
            ("locatedIn", "IGAD", "Djibouti City"),
        ),
        (
            "Notes to editors\nThe Rabat Process has many members, and it is chaired by Togo.",
            ("chair", "Rabat Process", "Togo"),
        ),
        (
            "The Rabat Process was set up in 2006. It is chaired by Togo.",
            ("chair", "Rabat Process", "Togo"),
        ),
    ],
)
def test_a_pronoun_of_a_description_means_the_body_described(description: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(NEWS + description, [fact[0]])


@pytest.mark.parametrize(
    "description",
    [
        "About migration\nMigration is on the rise. It is chaired by Togo.",
        "The Rabat Process sent its greetings. It is chaired by Togo.",
    ],
)
def test_no_body_is_described(description: str) -> None:
    assert not [fact for fact in told(NEWS + description, ["member", "chair"]) if fact[1] == "Rabat Process"]


def test_it_met_tells_of_the_meeting_of_the_process_named_before() -> None:
    assert ("partOf", "meeting of Rabat Process", "Rabat Process") in told(
        "Next comes the Rabat Process. It met in Lome on 4 May 2020.", ["partOf"]
    )
