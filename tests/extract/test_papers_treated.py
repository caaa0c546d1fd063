"""At which event a document is discussed or adopted, who adopts it by a bare name, and what it is called again."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
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
        "The Cadiz Action Plan dominated the exchange.",
        "It had before it the Cadiz Action Plan.",
        "Jane Mwangi took the members through what has been done under the Cadiz Action Plan.",
        "It noted the progress made in implementing the Cadiz Action Plan.",
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


def test_a_document_of_two_words_is_the_longer_one_of_the_text() -> None:
    text = MET + "It speaks of the Global Compact for Migration. Delegates discussed the Global Compact itself."
    assert named(text, "Document") == {"Global Compact for Migration"}


@pytest.mark.parametrize("text", ["They signed a protocol on wages too.", "They signed a protocol on wages together."])
def test_an_adverb_is_no_part_of_a_name(text: str) -> None:
    assert named(text, "Document") == {"protocol on wages"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Togo and Benin signed a treaty between Togo and Benin in Lomé.", "treaty between Togo and Benin"),
        ("Togo and Benin signed an agreement establishing a Safe Road Partnership.",
         "agreement establishing a Safe Road Partnership"),
        ("Togo and Benin recall the Lomé Agreement of 8 May 2001, which is old.", "Lomé Agreement of 8 May 2001"),
        ("Togo is bound by National Development Plan 11 and by others.", "National Development Plan 11"),
        ("They took up Standard Operating Procedures for the return of children, which IOM wrote.",
         "Standard Operating Procedures for the return of children"),
    ],
)  # fmt: skip
def test_a_document_is_known_by_the_words_behind_it(text: str, form: str) -> None:
    found = extract(Article("a", text)).entities
    assert any(form in (e.name, *e.aliases) for e in found if e.type == "Document")


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Togo was the first to act. The country acceded to the Lomé Agreement in 2004.", {"Togo"}),
        ("Togo and IOM put their names last Friday to an agreement on visas.", {"Togo", "IOM"}),
        ("An agreement signed at the end of May between the bloc IGAD and IOM seeks to help.", {"IGAD", "IOM"}),
    ],
)
def test_who_signs(text: str, signed: set[str]) -> None:
    assert {who for _, who, _ in told(text, ["signed"])} == signed


@pytest.mark.parametrize(
    ("text", "referring"),
    [
        ("He praised the country for acting in line with the Cadiz Action Plan.", set()),
        ("It is held in line with the Cadiz Action Plan.", {"regional conference on visas"}),
        ("The meeting forms part of the Cadiz Action Plan.", {"regional conference on visas"}),
        ("The minister recalled that Togo has taken on obligations under the Cadiz Action Plan.",
         {"regional conference on visas"}),
        ("Delegates stressed the need to bring national laws into line with the Cadiz Action Plan.",
         {"regional conference on visas"}),
    ],
)  # fmt: skip
def test_what_an_event_refers_to(text: str, referring: set[str]) -> None:
    assert {who for _, who, _ in told(MET + text, ["references"])} == referring


@pytest.mark.parametrize("name", ["Border Management System", "Migration Information and Data Analysis System"])
def test_a_system_of_data_is_a_project_that_takes_no_part(name: str) -> None:
    text = MET + f"Officials informed the participants of the {name}."
    assert name in named(text, "Project") and name not in {who for _, _, who in told(text, ["participant"])}


@pytest.mark.parametrize(
    "text",
    [
        "It studied the Cadiz Action Plan, which it approved.",
        "The Cadiz Action Plan, adopted by acclamation, asks for money.",
        "The ministers adopted the Cadiz Action Plan at the regional conference on visas in Lomé.",
        "Six states came out of the regional conference on visas with the Cadiz Action Plan.",
    ],
)
def test_a_meeting_adopts_what_a_clause_tells(text: str) -> None:
    assert ("adopted", "regional conference on visas", PLAN) in told(MET + text, ["adopted"])


def test_there_is_the_event_told_last() -> None:
    text = "It paves the way for a summit in Cotonou in June. Heads of state are to adopt the Cadiz Action Plan there."
    assert told(MET + text, ["adopted"]) == {("adopted", "summit in Cotonou, June 2024", PLAN)}


def test_an_aside_on_its_adoption_tells_a_paper() -> None:
    assert "final statement" in named(MET + "The final statement, adopted by acclamation, asks for money.", "Document")
