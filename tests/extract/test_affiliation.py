"""Positions, employers, and who stands for whom."""

from __future__ import annotations

import pytest

from tests.extract.reading import facts, read
from tests.extract.reading import told as told_of

JOB = ("position", "worksFor")

CASES = [
    (
        "Lena Berg, Head of the IT department at the [GovernmentBody:Coast Police], left.",
        ("Lena Berg", "Head of the IT department", "Coast Police"),
    ),
    (
        "Omar Said, head of the digital evidence unit at the [GovernmentBody:Coast Police], left.",
        ("Omar Said", "head of the digital evidence unit", "Coast Police"),
    ),
    (
        "Lena Berg, [State=BEN:Benin]'s Minister of Planning, Economic Development, and International Cooperation, "
        "left.",
        ("Lena Berg", "Minister of Planning, Economic Development, and International Cooperation", "Benin"),
    ),
    (
        "Omar Said, [State=BEN:Benin]'s minister of transportation, public works and tourism, left.",
        ("Omar Said", "minister of transportation, public works and tourism", "Benin"),
    ),
    (
        "The Minister of State for Public Health in [State=RWA:Rwanda], Dr. Omar Said, left.",
        ("Omar Said", "Minister of State for Public Health", "Rwanda"),
    ),
    (
        "The representative of the [InternationalOrganization:ILO] Director General, Ms. Lena Berg, left.",
        ("Lena Berg", "representative of the ILO Director General", "ILO"),
    ),
    (
        "Lena Berg, Deputy Prime Minister and Minister of Interior of [State=SRB:Serbia], left.",
        ("Lena Berg", "Deputy Prime Minister and Minister of Interior", "Serbia"),
    ),
    (
        "Omar Said, [InternationalOrganization:ILO] Director for [State=KEN:Kenya], [Place:East Africa] and the "
        "[Place:Sahel], spoke.",
        ("Omar Said", "Director for Kenya, East Africa and the Sahel", "ILO"),
    ),
    (
        "At the [State=PRY:Paraguay] meeting spoke Lena Berg, the country's Vice Minister of Labour.",
        ("Lena Berg", "Vice Minister of Labour", "Paraguay"),
    ),
    (
        "It mattered, said Omar Said, a minister in the [State=TJK:Tajik Government].",
        ("Omar Said", "minister", "Tajik Government"),
    ),
    (
        "Omar Said, Secretary of Foreign Affairs, Justice, and Communications in the "
        "[State=TUV:Government of Tuvalu], left.",
        ("Omar Said", "Secretary of Foreign Affairs, Justice, and Communications", "Government of Tuvalu"),
    ),
    (
        "Lena Berg, Project Officer, Migration and Drugs of the [Office:Coast Delegation], left.",
        ("Lena Berg", "Project Officer, Migration and Drugs", "Coast Delegation"),
    ),
    (
        "Omar Said, head of Relief and Disaster Management at [CivilSociety:Open Harbour], left.",
        ("Omar Said", "head of Relief and Disaster Management", "Open Harbour"),
    ),
    (
        "Omar Said, Director (West Wing) at the [GovernmentBody:Labour Office], left.",
        ("Omar Said", "Director (West Wing)", "Labour Office"),
    ),
    (
        "Lena Berg is Senior Coordinator for the [Project:Programme Better Roads] at [CivilSociety:Open Harbour].",
        ("Lena Berg", "Senior Coordinator", "Open Harbour"),
    ),
    (
        "Omar Said, secretary to the rural employment ministry, spoke.",
        ("Omar Said", "secretary", "rural employment ministry"),
    ),
    (
        "Omar Said saw many obstacles. The former director of [CivilSociety:Open Harbour] complained that it was late.",
        ("Omar Said", "former director", "Open Harbour"),
    ),
    (
        "Mr. Jan Kos, Head of Risk Analysis in the Border and Returns Department, left.",
        ("Jan Kos", "Head of Risk Analysis", "Border and Returns Department"),
    ),
    (
        "Sri Lankan Minister of Labour Nimal Fernando said so.",
        ("Nimal Fernando", "Minister of Labour", "Sri Lanka"),
    ),
    (
        "H.E. Ramon Castro, Hon. Secretary of the [GovernmentBody:Department of Labor], was there.",
        ("Ramon Castro", "Secretary", "Department of Labor"),
    ),
    (
        "Lena Berg, expert on integration and housing issues at [CivilSociety:Open Harbour], left.",
        ("Lena Berg", "expert on integration and housing issues", "Open Harbour"),
    ),
    (
        "It was chaired by Dr. Adel Mansour Assistant Director of the [GovernmentBody:Police Academy].",
        ("Adel Mansour", "Assistant Director", "Police Academy"),
    ),
    (
        "Hon. Chidi Obi the Attorney General of [State=KEN:Kenya], spoke.",
        ("Chidi Obi", "Attorney General", "Kenya"),
    ),
    ("Omar Said, Governor of the [Place:Hills region], spoke.", ("Omar Said", "Governor", "Hills region")),
    (
        "In the chair was Mr. Omar Said, the Director General Border Services, [GovernmentBody:Ministry of Interior].",
        ("Omar Said", "Director General Border Services", "Ministry of Interior"),
    ),
    (
        "Hon. Chidi Obi, [Process:EAC] Deputy Secretary General in charge of the Social Sectors, left.",
        ("Chidi Obi", "Deputy Secretary General in charge of the Social Sectors", "EAC"),
    ),
    (
        "It ended, said Marc Roux, Ambassador of [State=FRA:France] to [State=EGY:Egypt].",
        ("Marc Roux", "Ambassador of France to Egypt", "France"),
    ),
    ("Ambassador Ana Lopo of [State=FRA:France] spoke.", ("Ana Lopo", "Ambassador", "France")),
    ("Ana Lopo, policy expert, spoke for [CivilSociety:Open Harbour].", ("Ana Lopo", "policy expert", "Open Harbour")),
    ("Ms Ana Lopo, Director, ABDEX, spoke.", ("Ana Lopo", "Director", "ABDEX")),
    ("RQSC Secretary General Ana Lopo spoke.", ("Ana Lopo", "Secretary General", "RQSC")),
    (
        "The Country Manager of Open Harbour, Fred Abban, left. Open Harbour, an NGO, is old.",
        ("Fred Abban", "Country Manager", "Open Harbour"),
    ),
    ("They met Ana Lopo, director of the NGO MARISOL.", ("Ana Lopo", "director", "MARISOL")),
    (
        "Officials of [GovernmentBody:MOTX] met. It was opened by Ana Lopo, the Minister of [GovernmentBody:MOTX].",
        ("Ana Lopo", "Minister", "MOTX"),
    ),
    (
        "The [InternationalOrganization:Board on Trade Rules] (Btr) met. Executive Secretary of Btr, Omar Said, left.",
        ("Omar Said", "Executive Secretary", "Board on Trade Rules"),
    ),
    (
        "Dr. Karim Haddad, [InternationalOrganization:UNODC] Representative for the [Process:GCC], left.",
        ("Karim Haddad", "Representative for the GCC", "UNODC"),
    ),
    (
        "Lena Berg, [Place:Middle East] and [Place:Africa] Regional Director of [CivilSociety:Open Harbour], left.",
        ("Lena Berg", "Middle East and Africa Regional Director", "Open Harbour"),
    ),
    (
        "The [GovernmentBody:Police Academy] gave the venue, and its Director, Ms. Ana Lopo, opened it.",
        ("Ana Lopo", "Director", "Police Academy"),
    ),
    (
        "Lena Berg, Director General of Planning under the [GovernmentBody:Ministry of Labour], left.",
        ("Lena Berg", "Director General of Planning", "Ministry of Labour"),
    ),
    (
        "Lena Berg, who was then [State=NPL:Nepal]’s Minister for Labour, left.",
        ("Lena Berg", "Minister for Labour", "Nepal"),
    ),
    (
        "Adam Phiri, [State=MWI:Malawi]’s Minister of Home Affairs, Trade and Public Works, said so.",
        ("Adam Phiri", "Minister of Home Affairs, Trade and Public Works", "Malawi"),
    ),
    (
        "[State=KEN:Kenya]’s Minister of Home Affairs, Hon. Ruth Mwangi MP, said so.",
        ("Ruth Mwangi", "Minister of Home Affairs", "Kenya"),
    ),
    ("French Interior Minister Paul Durand said so.", ("Paul Durand", "Interior Minister", "France")),
    (
        "[InternationalOrganization:IOM] Regional Director for East Africa Marta Silva said so.",
        ("Marta Silva", "Regional Director for East Africa", "IOM"),
    ),
    (
        "Karim Haddad, [InternationalOrganization:UNHCR]’s Representative in [Place:Niger], said so.",
        ("Karim Haddad", "Representative in Niger", "UNHCR"),
    ),
    (
        "Lena Berg, Deputy Director for the [GovernmentBody:Department of Refugee Affairs], said so.",
        ("Lena Berg", "Deputy Director", "Department of Refugee Affairs"),
    ),
    (
        "State Secretary Jan Kos of the [GovernmentBody:Ministry of Justice] said so.",
        ("Jan Kos", "State Secretary", "Ministry of Justice"),
    ),
    (
        "Ana Ruiz, Director of Returns, Asylum & Border Affairs Department, said so.",
        ("Ana Ruiz", "Director", "Returns, Asylum & Border Affairs Department"),
    ),
    (
        "The Director General of the [GovernmentBody:Coast Guard], Mr. Omar Said, said so.",
        ("Omar Said", "Director General", "Coast Guard"),
    ),
    (
        "Mrs. Rose Tembo, a member of the [GovernmentBody:Law Commission], said so.",
        ("Rose Tembo", "member", "Law Commission"),
    ),
    (
        "The Minister of National Security of [State=BRB:Barbados], the Hon. Wilfred Abel, said so.",
        ("Wilfred Abel", "Minister of National Security", "Barbados"),
    ),
    (
        "First Deputy Minister of Interior of [State=KAZ:Kazakhstan], Police Major-General Marat Ozanov said so.",
        ("Marat Ozanov", "First Deputy Minister of Interior", "Kazakhstan"),
    ),
    (
        "Joan Braith, Deputy Secretary-General, Trade and Integration, at the [Office:Union Secretariat], left.",
        ("Joan Braith", "Deputy Secretary-General, Trade and Integration", "Union Secretariat"),
    ),
    (
        "His Excellency, Karim Barzan, [GovernmentBody:KRG] Minister of Planning; and others left.",
        ("Karim Barzan", "Minister of Planning", "KRG"),
    ),
    (
        "Mr. Stan Hula, Director of [State=PNG:PNG] ICA, left.",
        ("Stan Hula", "Director", "PNG ICA"),
    ),
    (
        "Anke Vos, a member of the Governing Board of the [CivilSociety:Federation], left.",
        ("Anke Vos", "member", "Governing Board of the Federation"),
    ),
    (
        "Col. Nabil Jaziri (Chief, Public Relations Department) left.",
        ("Nabil Jaziri", "Chief", "Public Relations Department"),
    ),
    (
        "Ms. Sofia Lund, [InternationalOrganization:UNHCR] Representative a.i., left.",
        ("Sofia Lund", "Representative a.i.", "UNHCR"),
    ),
    (
        "Dato' Seri Hamid Zain, Deputy Director (Operations) of the [GovernmentBody:Ministry of Labour], left.",
        ("Hamid Zain", "Deputy Director (Operations)", "Ministry of Labour"),
    ),
    (
        "More is known, said Vice Chancellor Professor Kofi Boateng of the [CivilSociety:University of Ghana].",
        ("Kofi Boateng", "Vice Chancellor", "University of Ghana"),
    ),
    (
        "Fayez Mansour, Prime Minister of the Government of National Unity of [State:Libya], came.",
        ("Fayez Mansour", "Prime Minister", "Libya"),
    ),
    (
        "Omar Said is also head of the [GovernmentBody:Refugee Council].",
        ("Omar Said", "head", "Refugee Council"),
    ),
    (
        "Lena Berg leads the talks; she is the [Process:Coast Forum]'s Permanent Observer.",
        ("Lena Berg", "Permanent Observer", "Coast Forum"),
    ),
    (
        "Omar Said was appointed Director General of the [GovernmentBody:Labour Office] on Monday.",
        ("Omar Said", "Director General", "Labour Office"),
    ),
    (
        "Lena Berg took up her duties as Registrar of the [GovernmentBody:Asylum Court].",
        ("Lena Berg", "Registrar", "Asylum Court"),
    ),
    (
        "The Director of [CivilSociety:Open Harbour], H.E. Amb (Eng) Mahboub Maalim, spoke.",
        ("Mahboub Maalim", "Director", "Open Harbour"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_title_and_body(text: str, expected: tuple[str, str, str]) -> None:
    person, position, body = expected
    assert facts(read(text + "\n")[0], JOB) == {("position", person, position), ("worksFor", person, body)}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Mr. Max Moyo of [InternationalOrganization:UNODC] explained the law.", "UNODC"),
        ("Dr. Max Moyo ([InternationalOrganization:ILO]) explained the law.", "ILO"),
        ("Mr. Max Moyo, who chairs the [GovernmentBody:Border Council], explained the law.", "Border Council"),
        ("Mr. Max Moyo, of the [GovernmentBody:Border Council], explained the law.", "Border Council"),
    ],
)
def test_a_body_without_a_title(text: str, body: str) -> None:
    assert facts(read(text + "\n")[0], JOB) == {("worksFor", "Max Moyo", body)}


def test_who_is_head_of_one_body_and_of_another_has_two_posts() -> None:
    text = (
        "They called on Lena Berg, who is the president of the [GovernmentBody:Refugee Council] and head of the "
        "[GovernmentBody:Labour Office].\n"
    )
    found = {object for relation, _, object in facts(read(text)[0], ["worksFor"])}
    assert found == {"Refugee Council", "Labour Office"}


def test_a_pronoun_far_from_the_name_tells_no_post() -> None:
    text = "Lena Berg spoke. Many came. He is Director of the [GovernmentBody:Labour Office].\n"
    assert facts(read(text)[0], JOB) == set()


def test_of_two_posts_the_former_one_is_held_no_more() -> None:
    text = (
        "Lena Berg, who is head of the [GovernmentBody:Labour Office] and former head of the "
        "[GovernmentBody:Refugee Council], spoke.\n"
    )
    assert facts(read(text)[0], ["worksFor"]) == {("worksFor", "Lena Berg", "Labour Office")}


def test_a_minister_without_a_state_works_for_none() -> None:
    found = facts(read("H.E. Sara Lind, Minister of Trade, said so.\n")[0], JOB)
    assert found == {("position", "Sara Lind", "Minister of Trade")}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Minister of Justice Tanaka Hiroshi said so.", "Minister of Justice"),
        ("Azad Salih, the Governor of [Place:Duhok], said so.", "Governor"),
        (
            "Eduardo Vega, Undersecretary for Migrant Workers' Affairs, said so.",
            "Undersecretary for Migrant Workers' Affairs",
        ),
    ],
)
def test_a_position_without_a_body(text: str, position: str) -> None:
    (found,) = facts(read(text + "\n")[0], JOB)
    assert (found[0], found[2]) == ("position", position)


