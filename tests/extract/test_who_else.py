"""Those who speak or are there besides the one whom a verb names, in texts of two sentences read whole."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

OPENING = "A workshop on return was held in Accra on 5 May. "


def told(text: str, *relations: str) -> set[tuple[str, str]]:
    """The relations, each with the name of its object, of all claims about the workshop."""
    found = extract(Article("a", OPENING + text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(c.relation, names[c.object]) for c in found.claims if c.relation in relations and c.subject in names}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peter Mensah was the keynote speaker.", {"Peter Mensah"}),
        ("The keynote speaker was Ama Boateng of the World Bank.", {"Ama Boateng"}),
        (
            "Ama Boateng opened the workshop together with the Deputy Minister of Justice, Peter Mensah.",
            {"Ama Boateng", "Peter Mensah"},
        ),
        (
            "Ama Boateng spoke on behalf of UNHCR and Peter Mensah on behalf of IOM.",
            {"Ama Boateng", "Peter Mensah"},
        ),
        (
            "Participants heard from Ama Boateng, Director of Police, and from Kofi Owusu, who spoke for Togo.",
            {"Ama Boateng", "Kofi Owusu"},
        ),
        (
            "It was opened by Ama Boateng. She was followed by Deputy Minister Kofi Owusu and Peter Mensah of IOM.",
            {"Ama Boateng", "Kofi Owusu", "Peter Mensah"},
        ),
        (
            "Speakers included Peter Mensah of the network DIADEM and Ama Boateng of the World Bank.",
            {"Peter Mensah", "Ama Boateng"},
        ),
        ("Officials from Ghana, Togo and Benin outlined their plans.", {"Ghana", "Togo", "Benin"}),
        ("Ama Boateng spoke about return, Peter Mensah about trade.", {"Ama Boateng", "Peter Mensah"}),
        ("The floor was then given to Peter Mensah, Director of Police.", {"Peter Mensah"}),
        (
            "The first word went to Peter Mensah, Director of Police, and the last to Jane Mensah.",
            {"Peter Mensah", "Jane Mensah"},
        ),
        ("After him it was the turn of Peter Mensah, Director of Police.", {"Peter Mensah"}),
        ("Then it was Peter Mensah's turn.", {"Peter Mensah"}),
        ("Peter Mensah, Director of Police, said there that much was left to do.", {"Peter Mensah"}),
        ("Also taking the floor were Peter Mensah, the Director, and Ama Boateng.", {"Peter Mensah", "Ama Boateng"}),
        ("Peter Mensah, the mayor of Accra, was one of the panellists.", {"Peter Mensah"}),
        ("After the opening by Minister Peter Mensah, participants split into groups.", {"Peter Mensah"}),
        ("Minister Peter Mensah had the last word.", {"Peter Mensah"}),
        ("On the second day, officials of the Ghana Police Service showed how it is done.", {"Ghana Police Service"}),
        ("In the morning Ghana and Togo described how they had begun.", {"Ghana", "Togo"}),
        ("After lunch Zdravko Huml of UNHCR explained the costs.", {"Zdravko Huml"}),
        ("Zdravko Huml, of IOM, presented the costs.", {"Zdravko Huml"}),
        (
            "Ghana, which was the host, Togo, which leads the team, and Benin welcomed guests.",
            {"Ghana", "Togo", "Benin"},
        ),
        ("Ghana spoke of its law, Togo of its registers.", {"Ghana", "Togo"}),
        ("Ghana explained its law and Togo its registers.", {"Ghana", "Togo"}),
        ("IOM told Ghana about the law and Togo about its registers.", set()),
        ("Peter Mensah of the Ghana Police Service was the first to speak.", {"Peter Mensah"}),
        ("The last to speak was Peter Mensah of the Ghana Police Service.", {"Peter Mensah"}),
        ("Peter Mensah, a UNODC trainer, explained how passports are read.", {"Peter Mensah"}),
        ("The yearly report, presented by Peter Mensah of UNODC, was long.", {"Peter Mensah"}),
        ("The ministers were addressed by Peter Mensah of UNODC.", {"Peter Mensah"}),
        ("Officials from Ghana and Togo agreed that more must be done.", set()),
    ],
)
def test_who_speaks_besides(text: str, speakers: set[str]) -> None:
    assert told(text, "speaker") == {("speaker", name) for name in speakers}


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Judges from 20 countries attended. Burundi and Gabon are among them.", {"Burundi", "Gabon"}),
        ("Lecturers come from the University of Ghana.", {"University of Ghana"}),
        ("Chile and Brazil followed the workshop online.", {"Chile", "Brazil"}),
        ("Experts of sixteen states came, along with UNHCR and ICMPD.", {"UNHCR", "ICMPD"}),
        ("The ministers heard two of the observers, UNHCR and ICMPD.", {"UNHCR", "ICMPD"}),
        ("Delegations from Chile and Brazil have been invited.", set()),
        ("Chile and Brazil came, too.", {"Chile", "Brazil"}),
        ("Agencies of both sides came too, among them UNHCR and ICMPD.", {"UNHCR", "ICMPD"}),
        ("The bill was met by Chile.", set()),
        ("Around the table sat Chile and, as an observer, Brazil.", {"Chile", "Brazil"}),
        ("Ama Boateng welcomed the fact that Chile has changed its law.", set()),
        ("The Deputy Head of Mission of the German Embassy, Jan Schmidt, was there.", {"Jan Schmidt"}),
        ("Present too were UNHCR and ICMPD.", {"UNHCR", "ICMPD"}),
        ("Judges have come to the city, and so have UNHCR and ICMPD.", {"UNHCR", "ICMPD"}),
        ("The states in the room included Chile and Brazil.", {"Chile", "Brazil"}),
        ("Judges of the Ghana Police Service will sit in too.", {"Ghana Police Service"}),
    ],
)
def test_who_is_there_besides(text: str, present: set[str]) -> None:
    assert told(text, "participant") == {("participant", name) for name in present}


def test_a_name_known_by_what_its_bearer_does() -> None:
    assert ("represents", "UNHCR") in told("Jean-Xylo Beuzeq, who represents UNHCR, took the floor.", "represents")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Ama Boateng spoke for the Ministry of Labour, and Peter Mensah for UNHCR Ghana.",
            {("Ama Boateng", "Ministry of Labour"), ("Peter Mensah", "UNHCR Ghana")},
        ),
        (
            "Ama Boateng represented the Ministry of Labour and Peter Mensah the Ministry of Health.",
            {("Ama Boateng", "Ministry of Labour"), ("Peter Mensah", "Ministry of Health")},
        ),
        (
            "Ghana's delegation was headed by Ama Boateng, while Togo's was led by the Director, Peter Mensah.",
            {("Ama Boateng", "Ghana"), ("Peter Mensah", "Togo")},
        ),
        (
            "The Ghanaian delegation was led by Ama Boateng and the Togolese one by the Director, Peter Mensah.",
            {("Ama Boateng", "Ghana"), ("Peter Mensah", "Togo")},
        ),
        ("Ama Boateng spoke of Ghana, and Peter Mensah for an hour.", set()),
        ("Ghana's seat was taken by Jane Mensah.", {("Jane Mensah", "Ghana")}),
        ("Ama Boateng, who came for the Ministry of Labour, smiled.", {("Ama Boateng", "Ministry of Labour")}),
        ("Ama Boateng came for talks on Ghana.", set()),
    ],
)
def test_who_stands_for_whom_with_words_left_out(text: str, pairs: set[tuple[str, str]]) -> None:
    found = extract(Article("a", OPENING + text))
    names = {entity.id: entity.name for entity in found.entities}
    assert {(names[c.subject], names[c.object]) for c in found.claims if c.relation == "represents"} == pairs


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A debate on visas was held in Accra. The debate was chaired by Jane Doe.", {"debate on visas"}),
        ("There was much debate on visas in Accra. A debate about visas is needed.", set()),
    ],
)
def test_an_event_that_is_one_where_it_was_held(text: str, events: set[str]) -> None:
    found = extract(Article("a", text))
    assert {entity.name for entity in found.entities if entity.type == "Event"} == events


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Indian Ocean Commission hosted it in May for its two members: Comoros and France.",
            {("member", "Comoros"), ("member", "France")},
        ),
        ("Ecuador, this year's chair of the Rabat Process, met partners.", {("chair", "Ecuador")}),
        ("Jane Doe of Caritas spoke about children at a dialogue in Accra.", {("speaker", "Jane Doe")}),
        ("A meeting was held in Accra. Jane Doe of Caritas urged the ministers to act.", {("speaker", "Jane Doe")}),
        ("A coming summit was the topic. Jane Doe answered questions on the coming summit.", set()),
    ],
)
def test_whose_and_where(text: str, facts: set[tuple[str, str]]) -> None:
    found = extract(Article("a", text))
    names = {entity.id: entity.name for entity in found.entities}
    kept = {"member", "chair", "speaker"}
    assert {(c.relation, names[c.object]) for c in found.claims if c.relation in kept and c.subject in names} == facts


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Latvia followed by video link. Malta answered the call.", {"Latvia", "Malta"}),
        ("On the northern side, Malta; on the southern side, for the first time, Chad.", {"Malta", "Chad"}),
        ("The trainees ranged from Benin and Mali to UNICEF.", {"Benin", "Mali", "UNICEF"}),
        ("UNICEF and IOM, the payer, were represented.", {"UNICEF", "IOM"}),
        ("The roster of trainees shows officers of Benin and, a first, Mali.", {"Benin", "Mali"}),
        ("Lessons were given by Ama Boateng and lawyer Peter Mensah.", {"Ama Boateng", "Peter Mensah"}),
        ("Benin and Mali have confirmed that they will attend.", {"Benin", "Mali"}),
        ("The hosts had also invited Chad, but no reply came.", set()),
    ],
)  # fmt: skip
def test_who_is_there_in_other_words(text: str, there: set[str]) -> None:
    assert {name for _, name in told(text, "participant", "speaker")} == there


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The panellists in Accra were Ama Boateng (UNICEF) and, by video, Peter Mensah.", True),
        ("Speakers were: Dr Ama Boateng, director of the Bank of Ghana; Mr Peter Mensah (UNICEF).", True),
        ("Speakers who had known Ama Boateng and Peter Mensah were absent.", False),
    ],
)  # fmt: skip
def test_speakers_in_a_list(text: str, speakers: bool) -> None:
    assert {name for _, name in told(text, "speaker")} == ({"Ama Boateng", "Peter Mensah"} if speakers else set())


def test_who_is_there_before_the_event_is_named() -> None:
    text = "Turnout was high. Egypt and Sudan came. Chad took part as host. The workshop on return was held in Accra."
    found = extract(Article("a", text))
    names = {entity.id: entity.name for entity in found.entities}
    there = {names[c.object] for c in found.claims if c.relation == "participant"}
    assert there == {"Egypt", "Sudan", "Chad"}


@pytest.mark.parametrize(
    "text",
    [
        "Peter Mensah led the Ghanaian side, and Ama Boateng the guests.",
        "Opposite him, on the Ghanaian side, sat Peter Mensah.",
        "Ghana, the host, was represented by Peter Mensah.",
    ],
)
def test_who_stands_for_a_side(text: str) -> None:
    found = extract(Article("a", OPENING + text))
    names = {entity.id: entity.name for entity in found.entities}
    stand = {(names[c.subject], names[c.object]) for c in found.claims if c.relation == "represents"}
    assert stand == {("Peter Mensah", "Ghana")}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Present were Ghana as Chair, Togo as Vice Chair and Mali as donor.", {"Ghana", "Togo", "Mali"}),
        ("Heads of the border units of Ghana, Togo, Mali and Niger attended.", {"Ghana", "Togo", "Mali", "Niger"}),
        ("All four members came: Ghana, Togo, Mali and Niger.", {"Ghana", "Togo", "Mali", "Niger"}),
        ("From the CIS come Armenia, Belarus and Uzbekistan.", {"Armenia", "Belarus", "Uzbekistan"}),
    ],
)
def test_a_list_is_followed_to_its_end(text: str, there: set[str]) -> None:
    assert {name for _, name in told(text, "participant")} == there


def test_a_text_comes_back_from_what_was_long_before() -> None:
    before = "The group had first come together in May 2019. That conference in Quito adopted a plan."
    text = f"A seminar on visas was held in Lima on 4 May 2022. {before} UNHCR presented its guide to visas."
    found = extract(Article("a", text))
    names = {entity.id: entity.name for entity in found.entities}
    spoke = {(names.get(c.subject), names[c.object]) for c in found.claims if c.relation == "speaker"}
    assert spoke == {("seminar on visas", "UNHCR")}


def test_an_event_of_another_clause_is_not_the_one_at_which_something_was_put_forward() -> None:
    put = "Ms. Ama Boateng proposed a network of mayors; it will be taken up at a follow-up meeting in Lomé in spring."
    found = extract(Article("a", OPENING + put))
    names = {entity.id: entity.name for entity in found.entities}
    spoke = {(names.get(c.subject), names[c.object]) for c in found.claims if c.relation == "speaker"}
    assert spoke == {("workshop on return", "Ama Boateng")}
