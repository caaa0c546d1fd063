"""Mentions: what is found, how it is bounded and typed, what it belongs to."""

from __future__ import annotations

import pytest

from kg.extract.analysis import Analysis
from kg.extract.group_references import group_references
from kg.extract.mentions import as_place, find_mentions, name_claims
from kg.extract.sentences import split_sentences
from kg.records import Article, Segment


def read(text: str, kind: str = "body") -> Analysis:
    """The text as one segment, its mentions found."""
    analysis = Analysis(Article("a", text), (Segment(kind, 0, len(text)),))
    find_mentions(analysis)
    return analysis


def found(text: str, kind: str = "body") -> list[tuple[str, str]]:
    """Type and words of each mention."""
    analysis = read(text, kind)
    return [(m.type, analysis.surface(m)) for m in analysis.mentions]


@pytest.mark.parametrize(
    ("text", "type", "words"),
    [
        ("The Government of the Republic of Zambia (GRZ) met.", "State",
         "Government of the Republic of Zambia (GRZ)"),
        ("The Kenyan government agreed.", "State", "Kenyan government"),
        ("The Ministry of Labour, Employment and Social Protection and IOM met.", "GovernmentBody",
         "Ministry of Labour, Employment and Social Protection"),
        ("Officials of the Visa, Asylum & Combating Human Trafficking Department came.", "GovernmentBody",
         "Visa, Asylum & Combating Human Trafficking Department"),
        ("Peru's National Superintendence of Migration came.", "GovernmentBody",
         "Peru's National Superintendence of Migration"),
        ("The Office of the Prime Minister led it.", "GovernmentBody", "Office of the Prime Minister"),
        ("The Embassy of Japan in Nigeria paid.", "GovernmentBody", "Embassy of Japan in Nigeria"),
        ("It was run by UNODC Malawi.", "Office", "UNODC Malawi"),
        ("The ILO Country Office for Ethiopia, Somalia and Sudan spoke.", "Office",
         "ILO Country Office for Ethiopia, Somalia and Sudan"),
        ("The Technical Working Group on Migration Data met.", "Process", "Technical Working Group on Migration Data"),
        ("The Refugees Act, 2021 is in force.", "Document", "Refugees Act, 2021"),
        ("They adopted a draft communication and visibility plan for the initiative.", "Document",
         "communication and visibility plan"),
        ("They saw the protocol on the Free Movement of Persons and the other one.", "Document",
         "protocol on the Free Movement of Persons"),
        ('The project "Safer Borders for All" (SBA) pays.', "Project", 'project "Safer Borders for All" (SBA)'),
        ("It is part of the Safer Lakes (SALA) programme.", "Project", "Safer Lakes (SALA) programme"),
        ("They visited the Agadez Transit Centre.", "Facility", "Agadez Transit Centre"),
        ("The Employers' Federation of Ceylon spoke.", "PrivateSector", "Employers' Federation of Ceylon"),
        ("HAART Kenya spoke.", "CivilSociety", "HAART Kenya"),
        ("They met in Nairobi, Kenya, again.", "Place", "Nairobi, Kenya"),
        ("They met in Walvis Bay, Namibia.", "Place", "Walvis Bay, Namibia"),
        ("They met at the Radisson Blu Hotel.", "Place", "Radisson Blu Hotel"),
        ("Frontex, XAPOL and UNHCR came.", "InternationalOrganization", "XAPOL"),
        ("The African Union (AU) Commission came.", "InternationalOrganization", "African Union (AU) Commission"),
    ],
)  # fmt: skip
def test_a_name_is_bounded_and_typed(text: str, type: str, words: str) -> None:
    assert (type, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "They called for better laws, policies and agreements on migration.",
        "Kenyan police officers were trained.",
        "The second Dialogue on Migration took place.",
        "UN agencies were represented.",
        "Sessions on law and strategy meetings followed.",
    ],
)
def test_generic_words_are_no_mention(text: str) -> None:
    assert found(text) == []


def test_a_person_before_a_state_is_no_place() -> None:
    assert found("In Rome, Ann Lee, Malta's minister, spoke.") == [("Place", "Rome"), ("State", "Malta")]


