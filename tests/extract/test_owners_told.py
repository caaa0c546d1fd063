"""Whose a body or project is by its name, by the state before a list, by 'its' and by 'whose'."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def owned(text: str) -> set[tuple[str, str]]:
    """The name of each part that the text tells of, with that of its whole."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.subject], names[c.object]) for c in found.claims if c.relation == "partOf"}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The course in Accra was paid for by the UN Lagoon Fund.", "UN Lagoon Fund", "United Nations"),
        ("The course in Accra was paid for by the EU Emergency Trust Fund for Africa.",
         "EU Emergency Trust Fund for Africa", "European Union"),
        ("ICMPD's Coastal Visa Programme paid for the course in Accra.", "Coastal Visa Programme",
         "International Centre for Migration Policy Development"),
        ("The African Union met; the African Union Commission agreed.", "African Union Commission", "African Union"),
        ("The African Union Commission praised the course in Accra.", "African Union Commission", "African Union"),
        ("The Ministry of Labour trained many; the Ministry of Labour's Counter-Trafficking Department came.",
         "Counter-Trafficking Department", "Ministry of Labour"),
        ("The Ministry of Labour – Department of Employment came.", "Department of Employment", "Ministry of Labour"),
        ("The Ghanaian Visa Service of the Ministry of Justice came.", "Ghanaian Visa Service", "Ministry of Justice"),
        ("The Secretariat of the National Coordination Mechanism on Visas (NCM) met.",
         "Secretariat of the National Coordination Mechanism on Visas", "National Coordination Mechanism on Visas"),
        ("The Secretariat of the Technical Committee on Visas met. The Technical Committee on Visas agreed.",
         "Secretariat of the Technical Committee on Visas", "Technical Committee on Visas"),
        ("Norway came. The Norwegian Agency for Development Cooperation paid.",
         "Norwegian Agency for Development Cooperation", "Norway"),
        ("Chad was represented by the Ministry of Justice and the Visa Service.", "Visa Service", "Chad"),
        ("From Chad came officers of the Ministry of Justice and of the Visa Service.", "Ministry of Justice", "Chad"),
        ("Two Chadian authorities – the Ministry of Justice and the Visa Service – agreed.", "Visa Service", "Chad"),
        ("Ghana's Ministry of Justice and its Ministry of Labour came.", "Ministry of Labour", "Ghana"),
        ("Ghana paid for the course in Accra through its Ministry of Labour.", "Ministry of Labour", "Ghana"),
        ("They asked Ghana, whose Ministry of Labour agreed.", "Ministry of Labour", "Ghana"),
        ("The Lagoon Border Service opened its new training centre in Lomé.", "training centre in Lomé",
         "Lagoon Border Service"),
        ("The Ministry of Labour spoke. Its Tide Programme ends in May.", "Tide", "Ministry of Labour"),
        ("The report goes to the Tide Data Working Group, an IGAD body whose work is new.",
         "Tide Data Working Group", "IGAD"),
        ("Officials looked at the Harbour Project, an IOM scheme for seafarers.", "Harbour", "IOM"),
        ("The course was run by the Lagoon Welfare Board, an agency attached to the Ministry of Labour.",
         "Lagoon Welfare Board", "Ministry of Labour"),
        ("UNHCR spoke. The Ministry of Justice, represented by its Legal Aid Department, ran the course.",
         "Legal Aid Department", "Ministry of Justice"),
        ("The Ministry of Justice, represented by its Legal Aid Department and its Visa Section, ran the course.",
         "Visa Section", "Ministry of Justice"),
        ("At a meeting with UNHCR, the Ministry of Justice praised its Legal Aid Department.",
         "Legal Aid Department", "Ministry of Justice"),
        ("The donors came; the Lagoon Border Force said how its Radar Committee works.", "Radar Committee",
         "Lagoon Border Force"),
        ("From its Harbour Crime Unit, Interpol sent two officers.", "Harbour Crime Unit", "Interpol"),
        ("The ECOWAS Commission, through its Head of Labour Division, Ada Eze, agreed.", "Labour Division",
         "ECOWAS Commission"),
        ("For IGAD came Ada Eze, Head of its Labour Division.", "Labour Division", "IGAD"),
        ("The OSCE Mission in Kosovo ran it, said Ada Eze, Chief of the Mission's Harbour Section.",
         "Harbour Section", "OSCE Mission in Kosovo"),
        ("IOM opened its Kuwait office in 2003.", "Kuwait office", "IOM"),
        ("The Tide Visa Council (TVC) closed its 72nd session in Accra.", "72nd session", "Tide Visa Council"),
        ("The Council of Ministers of Kenya took it up at an extraordinary session.",
         "extraordinary session of Council of Ministers of Kenya", "Council of Ministers of Kenya"),
        ("INTERPOL's Visa Section and its Regional Bureau in Lomé agreed.", "Regional Bureau in Lomé", "INTERPOL"),
        ("The Harbour Committee is to review them at a session in Lomé on 4 May 2022.",
         "session of Harbour Committee in Lomé, 4 May 2022", "Harbour Committee"),
        ("In a closed session on 4 May 2022 the Technical Working Group on Visas read it.",
         "closed session of Technical Working Group on Visas, 4 May 2022",
         "Technical Working Group on Visas"),
        ("IOM handed the scanners to the Lagoon Border Force for its Intelligence Unit.", "Intelligence Unit",
         "Lagoon Border Force"),
        ("Officers of the Lagoon Border Force said their Intelligence Unit had found it.", "Intelligence Unit",
         "Lagoon Border Force"),
        ("The Lagoon Border Force, which IOM has supported since 2014, sent its Intelligence Unit.",
         "Intelligence Unit", "Lagoon Border Force"),
        ("The Lunar Dialogue was founded in 2010; IGAD chairs its Working Group on Visas.",
         "Working Group on Visas", "Lunar Dialogue"),
        ("INTERPOL, whose regional bureau in Lomé agreed, sent an observer.", "INTERPOL regional bureau", "INTERPOL"),
        ("Experts of UNODC's Cybercrime Section and its Tide Programme taught.", "Tide",
         "UNODC"),
    ],
)  # fmt: skip
def test_the_whole_is_told(text: str, part: str, whole: str) -> None:
    assert (part, whole) in owned(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("IOM and UNODC met the Ministry of Labour about its new training centre in Lomé.", "training centre in Lomé"),
        ("The Harbour Committee took part in a special session in Lomé on 4 May 2022.", "special session"),
        ("IOM met UNHCR and said that their Radar Committee works.", "Radar Committee"),
        ("IOM, UNHCR and the Ministry of Justice signed it, and its Radar Committee agreed.", "Radar Committee"),
        ("Officials of IOM hosted them. The visit was to its Visa Department.", "Visa Department"),
        ("The Council, which unites the states and UNHCR, took what its Radar Committee proposed.", "Radar Committee"),
        ("IGAD praised the Harbour Project, a favourite of seafarers.", "Harbour"),
        ("Present were IOM, the US Centers for Disease Control and Prevention and the police.", "IOM"),
    ],
)
def test_no_whole_is_told(text: str, part: str) -> None:
    assert part not in {one for one, _ in owned(text)}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("They read of EU Support to Lagoon Management.", "EU Support to Lagoon Management"),
        ("The European Union came; the European Commission praised the course in Accra.", "European Commission"),
        ("Expertise France paid for the course in Accra.", "Expertise France"),
        ("The EU-Ghana Visa Dialogue met in Accra.", "EU-Ghana Visa Dialogue"),
        ("The Norwegian Agency for Development Cooperation paid.", "Norwegian Agency for Development Cooperation"),
        ("Chad was represented by the Visa Service.", "Visa Service"),
        ("Chad was praised by the Ministry of Justice and the Visa Service.", "Visa Service"),
    ],
)
def test_no_whole_is_guessed(text: str, part: str) -> None:
    assert part not in {told for told, _ in owned(text)}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "The Steering Committee (SC) of the Safe Ways Project met in Accra.",
            "Steering Committee",
            "Safe Ways",
        ),
        ("The Pick-up Unit and the Visa Service, both under the Ministry of Justice, came.", "Visa Service",
         "Ministry of Justice"),
        ("Ann Brown of the Centre for Lagoon Studies, University of Ghana, spoke.", "Centre for Lagoon Studies",
         "University of Ghana"),
        ("They wrote to the Directorate of Logistics and Infrastructure of the National Police.",
         "Directorate of Logistics and Infrastructure", "National Police"),
        ("The Ministry of Justice, represented by its Visa Department and its Passport Department, came.",
         "Passport Department", "Ministry of Justice"),
        ("It was put together by the Department of Social Affairs of the AU Commission.",
         "Department of Social Affairs of the AU Commission", "AU Commission"),
        ("EUCAP Sahel Niger is one of eleven civilian missions of the European Union.", "EUCAP Sahel Niger",
         "European Union"),
    ],
)  # fmt: skip
def test_the_whole_is_told_around_the_name(text: str, part: str, whole: str) -> None:
    assert (part, whole) in owned(text)


@pytest.mark.parametrize("text", ["Danish police came to Accra.", "They met at the headquarters of the World Bank."])
def test_words_in_small_letters_tell_no_owner(text: str) -> None:
    assert not owned(text)