def test_a_month_before_a_post_is_no_part_of_it() -> None:
    found = facts(read("Last May, Foreign and Diaspora Affairs Minister Omar Said agreed.\n")[0], JOB)
    assert found == {("position", "Omar Said", "Foreign and Diaspora Affairs Minister")}


def test_who_stands_in_for_a_minister_is_none() -> None:
    found = facts(read("The representative of the Minister of Trade, Ms. Lena Berg, spoke.\n")[0], JOB)
    assert found == {("position", "Lena Berg", "representative of the Minister of Trade")}


def test_a_deputy_and_the_head_of_staff_are_in_no_chair() -> None:
    body = "[InternationalOrganization:Coast Union Commission]"
    for title in ("Deputy Chairperson", "Chairperson"):
        assert not facts(read(f"Mr. Omar Said, {title} of the {body}, spoke.\n")[0], ("chair",))
    deputy = "Mr. Omar Said, Deputy Chairperson of the [Process:Coast Process], spoke.\n"
    assert not facts(read(deputy)[0], ("chair",))


def test_two_titles_of_one_person() -> None:
    text = "Secretary General – Head of the Secretariat of the Council of the [Process:Union] Ana Lopo spoke.\n"
    assert facts(read(text)[0], JOB) == {
        ("position", "Ana Lopo", "Secretary General"),
        ("position", "Ana Lopo", "Head"),
        ("worksFor", "Ana Lopo", "Secretariat of the Council of the Union"),
    }


