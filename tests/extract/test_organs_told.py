"""Committees told by their owner, parts of universities, bodies told with their state, projects of two owners."""

from __future__ import annotations

import pytest

from kg.extract.analysis import Analysis
from kg.extract.names.mentions import find_mentions, name_claims
from kg.records import Article, Segment


def analysed(text: str) -> Analysis:
    """The names of a text and what follows from them."""
    analysis = Analysis(Article("a", text), (Segment("body", 0, len(text)),))
    find_mentions(analysis)
    name_claims(analysis)
    return analysis


def parts(text: str) -> set[tuple[str, str]]:
    """The name of each part with that of its whole."""
    analysis = analysed(text)
    names = {entity.id: entity.name for entity in analysis.entities}
    return {(names[c.subject], names[c.object]) for c in analysis.claims if c.relation == "partOf"}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The Arusha Process is led by Chad. Its technical working group will convene in May.",
         "technical working group", "Arusha Process"),
        ("They praised the Arusha Process, whose regional committee last sat in Zinder.", "regional committee",
         "Arusha Process"),
        ("The Tide Health Institute opened. A meeting of the Institute's steering committee is near.",
         "steering committee", "Tide Health Institute"),
        ("The Arusha Process is young. The Process's Governing Board met.", "Governing Board", "Arusha Process"),
        ("The Standing Committee of the Arusha Process met.", "Standing Committee of the Arusha Process",
         "Arusha Process"),
        ("The Arusha Process steering committee met.", "Arusha Process steering committee", "Arusha Process"),
        ("The working group on nets of the Arusha Process met.", "working group on nets of the Arusha Process",
         "Arusha Process"),
        ("The Technical Support Unit of the Arusha Process met.", "Technical Support Unit of the Arusha Process",
         "Arusha Process"),
        ("They met the University of Zambia's Centre for Labour Studies.", "Centre for Labour Studies",
         "University of Zambia"),
        ("They met at the University of Leeds's School of Law.", "School of Law", "University of Leeds"),
        ("They met at the Youth Lab at the University of Malta.", "Youth Lab", "University of Malta"),
        ("They met Makerere University's Human Rights Centre.", "Human Rights Centre", "Makerere University"),
        ("The Belgian Customs School came.", "Belgian Customs School", "Belgium"),
        ("The Police Academy of Chad came.", "Police Academy of Chad", "Chad"),
        ("They asked the Ministry of Health in Malawi.", "Ministry of Health", "Malawi"),
        ("Officials from the Customs Service and the Interior Ministry of Chad came.", "Customs Service", "Chad"),
        ("Officers of the Visa Service, the Coast Guard and the Ministry of Trade of Ghana came.", "Visa Service",
         "Ghana"),
        ("The EU–EAC Trade Programme paid.", "EU–EAC Trade Programme", "East African Community"),
        ("The EU–EAC Trade Programme paid.", "EU–EAC Trade Programme", "European Union"),
    ],
)  # fmt: skip
def test_part_and_whole(text: str, part: str, whole: str) -> None:
    assert (part, whole) in parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Greek port of Volos was visited.",
        "The Ministry of Trade in Baghdad helped.",
        "The Arusha Process is young. Its technical committee members met.",
        "The Ministry of Health spoke. The Ministry of Health and Social Services agreed.",
        "They asked the Faculty and the University of Malta.",
        "The Swedish International Development Cooperation Agency paid.",
    ],
)
def test_no_part(text: str) -> None:
    assert parts(text) == set()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Officials from the Customs Service and the Embassy of Japan came.", "Customs Service"),
        ("The Customs Service and the Interior Ministry of Chad signed it.", "Customs Service"),
    ],
)
def test_bodies_of_two_sides(text: str, body: str) -> None:
    assert body not in {part for part, _ in parts(text)}


def test_types() -> None:
    """A centre of a university is an institute and no building; a support unit is an office."""
    text = "The Technical Support Unit of the Arusha Process met the University of Zambia's Centre for Labour Studies."
    types = {entity.name: entity.type for entity in analysed(text).entities}
    assert types["Centre for Labour Studies"] == "CivilSociety"
    assert types["Technical Support Unit of the Arusha Process"] == "Office"
    assert types["Arusha Process"] == "Process"
