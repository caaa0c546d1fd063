"""Employers and posts told by a clause, by who stands beside, by what was named before, or by whose side one is on."""

from __future__ import annotations

import pytest

from tests.extract.reading import told

POSTS = ("position", "worksFor")

EMPLOYERS = [
    ("Ann Lee, who coordinates the fight against smuggling for the Ministry of Labour, spoke.", "Ministry of Labour"),
    ("Ann Lee, who leads UNHCR's work in the country, spoke.", "UNHCR"),
    ("Ann Lee, who presides over the Labour Agency, spoke.", "Labour Agency"),
    ("Ann Lee has led the Labour Agency since May.", "Labour Agency"),
    ("Ann Lee, who is in charge of the Migration Service, spoke.", "Migration Service"),
    ("Ann Lee, who teaches at Accra University, spoke.", "Accra University"),
    ("Ann Lee, who is in charge of labour, health and migration at the Migration Service, spoke.", "Migration Service"),
    ("Ann Lee, responsible for returns at UNHCR, spoke.", "UNHCR"),
    ("Ann Lee, who deals with returns in the European Commission, spoke.", "European Commission"),
    ("Ann Lee, who coordinated the field work for Accra University, spoke.", "Accra University"),
    ("Ann Lee, who manages the programme at IOM Ghana, spoke.", "IOM Ghana"),
    ("Ann Lee, who coordinates the work of UNHCR in Asia, spoke.", "UNHCR"),
    ("Ann Lee, who has led UNHCR since May, spoke.", "UNHCR"),
    ("Ann Lee spoke for UNHCR at the meeting in Accra.", "UNHCR"),
    ("The Ministry of Labour was represented by Ms Ann Lee.", "Ministry of Labour"),
    ("John Doe, Director of UNHCR, came to the meeting in Accra with his deputy, Ann Lee.", "UNHCR"),
    ("John Doe of UNHCR opened the meeting in Accra, and his colleague Ann Lee spoke.", "UNHCR"),
    ("At a workshop held by the Ministry of Labour, Minister Ann Lee spoke.", "Ministry of Labour"),
    ("UNHCR held a workshop in Accra. Acting Director General Ann Lee spoke.", "UNHCR"),
    ("John Doe, Case Officer, and Ann Lee, Project Officer, both of UNHCR, spoke.", "UNHCR"),
    ("Deputy German ambassador Ann Lee spoke.", "Germany"),
    ("The Ghana Police Service met. The Inspector General of Police, Ann Lee, spoke.", "Ghana Police Service"),
    ("The Department of Immigration met. Director General of Immigration Ann Lee spoke.", "Department of Immigration"),
    ("The Immigration Department met. The Chief Immigration Officer, Ann Lee, spoke.", "Immigration Department"),
    (
        "The Ministry of Labour and Health met. The Minister of Labour and Health, Ann Lee, spoke.",
        "Ministry of Labour and Health",
    ),
    ("EUCAP Sahel Niger met. Ann Lee, Head of Mission, spoke.", "EUCAP Sahel Niger"),
    ("UNHCR met. Ann Lee, High Commissioner for Refugees, spoke.", "UNHCR"),
    ("Those who came were John Doe, Minister of Labour, the EU Ambassador, Ann Lee, and others.", "EU"),
    ("Director John Doe and the Secretary General of UNHCR, Ann Lee, spoke.", "UNHCR"),
    ("John Doe, Director at UNHCR, the IOM Ambassador to Ghana, Ann Lee, and others spoke.", "IOM"),
    ("Ann Lee, Convener of the Migration Network, spoke.", "Migration Network"),
    ("UNHCR met. Two members of UNHCR's team, Case Officer John Doe and Ann Lee, spoke.", "UNHCR"),
    ("UNHCR met. Two experts from UNHCR led the sessions: Ann Lee, a lawyer, and John Doe.", "UNHCR"),
    ("Three presidents met: Ann Lee of Ghana, Chad's John Doe and Jane Roe of Mali.", "Ghana"),
    ("Three presidents met: Jane Roe of Ghana, Chad's Ann Lee and John Doe of Mali.", "Chad"),
    ("The Danish minister spoke. His Swedish colleague, Migration Minister Ann Lee, agreed.", "Sweden"),
    ("The Ghanaian Federal Police met. Federal Police Director Ann Lee spoke.", "Ghanaian Federal Police"),
]


@pytest.mark.parametrize(("text", "body"), EMPLOYERS)
def test_whom_somebody_works_for(text: str, body: str) -> None:
    assert ("worksFor", "Ann Lee", body) in told(text, ["worksFor"])


