"""Wording met in releases as they stand: several events told apart, who is behind an event, posts and bodies beside a
name, and what a phrase is no part of."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def read(text: str) -> set[tuple[str, str, str]]:
    """The facts of a text."""
    return facts(extract(Article("a", text, published="2024-06-15")))


def says(text: str, relation: str, subject: str, what: str) -> bool:
    """Whether a fact with these words in its ends is read of a text."""
    return any(r == relation and subject in s and what in o for r, s, o in read(text))


SAID = [
    (
        "The Seventh Consultation will start in Dubai on 1 July 2024 on the sidelines of the World Summit. This year's "
        "edition brings together India and Nepal.",
        ("participant", "Consultation", "Nepal"),
    ),
    (
        "The working group began its two-day meeting in Abuja on 1 August 2017 preparatory to the Heads of Immigration "
        "Meeting. Welcoming participants to the meeting, Tony Bello of ECOWAS called for action.",
        ("speaker", "two-day meeting", "Tony Bello"),
    ),
    (
        'A meeting will take place in Rome on 3 May 2020. The workshop on "Work: facing it" will take place on 19 '
        "October 2020 in Paris.",
        ("startDate", "workshop", "2020-10-19"),
    ),
    (
        "The meeting prepares the 2008 Global Forum on Migration, to be held in Manila, 27-30 October.",
        ("startDate", "2008 Global Forum", "2008-10-27"),
    ),
    (
        "The meeting served the preparation of the third ministerial conference “Addressing It Together”, to be held "
        "in Bratislava on 19 September 2016.",
        ("place", "conference", "Bratislava"),
    ),
    (
        "Uganda and IGAD held the 12th National Coordination Mechanism for Migration today in Entebbe.",
        ("organizer", "12th", "IGAD"),
    ),
    (
        "Experts started on Sunday two-day talks at the headquarters of the Arab League. The talks, chaired by Egypt, "
        "are the last ones before the next meeting of the council.",
        ("chair", "talks", "Egypt"),
    ),
    ("The dialogue will be held in the Kingdom of Morocco on 2 September 2017.", ("eventType", "dialogue", "Dialogue")),
    (
        "A meeting took place in Cairo. The meeting was organised in cooperation between UNHCR and IOM.",
        ("organizer", "meeting", "IOM"),
    ),
    (
        "Kenya hosted delegates from ten states at a regional forum on labour mobility in Mombasa.",
        ("host", "forum", "Kenya"),
    ),
    (
        "IOM said on Tuesday that it has concluded a training programme on borders in Nairobi.",
        ("organizer", "training", "IOM"),
    ),
    (
        "The conference in Oslo opened on 3 May 2021. In closing remarks, IOM Director Anna Berg said that much was "
        "done.",
        ("speaker", "conference", "Anna Berg"),
    ),
    (
        "The meeting opened in Manila. Rosa Baldo, representing the Ministry of Labour of Kenya, said work is key.",
        ("speaker", "meeting", "Rosa Baldo"),
    ),
    (
        "The Board met in Rarotonga. The meeting was attended by representatives from Australia (donor), Cook Islands "
        "(Polynesia), Palau (Micronesia) and Samoa (host).",
        ("participant", "", "Palau"),
    ),
    (
        "A meeting between Interior Minister Anna Frey and Ambassador Paul Noor was held in Riga on 3 May 2021.",
        ("participant", "meeting", "Paul Noor"),
    ),
    (
        "The Ambassador Extraordinary and Plenipotentiary of Kenya to Latvia Imomud Sattor opened the course in Riga.",
        ("position", "Imomud Sattor", "Ambassador Extraordinary and Plenipotentiary"),
    ),
    ("IOM Zambia Programme Officer Annie Lund spoke.", ("position", "Annie Lund", "Programme Officer")),
    ("IOM Zambia Programme Officer Annie Lund spoke.", ("worksFor", "Annie Lund", "IOM Zambia")),
    (
        "He came with the Principal Labour Officer in the Ministry of Labour Tiyanja Malichi Butao.",
        ("worksFor", "Tiyanja Malichi Butao", "Ministry of Labour"),
    ),
    ("Chief Labour and Migration Officer Paul Banda spoke.", ("position", "Paul Banda", "Chief Labour and Migration")),
    (
        "The opening heard Kenya, as a member of the Committee, and ICMPD, as Secretariat of the Rabat Process, on it.",
        ("secretariat", "Rabat Process", "ICMPD"),
    ),
    (
        "A four-day experience sharing mission on care was held in Accra, organised by the Ministry of Gender.",
        ("organizer", "mission", "Ministry of Gender"),
    ),
    (
        "Interior Minister Ali Lemine held on Monday at his office a meeting with IOM Chief of Mission Idris Somba.",
        ("participant", "meeting", "Idris Somba"),
    ),
    ("The SAFE project is funded by the people of Japan.", ("funder", "SAFE", "Japan")),
    ("The course is part of the SAFE project, an IOM and UNHCR initiative.", ("implementer", "SAFE", "UNHCR")),
]
"""Texts, each with a relation and words of its two ends."""

NOT_SAID = [
    (
        "Kenya, with support from IOM, the United States and the Embassy of Norway, is hosting the annual conference "
        "in Kisumu.",
        ("host", "conference", "Norway"),
    ),
    (
        "The meeting in Lusaka was attended by officials from member states of SADC, COMESA and the Indian Ocean "
        "Commission.",
        ("member", "SADC", "Indian Ocean Commission"),
    ),
    (
        "The meeting in Accra gathered 68 people of 25 partner countries of the Rabat Process (10 of them European), "
        "the European Union and UNODC.",
        ("partner", "Rabat Process", "UNODC"),
    ),
    (
        "They were joined by delegates from UNODC, IOM and members of the Partners Forum such as Switzerland.",
        ("member", "IOM", "Switzerland"),
    ),
    (
        "The officials met in Rabat. Portugal will chair the migration dialogue for one year.",
        ("chair", "", "Portugal"),
    ),
]


@pytest.mark.parametrize(("text", "fact"), SAID)
def test_what_is_said(text: str, fact: tuple[str, str, str]) -> None:
    assert says(text, *fact)


@pytest.mark.parametrize(("text", "fact"), NOT_SAID)
def test_what_is_not_said(text: str, fact: tuple[str, str, str]) -> None:
    assert not says(text, *fact)


def test_what_was_held_for_the_first_time_is_the_event_told_before() -> None:
    text = (
        "Officers completed a border course in Kingston on 3 May 2021. It was the first time that a border course was "
        "held there."
    )
    assert len([fact for fact in read(text) if fact[0] == "eventType"]) == 1


MEETINGS = [
    ("A training of trainers' workshop on data was held in Lome on 3 May 2021.", {"Workshop"}),
    ("The 3rd Specialised Technical Committee on Migration began in Addis Ababa on 4 November 2019.", {"Meeting"}),
    ("The session in Accra is not only a forum for exchange but also a platform.", {"Session"}),
    ("The ministers met in Dhaka and discussed the signing of an agreement between the two countries.", {"Meeting"}),
]
"""Texts, each with the types of all its events."""


@pytest.mark.parametrize(("text", "types"), MEETINGS)
def test_events_of_a_text(text: str, types: set[str]) -> None:
    assert {what for relation, _, what in read(text) if relation == "eventType"} == types


def test_a_list_of_states_whose_people_came_makes_no_partners() -> None:
    text = "The meeting brought together people from Ghana, Togo and Guinea to strengthen cross-border collaboration."
    assert not any(relation == "partner" for relation, _, _ in read(text))


def test_where_work_is_done_is_not_where_it_is_praised() -> None:
    text = "Ali Noor met Ann Poe in Islamabad on 3 May 2021. He praised the work in Sindh during the meeting."
    assert {what for relation, _, what in read(text) if relation == "place"} == {"Islamabad"}