def test_two_ministers_of_one_state() -> None:
    text = "[State=JOR:Jordan]’s Prime Minister Omar Khatib and Minister of the Interior General Salim Hamdan came.\n"
    found = facts(read(text)[0], ("worksFor",))
    assert found == {("worksFor", "Omar Khatib", "Jordan"), ("worksFor", "Salim Hamdan", "Jordan")}


def test_who_chairs_a_process_does_not_work_for_it() -> None:
    text = "Ana Lopo, Minister of Labour of [State=GHA:Ghana], who currently chairs the [Process:Forum], left.\n"
    found = facts(read(text)[0], ("chair", "worksFor"))
    assert ("chair", "Forum", "Ana Lopo") in found
    assert not any(fact[0] == "worksFor" and "Forum" in fact for fact in found)


def test_the_chair_of_a_body_and_of_an_event() -> None:
    text = "Ms. Ana Lopo, Chair of the [Process:Working Group], and the chairperson of the forum, Mr. Ivo Hahn, left.\n"
    found = facts(read(text)[0], ("chair", "worksFor", "position"))
    assert ("chair", "Working Group", "Ana Lopo") in found
    assert not {f for f in found if f[1] == "Ivo Hahn"}


def test_the_title_before_the_next_person_is_not_of_the_one_before() -> None:
    text = (
        "[InternationalOrganization:IOM] Director General Amy Pope and [State=URY:Uruguay]’s Foreign Minister, "
        "Luis Soto, met.\n"
    )
    assert facts(read(text)[0], JOB) == {
        ("position", "Amy Pope", "Director General"),
        ("worksFor", "Amy Pope", "IOM"),
        ("position", "Luis Soto", "Foreign Minister"),
        ("worksFor", "Luis Soto", "Uruguay"),
    }