NOBODY = [
    "Ann Lee, who led the delegation to talks at the Ministry of Labour, spoke.",
    "Ann Lee, who convened the workshop for UNHCR, spoke.",
    "UNHCR and IOM held a workshop in Accra. Acting Director General Ann Lee spoke.",
    "UNHCR met. Members of UNHCR, John Doe, Minister of Labour, and Ann Lee, met.",
    "Ann Lee of Ghana has been appointed director of it.",
    "The Observatory, led for now by Ann Lee of Ghana, met.",
    "Members chose Ann Lee of Ghana as Director General.",
    "The Ghana Police Service and the Mali Police Service met. The Inspector General of Police, Ann Lee, spoke.",
    "The Ministry of Labour met. The Minister of Health, Ann Lee, spoke.",
    "John Doe met UNHCR in Accra. His colleague Ann Lee spoke.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_whose_it_may_be_is_nobodys(text: str) -> None:
    assert not [fact for fact in told(text, ["worksFor"]) if fact[1] == "Ann Lee"]


HELD = [
    ("Ann Lee, Chief of Mission of IOM in Ghana, spoke.", "Chief of Mission", "IOM"),
    ("Ann Lee, who as Executive Director of UNHCR flew in, spoke.", "Executive Director", "UNHCR"),
    ("Ann Lee, who leads UNHCR as its Executive Director, spoke.", "Executive Director", "UNHCR"),
    ("Ann Lee, Deputy Prosecutor General of Ghana, spoke.", "Deputy Prosecutor General", "Ghana"),
    ("UNHCR met. UNHCR's Project Manager, Ann Lee, spoke.", "Project Manager", "UNHCR"),
    ("UNHCR met. Ann Lee, UNHCR National Programme Coordinator, spoke.", "National Programme Coordinator", "UNHCR"),
    ("UNHCR met. UNHCR's Regional Project Development Officer Ann Lee spoke.", "Regional Project Development Officer",
     "UNHCR"),
    ("Ann Lee, who is Minister of Justice in Ghana, spoke.", "Minister of Justice", "Ghana"),
    ("Ann Lee, the newly arrived UNHCR Representative, spoke.", "Representative", "UNHCR"),
    ("Ann Lee, Head of Unit for Returns at the Ministry of Labour, spoke.", "Head of Unit for Returns",
     "Ministry of Labour"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "post", "body"), HELD)
def test_the_post_and_whose_it_is(text: str, post: str, body: str) -> None:
    assert told(text, POSTS) >= {("position", "Ann Lee", post), ("worksFor", "Ann Lee", body)}


ALONE = [
    ("With them was Ambassador Ann Lee.", "Ambassador"),
    ("The panel was led by Judge Ann Lee.", "Judge"),
    ("Ann Lee, a National Project Officer, spoke.", "National Project Officer"),
    ("The talks between its staff under Minister Ann Lee and UNHCR ended.", "Minister"),
    ("UNHCR heard John Doe, Director of IOM, and his deputy Ann Lee.", "deputy"),
]


@pytest.mark.parametrize(("text", "post"), ALONE)
def test_a_post_alone(text: str, post: str) -> None:
    assert ("position", "Ann Lee", post) in told(text, ["position"])


NAMES = [
    ("KP Das, the UNHCR Representative, spoke.", "KP Das"),
    ("They met the Director General of Labour, Emeka M. Ali, in Accra.", "Emeka M. Ali"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_initials_in_names(text: str, name: str) -> None:
    assert any(fact[1] == name for fact in told(text, ["position"]))


STOOD = [
    ("Ann Lee, Director of UNHCR, put her name to it alongside John Doe, who heads the Labour Agency.", "UNHCR"),
    ("Putting pen to paper were Ann Lee, Director of UNHCR, and John Doe, Director of IOM.", "UNHCR"),
    ("Home Secretary John Doe and Ann Lee, Ghana's Minister of Labour, today signed it.", "Ghana"),
    ("Ann Lee, Secretary at the Ministry of Labour of Ghana, headed the visiting delegation.", "Ghana"),
]


@pytest.mark.parametrize(("text", "side"), STOOD)
def test_who_signs_or_leads_stands_for_the_own_side(text: str, side: str) -> None:
    assert ("represents", "Ann Lee", side) in told(text, ["represents"])


SLASHED = [
    ("Ann Lee, Chairman/CEO of the Migration Commission, spoke.", {"Chairman/CEO"}),
    ("Ann Lee, UN Resident Coordinator and UNDP Resident Representative in Accra, spoke.",
     {"Resident Coordinator", "Resident Representative in Accra"}),
    ("With Minister Ann Lee came John Doe.", {"Minister"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "posts"), SLASHED)
def test_posts_told_together(text: str, posts: set[str]) -> None:
    assert {fact[2] for fact in told(text, ["position"]) if fact[1] == "Ann Lee"} == posts
