"""Events that a text dates in passing, ceremonies that open or close others, and nouns that mean an event only where it
was held."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

LEAD = "The National Police of Chad got a new chief. Nobody complained about it.\n\nThe weather was fine. "
TOLD = {
    # what the text says: the type, place and first day of the event, as far as told
    "They work under the Harbour Programme, launched in Accra in May 2020.": ("Launch", "Accra", "2020-05"),
    "The Harbour Programme, meant to help crews, will be launched on 3 June 2024.": ("Launch", "", "2024-06-03"),
    "Launched in Accra in May 2020, the Harbour Process has nine members.": ("Launch", "Accra", "2020-05"),
    "A second post, also paid for by Japan, is to be inaugurated in Accra in June.": ("Ceremony", "Accra", "2024-06"),
    "All rests on an agreement signed in Accra on 3 May 2020 by the two.": ("Signing", "Accra", "2020-05-03"),
    "A joint committee is to meet for the first time in June 2024.": ("Meeting", "", "2024-06"),
    "Ministers endorsed the Harbour Protocol in Accra on 3 May 2020.": ("Meeting", "Accra", "2020-05-03"),
    "On Monday the delegates had travelled to Accra to see the port.": ("Visit", "Accra", "2024-05-20"),
    "UNHCR has held a training programme on visas in Accra.": ("Training", "Accra", ""),
    "At the presentation of the guide in Accra on 3 May, all were happy.": ("Launch", "Accra", "2024-05-03"),
    "All were happy at a discussion in Accra on visas.": ("Meeting", "Accra", ""),
    "On 3 May 2024, training on visas was held in Accra for clerks.": ("Training", "Accra", "2024-05-03"),
    "Visas dominated talks on 3 May between Kenya and Ghana.": ("Meeting", "", "2024-05-03"),
    "UNHCR held a seminar for judges in Accra.": ("Training", "Accra", ""),
    "UNHCR held a seminar in Accra.": ("Workshop", "Accra", ""),
    "A working session has been fixed for 3 June 2024 in Accra.": ("Meeting", "Accra", "2024-06-03"),
    "On 3 May 2024 the old camp was visited by Mr John Smith.": ("Visit", "old camp", "2024-05-03"),
    "Mr John Smith was content. On 3 June he is due to visit Accra.": ("Visit", "Accra", "2024-06-03"),
    "Two days later, UNICEF met UNHCR in Accra.": ("Meeting", "Accra", ""),
    "Technical teams will meet in Accra before that.": ("Meeting", "Accra", ""),
    "An agreement worth much, signed on 3 May 2020 at the IOM office, is to help.": ("Signing", "", "2020-05-03"),
    "Twelve inspectors are to be trained in Accra in June.": ("Training", "Accra", "2024-06"),
    "A study visit to Accra is planned for autumn.": ("Visit", "Accra", "2024"),
    "A first round of training for clerks took place in May in Accra.": ("Training", "Accra", "2024-05"),
}
NOT_TOLD = [
    "They work under the Harbour Programme, launched in 2020.",
    "All rests on an agreement signed in May 2020 by the two.",
    "A training programme for clerks would help.",
    "UNICEF met the targets of UNHCR.",
    "Technical teams meet in Accra.",
    "The presentation by Mr John Smith was short.",
]


@pytest.mark.parametrize(("text", "event"), TOLD.items())
def test_an_event_told_in_passing(text: str, event: tuple[str, str, str]) -> None:
    found = facts(extract(Article("a", LEAD + text, published="2024-05-23")), ("eventType", "place", "startDate"))
    of = {(relation, event): value for relation, event, value in found}
    told = {(of["eventType", e], of.get(("place", e), ""), of.get(("startDate", e), "")) for _, e in of}
    assert told == {event}


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_event_in_passing(text: str) -> None:
    assert not facts(extract(Article("a", LEAD + text, published="2024-05-23")), ("eventType",))


def test_what_was_dated_in_passing_is_not_meant_again() -> None:
    text = (
        "Crews got their diplomas at a ceremony in Accra on 3 May 2024.\n\nAll rests on an agreement signed in Lome on "
        "3 May 2020. Mr John Smith was present at the ceremony."
    )
    found = facts(extract(Article("a", text)))
    (there,) = {event for relation, event, value in found if (relation, value) == ("participant", "John Smith")}
    assert ("eventType", there, "Ceremony") in found


@pytest.mark.parametrize("word", ["opening", "closing"])
def test_the_ceremony_of_a_course_is_an_event_within_it(word: str) -> None:
    text = f"IOM held a course on borders in Accra from 4 to 6 May 2024. Mr John Smith spoke at the {word} ceremony."
    found = facts(extract(Article("a", text)))
    (ceremony,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Ceremony")}
    (course,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Training")}
    assert {("partOf", ceremony, course), ("participant", ceremony, "John Smith")} <= found
    assert ("participant", course, "John Smith") not in found


def test_one_more_of_the_kind_is_still_to_come() -> None:
    text = "IOM held a course in Accra on 3 May 2024. A second module, for judges, would be given in Lome in September."
    found = facts(extract(Article("a", text, published="2024-05-23")))
    (later,) = {event for relation, event, value in found if (relation, value) == ("place", "Lome")}
    assert ("startDate", later, "2024-09") in found
    assert any(relation == "follows" and event == later for relation, event, _ in found)


def test_a_panel_that_brought_people_together() -> None:
    text = "IOM held a conference in Accra on 3 May 2024. A panel brought together Mr John Smith and Ms Mary Moss."
    found = facts(extract(Article("a", text)))
    assert {"Conference", "Session"} == {what for relation, _, what in found if relation == "eventType"}


def of_type(text: str, kind: str, relation: str) -> set[str]:
    """What the events of one type have in a relation."""
    found = facts(extract(Article("a", text, published="2024-05-23")))
    events = {event for told, event, what in found if (told, what) == ("eventType", kind)}
    return {what for told, event, what in found if told == relation and event in events}


HELD = "IOM held the third meeting of experts on visas in Accra on 3 May 2024. It was cold. "


@pytest.mark.parametrize(
    ("sentence", "kind", "relation", "what"),
    [
        ("Mary Wanjiku, who visited Tripoli in January, spoke.", "Visit", "place", "Tripoli"),
        ("A delegation of UNHCR will visit Tripoli in June.", "Visit", "participant", "UNHCR"),
        ("Mary Wanjiku was in Tripoli on 9 May.", "Visit", "startDate", "2024-05-09"),
        ("In April Mary Wanjiku met the owners of firms at the Speke Resort.", "Meeting", "startDate", "2024-04"),
        ("The accord on visas was signed in Lome on 9 April.", "Signing", "place", "Lome"),
        ("The network was launched in March and has ten members.", "Launch", "startDate", "2024-03"),
        ("Afterwards Ms Mary Wanjiku spoke. Once Wanjiku visited the camp in March.", "Visit", "startDate", "2024-03"),
    ],
)
def test_a_clause_tells_who_went_where_and_what_was_done(sentence: str, kind: str, relation: str, what: str) -> None:
    assert what in of_type(HELD + sentence, kind, relation)


def test_two_who_met_at_another_time_were_not_at_the_meeting_of_many() -> None:
    text = HELD + "In April Mary Wanjiku, Minister of Labour, had received John Smith, Ambassador of Canada, in Lome."
    found = facts(extract(Article("a", text, published="2024-05-23")))
    (there,) = {event for relation, event, what in found if (relation, what) == ("participant", "John Smith")}
    assert ("startDate", there, "2024-05-03") not in found


@pytest.mark.parametrize("part", ["The closing ceremony was on 4 May.", "The plenary session was on 4 May."])
def test_one_more_round_is_one_of_the_event_and_not_of_its_parts(part: str) -> None:
    text = (
        f"IOM held the third workshop on visas in Accra on 3 May 2024. {part} The fourth is planned for Lome in June."
    )
    assert "Lome" in of_type(text, "Workshop", "place")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Minister of Education and Vocational Training, Mary Wanjiku, was there from 3 to 4 May.",
        "Mary Wanjiku opened the proceedings for the Ministry.",
        "Mary Wanjiku opened proceedings.",
    ],
)
def test_a_post_is_no_event_and_proceedings_are_those_of_what_was_told(sentence: str) -> None:
    text = f"The fifth conference on visas was held in Accra from 3 to 4 May 2024. {sentence}"
    events = {event for relation, event, _ in facts(extract(Article("a", text))) if relation == "eventType"}
    assert len(events) == 1


@pytest.mark.parametrize(("day", "told"), [("in 2017", False), ("in March 2017", False), ("on 3 March 2017", True)])
def test_a_signing_in_some_year_is_no_event_beside_another(day: str, told: bool) -> None:
    text = (
        f"A seminar on visas was held in Accra on 3 May 2024. Kenya signed an agreement on seafarers with Ghana {day}."
    )
    found = {kind for _, _, kind in facts(extract(Article("a", text)), ("eventType",))}
    assert ("Signing" in found) == told