def test_the_parent_named_with_a_body() -> None:
    text = "Ali Noor, Adviser in the Department of Social Policy at the [InternationalOrganization:AU], said so.\n"
    assert facts(read(text)[0], ("worksFor", "partOf")) == {
        ("worksFor", "Ali Noor", "Department of Social Policy"),
        ("partOf", "Department of Social Policy", "AU"),
    }


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "[State=EGY:Egypt], which chairs the [Process:Forum], was represented by Mona Adel, Director of Asylum.",
            "Egypt",
        ),
        ("Mona Adel, Minister of Labour, led the delegation of [State=EGY:Egypt].", "Egypt"),
        ("The delegation of [State=EGY:Egypt] was led by Mona Adel.", "Egypt"),
        ("Ms. Mona Adel signed for the [InternationalOrganization:Union].", "Union"),
        ("Ms. Mona Adel spoke on behalf of the [InternationalOrganization:ILO].", "ILO"),
        ("Representing [State=EGY:Egypt], Ms. Mona Adel took the floor.", "Egypt"),
        ("Representing [State=EGY:Egypt] at the forum, Ms. Mona Adel took the floor.", "Egypt"),
        ("[State=EGY:Egypt] took part. The delegation comprised Ms. Mona Adel, Legal Officer.", "Egypt"),
        ("The Egyptian delegation was headed by Ms. Mona Adel.", "Egypt"),
        ("The head of the Egyptian delegation, Ms. Mona Adel, left.", "Egypt"),
        ("Ms. Mona Adel presided over the Egyptian delegation.", "Egypt"),
    ],
)
def test_who_stands_for_whom(text: str, body: str) -> None:
    assert facts(read(text + "\n")[0], ("represents",)) == {("represents", "Mona Adel", body)}


