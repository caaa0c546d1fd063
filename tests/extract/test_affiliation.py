"""Positions, employers, and who stands for whom."""

from __future__ import annotations

import pytest

from tests.extract.reading import facts, read

JOB = ("position", "worksFor")

CASES = [
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
    ],
)
def test_a_body_without_a_title(text: str, body: str) -> None:
    assert facts(read(text + "\n")[0], JOB) == {("worksFor", "Max Moyo", body)}


def test_a_minister_without_a_state_works_for_none() -> None:
    found = facts(read("H.E. Sara Lind, Minister of Trade, said so.\n")[0], JOB)
    assert found == {("position", "Sara Lind", "Minister of Trade")}


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
    ],
)
def test_who_stands_for_whom(text: str, body: str) -> None:
    assert facts(read(text + "\n")[0], ("represents",)) == {("represents", "Mona Adel", body)}


def test_his_countrys_delegation() -> None:
    text = "State Secretary Jan Kos of the [GovernmentBody:Slovenian Ministry of Justice] headed his country’s team.\n"
    assert ("represents", "Jan Kos", "Slovenia") in facts(read(text)[0], ("represents",))


def test_a_contact_block() -> None:
    text = "Mary Otieno at [Office:IOM Ghana], Tel: +233 20 555 0100 (Ext. 4), Email: motieno@example.org\n"
    found = facts(read(text, "contact-block")[0], ("worksFor", "contactPoint", "telephone", "email"))
    assert found == {
        ("contactPoint", "document", "Mary Otieno"),
        ("worksFor", "Mary Otieno", "IOM Ghana"),
        ("telephone", "Mary Otieno", "+233 20 555 0100 (Ext. 4)"),
        ("email", "Mary Otieno", "motieno@example.org"),
    }
