"""Who refers to a document: another document, an event or those who act by it; who signs and what is discussed, told in
further words."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

SIGNED = "Togo and IOM signed the Lomé Agreement in Lomé on 3 May 2024. "
OPENED = "A workshop on visas opened in Lomé on 3 May 2024. "


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It replaces the Sahel Protocol and refers, in its preamble, to the 1951 Convention, its 1967 Protocol and "
         "the Kampala Convention.", {"Sahel Protocol", "1951 Convention", "1967 Protocol", "Kampala Convention"}),
        ("The agreement is aligned with the Global Compact on Refugees, ECOWAS practice and the Law on Foreigners.",
         {"Global Compact on Refugees", "Law on Foreigners"}),
        ("The text is in full conformity with the Kampala Convention and with the Abuja Treaty.",
         {"Kampala Convention", "Abuja Treaty"}),
        ("It builds on the Sahel Protocol, the Rabat Process and the Kampala Convention.",
         {"Sahel Protocol", "Kampala Convention"}),
        ("As recommended in the Sahel Action Plan, it covers drones.", {"Sahel Action Plan"}),
        ("It recommends that Parliament pass the Citizenship Act.", {"Citizenship Act"}),
        ("It is not based on the Kampala Convention.", set()),
        ("It does not replace the Sahel Protocol.", set()),
    ],
)  # fmt: skip
def test_a_document_refers_to_others(text: str, cited: set[str]) -> None:
    found = told(SIGNED + text, ["references"])
    assert found == {("references", "Lomé Agreement", thing) for thing in cited}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In accordance with the Sahel Strategy and the Roadmap on Mobility, ICMPD and UNHCR will draw up lists.",
         {(who, what) for who in ("ICMPD", "UNHCR") for what in ("Sahel Strategy", "Roadmap on Mobility")}),
        ("Implementing its commitments under the Kampala Convention, Benin has sent a list.",
         {("Benin", "Kampala Convention")}),
        ("The minister renewed Benin's firm commitment to the Kampala Convention and to the Sahel Protocol.",
         {("Benin", "Kampala Convention"), ("Benin", "Sahel Protocol")}),
        ("UNHCR works in the camps, as in the towns, under the Kampala Convention.",
         {("UNHCR", "Kampala Convention")}),
        ("UNHCR handed the Kampala Convention to students.", set()),
    ],
)  # fmt: skip
def test_who_acts_by_a_document_refers_to_it(text: str, found: set[tuple[str, str]]) -> None:
    assert {(who, what) for _, who, what in told(text, ["references"])} == found


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Participants took due note of the Kampala Convention, and recalled the Sahel Protocol.",
         {"Kampala Convention", "Sahel Protocol"}),
        ("Ghana, speaking for the others, reaffirmed, as before, its commitment to the Kampala Convention.",
         {"Kampala Convention"}),
        ("Participants recalled their time in the camps.", set()),
    ],
)  # fmt: skip
def test_those_at_an_event_refer_to_documents(text: str, things: set[str]) -> None:
    assert {thing for _, _, thing in told(OPENED + text, ["references"])} == things


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad on Monday lodged with the AU in Addis Ababa its instrument of accession to the Kampala Convention.",
         {("Chad", "Kampala Convention")}),
        ("Peru's Foreign Minister, Ana Torres, said that her country had acceded to the Kampala Convention.",
         {("Peru", "Kampala Convention")}),
        ("Chad and Niger, after years of talks, put their names to the Kampala Convention.",
         {("Chad", "Kampala Convention"), ("Niger", "Kampala Convention")}),
        ("Peru's Foreign Minister, Ana Torres, said that her country did not accede to the Kampala Convention.", set()),
    ],
)  # fmt: skip
def test_who_binds_itself_signs(text: str, found: set[tuple[str, str]]) -> None:
    assert {(who, what) for _, who, what in told(text, ["signed"])} == found


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Officers were briefed on the results of the Safe Passage project and the draft of the Sahel Protocol.",
         {"Safe Passage", "Sahel Protocol"}),
        ("Delegates picked apart the Sahel Protocol.", {"Sahel Protocol"}),
        ("On the second day of the workshop, the Sahel Protocol was explained.", {"Sahel Protocol"}),
        ("Matters dealt with\n- The Sahel Protocol\n- The Safe Passage programme", {"Safe Passage", "Sahel Protocol"}),
        ("\nAgenda\n• The Sahel Protocol\n• Staff\n", {"Sahel Protocol"}),
        ("Further reading\n• The Sahel Protocol\n• Staff\n", set()),
    ],
)  # fmt: skip
def test_what_those_at_an_event_hear_of_is_discussed(text: str, things: set[str]) -> None:
    assert {thing for _, _, thing in told(OPENED + text, ["discussed"])} == things


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("They quoted the UN Convention on the Rights of the Child.", {"UN Convention on the Rights of the Child"}),
        ("They quoted Executive Decree 436 and the Dakar Call for Action.",
         {"Executive Decree 436", "Dakar Call for Action"}),
        ("UN Member States adopted the Global Compact for Migration.", {"Global Compact for Migration"}),
    ],
)  # fmt: skip
def test_the_body_and_the_number_of_a_document_are_in_its_name(text: str, documents: set[str]) -> None:
    assert named(text, "Document") == documents


@pytest.mark.parametrize(
    "text",
    [
        "The EU has concluded its hearings on the Overseas Voting Bill.",
        "Togo and Benin exchanged views on the Kampala Convention.",
    ],
)
def test_talks_about_a_document_that_end_sign_nothing(text: str) -> None:
    assert told(text, ["signed"]) == set()
