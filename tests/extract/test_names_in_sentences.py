"""Names as sentences write them: with an acronym inside, joined by 'and', behind 'Funds for', or only described; and
what an office says by itself."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article, Extraction

LEAD = "DAKAR – A two-day meeting on irregular migration took place in Dakar from 3 to 4 June 2022.\n\n"


def read(sentence: str) -> Extraction:
    return extract(Article("a", LEAD + sentence + "\n"))


def facts(extraction: Extraction, relation: str) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(names[c.subject], names[c.object]) for c in extraction.claims if c.relation == relation}


def names(extraction: Extraction, type: str) -> set[str]:
    return {entity.name for entity in extraction.entities if entity.type == type}


@pytest.mark.parametrize(
    ("sentence", "type", "wanted"),
    [
        ("The African Union (AU) Commission attended.", "InternationalOrganization", "African Union Commission"),
        ("The Ministry of Justice and of Interior of Niger took part.", "GovernmentBody", "Ministry of Interior"),
        ("Funds for the Safe Passage project came from Norway.", "Project", "Safe Passage"),
        ("It belongs to a two-year project funded by Norway.", "Project", "two-year project"),
        (
            "The package was written under the project Guiding Tonga's Border Staff, which Norway pays for.",
            "Project",
            "Guiding Tonga's Border Staff",
        ),
        ("It ended with the project Supporting the Maldives in Migration Data.", "Project", "Supporting the Maldives"),
        ("The Joint Fund for SADC-Spain Research Cooperation paid for it.", "Project", "Joint Fund for SADC-Spain"),
        ("Support came from ACP-EU Migration Pathways, a programme of IOM.", "Project", "ACP-EU Migration Pathways"),
        ("The Task Force on ASEAN Seasonal Workers spoke.", "Process", "Task Force on ASEAN Seasonal Workers"),
        ("The Association of French-Speaking Guards met.", "CivilSociety", "Association of French-Speaking Guards"),
        ("They met at the Busia-Matayos Joint Border Post.", "Facility", "Busia-Matayos Joint Border Post"),
        (
            "The UNODC Regional Programme for Southeast Asia and the Pacific ended.",
            "Project",
            "UNODC Regional Programme",
        ),
        ("The plan is IOM's Project SAHARIO.", "Project", "SAHARIO"),
        ("They spoke of the project Prerona, which helps returnees.", "Project", "Prerona"),
        ("The head of the NGO Tabassum spoke.", "CivilSociety", "Tabassum"),
        ("The Samoan Support Group for Returnees met.", "CivilSociety", "Samoan Support Group for Returnees"),
        ("They read the One Stop Border Posts Bill.", "Document", "One Stop Border Posts Bill"),
        ("The Network of Togolese Women for Returnees spoke.", "CivilSociety", "Network of Togolese Women"),
    ],
)
def test_a_name_is_found_as_it_is_written(sentence: str, type: str, wanted: str) -> None:
    assert any(name.startswith(wanted) for name in names(read(sentence), type))


def test_officers_from_the_agencies_of_states_stand_for_the_states() -> None:
    told = facts(read("Officers from the border and customs agencies of Niger and Mali took part."), "participant")
    assert {who for _, who in told} == {"Niger", "Mali"}


def test_a_project_in_apposition_is_no_second_project() -> None:
    assert names(read("The Safe Passage Project, a two-year project funded by Norway, trains judges."), "Project") == {
        "Safe Passage"
    }


def test_the_state_of_a_list_of_ministries_takes_no_part_by_itself() -> None:
    took_part = {
        who for _, who in facts(read("The Ministries of Labour and Health of Kenya took part."), "participant")
    }
    assert took_part == {"Ministry of Labour", "Ministry of Health"}


def test_a_delegate_stands_for_the_state_of_the_title() -> None:
    assert ("Lina Osman", "Sudan") in facts(read("Sudan's delegate Lina Osman agreed."), "represents")


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        ("The floor was given by the chairperson, Fatima Zahra, to the delegations.", True),
        ("The chairperson of the Sunrise Trust, Fatima Zahra, thanked the delegations.", False),
    ],
)
def test_who_is_called_the_chair_of_nothing_else_chairs_the_event(sentence: str, chairs: bool) -> None:
    assert (("two-day meeting on irregular migration", "Fatima Zahra") in facts(read(sentence), "chair")) is chairs


def test_the_day_of_a_signing_is_no_part_of_the_agreement() -> None:
    assert names(read("Ghana and Togo signed an agreement on Tuesday."), "Document") == {"agreement"}
    assert names(read("Ghana and Togo signed an agreement on visas."), "Document") == {"agreement on visas"}


def test_a_minister_of_an_administration_is_not_of_a_body() -> None:
    found = read("Paul Atanga, Minister of Territorial Administration of Togo, left.")
    assert {c.object for c in found.claims if c.relation == "position"} == {"Minister of Territorial Administration"}
    assert not names(found, "GovernmentBody")


def test_what_owns_an_organ_by_its_noun_is_no_part_of_the_name() -> None:
    found = read("The Rabat Process met in Rome. The Dialogue's Steering Committee agreed.")
    assert "Steering Committee" in names(found, "Process")


def test_notes_may_be_exchanged_by_a_document() -> None:
    found = read("Japan and Ghana signed an exchange of notes in Accra on 3 May 2021.")
    assert facts(found, "signed") == {("Japan", "exchange of notes"), ("Ghana", "exchange of notes")}


@pytest.mark.parametrize(
    "who", ["Jane Mwangi, Minister of Labour,", "the Minister of Labour, Jane Mwangi,", "Jane Mwangi"]
)
def test_over_which_somebody_presides(who: str) -> None:
    found = read(f"Accra was the scene of the ceremony, over which {who} presided.")
    assert "Jane Mwangi" in {person for _, person in facts(found, "chair")}


def test_what_a_process_is_said_to_be_is_no_event() -> None:
    found = names(read("The Rabat Process, a migration dialogue, is about routes."), "Event")
    assert not any("dialogue" in name for name in found)


def test_an_observatory_acts() -> None:
    assert "Coast Observatory on Migration" in names(
        read("The Coast Observatory on Migration met IOM."), "CivilSociety"
    )


def test_the_place_is_no_side_of_a_meeting() -> None:
    found = read("UNHCR met the ECOWAS Commission in Abuja on 3 May 2021.")
    assert "meeting of UNHCR and ECOWAS Commission" in names(found, "Event")


@pytest.mark.parametrize(
    ("sentence", "type", "wanted"),
    [
        (
            "The Samoan Ministry of Justice and the Fijian Attorney-General's Department spoke.",
            "GovernmentBody",
            {"Samoan Ministry of Justice", "Fijian Attorney-General's Department"},
        ),
        (
            "The Department for Diaspora of the Prime Minister's Office took part.",
            "GovernmentBody",
            {"Department for Diaspora of the Prime Minister's Office"},
        ),
        (
            "The IOM Country Office in Accra worked with the IOM Country Office in Lomé.",
            "Office",
            {"IOM Country Office in Accra", "IOM Country Office in Lomé"},
        ),
        (
            "The Labour Inspectorate of Lower Istania and the Labour Inspectorate of Upper Veria took part.",
            "GovernmentBody",
            {"Labour Inspectorate of Lower Istania", "Labour Inspectorate of Upper Veria"},
        ),
        ("The IOM Mission to The Gambia paid.", "Office", {"IOM Mission to The Gambia"}),
        (
            "The committee reports to the Senior Visa Officials Meeting (SVOM).",
            "Process",
            {"Senior Visa Officials Meeting"},
        ),
        ("They attended the Senior Visa Officials Meeting (SVOM).", "Process", set()),
        (
            "They met in line with the ASEAN Health Ministers' Work Programme 2012-2015.",
            "Document",
            {"ASEAN Health Ministers' Work Programme 2012-2015"},
        ),
        (
            "The delegates adopted recommendations on the protection of farm workers' rights.",
            "Document",
            {"recommendations on the protection of farm workers' rights"},
        ),
        (
            "The Rapporteurship on Migrant Workers and Their Families spoke.",
            "InternationalOrganization",
            {"Rapporteurship on Migrant Workers and Their Families"},
        ),
        (
            "They wrote to the Bureau of Statistics of Tonga (BSOT).",
            "GovernmentBody",
            {"Bureau of Statistics of Tonga"},
        ),
    ],
)
def test_names_that_share_words_stay_whole_and_apart(sentence: str, type: str, wanted: set[str]) -> None:
    assert names(read(sentence), type) == wanted


@pytest.mark.parametrize("lead", ["On 15 October", "In March", "Also on 15 October 2021"])
def test_a_name_behind_a_month_is_a_person(lead: str) -> None:
    assert names(read(f"{lead} Tevita Lavemaau, Minister of Health, opened the centre."), "Person") == {
        "Tevita Lavemaau"
    }
