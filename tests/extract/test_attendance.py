"""Long lists of those who were there: each row of the table of words by its own example."""

from __future__ import annotations

import re

import pytest

from kg.extract import extract
from kg.extract.tables import table
from kg.records import Article

LEAD = "A workshop on border management was held in Accra on 3 May 2021."
NAMES = {"A": "Kenya", "B": "Uganda", "C": "Ethiopia"}


def attending(text: str) -> set[str]:
    """The names of those who take part."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    return {names[claim.object] for claim in found.claims if claim.relation == "participant"}


def worded(example: str) -> str:
    """The example of a row with names in place of its letters."""
    return re.sub(r"\b[ABC]\b", lambda letter: NAMES[letter[0]], example)


@pytest.mark.parametrize("row", table("attendance"), ids=lambda row: row["example"])
def test_each_row_by_its_example(row: dict[str, str]) -> None:
    expected = set() if row["kind"] == "other" else set(NAMES.values())
    assert attending(f"{LEAD} {worded(row['example'])}\n") == expected


def test_words_behind_a_first_list_go_on_to_a_second_one() -> None:
    first = "Officials took part from three EU states – Italy, Malta,\nSpain – and from others: Chad, Mali, Niger."
    text = f"{LEAD}\n\n{first}\n"
    assert {"Italy", "Malta", "Spain", "Chad", "Mali", "Niger"} <= attending(text)


MANY = (
    "Benin, Burkina Faso, Cabo Verde, Chad, Ghana, Guinea, Kenya, Liberia, Mali, Mauritania, Morocco, Niger, Nigeria, "
    "Senegal, Sierra Leone, Togo, Tunisia, Uganda, Zambia, Algeria, Angola, Botswana, Burundi, Cameroon, Comoros"
)
GO_ON = [
    (f"Officials took part from {MANY} – and from three EU Member States: Malta, Spain and Cyprus.", "Malta"),
    ("The Kingdom of Spain, the Republic of Cyprus, Malta and the Republics of Chad, Mali and Niger attended.", "Mali"),
]


@pytest.mark.parametrize(("sentence", "late"), GO_ON)
def test_a_list_goes_on_from_one_whose_states_attend(sentence: str, late: str) -> None:
    assert late in attending(f"{LEAD} {sentence}\n")


def test_a_list_that_tells_of_something_else_does_not_go_on() -> None:
    sentence = f"Officials took part from {MANY} and they looked at routes from Malta, Spain and Cyprus."
    assert attending(f"{LEAD} {sentence}\n") & {"Malta", "Spain", "Cyprus"} == set()


def test_a_clause_behind_a_list_without_names_adds_none() -> None:
    people = "judges of higher courts and civil society"
    assert attending(f"{LEAD} It brought together {people}, and was held in co-operation with UNHCR.") == set()


def test_a_heading_speaks_for_the_bullets_below_it() -> None:
    text = f"Workshop on border management\n\n{LEAD}\n\nWho was there\n\n• Kenya\n• Uganda\n• the African Union\n\n"
    text += "The workshop looked at how borders can be managed together by the countries on both of their sides.\n"
    assert attending(text) == {"Kenya", "Uganda", "African Union"}


LISTED = "Burundi, Kenya, Rwanda and Zimbabwe"
ELSEWHERE = [
    f"Eight countries participate in the Khartoum Process: {LISTED}.",
    f"To date, four Member States – {LISTED} – have signed the Protocol.",
    f"Four countries, {LISTED}, have since ratified it.",
]


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_members_and_signatories_are_no_participants(sentence: str) -> None:
    assert attending(f"{LEAD} {sentence}\n") == set()


def test_numbered_paragraphs_are_read_one_by_one() -> None:
    first = (
        "1. The heads of the immigration services met in Apia from 3 to 5 May 2021 for the 20th Directors' Conference."
    )
    second = "2. As observers came Kenya, UNHCR and INTERPOL, who had asked to be there and to be heard by all."
    third = "3. Uganda will hold the next one, as was agreed by all those who had a seat and a vote at this conference."
    pad = " It was long, and it was found to be useful."
    text = "\n\n".join((first + pad, second + pad, third + pad))
    assert {"Kenya", "UNHCR", "INTERPOL"} <= attending(f"{text}\n")
    assert "Uganda" not in attending(f"{text}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "To the first group belonged Chad, Niger and Togo.",
        "Chad, Niger and Togo were all at the table.",
        "At the invitation of Ghana, experts of Chad, Niger and Togo looked on.",
        "The group had two officers from Chad, six from Niger and five from Togo.",
    ],
)
def test_lists_of_those_who_came(sentence: str) -> None:
    extraction = extract(Article("a", f"Migration news\n\nA workshop on data was held in Accra. {sentence}\n"))
    names = {entity.id: entity.name for entity in extraction.entities}
    assert {names[c.object] for c in extraction.claims if c.relation == "participant"} == {"Chad", "Niger", "Togo"}
