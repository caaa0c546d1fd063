"""Members told by lists of states."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def members(text: str) -> dict[str, set[str]]:
    """The members of each body that the text names."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    told: dict[str, set[str]] = {}
    for claim in found.claims:
        if claim.relation == "member":
            told.setdefault(names[claim.subject], set()).add(names[claim.object])
    return told


STATES = {"Kenya", "Uganda", "Ethiopia"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "SADC",
            "The meeting of SADC ministers was held in Accra. Three member states attended: Kenya, Uganda, Ethiopia.",
        ),
        (
            "African Union",
            "It has aims. African Union member states (Kenya, Uganda and Ethiopia) agreed on them.",
        ),
        ("IGAD", "The IGAD member states face drought. These include Kenya, Uganda and Ethiopia."),
        (
            "Rabat Process",
            "A workshop was held. From the Rabat Process there were Kenya, Uganda and Ethiopia.",
        ),
        ("Rabat Process", "In 2006 it began small. Kenya, Uganda and Ethiopia make up the Rabat Process."),
        ("Rabat process", "Three countries take part in the Rabat process: Kenya, Uganda and Ethiopia."),
        (
            "IGAD",
            "IGAD is a body of three member states: Kenya, Uganda and Ethiopia, with its seat in Djibouti.",
        ),
        (
            "Rabat Process",
            "The Rabat Process met in Accra. Present were three Member countries and territories: Kenya (Chair), "
            "Uganda (Vice Chair) and Ethiopia.",
        ),
        ("Rabat Process", "The Rabat Process met in Accra. Three Members attended: Kenya, Uganda and Ethiopia."),
        (
            "Rabat Process",
            "The Rabat Process met in Accra. The member states present on that occasion were Kenya and Uganda on the "
            "sending side, and Ethiopia and Uganda on the receiving side.",
        ),
        (
            "IGAD",
            "UNDP wrote to the IOM. IGAD has brought the rules of its three partner states – Kenya, Uganda and "
            "Ethiopia – into line.",
        ),
        ("Rabat Process", "The Rabat Process is old. Kenya, Uganda and Ethiopia are its core countries."),
        ("IGAD", "IGAD was founded in 1986. Kenya, Uganda and Ethiopia are States Parties of the bloc."),
        ("IGAD", "IGAD was founded in 1986. The bloc groups Kenya, Uganda and Ethiopia."),
        ("Rabat Process", "The Rabat Process was represented by its members Kenya, Uganda and Ethiopia."),
        (
            "Rabat Process",
            "The Rabat Process met in Accra. Envoys of Kenya, Uganda and Ethiopia, the three members of the forum, "
            "read a plan.",
        ),
    ],
)
def test_states_of_a_list_are_members(body: str, text: str) -> None:
    assert members(text)[body] == STATES


@pytest.mark.parametrize(
    "text",
    [
        "IGAD is an organisation with projects in Kenya, Uganda and Ethiopia.",
        "The IOM is a body that works for migrants in Kenya, Uganda and Ethiopia.",
        "Three countries sent word to the Rabat Process. Kenya, Uganda and Ethiopia make up for it.",
        "A workshop was held in Accra. Participating states were Kenya, Uganda and Ethiopia.",
        "A workshop was held in Accra for EU member states, Norway, Iceland and Switzerland.",
        "The SADC secretariat works in Kenya, Uganda and Ethiopia.",
        "Countries that are not African Union member states: Kenya, Uganda and Ethiopia.",
        "Member states attended: Kenya, Uganda and Ethiopia.",
        "The Rabat Process is old. Kenya, Uganda and Ethiopia are its neighbours.",
        "Seventeen members of staff attended: envoys wrote to Kenya, Uganda and Ethiopia.",
    ],
)
def test_other_lists_tell_of_no_members(text: str) -> None:
    assert members(text) == {}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Rabat Process", "The Rabat Process goes back to 2006. It counts three members: Kenya, Uganda and Ethiopia."),
        ("IGAD", "IGAD held a workshop in Accra. The bloc is made up of Kenya, Uganda and Ethiopia."),
        (
            "Rabat Process",
            "A workshop was held in Accra. What does the Rabat Process do? It trains officials. Three countries belong "
            "to it: Kenya, Uganda and Ethiopia.",
        ),
    ],
)
def test_the_members_of_the_body_that_a_pronoun_means(body: str, text: str) -> None:
    assert members(text)[body] == STATES


