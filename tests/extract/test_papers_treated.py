"""At which event a document is discussed or adopted, who adopts it by a bare name, and what it is called again."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

MET = "A regional conference on visas took place in Lomé on 3 May 2024. "
PLAN = "Cadiz Action Plan"


@pytest.mark.parametrize(
    "text",
    [
        "Since its second session, held in Accra in 2019, it has grown. The experts tested the Cadiz Action Plan.",
        "The decisions of the third meeting in Accra were read out. Delegates then reviewed the Cadiz Action Plan.",
        "It follows a seminar held in Accra in April 2024. Delegates discussed the Cadiz Action Plan.",
        "Delegates discussed the Cadiz Action Plan, and Benin invited them to a seminar in Cotonou next year.",
        "Delegates discussed the Cadiz Action Plan; Benin offered to host the next conference in Cotonou.",
        "Delegates drew up the Cadiz Action Plan for a summit in Cotonou in June.",
    ],
)
def test_another_event_is_not_where_a_document_is_discussed(text: str) -> None:
    assert told(MET + text, ["discussed"]) == {("discussed", "regional conference on visas", PLAN)}


@pytest.mark.parametrize(
    "text",
    [
        "The diplomats went through the Cadiz Action Plan in small groups.",
        "Jane Mwangi, Minister of Labour, put forward the new Cadiz Action Plan.",
        "Jane Mwangi, Minister of Labour, opened it by presenting the Cadiz Action Plan.",
        "Jane Mwangi, Minister of Labour, stood in for others and spoke on the Cadiz Action Plan.",
        "The ministers began, as planned, with the Cadiz Action Plan.",
        "Jane Mwangi, Minister of Labour, gave news of the drafting of the Cadiz Action Plan.",
        "The Cadiz Action Plan dominated the exchange.",
    ],
)
def test_what_is_presented_there_is_discussed(text: str) -> None:
    assert ("discussed", "regional conference on visas", PLAN) in told(MET + text, ["discussed"])


@pytest.mark.parametrize(
    "text",
    [
        "Jane Mwangi works under the Cadiz Action Plan, which IOM presented in 2021.",
        "A roadmap on visas is to be presented to the Ministry of Labour of Benin in October.",
    ],
)
def test_what_is_presented_elsewhere_is_not_discussed(text: str) -> None:
    assert not told(MET + text, ["discussed"])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Benin has a Cadiz Action Plan, which Cabinet endorsed last year.", "Cabinet"),
        ("She praised the Cadiz Action Plan, adopted by Cabinet in 2019.", "Cabinet"),
        ("The ministry wrote the Cadiz Action Plan; parliament approved it in 2020.", "parliament"),
    ],
)
def test_a_cabinet_or_parliament_adopts(text: str, who: str) -> None:
    assert told(text, ["adopted"]) == {("adopted", who, PLAN)}


def test_a_cabinet_that_adopts_nothing_is_no_body() -> None:
    assert "Cabinet" not in named("The Cabinet met in Accra and had tea.", "GovernmentBody")


def test_what_stands_behind_a_semicolon_is_not_adopted() -> None:
    text = "The Cabinet has approved the Cadiz Action Plan; a Labour Migration Bill is before the house."
    assert told(text, ["adopted"]) == {("adopted", "Cabinet", PLAN)}


def test_a_document_of_two_words_is_the_longer_one_of_the_text() -> None:
    text = MET + "It speaks of the Global Compact for Migration. Delegates discussed the Global Compact itself."
    assert named(text, "Document") == {"Global Compact for Migration"}


@pytest.mark.parametrize("text", ["They signed a protocol on wages too.", "They signed a protocol on wages together."])
def test_an_adverb_is_no_part_of_a_name(text: str) -> None:
    assert named(text, "Document") == {"protocol on wages"}