def test_two_persons_may_speak_for_one_body() -> None:
    text = "Speaking for the [InternationalOrganization:ILO], Ms. Mona Adel and Mr. Omar Said proposed a law.\n"
    assert {person for _, person, _ in facts(read(text)[0], ("represents",))} == {"Mona Adel", "Omar Said"}


def test_his_countrys_delegation() -> None:
    text = "State Secretary Jan Kos of the [GovernmentBody:Slovenian Ministry of Justice] headed his country’s team.\n"
    assert ("represents", "Jan Kos", "Slovenia") in facts(read(text)[0], ("represents",))


def test_for_within_a_post_makes_nobody_stand_in() -> None:
    text = "Minister Omar Said received the [InternationalOrganization:UN] High Commissioner for Refugees, Anna Beck."
    assert not facts(read(text)[0], ("represents",))


def test_an_agency_that_is_a_part_of_a_post_takes_nothing_with_it() -> None:
    text = "UN High Commissioner for Refugees Anna Beck visited Chad. The agency’s office in Adré keeps three camps."
    assert ("worksFor", "Anna Beck", "United Nations") in told_of(text, ("worksFor",))


def test_a_high_commissioner_works_for_the_agency_that_is_the_office() -> None:
    text = "UN High Commissioner for Refugees Anna Beck visited Chad. UNHCR keeps three camps there."
    assert ("worksFor", "Anna Beck", "UN High Commissioner for Refugees") in told_of(text, ("worksFor",))


def test_who_heads_its_office_works_for_the_body() -> None:
    text = "The [GovernmentBody:Customs Service] is represented by Col. Fadi Haddad, who heads its office there.\n"
    assert ("worksFor", "Fadi Haddad", "Customs Service") in facts(read(text)[0], ("worksFor",))


def test_a_contact_block() -> None:
    text = "Mary Otieno at [Office:IOM Ghana], Tel: +233 20 555 0100 (Ext. 4), Email: motieno@example.org\n"
    found = facts(read(text, "contact-block")[0], ("worksFor", "contactPoint", "telephone", "email"))
    assert found == {
        ("contactPoint", "document", "Mary Otieno"),
        ("worksFor", "Mary Otieno", "IOM Ghana"),
        ("telephone", "Mary Otieno", "+233 20 555 0100 (Ext. 4)"),
        ("email", "Mary Otieno", "motieno@example.org"),
    }


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("They met Prefect Bruno Fratti, Head of Cabinet of the Minister of the Interior.", "Head of Cabinet"),
        ("The Northern Regional Police Commander, Assistant Commissioner of Police (ACP) Jo Bla, left.",
         "Northern Regional Police Commander"),
        ("Prime Minister KP Sharma Rai left.", "Prime Minister"),
        ("The Minister of Trade, Diego Paz, spoke. Minister Paz then left.", "Minister of Trade"),
        ("The Executive Secretary of the [Document:Convention on Water], Petya Nes, left.", "Executive Secretary"),
    ],
)  # fmt: skip
def test_a_position_alone(text: str, position: str) -> None:
    assert {fact[2] for fact in facts(read(text + "\n")[0], JOB)} == {position}


def test_each_signs_for_his_own() -> None:
    text = (
        "[State=IND:India]’s Foreign Minister, Arun Rao, and the Foreign Minister of [State=DEU:Germany], Anna Beck,"
        " signed it on behalf of [State=IND:India] and [State=DEU:Germany], respectively."
    )
    assert facts(read(text + "\n")[0], ("represents",)) == {
        ("represents", "Arun Rao", "India"),
        ("represents", "Anna Beck", "Germany"),
    }


def test_the_words_of_a_signing_reach_from_the_signatory_to_the_verb():
    text = "[State=IND:India]'s Minister of Labour, Arun Rao, and [State=DEU:Germany]'s Minister of Labour, Anna Beck,"
    claims = [c for c in read(text + " signed the memorandum on Monday.\n")[0].claims if c.relation == "represents"]
    assert len(claims) == 2
    assert all(span.start < span.end for claim in claims for span in claim.evidence)


def test_signatories_sign_for_their_bodies() -> None:
    text = (
        "It was signed by Omar Said, Director of the [GovernmentBody:Labour Authority], and by Dr. Ana Lopo,"
        " [InternationalOrganization:UNODC] Representative."
    )
    assert facts(read(text + "\n")[0], ("represents",)) == {
        ("represents", "Omar Said", "Labour Authority"),
        ("represents", "Ana Lopo", "UNODC"),
    }


