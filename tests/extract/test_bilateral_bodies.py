"""Bodies that several states share: their names, their members, and that they are part of none of them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def told(text: str, relation: str) -> set[tuple[str, str]]:
    """The names of what the text ties by a relation."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.subject], names[c.object]) for c in found.claims if c.relation == relation}


@pytest.mark.parametrize(
    ("text", "body", "members"),
    [
        ("The Togo-Ghana Joint Commission met.", "Togo-Ghana Joint Commission", {"Togo", "Ghana"}),
        ("The Moroccan-Spanish Joint Visa Group met.", "Moroccan-Spanish Joint Visa Group", {"Morocco", "Spain"}),
        (
            "They set up the Togo–Benin Joint Working Group on Smuggling and Other Crime.",
            "Togo–Benin Joint Working Group on Smuggling and Other Crime",
            {"Togo", "Benin"},
        ),
        (
            "The Joint Border Committee of Zambia and Malawi held its fifth session in Chipata.",
            "Joint Border Committee of Zambia and Malawi",
            {"Zambia", "Malawi"},
        ),
        (
            "The Task Force on Visas between Kenya and Uganda met.",
            "Task Force on Visas between Kenya and Uganda",
            {"Kenya", "Uganda"},
        ),
        (
            "Experts heard that the Working Group of Kenya, Uganda and Rwanda met.",
            "Working Group of Kenya, Uganda and Rwanda",
            {"Kenya", "Uganda", "Rwanda"},
        ),
    ],
)
def test_the_states_in_the_name_of_a_shared_body_are_its_members(text: str, body: str, members: set[str]) -> None:
    assert told(text, "member") == {(body, member) for member in members}
    assert not {whole for part, whole in told(text, "partOf") if part == body}


@pytest.mark.parametrize(
    "text",
    [
        "The Joint Working Group of Togo and Ghana's Ministry of Justice met.",
        "The Immigration Committee of Togo and Ghana met.",
        "The Joint Working Group on Visas met in Togo and Ghana.",
    ],
)
def test_states_beside_another_body_are_not_its_members(text: str) -> None:
    assert not told(text, "member")


def test_meetings_of_a_level_belong_to_the_one_process_of_which_an_article_tells() -> None:
    text = (
        "The third meeting of the Working Group on Visas of the Rabat Process was held in Dakar on 4 May 2021. "
        "Experts of Mali and Niger read a report. It goes to the Senior Officials' Meeting in June."
    )
    assert ("Senior Officials' Meeting", "Rabat Process") in told(text, "partOf")
    apart = text.replace("the Senior Officials'", "the Lomé Senior Officials'")
    assert not {whole for part, whole in told(apart, "partOf") if "Lomé" in part}


@pytest.mark.parametrize(
    "text",
    [
        "ICMPD has been the Secretariat of the Budapest Process since 1994.",
        "ICMPD, the body entrusted with the secretariat of the Budapest Process, spoke.",
        "ICMPD is the coordinator and secretariat of the Budapest Process.",
        "They praised the Budapest Process, set up in May, whose host and secretariat is ICMPD.",
    ],
)
def test_who_serves_a_process_is_told(text: str) -> None:
    assert ("Budapest Process", "ICMPD") in told(text, "secretariat")
