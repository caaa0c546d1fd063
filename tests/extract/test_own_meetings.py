"""Meetings of a body's own, signers by name, and events that are still to come."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def claims(text: str, *relations: str, published: str | None = None) -> set[tuple[str, str, str]]:
    """(relation, subject, object) by name."""
    return facts(extract(Article(key="a", text=text, published=published)), relations)


def wholes(text: str) -> set[str]:
    """Of what the events of a text are part."""
    found = extract(Article(key="a", text=text))
    names = {entity.id: entity.name for entity in found.entities}
    events = {entity.id for entity in found.entities if entity.type == "Event"}
    return {names[c.object] for c in found.claims if c.relation == "partOf" and c.subject in events}


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        (
            "Caribbean Community",
            "The Caribbean Community (CARICOM) turned 50. The 45th Meeting of its Heads of State and Government opened "
            "in Accra on Monday.",
        ),
        ("Rabat Process", "A special session which the Rabat Process devoted to data was held in Accra in May."),
        (
            "Executive Council of the African Union",
            "The Executive Council of the African Union sat in Accra from 3 to 5 May 2020.",
        ),
        ("Andean Community", "The text goes to the Summit of the Andean Community in Lima in May."),
        ("East African Legislative Assembly", "The plenary of the East African Legislative Assembly sat in May."),
        (
            "Rabat Process",
            "The sixth session of the Rabat Process was held in Accra on 3 May. The seventh edition is due in Lomé.",
        ),
        (
            "Steering Committee of the Rabat Process",
            "The Steering Committee of the Rabat Process met for the 5th time in Accra on 3 May 2020.",
        ),
    ],
)
def test_a_meeting_is_part_of_the_body_whose_it_is(whole: str, text: str) -> None:
    assert wholes(text) == {whole}


def test_an_agency_that_meets_has_no_sitting() -> None:
    assert not wholes("The Ghana Immigration Service met in Accra on 3 May 2020.")


def test_a_process_is_not_the_organizer_of_its_own_meeting() -> None:
    text = "The Rabat Process held its annual meeting in Accra on 3 May 2020."
    assert not claims(text, "organizer")
    assert wholes(text) == {"Rabat Process"}


VISIT = "IOM Director General John Smith arrived in Accra on 5 March 2024 for a three-day visit to Ghana. "


def test_who_is_asked_for_something_is_not_met() -> None:
    text = VISIT + "He called on Mary Wanjiku, Minister of Labour of Ghana, to act."
    assert "meeting of John Smith and Mary Wanjiku" not in {s for _, s, _ in claims(text, "participant")}


def test_a_conference_still_to_come_is_not_the_meeting_told_before() -> None:
    text = "A board meeting was held in Accra on 3 May 2020. The conference, which Kenya will host in June, is next."
    assert {s for _, s, o in claims(text, "host") if o == "Kenya"} == {"conference, June 2020"}


def test_an_anniversary_does_not_number_the_event() -> None:
    text = (
        "Members came to the 10th Anniversary Dialogue of the Rabat Process in Accra on 3 May 2020. "
        "The Rabat Process then held its 10th annual meeting in Lome on 5 May 2020."
    )
    assert len({s for _, s, _ in claims(text, "eventType")}) == 2


def test_what_goes_on_until_a_weekday_ends_on_the_next_one() -> None:
    text = "The summit opened on Monday in Accra, and goes on until Wednesday."
    assert {o for _, _, o in claims(text, "endDate", published="2023-07-03")} == {"2023-07-05"}


def test_who_leads_by_a_preposition_is_not_under_a_judge() -> None:
    text = "A delegation of the African Union, under Judge John Smith, took part in a workshop in Accra."
    assert {o for _, _, o in claims(text, "position")} <= {"Judge"}


@pytest.mark.parametrize(("body", "chaired"), [("IGAD", True), ("African Development Bank", False)])
def test_the_chairperson_of_a_union_of_states_chairs_it(body: str, chaired: bool) -> None:
    text = f"IOM held a workshop in Accra. Prime Minister John Smith of Kenya, the current {body} chairperson, spoke."
    assert any(o == "John Smith" for _, _, o in claims(text, "chair")) == chaired


def test_members_of_a_process_are_not_the_process() -> None:
    text = "A training on visas was held in Accra on 3 May 2020. Members of the Khartoum Process sent notes."
    assert "Khartoum Process" not in {o for _, _, o in claims(text, "participant")}


def test_the_chair_by_possessive_chairs_the_committee() -> None:
    text = "IOM held a workshop in Accra. Mr John Smith of Ghana, the Steering Committee's chair, thanked all."
    assert ("chair", "Steering Committee", "John Smith") in claims(text, "chair")


@pytest.mark.parametrize(
    "text",
    [
        "Ghana's Minister of Labour, John Smith, signed a labour agreement with his Togolese counterpart, Mary "
        "Wanjiku, in Accra on 6 March 2024.",
        "A labour agreement was signed in Accra on 6 March 2024 by Ghana's Minister of Labour, John Smith, and Togo's "
        "Minister of Labour, Mary Wanjiku.",
        "A labour agreement was signed on 6 March 2024 in Accra by John Smith, Minister of Labour of Ghana, and Mary "
        "Wanjiku, Minister of Labour of Togo.",
    ],
)
def test_ministers_sign_for_their_states(text: str) -> None:
    assert {s for _, s, _ in claims(text, "signed")} == {"Ghana", "Togo"}
    assert claims(text, "represents") == {("represents", "John Smith", "Ghana"), ("represents", "Mary Wanjiku", "Togo")}


TALKS = "Ghana and Togo held talks on labour in Accra on 5 March 2024. They spoke of work. All went well. "


def test_the_delegations_that_sign_are_the_sides_of_the_talks() -> None:
    text = TALKS + "The delegations put their names to the Accra Declaration."
    assert {s for _, s, _ in claims(text, "signed")} == {"Ghana", "Togo"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In May 2024, experts will meet in Lome to draft a plan.", "Meeting"),
        ("The delegation toured the Reception Centre in Tema.", "Visit"),
        ("The Togolese delegation was received by President Nana Addo.", "Meeting"),
        ("A border post at Aflao was inaugurated the same day by President Nana Addo.", "Ceremony"),
    ],
)
def test_a_later_sentence_tells_an_event_of_its_own(sentence: str, kind: str) -> None:
    before, after = claims(TALKS, "eventType"), claims(TALKS + sentence, "eventType")
    assert {o for _, _, o in after - before} == {kind}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Prague Process held a seminar on visas in Tbilisi on 3 May.",
        "The Rabat Process ran a training on passports in Accra.",
    ],
)
def test_what_a_process_holds_is_a_part_of_it(sentence: str) -> None:
    process = "Prague Process" if "Prague" in sentence else "Rabat Process"
    assert {o for _, _, o in claims(sentence, "partOf")} == {process}
    assert not claims(sentence, "organizer")


SITS = "The Rabat Process held its 12th annual meeting in Accra on 3 May 2020. Togo spoke of visas. "


@pytest.mark.parametrize(
    ("sentence", "sittings"),
    [
        ("The next ministerial meeting is due in Lomé.", 2),
        ("The 13th session will take place in Lomé.", 2),
        ("A workshop on visas will take place in Lomé.", 1),
        ("A meeting on the second visa plan will take place in Lomé.", 1),
        ("The next meeting of SADC ministers is due in Lomé.", 1),
    ],
)
def test_counted_meetings_are_those_of_the_one_process_told_of(sentence: str, sittings: int) -> None:
    found = extract(Article(key="a", text=SITS + sentence))
    names = {entity.id: entity.name for entity in found.entities}
    parts = {c.subject for c in found.claims if c.relation == "partOf" and names[c.object] == "Rabat Process"}
    assert len(parts) == sittings
