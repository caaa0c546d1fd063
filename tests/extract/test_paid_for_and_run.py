"""Who pays for, helps with and carries out what, where a title, a purse or another clause stands beside it."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

HEADLINE = "Course for judges\n\n"


def told(text: str) -> set[tuple[str, str, str]]:
    """(relation, name of the subject, name of the object) of all claims of a text under a headline."""
    found = extract(Article("a", HEADLINE + text))
    names = {entity.id: entity.name for entity in found.entities}
    return {(c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object)) for c in found.claims}


def ends(text: str, relation: str) -> set[str]:
    """The names of all objects of a relation."""
    return {what for kind, _, what in told(text) if kind == relation}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The course in Accra is offered within the Council of Europe's funded project FAIRJUST on legal ethics.",
            ("funder", "FAIRJUST", "Council of Europe"),
        ),
        (
            'UNDP trained farmers in a project funded by the Government of Italy, "Saving Water in the Highlands".',
            ("funder", "Saving Water in the Highlands", "Italy"),
        ),
        (
            'The trip belongs to a project implemented by UNDP entitled "Saving Water in the Highlands".',
            ("implementer", "Saving Water in the Highlands", "UNDP"),
        ),
        (
            "UNDP and the Caribbean Community (CARICOM) provided US$170,000 to support the Regional Conference on "
            "Storms in Accra on 3 May 2021.",
            ("funder", "Regional Conference on Storms", "Caribbean Community"),
        ),
        (
            "Owing to the support of Norway, a regional workshop for officers was held in Accra on 3 May 2021.",
            ("supporter", "regional workshop for officers", "Norway"),
        ),
        (
            "UNDP opened on 3 May 2021 in Accra a regional workshop on mail supported by the NORAD Fund.",
            ("supporter", "regional workshop on mail", "NORAD Fund"),
        ),
    ],
)
def test_who_pays_or_helps_is_told_of_the_work_with_its_name(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_a_title_behind_who_pays_is_that_of_the_project_which_the_next_sentence_takes_up() -> None:
    found = told(
        'UNDP trained farmers in a project funded by the Government of Italy, "Saving Water in the Highlands". The '
        "project is being implemented by IOM."
    )
    assert ("implementer", "Saving Water in the Highlands", "IOM") in found


@pytest.mark.parametrize(
    ("text", "relation", "wrong"),
    [
        (
            "The course is offered within the Council of Europe's funded project FAIRJUST on legal ethics.",
            "implementer",
            "Council of Europe",
        ),
        (
            "Norway launched two programmes at a high-level event in Accra on 3 May 2021. Jointly implemented by UNODC "
            "and IOM, this Norway-funded initiative aims to improve trade.",
            "organizer",
            "UNODC",
        ),
        (
            "They attended a workshop for twenty managers, held in Athens from 5 to 9 May 2021 and paid for by the "
            "Nordic Fund.",
            "organizer",
            "Nordic Fund",
        ),
        ("The workshop in Accra was held on 3 May 2021 and funded by Norway.", "organizer", "Norway"),
        (
            'UNDP paid for the trip through a project of IOM, "Saving Water in the Highlands".',
            "funder",
            "UNDP",
        ),
        (
            "The ministry wrote the National Labour Policy with the help of UNDP; the Ministry of Health and IOM met "
            "eleven times.",
            "supporter",
            "Ministry of Health",
        ),
        (
            "It wrote the National Labour Policy with technical assistance from UNDP, and the Ministry of Health and "
            "UNICEF agreed to it in May.",
            "supporter",
            "Ministry of Health",
        ),
    ],
)
def test_who_stands_beside_it_has_no_part(text: str, relation: str, wrong: str) -> None:
    assert wrong not in ends(text, relation)


def test_a_fund_through_which_money_goes_is_not_what_the_money_is_for() -> None:
    found = told(
        "The workshop in Accra was held on 3 May 2021 with money from the European Union through the IOM Development "
        "Fund."
    )
    assert not any(relation == "funder" and "Fund" in what for relation, what, _ in found)


def test_a_name_before_a_project_and_its_title_is_no_partner_of_its_own() -> None:
    text = (
        'The School of Judges in cooperation with the EU Project "Support to Justice Reform" and the joint EU and CoE '
        'Project "Consolidation of Justice" held a training in Kyiv on 3 May 2021.'
    )
    assert ends(text, "partner") == {"Support to Justice Reform", "Consolidation of Justice"}
