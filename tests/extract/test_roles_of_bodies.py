"""Who chairs, pays, helps, hosts or belongs, told in plain words of a second sentence, and of what it is told."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

PROCESS = "Officials of the Rabat Process met in Accra on 5 May. "
WORKSHOP = "UNHCR held a workshop on return in Accra on 5 May. "
TWO = "The Fourth Senior Officials' Meeting and the Third Ministerial Consultation took place in Accra on 5 May. "


def told(text: str, relation: str) -> set[tuple[str, str]]:
    """(name of the subject, name of the object) of all claims of a relation."""
    found = extract(Article("a", text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.subject], names[c.object]) for c in found.claims if c.relation == relation}


@pytest.mark.parametrize(
    ("text", "chairs"),
    [
        ("Norway is the chair and Chad the co-chair.", {"Norway", "Chad"}),
        ("Norway, which has chaired the process since 2013, handed over to Chad.", {"Norway", "Chad"}),
        ("Norway holds the chair until December; Chad will follow.", {"Norway", "Chad"}),
        ("Norway's presidency ended in May, and Chad takes over.", {"Norway", "Chad"}),
        ("Its presidency, held by Norway until now, went to Chad.", {"Norway", "Chad"}),
        ("Norway succeeds Chad in the chair.", {"Norway", "Chad"}),
        ("Norway passed the chairmanship on in Accra.", {"Norway"}),
        ("Norway chairs it.", {"Norway"}),
        ("The next chair is Norway.", {"Norway"}),
        ("Observers from the Bali Process attended. Norway took the chair over from Chad.", {"Norway", "Chad"}),
    ],
)
def test_who_chairs_the_process_is_told_in_many_ways(text: str, chairs: set[str]) -> None:
    assert told(PROCESS + text, "chair") == {("Rabat Process", chair) for chair in chairs}


def test_a_person_who_chairs_it_chairs_the_meeting() -> None:
    assert {chair for _, chair in told(WORKSHOP + "Jane Mwangi of the ILO chairs it.", "chair")} == {"Jane Mwangi"}


def test_which_stands_for_a_body_and_no_person() -> None:
    text = "John Kamau, Commissioner of the National Commission for Refugees, which chairs the Rabat Process, spoke."
    assert ("Rabat Process", "John Kamau") not in told(text, "chair")


@pytest.mark.parametrize(
    ("text", "relation", "bodies"),
    [
        ("Norway pays the costs.", "funder", {"Norway"}),
        ("The ILO organised it with IOM; Norway pays the costs.", "funder", {"Norway"}),
        ("Norway and Chad are supporting it.", "supporter", {"Norway", "Chad"}),
        ("IOM and UNODC assisted, and Norway provided the money.", "supporter", {"IOM", "UNODC"}),
        ("The ILO organised it with IOM; Norway pays the costs.", "organizer", {"UNHCR", "ILO", "IOM"}),
        ("Norway had issued the invitations.", "host", {"Norway"}),
        ("Norway had invited them.", "host", {"Norway"}),
    ],
)
def test_plain_words_for_a_role_are_read(text: str, relation: str, bodies: set[str]) -> None:
    assert {body for _, body in told(WORKSHOP + text, relation)} == bodies


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Norway, the Chair, hosted both.", "host"),
        ("Norway is organising both with technical support from IOM.", "organizer"),
        ("The meetings were financed by Norway.", "funder"),
    ],
)
def test_both_meetings_have_the_role(text: str, relation: str) -> None:
    assert len({event for event, body in told(TWO + text, relation) if body == "Norway"}) == 2


@pytest.mark.parametrize(
    ("text", "relation", "fact"),
    [
        (
            "A Migrant Resource Centre was opened in Accra on 5 May. The centre is run in cooperation with the ILO. "
            "Norway pays for it.",
            "funder",
            ("Migrant Resource Centre", "Norway"),
        ),
        (
            "A desk was opened in Accra on 5 May. It belongs to the project Safe Passage, which the ILO runs. "
            "Norway provides the funds.",
            "funder",
            ("Safe Passage", "Norway"),
        ),
        (
            "IOM and the ILO implement the project Safe Passage; Norway finances it.",
            "funder",
            ("Safe Passage", "Norway"),
        ),
        (
            "A workshop took place in Accra under the Prague Process Targeted Initiative, funded by Norway.",
            "funder",
            ("Prague Process Targeted Initiative", "Norway"),
        ),
    ],
)
def test_a_role_is_of_the_work_that_the_words_are_about(text: str, relation: str, fact: tuple[str, str]) -> None:
    assert told(text, relation) == {fact}


@pytest.mark.parametrize(
    ("text", "relation", "of_event"),
    [
        ("It was chaired by Norway.", "chair", True),
        ("Hosted and chaired by Norway, it ran until noon.", "chair", True),
        ("This activity was funded by Norway.", "funder", True),
        ("The travel of ten reporters was financed by Norway.", "funder", False),
        ("A working group on shelters, chaired by Norway, will revise the rules.", "chair", False),
    ],
)
def test_what_is_done_to_something_else_is_not_done_to_the_event(text: str, relation: str, of_event: bool) -> None:
    found = told(WORKSHOP + text, relation)
    assert bool({subject for subject, _ in found if "workshop" in subject}) is of_event


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Norway, Chad and Mali belong to it too.", {"Norway", "Chad", "Mali"}),
        ("The other members, Norway, Chad and Mali, agreed.", {"Norway", "Chad", "Mali"}),
        ("It has 32 African countries in it, Mali among them.", {"Mali"}),
        ("Mali, the newest of the twelve member states, spoke.", {"Mali"}),
        ("Delegations of Norway and Chad attended as States Parties of the Rabat Process.", {"Norway", "Chad"}),
    ],
)
def test_members_are_told_in_a_second_sentence(text: str, members: set[str]) -> None:
    assert told(PROCESS + text, "member") == {("Rabat Process", member) for member in members}


def test_what_a_ceremony_hands_over_has_the_partners_not_the_ceremony() -> None:
    given = "A ceremony was held in Accra on 5 May. The posts were built in partnership with Norway."
    assert told(given, "partner") == set()
    assert told("A workshop was held in Accra on 5 May in partnership with Norway.", "partner") != set()


@pytest.mark.parametrize(
    ("text", "chairs"),
    [
        (
            "The Danish Presidency of the Council of the European Union held a seminar in Aarhus on 5 May.",
            {("Council of the European Union", "Denmark")},
        ),
        ("The Italian Presidency of the G7 held a seminar in Bari on 5 May.", {("G7", "Italy")}),
        ("The Italian Presidency of the Council of Ministers held a seminar in Bari on 5 May.", set()),
    ],
)
def test_a_presidency_that_states_have_by_turns_is_the_chair_of_a_state(
    text: str, chairs: set[tuple[str, str]]
) -> None:
    assert told(text, "chair") == chairs