def test_those_who_sign_in_a_list_of_two_sign_for_their_bodies() -> None:
    text = (
        "Omar Said, Director of the [GovernmentBody:Labour Office], and Dr. Ana Lopo, [InternationalOrganization:ILO]"
        " Representative, signed it."
    )
    assert facts(read(text + "\n")[0], ("represents",)) == {
        ("represents", "Omar Said", "Labour Office"),
        ("represents", "Ana Lopo", "ILO"),
    }


def test_a_translation_behind_a_body() -> None:
    text = "The President of the Higher School of the Courts (Scuola Alta), Ana Lopo, left."
    assert facts(read(text + "\n")[0], JOB) == {
        ("position", "Ana Lopo", "President"),
        ("worksFor", "Ana Lopo", "Higher School of the Courts"),
    }


def test_the_national_body_need_not_be_the_one_named() -> None:
    text = "The Director of the national [GovernmentBody:Coast Unit], Ana Lopo, left."
    assert facts(read(text + "\n")[0], JOB) == {("position", "Ana Lopo", "Director")}


def test_a_counterpart_holds_the_same_post() -> None:
    text = "The French Foreign Minister, Paul Durand, met his Kenyan counterpart, Adam Phiri."
    assert facts(read(text + "\n")[0], JOB) == {
        ("position", "Paul Durand", "Foreign Minister"),
        ("worksFor", "Paul Durand", "France"),
        ("position", "Adam Phiri", "Foreign Minister"),
        ("worksFor", "Adam Phiri", "Kenya"),
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Among them was, for the [State=MNG:Government of Mongolia], Omar Said, a lawyer.", ("Omar Said", "Mongolia")),
        ("For [InternationalOrganization:IOM], Mr. Omar Said said that it was late.", ("Omar Said", "IOM")),
        (
            "Omar Said spoke on behalf of H.E. Ana Lopo, the Commissioner of [InternationalOrganization:IGAD].",
            ("Omar Said", "IGAD"),
        ),
        (
            "The [CivilSociety:Red Cross] and the [GovernmentBody:Labour Office] met."
            " The latter was represented by Minister Omar Said.",
            ("Omar Said", "Labour Office"),
        ),
    ],
)
def test_standing_in(text: str, fact: tuple[str, str]) -> None:
    found = {(p, b.replace("Government of ", "")) for _, p, b in facts(read(text + "\n")[0], ("represents",))}
    assert found == {fact}


def test_a_delegation_listed_line_by_line() -> None:
    analysis, _ = read(
        "[State=ALB:Albania] was further represented by:\n\nMr. Omar Said, Head of Returns\n\n"
        "Mrs. Ana Lopo, Inspector\n\nIt was late.\n"
    )
    assert {(p, b) for _, p, b in facts(analysis, ("represents",))} == {
        ("Omar Said", "Albania"),
        ("Ana Lopo", "Albania"),
    }


def test_each_line_of_a_list_has_its_own_post() -> None:
    text = (
        "Mr. Omar Said, Head of Returns\nMr. Jan Kos, Director of the [GovernmentBody:Labour Office]\n"
        "Mrs. Ana Lopo, Inspector"
    )
    assert facts(read(text + "\n")[0], ("position",)) == {
        ("position", "Omar Said", "Head of Returns"),
        ("position", "Jan Kos", "Director"),
        ("position", "Ana Lopo", "Inspector"),
    }


def test_the_representative_of_an_office_holder() -> None:
    text = "Ana Lopo, Special Representative of the [InternationalOrganization:UN Secretary-General] for Asylum, left."
    expected = "Special Representative of the UN Secretary-General for Asylum"
    assert facts(read(text + "\n")[0], JOB) == {("position", "Ana Lopo", expected)}


def test_signatories_named_as_such() -> None:
    text = (
        "The signatories were Ana Lopo, Director of [CivilSociety:Open Harbour], and Tom Ford, Director of"
        " [InternationalOrganization:IOM]."
    )
    assert facts(read(text + "\n")[0], ("represents",)) == {
        ("represents", "Ana Lopo", "Open Harbour"),
        ("represents", "Tom Ford", "IOM"),
    }


def test_offices_of_two_bodies_stay_two() -> None:
    told = "Lena Berg, Deputy Mayor and Head of the [GovernmentBody:Justice Bureau], spoke."
    positions = {fact[2] for fact in facts(read(told)[0], ("position",))}
    assert positions == {"Deputy Mayor", "Head"}


def test_the_countrys_minister_abstains_where_two_countries_are_named() -> None:
    told = "[State=KEN:Kenya] and [State=TCD:Chad] met. Lena Berg, the country's Vice Minister of Labour, spoke."
    assert not facts(read(told)[0], ("worksFor",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ambassadors H.E. Omar Said ([State=KEN:Kenya]) and H.E. Ana Lopo ([State=PRT:Portugal]) came.",
            {("Ambassador", "Kenya"), ("Ambassador", "Portugal")},
        ),
        (
            "Their foreign ministers, Mr. Omar Said of [State=KEN:Kenya] and Ms. Ana Lopo of [State=PRT:Portugal]",
            {("foreign minister", "Kenya"), ("foreign minister", "Portugal")},
        ),
    ],
)
def test_a_post_in_the_plural_is_that_of_each(text: str, expected: set[tuple[str, str]]) -> None:
    told = facts(read(text)[0], JOB)
    posts = {person: value for relation, person, value in told if relation == "position"}
    assert {(posts[person], value) for relation, person, value in told if relation == "worksFor"} == expected


