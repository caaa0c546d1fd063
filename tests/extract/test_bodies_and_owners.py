"""Bodies that share a noun or an owner, organs called by their owner, offices of organisations in countries."""

from __future__ import annotations

import pytest

from kg.extract.analysis import Analysis
from kg.extract.names.composition import is_organ_of_group
from kg.extract.names.mentions import find_mentions, name_claims
from kg.records import Article, Segment


def parts(text: str) -> set[tuple[str, str]]:
    """Each name and form of what is part of something, with the name of its parent."""
    analysis = Analysis(Article("a", text), (Segment("body", 0, len(text)),))
    find_mentions(analysis)
    name_claims(analysis)
    entities = analysis.entities
    pairs = ((entities[c.subject], entities[c.object].name) for c in analysis.claims if c.relation == "partOf")
    return {(form, owner) for part, owner in pairs for form in (part.name, *part.aliases)}


@pytest.mark.parametrize(
    ("text", "part", "owner"),
    [
        ("The Visa and Immigration Departments of the Lagos Police Service came.", "Visa Department",
         "Lagos Police Service"),
        ("The Kenyan Interior and Foreign Ministries agreed.", "Interior Ministry", "Kenya"),
        ("UNODC, through the Crime Section of its Division for Operations, spoke.", "Division for Operations", "UNODC"),
        ("UNODC, through the Crime Section of its Division for Operations, spoke.", "Crime Section",
         "Division for Operations"),
        ("The Ghana Immigration Service ran a course through its Document Fraud Unit.", "Document Fraud Unit",
         "Ghana Immigration Service"),
        ("The Latvian and Maltese embassies paid.", "Latvian embassy", "Latvia"),
        ("The Latvian and Maltese embassies paid.", "Maltese embassy", "Malta"),
        ("The border services of Chad and Niger met.", "border service of Chad", "Chad"),
        ("The border services of Chad and Niger met.", "border service of Niger", "Niger"),
        ("The EU Delegations to Chad and to Niger paid.", "EU Delegation to Niger", "EU"),
        ("The Delegations of the European Union to Chad and Niger paid.",
         "Delegation of the European Union to Chad", "European Union"),
        ("The Fuel Audit Service and the State Visa Service of Nepal came.", "Fuel Audit Service", "Nepal"),
        ("The Immigration and Border Service of Nepal came.", "Immigration and Border Service of Nepal", "Nepal"),
        ("Japanese Customs and Levy Bureau officers came.", "Japanese Customs and Levy Bureau", "Japan"),
        ("Statistics Malta was there.", "Statistics Malta", "Malta"),
        ("Immigration, Asylum and Citizenship Nepal was there.", "Immigration, Asylum and Citizenship Nepal", "Nepal"),
        ("They asked GIZ Nepal.", "GIZ Nepal", "GIZ"),
        ("They asked UNHCR Southern Africa.", "UNHCR Southern Africa", "UNHCR"),
        ("The EU Delegation to Togo and ECOWAS paid.", "EU Delegation to Togo and ECOWAS", "EU"),
        ("The Kenyan Mission in Oman helped.", "Kenyan Mission in Oman", "Kenya"),
        ("The XQRB Secretariat wrote.", "XQRB Secretariat", "XQRB"),
        ("The Blue Lagoon Group Secretariat wrote.", "Blue Lagoon Group Secretariat", "Blue Lagoon Group"),
        ("The Lagoon Visa Process (LVP) began. The LVP Support Unit wrote.", "LVP Support Unit", "Lagoon Visa Process"),
        ("The OSCE met. It told its Permanent Council.", "Permanent Council", "OSCE"),
        ("Frontex spoke. Its regional office in Dakar opened.", "regional office in Dakar", "Frontex"),
        ("The Colombo Process met. Its Working Group on Visas reported.", "Working Group on Visas", "Colombo Process"),
        ("The Institute for Visas of the University of Lagos wrote.", "Institute for Visas", "University of Lagos"),
        ("The AU Commission came. The AU was glad.", "AU Commission", "AU"),
        ("Ghana's Visa Agency and Immigration Service came.", "Immigration Service", "Ghana"),
        ("The Mission of Chad to ASEAN came.", "Mission of Chad to ASEAN", "Chad"),
        ("The Representation of the European Commission in Malta came.",
         "Representation of the European Commission in Malta", "European Commission"),
        ("The Working Group on Visas of the Bali Process met.", "Working Group on Visas", "Bali Process"),
        ("The Togolese Ministry in Charge of Togolese Living Abroad came.",
         "Togolese Ministry in Charge of Togolese Living Abroad", "Togo"),
        ("The African Commission of Visa Directors (ACVD) met. The ACVD Executive Secretariat wrote.",
         "ACVD Executive Secretariat", "African Commission of Visa Directors"),
        ("The African Union Peace and Security Department came.", "African Union Peace and Security Department",
         "African Union"),
        ("The Lagoon Rim Association Secretariat wrote.", "Lagoon Rim Association Secretariat",
         "Lagoon Rim Association"),
        ("The Ministry of Police, Prisons and Corrections of Togo came.",
         "Ministry of Police, Prisons and Corrections of Togo", "Togo"),
        ("The EU Police Mission in Chad left.", "EU Police Mission in Chad", "EU"),
        ("The IOM Country Offices in Chad and Togo wrote.", "IOM Country Office in Chad", "IOM"),
        ("The Kenya and Uganda immigration departments met.", "Uganda immigration department", "Uganda"),
        ("The IGAD and EAC Secretariats met.", "EAC Secretariat", "EAC"),
        ("The Interior Ministries of Chad and Togo met.", "Interior Ministry of Togo", "Togo"),
        ("The Hellenic Coast Guard came.", "Hellenic Coast Guard", "Greece"),
        ("He heads the visa crime division of the Fuel Audit Service.", "visa crime division", "Fuel Audit Service"),
        ("The Fuel Audit Service's anti-smuggling wing came.", "anti-smuggling wing", "Fuel Audit Service"),
        ("They met INTERPOL's Trafficking in Human Beings unit.", "Trafficking in Human Beings unit", "INTERPOL"),
        ("They met the IOM labour migration unit.", "labour migration unit", "IOM"),
        ("The Togo Border Forces came.", "Togo Border Forces", "Togo"),
        ("The Ministry of Labour, Coastal Settlement and Lagoon Improvement of Togo came.",
         "Ministry of Labour, Coastal Settlement and Lagoon Improvement of Togo", "Togo"),
        ("The Accra section of the Fuel Audit Service came.", "Accra section", "Fuel Audit Service"),
        ("The Lima office of the World Bank came.", "Lima office", "World Bank"),
        ("The Secretariat of the State Commission on Visas came.", "Secretariat", "State Commission on Visas"),
        ("The Visa Audit Unit in the Fuel Audit Service came.", "Visa Audit Unit", "Fuel Audit Service"),
        ("They told the Department of Visas (DoV), Ministry of Labour (MoL), of it.", "Department of Visas",
         "Ministry of Labour"),
        ("The Visa Audit Unit at IOM Nepal came.", "Visa Audit Unit", "IOM Nepal"),
        ("The Major Crimes Unit of its Visa Audit Department came.", "Major Crimes Unit", "Visa Audit Department"),
        ("The Ministry of Labour with its Visa Service came.", "Visa Service", "Ministry of Labour"),
        ("The Togo Salt and Mines Commission came.", "Togo Salt and Mines Commission", "Togo"),
        ("The Ministry of Labour, Orphans and Social Affairs of Togo came.",
         "Ministry of Labour, Orphans and Social Affairs of Togo", "Togo"),
        ("The Special Court against Fraud of Togo came.", "Special Court against Fraud of Togo", "Togo"),
        ("The Department of Training of Togo came.", "Department of Training of Togo", "Togo"),
        ("The National School of Judges of Togo came.", "National School of Judges of Togo", "Togo"),
        ("The Human Rights and Equality Institution of Togo came.",
         "Human Rights and Equality Institution of Togo", "Togo"),
        ("IOM's Visa Management (VM) Division came.", "Visa Management Division", "IOM"),
        ("The National Council for Childhood and Sisterhood of Togo came.",
         "National Council for Childhood and Sisterhood of Togo", "Togo"),
        ("The relevant department of the Border Agency Kenya came.", "Border Agency Kenya", "Kenya"),
    ],
)  # fmt: skip
def test_the_owner_of_a_body_is_told(text: str, part: str, owner: str) -> None:
    assert (part, owner) in parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan and Ugandan police officers came.",
        "The Kenyan mission was difficult.",
        "A GIZ Germany desk was there.",
        "The Border Agency and the Foreign Institute of Nepal came.",
        "The Border Agency Unit, the Ministry of Labour and IOM came.",
    ],
)
def test_no_owner_is_guessed(text: str) -> None:
    assert not [part for part, _ in parts(text) if part.startswith(("Ugandan", "Kenyan", "GIZ", "Border Agency"))]


@pytest.mark.parametrize("lead", ["The border police", "Border guards", "Immigration authorities"])
def test_a_kind_of_police_of_many_states_is_told_of_the_states(lead: str) -> None:
    owners = {owner for _, owner in parts(f"{lead} of Kenya, Chad, Niger and Togo sent officers.")}
    assert not owners & {"Chad", "Niger", "Togo"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["XQRB", "Secretariat"], 1),
        (["Blue", "Lagoon", "Group", "Secretariat"], 3),
        (["Steering", "Group", "Secretariat"], 0),
        (["National", "Secretariat"], 0),
        (["NEWS", "Secretariat"], 0),
    ],
)
def test_the_words_of_the_group_that_an_organ_names(words: list[str], told: int) -> None:
    assert is_organ_of_group(words) == told
