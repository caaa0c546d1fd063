"""Mentions: what is found, how it is bounded and typed, what it belongs to."""

from __future__ import annotations

import pytest

from kg.extract.analysis import Analysis
from kg.extract.names.aliases import AliasTable, mark_aliases
from kg.extract.names.mentions import as_place, find_mentions, name_claims
from kg.extract.text.segments import split
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
        ("The Embassy of Japan to Chad paid.", "GovernmentBody", "Embassy of Japan to Chad"),
        ("They heard the EU Delegation to Chad and ICMPD.", "Office", "EU Delegation to Chad"),
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
        ("They met at the Blue Sea Resort & Spa.", "Place", "Blue Sea Resort & Spa"),
        ("They met at United Nations House.", "Place", "United Nations House"),
        ("They met at the Police Administration Building.", "Place", "Police Administration Building"),
        ("Frontex, XAPOL and UNHCR came.", "InternationalOrganization", "XAPOL"),
        ("The African Union (AU) Commission came.", "InternationalOrganization", "African Union (AU) Commission"),
        ("The Caribbean Weather Agency (CAWA) came.", "InternationalOrganization", "Caribbean Weather Agency (CAWA)"),
        ("Officials of the Gambian side spoke.", "State", "Gambian side"),
        ("The Confederation of Ethiopian Trade Unions spoke.", "CivilSociety",
         "Confederation of Ethiopian Trade Unions"),
        ("The Association of Zambian Recruitment Agencies spoke.", "PrivateSector",
         "Association of Zambian Recruitment Agencies"),
        ("The Forum of Civil Society Networks spoke.", "CivilSociety", "Forum of Civil Society Networks"),
        ("The Fund to End Child Labour paid.", "Project", "Fund to End Child Labour"),
        ("They launched Rights at Sea: A Trainer's Guide on Monday.", "Document", "Rights at Sea: A Trainer's Guide"),
        ("The Handbook for Border Officers was shown.", "Document", "Handbook for Border Officers"),
        ("The municipality of Agadez agreed.", "GovernmentBody", "municipality of Agadez"),
        ("Ministers of Ecowas met.", "InternationalOrganization", "Ecowas"),
        ("The Ministries of Health and Education came.", "GovernmentBody", "Ministries of Health"),
        ("The Ministries of Interior of Niger and Ghana came.", "GovernmentBody", "Ministries of Interior of Niger"),
        ("The IOM Missions in Albania and Serbia came.", "Office", "IOM Missions in Albania"),
        ("The Pro Tempore Presidency of Peru led it.", "State", "Pro Tempore Presidency of Peru"),
        ("The Instituto Nacional de Estadística came.", "GovernmentBody", "Instituto Nacional de Estadística"),
        ("The Direction générale de la statistique (DGS) came.", "GovernmentBody",
         "Direction générale de la statistique (DGS)"),
        ("The Trafficking in Persons (Amendment) Act 2022 passed.", "Document",
         "Trafficking in Persons (Amendment) Act 2022"),
        ("The Ministry of Worker's Welfare came.", "GovernmentBody", "Ministry of Worker's Welfare"),
        ("They set up a technical working group on migration data.", "Process",
         "technical working group on migration data"),
        ('They launched "Borders: A Guide for Trainers".', "Document", '"Borders: A Guide for Trainers"'),
        ("It runs through its Programme Migration & Health.", "Project", "Programme Migration & Health"),
        ("The Reefs & Ports Authority (RPA) came.", "GovernmentBody", "Reefs & Ports Authority (RPA)"),
        ("The Safe and Fair Work Campaign ended.", "Project", "Safe and Fair Work Campaign"),
        ("They met at the headquarters of the Zambia Police Service.", "Facility",
         "headquarters of the Zambia Police Service"),
        ("They met at the IGAD headquarters in Djibouti.", "Facility", "IGAD headquarters in Djibouti"),
        ("It was run by UNODC ROSEN.", "Office", "UNODC ROSEN"),
        ("UNODC runs the Safe Passage project in partnership with Japan.", "Project", "Safe Passage project"),
        ("A project entitled Building Trust through Open Borders, funded by Japan, ended.", "Project",
         "project entitled Building Trust through Open Borders"),
        ("The Directorate of Border Control of Malawi's Ministry of Security came.", "GovernmentBody",
         "Directorate of Border Control"),
        ("Japan's Ministry of Health and Ministry of Defence came.", "GovernmentBody", "Japan's Ministry of Health"),
        ("The Ministry of Human Resources and Modernisation came.", "GovernmentBody",
         "Ministry of Human Resources and Modernisation"),
        ("The Women and Children Protection Centre opened.", "Facility", "Women and Children Protection Centre"),
        ("The IGAD – EU Support to Free Movement pays.", "Project", "IGAD – EU Support to Free Movement"),
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
        ("The OSCE's Transnational Threats Department came.", ("partOf", "Transnational Threats Department", "OSCE")),
        (
            "The IGAD Health and Social Development Division came.",
            ("partOf", "IGAD Health and Social Development Division", "IGAD"),
        ),
        ("The Border Training Centre in Lusaka opened.", ("locatedIn", "Border Training Centre in Lusaka", "Lusaka")),
        ("They met at the IGAD Secretariat in Juba.", ("locatedIn", "IGAD Secretariat", "Juba")),
    ],
)
def test_names_state_what_they_belong_to(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in claims(text)


def test_an_organ_is_claimed_as_part_only_where_its_name_or_the_text_has_its_organisation() -> None:
    assert not claims("The European Commission came.")
    assert ("partOf", "AU Commission", "AU") in claims("The AU Commission came.")
    assert ("partOf", "AU Commission", "AU") in claims("The AU Commission came. The AU was glad.")


def test_a_district_before_a_city_and_a_ministry_in_one_are_not_located_by_that() -> None:
    assert not {fact for fact in claims("The Lamwo District, Kampala and others sent word.") if fact[0] == "locatedIn"}
    assert not {fact for fact in claims("The Labour Ministry in Nairobi sent word.") if fact[0] == "locatedIn"}


def test_a_state_as_location_is_a_place_of_its_own() -> None:
    analysis = read("They met in Kenya.")
    place = analysis.entities[as_place(analysis, analysis.mentions.rows[0])]
    assert (place.type, place.reference, place.country) == ("Place", "KEN", "KEN")
    assert analysis.entities[analysis.mentions.rows[0].entity].type == "State"


def test_a_dateline_gives_places_alone() -> None:
    assert found("Tripoli, Libya (IOM) – ", "dateline") == [("Place", "Tripoli, Libya")]


def test_a_title_in_title_case_gives_known_names_alone() -> None:
    assert found("IOM Launches New Safer Lakes Programme", "title") == [("InternationalOrganization", "IOM")]


@pytest.mark.parametrize(
    ("text", "type", "words"),
    [
        ("The Visa Department (VDP) of Norway's Border Directorate (BDN) came.", "GovernmentBody",
         "Norway's Border Directorate (BDN)"),
        ("The Ministry of Justice of the Foria Regional Government (FRG) came.", "GovernmentBody",
         "Foria Regional Government (FRG)"),
        ("The Police Unit (PUN) of the Dutch Ministry of Justice came.", "GovernmentBody", "Dutch Ministry of Justice"),
        ("Directorate General of the General Security (DGSG) staff came.", "GovernmentBody",
         "Directorate General of the General Security (DGSG)"),
        ("The Norwegian Civil Rescue Corps (NCRC) came.", "GovernmentBody", "Norwegian Civil Rescue Corps (NCRC)"),
        ("The General Confederation of Trade Unions came.", "CivilSociety", "General Confederation of Trade Unions"),
        ("The Council of the Heads of Border Authorities of the CIS Member States met.", "Process",
         "Council of the Heads of Border Authorities of the CIS Member States"),
        ("The Lake Islands Chiefs of Police (LICP) came.", "InternationalOrganization",
         "Lake Islands Chiefs of Police (LICP)"),
        ("Fiji, French Polynesia and Tonga came.", "State", "French Polynesia"),
        ("The director of UK BSA spoke.", "GovernmentBody", "UK BSA"),
        ("It was paid by EuroHelp and others.", "CivilSociety", "EuroHelp"),
        ('The NGO "Strong Bridge" ("Silver Road") came.', "CivilSociety", 'NGO "Strong Bridge" ("Silver Road")'),
        ('They opened a "Risk Analysis Cell" there.', "Facility", '"Risk Analysis Cell"'),
        ("Police began Operation Blue Heron in May.", "Project", "Operation Blue Heron"),
        ("It was run with the Canton of Foria.", "GovernmentBody", "Canton of Foria"),
        ("They saw the border crossing points of Foria and Moyana.", "Facility", "Moyana"),
        ("They saw the Foria International Airport.", "Facility", "Foria International Airport"),
        ("It was run by IOM Nairobi.", "Office", "IOM Nairobi"),
        ("The Ministère de l'Intérieur came.", "GovernmentBody", "Ministère de l'Intérieur"),
        ("They met at the new Registration Centre.", "Facility", "Registration Centre"),
        ("It met at IMO Headquarters in London.", "Facility", "IMO Headquarters in London"),
        ("It met at the headquarters of UNHCR.", "Facility", "headquarters of UNHCR"),
        ('They work under "Safer paths in the north" (SPN II), a two-year project of Norway.', "Project",
         '"Safer paths in the north" (SPN II)'),
        ("It belongs to a five-year programme to support free movement.", "Project", "five-year programme"),
        ("They met in Accra. The project is funded by Norway.", "Project", "project"),
        ("Experts of the Bali process came.", "Process", "Bali process"),
        ("It is in the Republic of Korea (RoK). The RoK paid.", "State", "RoK"),
        ("He signed the agreement on behalf of all.", "Document", "agreement"),
    ],
)  # fmt: skip
def test_a_name_is_known_by_its_shape(text: str, type: str, words: str) -> None:
    assert (type, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Regular Annual Meeting (RAM) was opened.",
        "Notes of the 5th Lakes Migration Forum (LMF), held last week.",
        "The Training of Trainers (ToT) and Integrated Border Management (IBM) were new.",
        "She said so in a statement, and it mattered a great deal.",
        "National Red Cross and Red Crescent Societies came.",
        "They spoke of the project that nobody wants.",
        '"Nobody saw it coming", a guest at the project said.',
        "The programme to close the evening was long.",
        'The workshop, entitled "Towards a Regional Approach to the Shared Vision", ended.',
    ],
)
def test_meetings_notions_and_titles_are_no_mention(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Visa Department (VDP) of Norway's Border Directorate (BDN) came.",
         ("partOf", "Visa Department", "Border Directorate")),
        ("The Police Unit (PUN) of the Dutch Ministry of Justice came.",
         ("partOf", "Police Unit", "Dutch Ministry of Justice")),
        ("The Bali Process met. It has many members, and its Secretariat grows.",
         ("partOf", "Bali Process Secretariat", "Bali Process")),
        ("Global Affairs Canada came.", ("partOf", "Global Affairs Canada", "Canada")),
        ("The COMESA Council of Ministers met.", ("partOf", "COMESA Council of Ministers", "COMESA")),
        ("The Bali Process Regional Support Office came.",
         ("partOf", "Bali Process Regional Support Office", "Bali Process")),
        ("They opened a border training centre at Moyana.",
             ("locatedIn", "border training centre at Moyana", "Moyana")),
    ],
)  # fmt: skip
def test_bodies_of_bodies_and_organs_have_their_parent(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in claims(text)


def test_civil_society_is_no_part_of_the_state_that_it_names() -> None:
    assert ("partOf", "Red Cross Society of Kenya", "Kenya") not in claims("The Red Cross Society of Kenya came.")


def test_a_project_is_known_again_by_its_acronym_with_a_state() -> None:
    analysis = read("The Border Project in Lebanon (BMX Lebanon) ended. BMX Lebanon had begun early.")
    assert len({m.entity for m in analysis.mentions if m.type == "Project"}) == 1
    assert not [e for e in analysis.entities if e.type == "CivilSociety"]


def test_a_headline_in_capitals_over_two_lines_is_one_title() -> None:
    text = "COMMUNIQUE OF THE 26TH LAKES MIGRATION AND BORDERS\nCOMMUNITY REGULAR MEETING\n\nThe text begins."
    titles = [s for s in split(Article("a", text)) if s.kind == "title"]
    assert [text[s.start : s.end].split()[-1] for s in titles] == ["MEETING"]


def test_of_two_forms_of_one_name_the_longer_is_marked_whatever_the_order_of_a_set():
    fields = ("Data", "Health", "Borders", "Returns", "Visas", "Labour", "Asylum", "Climate")
    text = " ".join(f"The Red {field} Forum Against Smuggling met." for field in fields)
    analysis, aliases = Analysis(Article("a", text), (Segment("body", 0, len(text)),)), AliasTable()
    for field in fields:
        entity = analysis.entities.add("Process", f"Red {field} Forum")
        analysis.entities.alias(entity, f"Red {field} Forum Against Smuggling")
        aliases.add(entity, f"Red {field} Forum", f"Red {field} Forum Against Smuggling")
    mark_aliases(analysis, aliases, analysis.segments)
    assert [analysis.surface(m) for m in analysis.mentions] == [f"Red {f} Forum Against Smuggling" for f in fields]


def test_a_working_group_is_one_whichever_way_its_subject_is_put() -> None:
    text = "The Budapest Process Working Group on Returned Minors met. The Returned Minors Working Group has a plan."
    groups = {m.entity for m in read(text).mentions if "Working Group" in text[m.start : m.end]}
    assert len(groups) == 1
