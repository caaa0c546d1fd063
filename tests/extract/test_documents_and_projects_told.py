"""Documents and projects that the words around them tell: agreements by their signing, titles in quotation marks by who
pays, other names of one project or document by what stands beside them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

SIGNED = [
    # the passive behind tells which agreement is meant, whatever stands between
    ("An agreement was signed by Chad and IOM in Accra.", "agreement", {"Chad", "IOM"}),
    ("A funding agreement to that effect was recently signed by Chad and IOM.", "funding agreement", {"Chad", "IOM"}),
    ("A new pact that secures the work of the school was signed between Chad and IOM.", "pact", {"Chad", "IOM"}),
    # the clause behind tells it, with and without 'that'
    (
        "Guests recalled the Memorandum of Understanding that Chad and IOM had concluded in 2018.",
        "Memorandum of Understanding",
        {"Chad", "IOM"},
    ),
    (
        "Guests recalled the Memorandum of Understanding Chad and IOM signed in May.",
        "Memorandum of Understanding",
        {"Chad", "IOM"},
    ),
    # it is signed anew
    (
        "Chad and IOM extended their memorandum of understanding on Monday.",
        "memorandum of understanding",
        {"Chad", "IOM"},
    ),
    # sides that work under it have signed it
    (
        "Chad and IOM have been bound by a memorandum of understanding since 2003.",
        "memorandum of understanding",
        {"Chad", "IOM"},
    ),
    # what sides agree on belongs to its name
    ("An agreement on cooperation was signed by Chad and IOM in Accra.", "agreement on cooperation", {"Chad", "IOM"}),
    # its year tells a convention
    ("Chad acceded to the 1954 Convention in 2011 and the 1961 Convention a year later.", "1961 Convention", {"Chad"}),
    # persons sign for bodies, in a sentence that does not name it
    (
        "An agreement on relief was signed in Accra. The envoy signed for Ghana, and his guest for Togo.",
        "agreement on relief",
        {"Ghana", "Togo"},
    ),
]


@pytest.mark.parametrize(("text", "document", "signers"), SIGNED)
def test_an_agreement_is_told_by_its_signing(text: str, document: str, signers: set[str]) -> None:
    found = facts(extract(Article("k", text)))
    assert {subject for relation, subject, object in found if (relation, object) == ("signed", document)} == signers


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            'The tour is an activity of "Strengthening Labour Offices and Training Clerks in Chad", funded by Italy.',
            "Strengthening Labour Offices and Training Clerks in Chad",
        ),
        (
            '"Safe Roads in the Highlands of Chad" will assist the police of Chad until 2030.',
            "Safe Roads in the Highlands of Chad",
        ),
        (
            "'Improving Labour and Migration Data in Chad' (IMLAD) is funded by Italy.",
            "Improving Labour and Migration Data in Chad",
        ),
        (
            'The exercise belongs to a project paid for by Italy, "Enhancing Safety on Rural Roads", that ends in May.',
            "Enhancing Safety on Rural Roads",
        ),
        (
            'Under the title "Better Reception for Returning Workers in Chad", the project will be run by IOM.',
            "Better Reception for Returning Workers in Chad",
        ),
    ],
)
def test_a_quoted_title_is_a_project_by_what_stands_around_it(text: str, title: str) -> None:
    named = [entity.name for entity in extract(Article("k", text)).entities if entity.type == "Project"]
    assert named == [title]


@pytest.mark.parametrize(
    "text",
    [
        'They discussed "Strengthening Labour Offices in Chad" at the conference in Accra.',
        'The conference "Strengthening Ties between Labour Offices", funded by Italy, ended in Accra.',
    ],
)
def test_a_quoted_title_of_something_else_is_no_project(text: str) -> None:
    assert not [entity for entity in extract(Article("k", text)).entities if entity.type == "Project"]


@pytest.mark.parametrize(
    ("text", "type", "names"),
    [
        ("The SAWA West Africa project, which Italy funds, ends.", "Project", {"SAWA West Africa project"}),
        ("The Safe Ways (SAWA) Project, which Italy funds, ends. The SAWA Project helps.", "Project", {"SAWA"}),
        ("Delegates in Accra reviewed the draft work plan for 2024.", "Document", {"draft work plan for 2024"}),
        ("The meeting in Accra adopted a set of recommendations.", "Document", {"set of recommendations"}),
        (
            "The 1954 Convention relating to the Status of Stateless Persons helps. Chad signed the 1954 Convention.",
            "Document",
            {"1954 Convention"},
        ),
    ],
)
def test_a_work_is_one_by_all_its_names(text: str, type: str, names: set[str]) -> None:
    (work,) = [entity for entity in extract(Article("k", text)).entities if entity.type == type]
    assert names <= {work.name, *work.aliases}


def test_money_promised_at_a_donor_conference_is_for_the_project() -> None:
    text = (
        "The Safe Ways Project is a joint project of Chad and Mali. At a donor conference in Accra in April 2012 Italy "
        "pledged 230 million euros; further funds come from Norway and Ghana."
    )
    paid = {fact for fact in facts(extract(Article("k", text))) if fact[0] == "funder"}
    assert paid == {("funder", "Safe Ways", "Norway"), ("funder", "Safe Ways", "Ghana")}


def test_a_fund_from_which_something_is_paid_is_not_paid_by_it() -> None:
    paid = facts(
        extract(Article("k", "The Safe Ways Project is financed from the EU Emergency Trust Fund for Africa."))
    )
    assert ("funder", "EU Emergency Trust Fund for Africa", "Safe Ways") not in paid
    assert ("funder", "Safe Ways", "EU Emergency Trust Fund for Africa") in paid


def test_states_that_are_yet_to_adopt_a_document_have_not_adopted_it() -> None:
    read = facts(
        extract(Article("k", "Delegates from Chad, Mali and Togo are to validate a roadmap on data tomorrow."))
    )
    assert not [fact for fact in read if fact[0] == "adopted"]