def test_ministers_who_meet_a_person_are_not_that_person() -> None:
    told = read("Ministers from [State=KEN:Kenya] met Mr. Omar Said, a guest from [State=PRT:Portugal].")[0]
    assert not facts(told, JOB)


def test_an_excellency_of_a_state_works_for_it() -> None:
    told = read("It was opened by H.E. Omar Said of the [State=KEN:Republic of Kenya].")[0]
    assert facts(told, JOB) == {("worksFor", "Omar Said", "Republic of Kenya")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Serbian Interior Minister Omar Said signed it on behalf of his country.",
            {("Omar Said", "Serbia")},
        ),
        (
            "Ms. Ana Lopo, Director of [CivilSociety:Open Harbour], spoke in the name of her organisation.",
            {("Ana Lopo", "Open Harbour")},
        ),
        (
            "They were Mr. Omar Said, Minister of Labour of [State=KEN:Kenya]. His thanks were for his country.",
            set(),
        ),
        (
            "Mr. Omar Said for [InternationalOrganization:IOM] and Ms. Ana Lopo for [CivilSociety:Harbour] spoke.",
            {("Omar Said", "IOM"), ("Ana Lopo", "Harbour")},
        ),
        (
            "It bears the signatures of Mr. Omar Said, Minister of Labour of [State=KEN:Kenya], and Ms. Ana Lopo, "
            "Minister of Labour of [State=PRT:Portugal].",
            {("Omar Said", "Kenya"), ("Ana Lopo", "Portugal")},
        ),
        ("Mr. Omar Said for years and Ms. Ana Lopo for weeks waited.", set()),
    ],
)
def test_standing_for_ones_own(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(person, body) for _, person, body in facts(read(text)[0], ("represents",))} == expected


def test_the_verb_of_the_second_who_is_represented_may_be_left_out() -> None:
    text = (
        "[State=KEN:Kenya] was represented by H.E. Lena Berg, Minister of Trade, and [State=UGA:Uganda] by H.E. Omar "
        "Said, Deputy Minister of Trade; the [GovernmentBody:Labour Office] was praised by Sara Lind.\n"
    )
    found = facts(read(text)[0], ["represents"])
    assert found == {("represents", "Lena Berg", "Kenya"), ("represents", "Omar Said", "Uganda")}


def test_his_colleague_of_another_state_works_for_it() -> None:
    text = "Ambassador Lena Berg of [State=KEN:Kenya] spoke. His Greek colleague, Ambassador Omar Said, agreed.\n"
    assert ("worksFor", "Omar Said", "Greece") in facts(read(text)[0], ["worksFor"])


@pytest.mark.parametrize(
    "opening",
    [
        "On behalf of",
        "Speaking on behalf of",
        "Representing",
        "In the absence of",
        "Welcoming all who had come to the new hall on behalf of",
    ],
)
def test_the_post_of_one_who_is_spoken_for_is_not_that_of_the_speaker(opening: str) -> None:
    text = f"{opening} the Minister of Labour of [State=KEN:Kenya], Lena Berg opened it.\n"
    assert facts(read(text)[0], JOB) == set()


def test_the_speaker_represents_what_the_office_holder_is_of() -> None:
    text = "On behalf of Omar Said, Minister of Labour of [State=KEN:Kenya], Lena Berg opened it.\n"
    assert facts(read(text)[0], ["represents"]) == {("represents", "Lena Berg", "Kenya")}


def test_the_post_of_one_who_is_spoken_for_is_that_of_the_name_behind_it() -> None:
    text = "Omar Said took it on behalf of the Head of the [Office:Coast Delegation], Mr. Jan Kos.\n"
    assert ("worksFor", "Jan Kos", "Coast Delegation") in facts(read(text)[0], JOB)


@pytest.mark.parametrize(
    "said",
    [
        "At the head of the delegation of [State=SRB:Serbia] came Mr. Omar Said, Head of Returns.",
        "Leading the Serbian delegation was Mr. Omar Said, Head of Returns.",
        "The delegation of [State=SRB:Serbia] had as its leader Mr. Omar Said, Head of Returns.",
        "The delegation of [State=SRB:Serbia] had Mr. Omar Said, at its head.",
        "The delegation of [State=SRB:Serbia] travelled under the leadership of Mr. Omar Said, Head of Returns.",
        "The delegation of [State=SRB:Serbia], whose head was Mr. Omar Said, spoke first.",
    ],
)
def test_who_leads_a_delegation_stands_for_it_however_it_is_said(said: str) -> None:
    analysis, _ = read(said)
    assert {(p, b) for _, p, b in facts(analysis, ("represents",))} == {("Omar Said", "Serbia")}
    assert {t for _, _, t in facts(analysis, ("position",))} <= {"Head of Returns"}


