"""Events of a project that the text ties to it from afar."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

HELD = "IOM held a training on visas in Accra on 3 May 2020. "


def parts(text: str) -> set[tuple[str, str]]:
    """The events of each project that the text names, by the first word of each."""
    found = extract(Article(key="a", text=text))
    rows = {entity.id: entity for entity in found.entities}
    return {
        (rows[c.subject].name.split(" of ")[0], rows[c.object].name)
        for c in found.claims
        if c.relation == "partOf" and rows[c.subject].type == "Event" and rows[c.object].type == "Project"
    }


@pytest.mark.parametrize(
    ("text", "event", "project"),
    [
        (HELD + "The two days form part of the Coastal Visa Programme.", "training on visas", "Coastal Visa"),
        (
            HELD + 'The exercise belongs to a project paid for by Japan, "Building Better Borders in Ghana", of 2020.',
            "training on visas",
            "Building Better Borders in Ghana",
        ),
        (
            HELD + "A seminar on ports was held in Lome. Both activities belong to the Coastal Visa Programme.",
            "training on visas",
            "Coastal Visa",
        ),
        (
            HELD
            + "It forms part of two initiatives that IOM runs, the Safe Ways Project and the Coastal Visa Programme.",
            "training on visas",
            "Coastal Visa",
        ),
        (
            "The Coastal Visa Programme began in 2016. Its first training for the police ran from 2 to 6 May 2017.",
            "first training for the police",
            "Coastal Visa",
        ),
        (
            "Experts came for the closing conference of the Coastal Visa Programme on 3 May.",
            "closing conference",
            "Coastal Visa",
        ),
        (
            "Japan funds the Coastal Visa Programme. An inception workshop will be held in Accra in August 2017.",
            "inception workshop",
            "Coastal Visa",
        ),
    ],
)
def test_an_event_is_part_of_the_project(text: str, event: str, project: str) -> None:
    assert (event, project) in parts(text)


@pytest.mark.parametrize(
    "text",
    [
        HELD + "The two days were praised by the Coastal Visa Programme.",
        HELD + "The donation belongs to the Coastal Visa Programme.",
        "Japan funds the Coastal Visa Programme. A workshop on wages will be held in Accra in August 2017.",
        "Japan pays for the Coastal Visa Programme and the Safe Ways Project. An inception workshop is due in Accra.",
    ],
)
def test_other_events_are_no_part_of_it(text: str) -> None:
    assert parts(text) == set()
