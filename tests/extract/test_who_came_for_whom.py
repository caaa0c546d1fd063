"""Who came by the adjectives of their states, who stood for whom, and what is said at an event or to the release."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

LEAD = "A regional workshop on border management was held in Accra on 4 May 2021."
EVENT = "regional workshop on border management"


def told(sentence: str, *relations: str, lead: str = LEAD) -> set[tuple[str, str, str]]:
    """(relation, subject by name, object by name) of what the sentence behind the lead tells."""
    found = extract(Article("a", f"{lead}\n\n{sentence}\n"))
    names = {e.id: e.name for e in found.entities}
    return {
        (c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object))
        for c in found.claims
        if c.relation in relations
    }


def there(sentence: str) -> set[str]:
    """The names of those who take part."""
    return {name for _, _, name in told(sentence, "participant")}


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("It gathered 15 senior Kenyan, Chadian and Togolese immigration officers.", {"Kenya", "Chad", "Togo"}),
        ("The meeting brought Chadian and Togolese officials together.", {"Chad", "Togo"}),
        ("Thirty Chadian and Togolese police officers took part.", {"Chad", "Togo"}),
        ("Officers from Chad compared notes alongside their Kenyan and Togolese counterparts.", {"Kenya", "Togo"}),
    ],
)
def test_adjectives_of_states_before_people_who_came(sentence: str, states: set[str]) -> None:
    assert states <= there(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan, Chadian and Togolese police officers will watch the border between the two towns.",
        "A Kenyan officer praised it.",
        "It dealt with Chadian and Togolese workers who had come for the harvest.",
    ],
)
def test_adjectives_of_others(sentence: str) -> None:
    assert not there(sentence) & {"Kenya", "Chad", "Togo"}


def test_embassies_of_several_states_stand_for_the_states() -> None:
    assert there("The embassies of Chad, Kenya and Togo sent representatives.") == {"Chad", "Kenya", "Togo"}


@pytest.mark.parametrize(
    ("sentence", "other"),
    [("Ministers of IGAD looked on.", "IGAD"), ("Displaced people from Chad were spoken of.", "Chad")],
)
def test_whose_ministers_or_people_are_told_of_does_not_come(sentence: str, other: str) -> None:
    assert other not in there(sentence)


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "John Otieno, Head of the Ghana Red Cross, and Jane Mwangi, its Secretary, represented the "
            "Ghana Red Cross.",
            {("John Otieno", "Ghana Red Cross"), ("Jane Mwangi", "Ghana Red Cross")},
        ),
        (
            "Representing the Minister, John Otieno, Director of the Ministry of Interior, thanked IOM.",
            {("John Otieno", "Ministry of Interior")},
        ),
        (
            "The Togolese delegation was led by John Otieno while the Beninese delegation was headed by Jane Mwangi.",
            {("John Otieno", "Togo"), ("Jane Mwangi", "Benin")},
        ),
        (
            "The Ghanaian side was led by John Otieno, and the Togolese side by Jane Mwangi, Director of Police.",
            {("John Otieno", "Ghana"), ("Jane Mwangi", "Togo")},
        ),
        ("Heading the delegation from Togo, John Otieno was glad to be there.", {("John Otieno", "Togo")}),
        (
            "The delegation of Togo was led by John Otieno, and that of Benin was headed by Jane Mwangi.",
            {("John Otieno", "Togo"), ("Jane Mwangi", "Benin")},
        ),
    ],
)
def test_who_stands_for_whom(sentence: str, pairs: set[tuple[str, str]]) -> None:
    assert {(person, body) for _, person, body in told(sentence, "represents")} == pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "Addressing the participants, the Director of Police, John Otieno, said that borders matter.",
        "On his part, the Director of Police, John Otieno, pledged support.",
        "Delivering the vote of thanks, John Otieno of UNHCR praised the trainers.",
        "Those expected to make presentations are John Otieno of UNHCR and Jane Mwangi.",
        "John Otieno of UNHCR acquainted those present with the law.",
        "Speaking for UNHCR, John Otieno proposed a network.",
    ],
)
def test_words_spoken_at_the_event(sentence: str) -> None:
    assert ("speaker", EVENT, "John Otieno") in told(sentence, "speaker")


@pytest.mark.parametrize("verb", ["expects the workshop to bear fruit", "hopes that the plan will be adopted"])
def test_views_held_when_the_release_is_written(verb: str) -> None:
    lead = "The Minister of Labour of Kenya visited Accra on 4 May 2021. The visit was her first."
    assert told(f"John Otieno, Director of Police, {verb}.", "speaker", lead=lead) == {
        ("speaker", "document", "John Otieno")
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "A delegation of the Togo Police travelled to Accra to attend the workshop.",
        "The Togo Police travelled to Accra for the workshop.",
    ],
)
def test_the_way_to_an_event_is_no_visit(sentence: str) -> None:
    assert {event for _, event, _ in told(sentence, "participant", "eventType")} == {EVENT}


def test_who_flanks_somebody_is_there() -> None:
    sentence = "It was opened by John Otieno, Director of Police, who was flanked by Jane Mwangi of UNHCR."
    assert "Jane Mwangi" in there(sentence)


def test_what_those_present_hear_of_is_not_there() -> None:
    assert "OSCE" not in there("John Otieno acquainted those present with the experience of the OSCE.")


def test_the_team_of_a_state_is_led_for_it() -> None:
    said = told("The Ghanaian team was headed by John Otieno, Director of Police.", "represents")
    assert said == {("represents", "John Otieno", "Ghana")}


def test_a_vice_chair_is_no_chair() -> None:
    said = told("The workshop was chaired by Togo, with Benin as vice-chair.", "chair")
    assert said == {("chair", EVENT, "Togo")}


def test_a_list_behind_the_next_session_is_of_the_present_one() -> None:
    said = told("Kenya keeps the chair of the forum until its next session. Chad and Togo sent experts.", "participant")
    assert {name for _, event, name in said if event == EVENT} >= {"Chad", "Togo"}
