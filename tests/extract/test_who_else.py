"""Those who speak or are there besides the one whom a verb names, in texts of two sentences read whole."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

OPENING = "A workshop on return was held in Accra on 5 May. "


def told(text: str, *relations: str) -> set[tuple[str, str]]:
    """The relations, each with the name of its object, of all claims about the workshop."""
    found = extract(Article("a", OPENING + text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(c.relation, names[c.object]) for c in found.claims if c.relation in relations and c.subject in names}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peter Mensah was the keynote speaker.", {"Peter Mensah"}),
        ("The keynote speaker was Ama Boateng of the World Bank.", {"Ama Boateng"}),
        (
            "Ama Boateng opened the workshop together with the Deputy Minister of Justice, Peter Mensah.",
            {"Ama Boateng", "Peter Mensah"},
        ),
        (
            "Ama Boateng spoke on behalf of UNHCR and Peter Mensah on behalf of IOM.",
            {"Ama Boateng", "Peter Mensah"},
        ),
        (
            "Participants heard from Ama Boateng, Director of Police, and from Kofi Owusu, who spoke for Togo.",
            {"Ama Boateng", "Kofi Owusu"},
        ),
        (
            "It was opened by Ama Boateng. She was followed by Deputy Minister Kofi Owusu and Peter Mensah of IOM.",
            {"Ama Boateng", "Kofi Owusu", "Peter Mensah"},
        ),
        (
            "Speakers included Peter Mensah of the network DIADEM and Ama Boateng of the World Bank.",
            {"Peter Mensah", "Ama Boateng"},
        ),
        ("Officials from Ghana, Togo and Benin outlined their plans.", {"Ghana", "Togo", "Benin"}),
        ("Officials from Ghana and Togo agreed that more must be done.", set()),
    ],
)
def test_who_speaks_besides(text: str, speakers: set[str]) -> None:
    assert told(text, "speaker") == {("speaker", name) for name in speakers}


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Judges from 20 countries attended. Burundi and Gabon are among them.", {"Burundi", "Gabon"}),
        ("Lecturers come from the University of Ghana.", {"University of Ghana"}),
        ("Chile and Brazil followed the workshop online.", {"Chile", "Brazil"}),
        ("Ama Boateng welcomed the fact that Chile has changed its law.", set()),
        ("The Deputy Head of Mission of the German Embassy, Jan Schmidt, was there.", {"Jan Schmidt"}),
    ],
)
def test_who_is_there_besides(text: str, present: set[str]) -> None:
    assert told(text, "participant") == {("participant", name) for name in present}


def test_a_name_known_by_what_its_bearer_does() -> None:
    assert ("represents", "UNHCR") in told("Jean-Xylo Beuzeq, who represents UNHCR, took the floor.", "represents")
