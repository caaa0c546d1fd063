"""Persons: names with exact bounds, from every region, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from kg.extract.text.language import model
from kg.records import KgError
from tests.extract.reading import persons, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("H.E. Dr Salma bint Khalid Al Harthy, Minister of Labour, spoke.", "Salma bint Khalid Al Harthy"),
        ("Hon. Grace Wambui MP welcomed the delegates.", "Grace Wambui"),
        ("Rear admiral Paolo De Santis commands the operation.", "Paolo De Santis"),
        ("Maj. Gen. Sidi Mohamed Ould Cheikh opened the session.", "Sidi Mohamed Ould Cheikh"),
        ("Ambassador Jean-François d’Almeida said that it was time.", "Jean-François d’Almeida"),
        ("“It is late,” said Siobhán O’Connor, a lawyer.", "Siobhán O’Connor"),
        ("The talks were led by John F. Kufour, Director of Borders.", "John F. Kufour"),
        ("Ms Nguyen Thi Thanh, Head of Operations, agreed.", "Nguyen Thi Thanh"),
        ("The state was represented by Koen van der Meer, Deputy Director.", "Koen van der Meer"),
        ("The talks were led by July Banda, Director of Borders.", "July Banda"),
        ("It was Friday. August Meier, Head of Operations, agreed.", "August Meier"),
        ("Dr Samir Al-[State:Turkey], Head of Operations, agreed.", "Samir Al-Turkey"),
        ("Vice-President Okonjo said that more would follow.", "Okonjo"),
        ("Mr. Jorge Arcos [Place:Montserrat] said that it was late.", "Jorge Arcos Montserrat"),
        ("Maria [Place:Sydney], Director of Asylum, left.", "Maria Sydney"),
        ("“It is late,” said Omar Haji Adan, a lawyer.", "Omar Haji Adan"),
        ("The talks were led by A.K. Rahim Karimov, Director of Labour.", "A.K. Rahim Karimov"),
        ("It was opened by the Minister of Labour, Hagen Geinsob, in [Place:Accra].", "Hagen Geinsob"),
        ("It was attended by Mevan Çavuşlu of the [GovernmentBody:Ministry of Justice].", "Mevan Çavuşlu"),
        ("They called on Micha Calm-Roy, who is the president of the court.", "Micha Calm-Roy"),
        ("President van der Linden had announced it.", "van der Linden"),
        ("The board was chaired by Dr. Adel Mansour Assistant Director of Borders.", "Adel Mansour"),
        ("Foreign Minister Tomás Rocha Lima arrived. Rocha Lima said that it was late.", "Tomás Rocha Lima"),
        ("Police Colonel-General Marat Ozanov opened the session.", "Marat Ozanov"),
        ("[InternationalOrganization:UN Secretary-General] Antónia Guedes called for calm.", "Antónia Guedes"),
        ("The delegates of the General Confederation of Workers met Ms. Ana Lopo.", "Ana Lopo"),
        ("Maria do Rosário Pinto, director of the office, spoke.", "Maria do Rosário Pinto"),
        ("Commissaire Principal Yaovi Mensah signed the minutes.", "Yaovi Mensah"),
        ("Zuhra Tamaru, who directs the school, thanked them.", "Zuhra Tamaru"),
        ("Tolera Gemchis opened the workshop.", "Tolera Gemchis"),
        ("The talks were chaired by Zlatko Hodžihasić.", "Zlatko Hodžihasić"),
        ("The board was chaired by Kgosi Thuso Makgatla.", "Thuso Makgatla"),
        ("The board was chaired by Adi Mere Tuivaga.", "Mere Tuivaga"),
        ("Adi Wibawa opened the workshop.", "Adi Wibawa"),
        ("Brigadier General (Rtd.) Kondwani Phirilanga opened the session.", "Kondwani Phirilanga"),
        ("The talks were chaired by ACP (Ag.) Ravi Ramlogan.", "Ravi Ramlogan"),
        ("The talks were chaired by Rosaura “Chela” Quirogas.", "Rosaura “Chela” Quirogas"),
        ("The talks were chaired by Col. Darrell J. Prentis Sr. (Ret.).", "Darrell J. Prentis Sr."),
        ("The talks were chaired by Aybek Toktomat uulu.", "Aybek Toktomat uulu"),
        ("The talks were chaired by Selvi a/p Munusamy.", "Selvi a/p Munusamy"),
        ("The talks were chaired by Wisner St. Fleurant.", "Wisner St. Fleurant"),
        ("The talks were chaired by Datuk Razak bin Abd. Lateef.", "Razak bin Abd. Lateef"),
        ("The talks were chaired by J.-M. Ntirandekura.", "J.-M. Ntirandekura"),
        ("The talks were chaired by Jeroen van 't Hoofd.", "Jeroen van 't Hoofd"),
        ("Subsecretaria Antonieta Errazquin opened the workshop.", "Antonieta Errazquin"),
        ("Madame la Ministre Awa Dialliste noted that it was late.", "Awa Dialliste"),
        ("Osbern Hanlon, K.C., opened the workshop.", "Osbern Hanlon"),
        ("The talks were chaired by General of Police Babiker El-Amin Hamdani.", "Babiker El-Amin Hamdani"),
        ("Colonel of the [GovernmentBody:Ghana Police Service] Kofi Tuffouri opened it.", "Kofi Tuffouri"),
        ("Director General Wabomba of [GovernmentBody:Coast Customs] chaired the meeting.", "Wabomba"),
        ("Eng. Deolindo d'Assunção [Place:Lima] Quaresmas opened the workshop.", "Deolindo d'Assunção Lima Quaresmas"),
    ],
)
def test_names_have_exact_bounds(text: str, name: str) -> None:
    assert persons(read(text + "\n")[0]) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The Horn of Africa and the Free Movement Protocol were discussed in Addis Ababa.",
        "The Deputy Director and the Senior Migration Adviser attended the Annual Meeting.",
        "The Konrad Adenauer Foundation paid for it.",
        "Legal Kituo noted that it was late.",
        "The talks were chaired by Fundación Rumbo.",
        "The Director of the [Place:Sydney] Office said so.",
        "Minister of Trade, Customs and Free Movement is a new post.",
        "The Director General of [GovernmentBody:Coast Customs] chaired the meeting.",
        "The ministers will meet in July Geneva time.",
        "[InternationalOrganization:Frontex] said that Border Management matters.",
    ],
)
def test_titles_and_bodies_are_no_persons(text: str) -> None:
    assert persons(read(text + "\n")[0]) == set()


def test_the_surname_alone_means_the_same_person() -> None:
    analysis, _ = read("Mr. Tomas Novak, Director of Asylum, opened the day. Later Novak said that it went well.\n")
    (person,) = [e for e in analysis.entities if e.type == "Person"]
    assert person.name == "Tomas Novak"
    assert "Novak" in person.aliases
    assert len(analysis.mentions_of(person.id)) == 2


def test_a_surname_of_two_persons_is_left_out() -> None:
    analysis, _ = read("Mr. Adam Banda met Mrs. Ruth Banda. Banda said nothing.\n")
    assert {analysis.surface(m) for m in analysis.mentions if m.type == "Person"} == {"Adam Banda", "Ruth Banda"}


def test_a_person_named_like_a_country_who_speaks() -> None:
    text = "Michael Jordan, a project officer, spoke. Jordan said the camps in [State:Jordan] were full.\n"
    analysis, _ = read(text)
    assert [analysis.surface(m) for m in analysis.mentions if m.type == "Person"] == ["Michael Jordan", "Jordan"]


def test_a_missing_model_is_told() -> None:
    with pytest.raises(KgError, match="no_such_model"):
        model("no_such_model")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A workshop was held in Lusaka on 3 May 2024. Another speaker, Tevita Lavemaau, agreed.", "Tevita Lavemaau"),
        ("The speech of the Minister of Home Affairs, Sipho Gabela MP, was long.", "Sipho Gabela"),
        ("Zuwena Tarapaki of the [GovernmentBody:Border Agency] wrote to them in Lusaka.", "Zuwena Tarapaki"),
        ("On behalf of [Office:IOM Morocco], Zuwena Tarapaki joined them in Lusaka on 3 May 2024.", "Zuwena Tarapaki"),
        (
            "It met in Lusaka: Ana Cruz for [Office:ILO], Zuwena Tarapaki for [Office:IOM], Omar Sesay went.",
            "Zuwena Tarapaki",
        ),
        ("Zuwena Tarapaki, then Director of Asylum, wrote to them in Lusaka.", "Zuwena Tarapaki"),
        ("The chair gave way to Joaquín Cortés Lobato in Lima on 3 May 2024.", "Joaquín Cortés Lobato"),
    ],
)
def test_guests_and_successors_and_letters_tell_persons(text: str, name: str) -> None:
    assert name in persons(read(text)[0])