@pytest.mark.parametrize(
    "said",
    [
        "The delegation of [State=SRB:Serbia] had Mr. Omar Said, Head of Returns, as its guest.",
        "The delegation of [State=SRB:Serbia] met under a tree. Mr. Omar Said, Head of Returns, spoke.",
        "At the head of the table, far from the delegation of [State=SRB:Serbia], sat a painter; Mr. Omar Said left.",
    ],
)
def test_who_is_only_named_beside_a_delegation_does_not_stand_for_it(said: str) -> None:
    assert not facts(read(said)[0], ("represents",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lena Berg, minister of foreign affairs, labour and nationals abroad, left.",
            {("position", "Lena Berg", "minister of foreign affairs, labour and nationals abroad")},
        ),
        ("Lena Berg, minister of labour, came and went.", {("position", "Lena Berg", "minister of labour")}),
        (
            "The minister of Gender Labour and Social Development, Lena Berg, left.",
            {("position", "Lena Berg", "minister of Gender Labour and Social Development")},
        ),
        (
            "The team left under State Minister of Foreign Affairs Lena Berg.",
            {("position", "Lena Berg", "State Minister of Foreign Affairs")},
        ),
        (
            "Dr. Omar Said, the [Place:Lake] State attorney-general, left.",
            {("position", "Omar Said", "attorney-general"), ("worksFor", "Omar Said", "Lake State")},
        ),
        ("The Governor of the state, Dr. Omar Said, left.", {("position", "Omar Said", "Governor")}),
        ("The Sultan of [Place:Lakeside], Omar Said, left.", {("position", "Omar Said", "Sultan")}),
        ("Omar Said, the Governor of Lakeside, left.", {("position", "Omar Said", "Governor")}),
        (
            "The [InternationalOrganization:Coast Centre] opened. Lena Berg, Acting Head of the Centre, spoke.",
            {("position", "Lena Berg", "Acting Head"), ("worksFor", "Lena Berg", "Coast Centre")},
        ),
        (
            "The [InternationalOrganization:Coast Commission], led by Omar Said, agreed.",
            {("worksFor", "Omar Said", "Coast Commission")},
        ),
        ("A team of the [InternationalOrganization:Coast Commission], led by Omar Said, agreed.", set()),
        (
            "Omar Said, the [InternationalOrganization:UN High Commissioner for Refugees], agreed.",
            {
                ("position", "Omar Said", "UN High Commissioner for Refugees"),
                ("worksFor", "Omar Said", "UN High Commissioner for Refugees"),
            },
        ),
        (
            "Present were ambassadors Omar Said of [Place=SRB:Serbia] and Lena Berg of [State=KEN:Kenya].",
            {
                ("position", "Omar Said", "ambassador"),
                ("position", "Lena Berg", "ambassador"),
                ("worksFor", "Omar Said", "Serbia"),
                ("worksFor", "Lena Berg", "Kenya"),
            },
        ),
    ],
)
def test_posts_as_newspapers_write_them(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert facts(read(text)[0], JOB) == expected


def test_its_director_is_of_the_one_body_of_the_sentence_before() -> None:
    text = (
        "A guest saw the [GovernmentBody:Border Police] at work. He was met by its Director, Omar Said, by Deputy "
        "Director Jan Kos and by Lena Berg, Assistant Director for Operations."
    )
    assert {(p, b) for _, p, b in facts(read(text)[0], ("worksFor",))} == {
        ("Omar Said", "Border Police"),
        ("Jan Kos", "Border Police"),
        ("Lena Berg", "Border Police"),
    }
    two = text.replace("at work", "and the [GovernmentBody:Labour Office] at work")
    assert not facts(read(two)[0], ("worksFor",))


@pytest.mark.parametrize(
    "said",
    [
        "Lena Berg, head of the [GovernmentBody:Labour Office], who was ably represented by Mr. Omar Said, agreed.",
        "Lena Berg, head of the [GovernmentBody:Labour Office], was late. Mr. Omar Said stood in for her.",
        "Lena Berg, head of the [GovernmentBody:Labour Office], sent Mr. Omar Said, Head of Returns, in her stead.",
    ],
)
def test_who_stands_in_for_an_office_holder_stands_for_the_office(said: str) -> None:
    found = facts(read(said)[0], ("represents",))
    assert {(p, b) for _, p, b in found} == {("Omar Said", "Labour Office")}


def test_who_stands_in_for_one_of_two_is_not_told() -> None:
    text = (
        "Lena Berg, head of the [GovernmentBody:Labour Office], and Ana Lopo, head of the [GovernmentBody:Aid Office], "
        "were late. Mr. Omar Said stood in for her."
    )
    assert not facts(read(text)[0], ("represents",))


def test_the_ministry_of_who_represents_a_state_is_of_that_state() -> None:
    text = "A workshop took place. France was represented by John Smith, Minister of State at the Ministry of Roads."
    assert ("partOf", "Ministry of Roads", "France") in told_of(text, ("partOf",))
