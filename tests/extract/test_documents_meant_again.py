"""Documents told of again: in chains of sentences, in lists with further prepositions, by what they are called, and
what is done with them at an event in other words than 'discussed'."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

SIGNED = "Togo and IOM signed the Lomé Agreement in Lomé on 3 May 2024. "
OPENED = "A workshop on visas opened in Lomé on 3 May 2024. "


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Drawing on the Sahel Protocol, the text sets out ten steps.", {"Sahel Protocol"}),
        ("It builds on the Sahel Protocol. It also refers to the Kampala Convention.",
         {"Sahel Protocol", "Kampala Convention"}),
        ("The agreement commits both sides to apply the Kampala Convention.", {"Kampala Convention"}),
        ("Its three chapters follow the structure of the Sahel Protocol.", {"Sahel Protocol"}),
        ("The agreement is in line with the Sahel Protocol as well as with the Kampala Convention.",
         {"Sahel Protocol", "Kampala Convention"}),
    ],
)  # fmt: skip
def test_what_a_document_cites(text: str, cited: set[str]) -> None:
    found = told(SIGNED + text, ["references"])
    assert found == {("references", "Lomé Agreement", name) for name in cited}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Both sides said that the Kampala Convention remains the basis of their work.", True),
        ("The delegates undertook to ratify the Kampala Convention.", True),
        ("Officials compared their practice with the Kampala Convention.", True),
        ("Its modules refer to the Kampala Convention.", True),
        ("Officials sold their practice guide beside the Kampala Convention.", False),
    ],
)
def test_what_those_at_an_event_refer_to(text: str, cited: bool) -> None:
    assert {name for _, _, name in told(OPENED + text, ["references"])} == ({"Kampala Convention"} if cited else set())


def test_a_project_refers_to_what_it_answers() -> None:
    text = "The Safe Steps Project, run by IOM, began. The Safe Steps Project responds to the Kampala Convention."
    assert ("references", "Safe Steps", "Kampala Convention") in told(text, ["references"])


@pytest.mark.parametrize(
    ("text", "discussed"),
    [
        ("Togo gave an account of its National Migration Policy.", True),
        ("Delegates had many questions about the National Migration Policy.", True),
        ("The chair asked the delegates to approve the National Migration Policy.", True),
        ("Top of the list was the draft National Migration Policy.", True),
        ("Most of the first day went into the National Migration Policy.", True),
        ("Officials sat down to plan the roll-out of the National Migration Policy.", True),
        ("Lawyers combed through the National Migration Policy.", True),
        ("Officials examined how national laws measure up to the National Migration Policy.", True),
        ("The chair thanked the authors of the National Migration Policy.", False),
    ],
)
def test_what_is_considered_at_an_event(text: str, discussed: bool) -> None:
    found = {name for _, _, name in told(OPENED + text, ["discussed"])}
    assert found == ({"National Migration Policy"} if discussed else set())


def test_what_comes_after_another_on_a_list_does_not_cite_it() -> None:
    text = OPENED + "The National Migration Policy, followed by the Statelessness Action Plan, was read out."
    assert told(text, ["references"]) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They spoke about the Memorandum of Understanding on human trafficking.", "Memorandum of Understanding"),
        ("Ministers endorsed the Common Position on Ethical Recruitment.", "Common Position on Ethical Recruitment"),
        ("Togo has ratified the Geneva Conventions.", "Geneva Conventions"),
    ],
)
def test_names_of_documents(text: str, name: str) -> None:
    assert any(found.startswith(name) for found in named(OPENED + text, "Document"))


def test_a_plan_of_which_words_behind_it_tell_no_subject_is_none() -> None:
    text = OPENED + "They left the Memorandum of Understanding on which they had worked as it was."
    assert named(text, "Document") == set()


def test_both_countries_are_parties() -> None:
    text = "Ghana and Togo opened a joint border post in May. Both countries are parties to the Kampala Convention."
    sides = {("signed", side, "Kampala Convention") for side in ("Ghana", "Togo")}
    assert told(text, ["signed"]) == sides


@pytest.mark.parametrize(("behind", "signed"), [(", signed in 2011,", True), ("", False)])
def test_those_by_whom_a_signed_agreement_is_called_sign_it(behind: str, signed: bool) -> None:
    text = f"Experts of the EU met in Armenia. Armenia praised the EU-Armenia Readmission Agreement{behind} as a model."
    assert {side for _, side, _ in told(text, ["signed"])} == ({"EU", "Armenia"} if signed else set())
