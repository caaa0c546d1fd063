"""Documents under nouns that mostly mean none, told by what is done to them, and all words by which one is known."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import named, told

MET = "A regional conference on visas took place in Lomé on 3 May 2024. "


@pytest.mark.parametrize(
    ("text", "relation", "paper"),
    [
        ("The members approved the internal regulation of the forum.", "adopted", "internal regulation"),
        ("It endorsed the operational modalities of the forum.", "adopted", "operational modalities"),
        ("Delegates endorsed a route map for bus drivers.", "adopted", "route map for bus drivers"),
        ("A joint message was agreed.", "adopted", "joint message"),
        ("They tested a screening form drawn up by IOM.", "discussed", "screening form"),
        ("Delegates received the annual report.", "discussed", "annual report"),
        ("Jane Mwangi presented the country's migration profile.", "discussed", "migration profile"),
    ],
)
def test_a_paper_is_told_by_what_is_done_to_it(text: str, relation: str, paper: str) -> None:
    found = {(r, thing) for r, _, thing in told(MET + text, [relation])}
    assert (relation, paper) in found


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        (
            "Benin and Togo signed contracts for the repair of bridges.",
            "contracts for the repair of bridges",
        ),
        ("Benin and Togo exchanged notes on a grant.", "notes on a grant"),
        ("Two grant contracts were signed by Benin and Togo.", "Two grant contracts"),
    ],
)
def test_what_sides_sign_is_a_paper(text: str, paper: str) -> None:
    assert told(text, ["signed"]) == {("signed", "Benin", paper), ("signed", "Togo", paper)}


@pytest.mark.parametrize(
    "text",
    ["They lost the form.", "The conference was a success, and its message was heard.", "The police issued an order."],
)
def test_such_a_noun_alone_is_no_paper(text: str) -> None:
    assert not named(MET + text, "Document")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They adopted a roadmap with six milestones.", "roadmap with six milestones"),
        ("IOM presented a study of bus fares across the region.", "study of bus fares across the region"),
        ("IOM presented a survey of nurses from Chad, Mali and Togo.", "survey of nurses from Chad, Mali and Togo"),
        ("IOM presented the activity report for May 2022 – June 2023.", "activity report for May 2022 – June 2023"),
        (
            "They reviewed a strategy for the years 2016 to 2020.",
            "strategy for the years 2016 to 2020",
        ),
        ("They reviewed a draft agreement with Togo on nurses.", "draft agreement with Togo on nurses"),
        ("They adopted guidelines on visas for nurses in Togo.", "guidelines on visas for nurses"),
    ],
)
def test_a_paper_is_known_by_all_words_that_tell_it(text: str, form: str) -> None:
    found = extract(Article("t", MET + text)).entities
    assert any(form in (e.name, *e.aliases) for e in found if e.type == "Document")


def test_an_adjective_is_no_verb_that_a_paper_is_treated_by() -> None:
    text = MET + "The agreed recommendations, the draft strategy and the study will be presented in Rome."
    assert not any(paper == "strategy" for _, _, paper in told(text, ["discussed", "presented", "adopted"]))
