"""Names of documents, projects and facilities in plain sentences: their bounds, their numbers, whose they are."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article, Extraction


def read(sentence: str) -> Extraction:
    return extract(Article("a", sentence))


@pytest.mark.parametrize(
    ("sentence", "type", "wanted"),
    [
        ("The General Assembly adopted resolution 73/195 in December.", "Document", "resolution 73/195"),
        ("Law No. 27,337 was approved by Congress.", "Document", "Law No. 27,337"),
        ("Directive 2011/36/EU was revised in 2024.", "Document", "Directive 2011/36/EU"),
        ("Kenya and Qatar signed an MoU in Doha.", "Document", "MoU"),
        (
            "Chad and Mali signed a Protocol Amending the Air Services Agreement.",
            "Document",
            "Protocol Amending the Air Services Agreement",
        ),
        (
            "The Agreement on the Establishment of the Rabat Process Secretariat was signed.",
            "Document",
            "Agreement on the Establishment of the Rabat Process Secretariat",
        ),
        (
            "The Commission presented the Action Plan for the Western Balkans in Brussels.",
            "Document",
            "Action Plan for the Western Balkans",
        ),
        (
            "Read the Protocol on Free Movement of Workers, Services, the Right of Residence and Establishment.",
            "Document",
            "Protocol on Free Movement of Workers, Services, the Right of Residence and Establishment",
        ),
        (
            "They read the Protocol on Free Movement of Workers, the Right of Residence and the Ministry of Labour.",
            "Document",
            "Protocol on Free Movement of Workers, the Right of Residence",
        ),
        (
            "The group reviewed the project EU Support in Strengthening Integrated Border Management.",
            "Project",
            "EU Support in Strengthening Integrated Border Management",
        ),
        ("The Private Employment Agencies Convention, 1997 (No. 181) binds Fiji.", "Document", "Private Employment"),
        (
            "The Domestic Workers Recommendation, 2011, was recalled.",
            "Document",
            "Domestic Workers Recommendation, 2011",
        ),
        ("They act under the EAC One Stop Border Posts Act, 2016.", "Document", "EAC One Stop Border Posts Act, 2016"),
        ("They act under Resolution number 2326 of the OAS General Assembly.", "Document", "Resolution number 2326"),
        ("The Seasonal Work (SWO) scheme was discussed.", "Project", "Seasonal Work"),
        ("Parliament discussed the Violence Against Persons Bill.", "Document", "Violence Against Persons Bill"),
        ("The Montreal Consensus on Migration was recalled.", "Document", "Montreal Consensus on Migration"),
        ("Phase III of the Safe Borders programme began.", "Project", "Safe Borders"),
        ("The second Steering Committee Meeting of the Safe Borders project took place.", "Project", "Safe Borders"),
        ("A new programme, Safe Migration for Work, was launched.", "Project", "Safe Migration for Work"),
        ("The report, Trends of Migration in Chad 2023, was released.", "Document", "Trends of Migration in Chad 2023"),
        ("Austria finances RENEW, a project of Caritas.", "Project", "RENEW"),
        ("The seminar took place in the framework of EU4Borders Moldova.", "Project", "EU4Borders Moldova"),
        ("BRIDGE II is funded by Norway and implemented by IOM.", "Project", "BRIDGE II"),
        ("The seminar was part of the regional programme EUROGATE, which ends in May.", "Project", "EUROGATE"),
        ("The training was held under the EUROGATE 4 project.", "Project", "EUROGATE 4"),
        ("The programme, called Bridges to Work, is new.", "Project", "Bridges to Work"),
        ("The Minister signed the MoU in Doha.", "Document", "MoU"),
        (
            "Chad adopted its Concept of Migration Policy for 2021-2030.",
            "Document",
            "Concept of Migration Policy for 2021",
        ),
        ("The delegation visited the Lake Refugee Settlement.", "Facility", "Lake Refugee Settlement"),
        ("The group toured the Moreh Integrated Check Post.", "Facility", "Moreh Integrated Check Post"),
    ],
)
def test_a_name_is_read_with_its_bounds(sentence: str, type: str, wanted: str) -> None:
    assert any(e.type == type and e.name.startswith(wanted) for e in read(sentence).entities)


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The WCO Asia/Pacific Security Project organised the training.", "World Customs Organization"),
        ("UNODC's Global Programme against Smuggling trains judges.", "United Nations Office on Drugs and Crime"),
        ("The Safe Passage Fund of ECOWAS paid for the course.", "ECOWAS"),
        ("The Council of Europe project “Safe Borders for All” trains judges.", "Council of Europe"),
        ("The EU Trust Fund for Africa paid for the course.", "European Union"),
        ("The EU Returns Project paid for the course.", None),
    ],
)
def test_a_project_is_part_of_the_organisation_in_its_name(sentence: str, owner: str | None) -> None:
    extraction = read(sentence)
    names = {entity.id: entity.name for entity in extraction.entities}
    assert [names[c.object] for c in extraction.claims if c.relation == "partOf"] == ([owner] if owner else [])


@pytest.mark.parametrize(
    ("sentence", "funders"),
    [
        ("Under the Swiss-funded Safe Borders project, the ILO organised a roundtable in Accra.", {"Switzerland"}),
        (
            "Within the Safe Borders Project, financed by the Council of Europe, IOM held a seminar.",
            {"Council of Europe"},
        ),
        ("SAFER2, an EU-funded programme, started in May.", {"EU"}),
        ("The course at the Turin Training Centre was funded by Norway.", {"Norway"}),
        (
            "The Safe Borders Project, financed by Norway, Denmark and Chad, has ended.",
            {"Norway", "Denmark", "Chad"},
        ),
    ],
)
def test_what_is_paid_for_has_the_funders_that_the_sentence_tells(sentence: str, funders: set[str]) -> None:
    extraction = read(sentence)
    names = {entity.id: entity.name for entity in extraction.entities}
    assert {names[c.object] for c in extraction.claims if c.relation == "funder"} == funders


def test_a_title_ends_with_the_acronym_of_the_project() -> None:
    found = read("The “Support to Border Governance (SUBOG)” project trains judges.").entities
    assert any({"Support to Border Governance", "SUBOG"} <= {e.name, *e.aliases} for e in found if e.type == "Project")


def test_what_is_told_of_a_project_is_not_told_of_its_event() -> None:
    said = read('The training is part of the programme "Safe Roads", funded by Italy and implemented by GIZ.')
    types = {entity.id: entity.type for entity in said.entities}
    told = {(claim.relation, types[claim.subject]) for claim in said.claims if claim.subject in types}
    assert {("funder", "Project"), ("implementer", "Project")} <= told
    assert not {("funder", "Event"), ("organizer", "Event")} & told


def test_a_title_turned_round_is_the_same_document() -> None:
    found = read(
        "Chad signed the Protocol on Free Movement of Workers. Mali ratified the Free Movement Protocol in May."
    )
    assert [entity.name for entity in found.entities if entity.type == "Document"] == [
        "Protocol on Free Movement of Workers"
    ]
