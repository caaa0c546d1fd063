"""Facts told on in the next clause or sentence: of a project, a centre or a body that is taken up by a noun or 'it'."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def told(text: str) -> set[tuple[str, str, str]]:
    extraction = extract(Article("a", text))
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object)) for c in extraction.claims}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "IOM trained judges under the Global Action against Trafficking. Norway funds this programme.",
            ("funder", "Global Action against Trafficking", "Norway"),
        ),
        (
            "The Better Borders Programme began in May. It is funded by Norway and carried out by IOM.",
            ("funder", "Better Borders", "Norway"),
        ),
        (
            "A reception centre for migrants opened in Tunis, and it was built with a grant from Italy.",
            ("funder", "reception centre for migrants", "Italy"),
        ),
        (
            "UNHCR supports the “Safe Ways Home” programme, which Norway funds.",
            ("funder", "Safe Ways Home", "Norway"),
        ),
        (
            "Canada gave five million dollars to the project, called “Safe Ways Home”.",
            ("funder", "Safe Ways Home", "Canada"),
        ),
        (
            "The Ghana Immigration Service opened a bureau. Maria Lopez, who directs the Service, spoke.",
            ("worksFor", "Maria Lopez", "Ghana Immigration Service"),
        ),
        (
            "The Ghana Immigration Service opened a bureau. Maria Lopez heads the Service.",
            ("worksFor", "Maria Lopez", "Ghana Immigration Service"),
        ),
        (
            "The Ghana Immigration Service opened a bureau. The Service's deputy director is Paul Fox.",
            ("position", "Paul Fox", "deputy director"),
        ),
        (
            "The Ghana Immigration Service opened a bureau. Its director is Jane Doe.",
            ("worksFor", "Jane Doe", "Ghana Immigration Service"),
        ),
    ],
)
def test_what_is_told_on_hangs_on_what_it_is_told_of(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("IOM runs the Better Borders Fund. A new project began too. The project is funded by Norway.", "funder"),
        ("The Better Borders Programme began in May. It is expected that Norway funds a course.", "funder"),
        ("The Ghana Immigration Service opened a bureau. Maria Lopez praised the service in the shop.", "worksFor"),
    ],
)
def test_nothing_is_told_of_what_is_not_meant(text: str, relation: str) -> None:
    assert not {fact for fact in told(text) if fact[0] == relation and "Better Borders" in fact[1]}
    assert relation != "worksFor" or not {fact for fact in told(text) if fact[0] == relation}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Better Borders Programme began in May. Its costs are met by Norway.",
            ("funder", "Better Borders", "Norway"),
        ),
        (
            "The Better Borders Programme began in May. Its main donor is Norway.",
            ("funder", "Better Borders", "Norway"),
        ),
        (
            "The Border Institute, based in Accra, trains judges.",
            ("locatedIn", "Border Institute", "Accra"),
        ),
    ],
)
def test_what_is_told_of_its_costs_donors_and_seat_is_told_of_it(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_who_gathers_for_a_seminar_does_not_organise_it() -> None:
    said = told("Prosecutors from Georgia, Armenia and Moldova gathered for a seminar on trafficking in Tbilisi.")
    assert not {fact for fact in said if fact[0] == "organizer"}


def test_the_subject_of_the_next_clause_is_none_of_the_list_before() -> None:
    said = told("A training in Accra was given by IOM with UNHCR, and the Embassy of Norway met the costs.")
    assert ("funder", "training in Accra", "Embassy of Norway") in said
    assert ("organizer", "training in Accra", "Embassy of Norway") not in said
