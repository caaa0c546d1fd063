"""Facts that go to the body they are told of: its members, its chairs, those who work for it."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def facts(text: str) -> set[tuple[str, str, str]]:
    """The claims as relation, name of the subject, name of the object."""
    read = extract(Article("a", text, published="2024-05-14"))
    names = {e.id: e.name for e in read.entities}
    return {(c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object)) for c in read.claims}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Almaty Process, a forum for dialogue among 50 states, met in Vienna on 3 May 2024.",
        "The Almaty Process, the technical forum in which 13 states talk, will meet in Lima.",
        "The Almaty Process – a regional forum that brings together eight states – met in Dushanbe.",
    ],
)
def test_a_forum_that_tells_what_a_process_is_is_no_event(sentence: str) -> None:
    assert not any(fact[0] == "eventType" and "forum" in fact[1] for fact in facts(sentence))


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Ten Member States of the African Union sent officials, among them Chad, Ghana and Kenya.", "African Union"),
        ("Ten member states of the OSCE attended, among them Norway, Malta and Italy.", "OSCE"),
        ("Delegates came from ten Member States of ECOWAS, namely Ghana, Togo and Benin.", "ECOWAS"),
    ],
)
def test_members_that_are_named_take_part_and_not_their_body(sentence: str, body: str) -> None:
    read = facts(f"A workshop took place in Accra. {sentence}")
    there = {fact[2] for fact in read if fact[0] == "participant"}
    assert len(there) == 3 and body not in there
    assert {fact[2] for fact in read if fact[:2] == ("member", body)} == there


def test_a_group_has_its_own_chairs() -> None:
    read = facts(
        "The 5th Leaders Meeting of the Budapest Process was held in Bern. A Joint Working Group, with Kenya and Ghana "
        "as co-Chairs, has looked after the work."
    )
    chairs = {fact[1:] for fact in read if fact[0] == "chair"}
    assert chairs == {("Joint Working Group", "Kenya"), ("Joint Working Group", "Ghana")}


def test_whoever_carries_out_a_project_does_not_run_the_fund_that_pays() -> None:
    read = facts(
        'The vehicles were bought under the project "Safer Borders in Bosnia". The European Union finances it through '
        "the Regional Trust Fund; IOM carries it out."
    )
    assert {fact[1:] for fact in read if fact[0] == "implementer"} == {("Safer Borders in Bosnia", "IOM")}


@pytest.mark.parametrize(
    ("sentence", "position", "body"),
    [
        ("Jan Vos, Commander of NAVFOR Sud’s Operation Irini, spoke.", "Commander", "Operation Irini"),
        ("Luis Melo, Director National of the Criminal Police, spoke.", "Director National", "Criminal Police"),
        (
            "Anna Mbeki, president of the Episcopal Conference of Colombia, spoke.",
            "president",
            "Episcopal Conference of Colombia",
        ),
        (
            "The Malta National Council for Refugees met IOM. Anna Mbeki, Chair of the National Council for Refugees, "
            "spoke.",
            "Chair",
            "Malta National Council for Refugees",
        ),
    ],
)
def test_the_body_of_a_post(sentence: str, position: str, body: str) -> None:
    read = facts(sentence)
    assert {fact[2] for fact in read if fact[0] == "position"} == {position}
    assert {fact[2] for fact in read if fact[0] == "worksFor"} == {body}


def test_who_speaks_up_for_others_is_quoted_nowhere() -> None:
    read = facts("Expected at the workshop in Accra: IOM, civil society and members who speak up for refugees.")
    assert not any(fact[0] == "speaker" for fact in read)
