"""Bodies that a pronoun, a noun or nothing at all means where a text tells what belongs to what."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def told(text: str, *relations: str) -> set[tuple[str, str, str]]:
    """The claims of these relations, with the names of their ends."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(c.relation, names[c.subject], names[c.object]) for c in found.claims if c.relation in relations}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Rabat Process has grown. Togo and Benin, members since May, spoke first.",
            ("member", "Rabat Process", "Togo"),
        ),
        (
            "The Rabat Process has grown. Its next chair is Togo.",
            ("chair", "Rabat Process", "Togo"),
        ),
        (
            "The Passport Section has ten clerks. It has belonged to the Ministry of Interior since May.",
            ("partOf", "Passport Section", "Ministry of Interior"),
        ),
        (
            "The Rabat Process has grown. Togo will take over as chair.",
            ("chair", "Rabat Process", "Togo"),
        ),
        (
            "The Task Force on Data, which works under the Rabat Process, lists Togo and Benin among its members.",
            ("member", "Task Force on Data", "Benin"),
        ),
        (
            "The Rabat Process is small. IOM doubles as its secretariat.",
            ("secretariat", "Rabat Process", "IOM"),
        ),
    ],
)
def test_what_is_told_of_a_body_meant(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text, fact[0])


@pytest.mark.parametrize(
    "text",
    [
        "The Rabat Process has grown. Togo and Benin, no longer members, were glad.",
        "The Passport Section has ten clerks. It has nothing to do with the Ministry of Interior.",
        "The Rabat Process has grown. Togo took a chair from the hall.",
    ],
)
def test_what_says_nothing_of_a_body_meant(text: str) -> None:
    assert not told(text, "member", "chair", "partOf", "secretariat")


@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("The G5 Sahel, founded in 2014, has its permanent secretariat in Nouakchott.", "G5 Sahel", "Nouakchott"),
        ("The secretariat of the Bali Process sits in Bangkok.", "Bali Process", "Bangkok"),
        ("The Bali Process, whose technical secretariat is based in Bangkok, met.", "Bali Process", "Bangkok"),
    ],
)
def test_a_secretariat_that_stands_somewhere_is_an_office(text: str, owner: str, place: str) -> None:
    found = told(text, "partOf", "locatedIn")
    [secretariat] = {subject for relation, subject, object in found if (relation, object) == ("partOf", owner)}
    assert ("locatedIn", secretariat, place) in found


def test_who_acts_as_secretariat_is_no_organ() -> None:
    text = "The Bali Process is small. IOM acts as its Technical Secretariat."
    assert told(text, "secretariat", "partOf") == {("secretariat", "Bali Process", "IOM")}
