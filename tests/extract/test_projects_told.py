"""Projects told in lower case: particular ones by who pays for them, carries them out or owns them."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "They spoke about a labour migration project that the IOM Development Fund finances.",
            ("funder", "labour migration project", "IOM Development Fund"),
        ),
        (
            "The mobility scheme, which Belgium funds, was discussed at the meeting in Rabat.",
            ("funder", "mobility scheme", "Belgium"),
        ),
        (
            "The workshop in Tbilisi was held under the EU-funded programme on return.",
            ("funder", "programme on return", "EU"),
        ),
        (
            "Jamaica conducted a media campaign against trafficking with the assistance of IOM.",
            ("implementer", "media campaign against trafficking", "Jamaica"),
        ),
        ("Finland funds a reintegration scheme in Herat.", ("funder", "reintegration scheme in Herat", "Finland")),
        ("The minister praised the return programme run by IOM.", ("implementer", "return programme", "IOM")),
        (
            "The seminar belongs to the anti-smuggling programme of Canada.",
            ("partOf", "seminar of anti-smuggling programme of Canada", "anti-smuggling programme of Canada"),
        ),
    ],
)
def test_a_project_is_known_by_who_pays_for_it_or_carries_it_out(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway praised the programme.",
        "Norway funds the training programme.",
        "The project that Norway funds goes on.",
    ],
)
def test_a_mere_project_is_none_of_its_own(text: str) -> None:
    assert named(text, "Project") == set()


INTRODUCED = "UNODC presented the Safe Ports Programme in Dakar. "


@pytest.mark.parametrize(
    ("sentence", "relation", "body"),
    [
        ("It is paid for by Norway.", "funder", "Norway"),
        ("Norway is putting two million euros into it.", "funder", "Norway"),
        ("The money comes from Norway.", "funder", "Norway"),
        ("Half of the budget comes from Norway, the rest from Japan.", "funder", "Japan"),
        ("Its partners are UNICEF and UNHCR.", "partner", "UNICEF"),
        ("UNHCR supports it.", "supporter", "UNHCR"),
        ("Running it is the task of UNICEF.", "implementer", "UNICEF"),
        ("UNICEF implements it in partnership with UNHCR.", "partner", "UNHCR"),
        ("Norway finances it; UNICEF implements it alongside UNHCR.", "implementer", "UNHCR"),
        ("Norway is its donor.", "funder", "Norway"),
        ("Chile and Norway are among its donors.", "funder", "Norway"),
    ],
)
def test_a_work_is_told_of_after_the_sentence_that_brings_it_in(sentence: str, relation: str, body: str) -> None:
    assert (relation, "Safe Ports", body) in told(INTRODUCED + sentence)


SAFE = "the Better Movement Management (BMM) project"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # the acronym alone is the same project, and so is 'the project' far behind
        (f"IOM presented {SAFE}. UNICEF implements BMM.", ("implementer", "Better Movement Management", "UNICEF")),
        (
            f"IOM presented {SAFE}. {'Sailors were glad of it and said so in the port. ' * 11}The project is funded by"
            " Norway.",
            ("funder", "Better Movement Management", "Norway"),
        ),
        (
            f"IOM presented {SAFE}, which UNICEF runs in partnership with UNHCR.",
            ("partner", "Better Movement Management", "UNHCR"),
        ),
        (
            f"{SAFE[0].upper()}{SAFE[1:]} is a joint undertaking of IOM and UNHCR.",
            ("implementer", "Better Movement Management", "UNHCR"),
        ),
        (f"UNICEF and UNHCR stand behind {SAFE}.", ("implementer", "Better Movement Management", "UNICEF")),
        (
            f"{SAFE[0].upper()}{SAFE[1:]}, which UNICEF carries out with local partners such as UNHCR, is new.",
            ("implementer", "Better Movement Management", "UNHCR"),
        ),
        (
            "The shelter in Aflao, which IOM runs with funds from Norway, is full.",
            ("funder", "shelter in Aflao", "Norway"),
        ),
    ],
)
def test_a_project_is_told_of_by_its_names_and_its_clauses(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_what_a_name_is_said_to_be_is_no_other_project() -> None:
    assert named("IOM runs “Safe Ports for All”, a project of four million euros on return.", "Project") == {
        "Safe Ports for All"
    }


@pytest.mark.parametrize(
    "text",
    [
        "A shed was built there with money from Norway.",
        "Sailors had come home with help from Norway.",
        "The results will go to a summit in Accra in May 2031. The money comes from Norway.",
    ],
)
def test_money_for_something_else_is_not_for_the_event(text: str) -> None:
    facts = told(f"IOM held a workshop in Lomé on 4 May 2021. {text}", ["funder", "supporter"])
    assert {subject for _, subject, _ in facts} <= {"workshop in Lomé, 4 May 2021"}
    assert not facts or "summit" in text


def test_a_sentence_that_takes_up_an_event_brings_in_no_work() -> None:
    text = "IOM held a workshop in Accra. It belongs to the Safe Ports Programme. It is paid for by Norway."
    assert ("funder", "Safe Ports", "Norway") not in told(text)


@pytest.mark.parametrize("words", ["Chile's remittance programme", "the Danish reintegration programme"])
def test_a_project_is_told_by_the_state_that_owns_it_and_what_it_does(words: str) -> None:
    programmes = named(f"IOM launched {words} in Kitwe on 4 May 2024.", "Project")
    assert len(programmes) == 1
    assert words.split()[-1] in programmes.pop()


def test_a_project_of_a_state_that_nothing_tells_apart_is_none() -> None:
    assert not named("IOM praised Chile's new programme and the Danish training programme.", "Project")


def test_who_pays_for_a_project_does_not_pay_for_what_is_held_within_it() -> None:
    scheme = "the Safe Ports Programme, a scheme of several years that is funded by Norway"
    facts = told(f"The workshop in Accra formed part of {scheme}.", ["funder"])
    assert facts == {("funder", "Safe Ports", "Norway")}


def test_a_body_is_no_part_of_a_project() -> None:
    text = "A new post was opened in Aflao on 5 May 2020. IOM built the post. It is part of the Safe Ports Programme."
    assert ("partOf", "IOM", "Safe Ports") not in told(text, ["partOf"])


def test_who_sends_lecturers_does_not_organise() -> None:
    text = "A course was held in Sofia on 5 May 2020. Lectures were given by experts of UNHCR and UNICEF."
    assert not told(text, ["organizer"])