def test_members_by_a_standing_list_are_not_at_the_event_told_before() -> None:
    text = "The Rabat Process held a ceremony in Accra. Three countries belong to it: Kenya, Uganda and Ethiopia."
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    assert not STATES & {names[c.object] for c in found.claims if c.relation == "participant"}


@pytest.mark.parametrize(
    "text",
    [
        "The project was launched by IGAD in Accra. It has offices in three countries: Kenya, Uganda and Ethiopia.",
        "IGAD held a workshop in Accra. It includes visits in Kenya, Uganda and Ethiopia.",
        "A course was run by IGAD in Accra. It brought together officers of Kenya, Uganda and Ethiopia.",
    ],
)
def test_what_a_body_has_in_states_makes_no_members(text: str) -> None:
    assert members(text) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "On it sit Kenya, Uganda and Ethiopia.",
        "Its members number ten, among them Kenya, Uganda and Ethiopia.",
        "New on the list of members are Kenya, Uganda and Ethiopia.",
    ],
)
def test_members_told_of_the_body_just_named(sentence: str) -> None:
    assert members("The Rabat Process is growing. " + sentence) == {"Rabat Process": STATES}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Rabat Process", "The Rabat Process began small. Kenya, Uganda and Ethiopia were its first members."),
        ("Rabat Process", "The Rabat Process began small. Now Kenya, Uganda and Ethiopia are members of the RP."),
        ("IGAD", "Ministers of IGAD met. Kenya, Uganda and Ethiopia, all members, spoke of drought."),
        ("IGAD", "It provides for common rules in Kenya, Uganda and Ethiopia, all IGAD member states."),
        ("Rabat Process", "The Rabat Process met. The states in the process – Kenya, Uganda and Ethiopia – agreed."),
        ("Rabat Process", "All Rabat Process participants came to the meeting in Accra: Kenya*, Uganda and Ethiopia."),
        ("Rabat Process", "The Rabat Process grew. Its members, among them Kenya, Uganda and Ethiopia, agreed."),
        ("IGAD", "Ministers came from the countries of IGAD, namely Kenya, Uganda and Ethiopia."),
        ("Visa Steering Committee",
         "The Visa Steering Committee met. The committee – Kenya, Uganda and Ethiopia – read its rules."),
        ("Visa Steering Committee", "On the Visa Steering Committee sit Kenya, Uganda and Ethiopia."),
        ("Visa Steering Committee",
         "The Visa Steering Committee will meet, with members drawn from Kenya, Uganda and Ethiopia."),
        ("Visa Steering Committee",
         "The Visa Steering Committee met. Kenya and Uganda have been named members; Ethiopia joined later."),
    ],
)  # fmt: skip
def test_those_of_a_list_are_members_of_the_body_told_before(body: str, text: str) -> None:
    assert members(text)[body] == STATES


@pytest.mark.parametrize(
    "text",
    [
        "The Rabat Process met. Kenya, Uganda and Ethiopia are members of the jury.",
        "The Rabat Process met. Kenya, Uganda and Ethiopia were not its members.",
        "The Rabat Process met. The participants – Kenya, Uganda and Ethiopia – agreed.",
        "The Visa Steering Committee met. It thanked Kenya, Uganda and Ethiopia.",
    ],
)
def test_those_of_other_lists_are_no_members(text: str) -> None:
    assert members(text) == {}


def test_a_committee_of_bodies_is_of_one_type_wherever_it_is_named() -> None:
    text = (
        "The Ghana National Migration Committee met in Accra. The Ministry of Labour, the Ghana Police Service and IOM "
        "are its members."
    )
    found = extract(Article(key="a", text=text))
    types = {entity.id: entity.type for entity in found.entities}
    assert {types[claim.subject] for claim in found.claims if claim.relation == "member"} == {"Process"}
    assert all(mention.type == types[mention.entity] for mention in found.mentions)