def test_a_list_of_bodies_is_not_one_name() -> None:
    text = "Officials of the Ministry of Justice, the Coast Guard and the Ministry of Health came."
    assert [words for _, words in found(text)] == ["Ministry of Justice", "Coast Guard", "Ministry of Health"]


def test_a_name_with_its_acronym_is_one_mention_and_the_acronym_a_later_one() -> None:
    analysis = read("The Lakes Safety Dialogue Network (LSDN) met. Later the LSDN closed.")
    first, second = analysis.mentions
    assert first.entity == second.entity
    assert "LSDN" in analysis.entities[first.entity].aliases


def test_two_names_side_by_side_are_one_mention() -> None:
    assert [w for _, w in found("It was attended by UNHCR, the UN Refugee Agency; and IOM.")] == [
        "UNHCR, the UN Refugee Agency",
        "IOM",
    ]


def test_a_definite_noun_takes_up_the_one_that_fits() -> None:
    analysis = read("The Khartoum Process met. Later the process moved on.")
    assert [m.form for m in analysis.mentions] == ["name", "coreference"]


def test_a_definite_noun_abstains_where_two_fit() -> None:
    analysis = read("The Ministry of Health and the Ministry of Justice met. The ministry agreed.")
    assert len(analysis.mentions.rows) == 2


def test_a_later_shorter_name_finds_the_fuller_one() -> None:
    analysis = read("Egypt's Ministry of Foreign Affairs hosted it. The Ministry of Foreign Affairs was glad.")
    assert len({m.entity for m in analysis.mentions}) == 1


def claims(text: str) -> set[tuple[str, str, str]]:
    analysis = read(text)
    name_claims(analysis)
    names = analysis.entities
    return {(c.relation, names[c.subject].name, names[c.object].name) for c in analysis.claims}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Norwegian Ministry of Finance came.", ("partOf", "Norwegian Ministry of Finance", "Norway")),
        ("IOM Peru came.", ("partOf", "IOM Peru", "IOM")),
        ("The Ghana Police Service's Border Unit came.", ("partOf", "Border Unit", "Ghana Police Service")),
        ("UNODC, through its Liaison Office (LO), came.", ("partOf", "Liaison Office", "UNODC")),
        ("The Border Training Centre in Lusaka opened.", ("locatedIn", "Border Training Centre in Lusaka", "Lusaka")),
    ],
)
def test_names_state_what_they_belong_to(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in claims(text)


def test_an_organ_is_claimed_as_part_only_where_its_organisation_is_mentioned() -> None:
    assert not claims("The AU Commission came.")
    assert ("partOf", "AU Commission", "AU") in claims("The AU Commission came. The AU was glad.")


def test_a_state_as_location_is_a_place_of_its_own() -> None:
    analysis = read("They met in Kenya.")
    place = analysis.entities[as_place(analysis, analysis.mentions.rows[0])]
    assert (place.type, place.reference, place.country) == ("Place", "KEN", "KEN")
    assert analysis.entities[analysis.mentions.rows[0].entity].type == "State"


def test_a_dateline_gives_places_alone() -> None:
    assert found("Tripoli, Libya (IOM) – ", "dateline") == [("Place", "Tripoli, Libya")]


def test_a_title_in_title_case_gives_known_names_alone() -> None:
    assert found("IOM Launches New Safer Lakes Programme", "title") == [("InternationalOrganization", "IOM")]


@pytest.mark.parametrize("words", ["The two agencies", "Both organisations"])
def test_a_numbered_group_takes_up_exactly_as_many(words: str) -> None:
    analysis = read(f"IOM and UNHCR met in Kenya. {words} agreed.")
    analysis.sentences = split_sentences(analysis.text, analysis.segments)
    ((_, members),) = group_references(analysis, analysis.sentences[1])
    assert [analysis.entities[m].name for m in members] == ["IOM", "UNHCR"]


def test_a_numbered_group_abstains_where_more_were_named() -> None:
    analysis = read("IOM, UNODC and UNHCR met. The two agencies agreed.")
    analysis.sentences = split_sentences(analysis.text, analysis.segments)
    assert group_references(analysis, analysis.sentences[1]) == []
