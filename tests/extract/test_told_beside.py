"""Events told beside the main one, papers under two names, and what one person did at an event."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def told(body: str, *relations: str, title: str = "Migration news") -> set[tuple[str, str, str]]:
    """(relation, subject by name, object by name) of what is extracted."""
    article = Article("a", f"{title}\n\n{body}\n", title=title, published="2024-06-06")
    found = extract(article)
    names = {e.id: e.name for e in found.entities}
    return {
        (c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object))
        for c in found.claims
        if c.relation in relations
    }


def test_the_day_before_and_the_same_city_are_those_of_the_main_event() -> None:
    found = told(
        "Ministers adopted the Manila Declaration on 5 June 2024 at the close of the 3rd Ministerial Meeting "
        "in Manila. The 6th Senior Officials' Meeting had been held in the city the day before.",
        "startDate", "place", "follows",
    )  # fmt: skip
    ministers, officials = "3rd Ministerial Meeting", "6th Senior Officials' Meeting"
    assert {("startDate", officials, "2024-06-04"), ("place", officials, "Manila")} <= found
    assert {f for f in found if f[0] == "follows"} == {("follows", ministers, officials)}


def test_the_day_after_is_that_after_the_last_day() -> None:
    found = told(
        "The Conference on Health took place in Accra on 4 and 5 May 2024. IOM held a training of officers in the same "
        "city the day after.",
        "startDate",
    )  # fmt: skip
    assert ("startDate", "training of officers", "2024-05-06") in found


@pytest.mark.parametrize(
    "sentence",
    ["The next day a workshop on visas took place there.", "There, a workshop on visas opened on 7 May 2024."],
)
def test_there_is_where_the_main_event_was(sentence: str) -> None:
    found = told(f"The Conference on Health took place in Accra on 4 and 5 May 2024. {sentence}", "place")
    assert ("place", "workshop on visas", "Accra") in found


@pytest.mark.parametrize("body", ["Working Group on Return", "Steering Committee of the Khartoum Process"])
def test_the_city_behind_a_process_is_where_it_meets(body: str) -> None:
    found = told(f"Kenya hosted a meeting of the {body} in Geneva on 4 May 2024.", "place", "partOf")
    event = f"meeting of the {body}"
    assert {("place", event, "Geneva"), ("partOf", event, body)} <= found


FOLLOWED = {
    "The meeting follows one that the ministers of Italy and Libya held in the same city in November 2023.": "Rome",
    "It builds on one that Senegal hosted in Saly in 2023.": "Saly",
}


@pytest.mark.parametrize(("sentence", "city"), FOLLOWED.items())
def test_one_that_was_held_before_is_an_event_of_its_own(sentence: str, city: str) -> None:
    found = told(f"Malta held a meeting on border control in Rome on 2 May 2024. {sentence}", "follows", "place")
    later = {(subject, other) for relation, subject, other in found if relation == "follows"}
    assert len(later) == 1
    assert ("place", later.pop()[1], city) in found


def test_a_one_day_conference_is_that_of_its_noun_whatever_the_headline_counts() -> None:
    found = told(
        "Ministers met at the 4th Regional Conference on Data in Accra. A preparatory meeting of experts was held "
        "there on Thursday. Kofi Mensah, Minister of the Interior of Ghana, chaired the one-day conference.",
        "chair",
        title="Two-day gathering on data ends in Accra",
    )
    assert found == {("chair", "4th Regional Conference on Data", "Kofi Mensah")}


def test_a_document_goes_on_where_its_short_name_ends() -> None:
    found = told(
        "Benin and Togo have signed the Pact of Lomé on Herders.", "signed", title="Two states sign the Pact of Lomé"
    )
    assert {other for _, _, other in found} == {"Pact of Lomé on Herders"}


def test_a_forum_adopts_on_its_last_day_what_others_welcome() -> None:
    found = told(
        "IOM has welcomed twelve recommendations on fishers that the 8th Forum on Migrant Labour adopted in Manila on "
        "26 October 2023. The Philippines hosted the two-day forum.",
        "adopted", "references", "startDate", "endDate",
    )  # fmt: skip
    forum = "8th Forum on Migrant Labour"
    days = {("startDate", forum, "2023-10-25"), ("endDate", forum, "2023-10-26")}
    assert found == {("adopted", forum, "twelve recommendations on fishers"), *days}


LED = {
    "Anna Rossi, Programme Coordinator, led the panel on savings, and Oleg Popa of ICMPD presented a survey.",
    "Anna Rossi of UNHCR led the session on registers. Oleg Popa, Director of Migration of Peru, spoke of borders.",
    "Anna Rossi moderated a panel on transfers. Oleg Popa, who heads IOM Peru, thanked the donors.",
}


@pytest.mark.parametrize("sentence", sorted(LED))
def test_who_led_a_panel_spoke_at_the_event_and_so_did_those_after(sentence: str) -> None:
    found = told(f"IOM held a workshop on data in Lima on 2 May 2024. {sentence}", "speaker", "eventType")
    workshop = "workshop on data"
    expected = {("speaker", workshop, "Anna Rossi"), ("speaker", workshop, "Oleg Popa")}
    assert found == {*expected, ("eventType", workshop, "Workshop")}


SIGNED_BEFORE = {
    "Sudan and Uganda signed before Kenya.": {"Kenya", "Sudan", "Uganda"},
    "Niger and Mali had ratified it earlier.": {"Kenya", "Niger", "Mali"},
    "Niger and Mali have welcomed it.": {"Kenya"},
}


@pytest.mark.parametrize(("sentence", "signers"), SIGNED_BEFORE.items())
def test_who_else_signed_the_paper_of_the_sentence_before(sentence: str, signers: set[str]) -> None:
    found = told(f"Kenya signed the Protocol on Free Movement in Nairobi on 4 June. {sentence}", "signed")
    assert {signer for _, signer, _ in found} == signers


def test_who_led_that_of_a_state_is_a_person_though_the_verb_is_left_out() -> None:
    found = told(
        "Delegations came to Lima on 2 May 2024 for a meeting on border control. Brahim Merad led that of Algeria and "
        "Oleg Fassi that of Mali.",
        "represents",
    )
    assert {(person, state) for _, person, state in found} == {("Brahim Merad", "Algeria"), ("Oleg Fassi", "Mali")}


def test_a_handover_is_called_by_its_place_and_day_and_not_by_who_takes_part() -> None:
    found = told("IOM handed over vehicles to Kenya's immigration department in Nairobi on 4 May 2024.", "place")
    assert found == {("place", "handover in Nairobi, 4 May 2024", "Nairobi")}
