"""Titles without quotation marks: how far they go behind the noun that tells what they are, with what subtitle."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.extract import extract
from kg.records import Article

_FORMS = {
    "Project": (
        "The training in Accra is part of the project {name}, which Norway funds.",
        "IOM carries out the project {name} with money of Norway.",
        "The project entitled {name} is financed by Norway.",
    ),
    "Document": (
        "The study {name} was financed by Norway.",
        "A report called {name} was discussed at the meeting in Accra.",
    ),
}


def _titles() -> list[tuple[str, str]]:
    with (Path(__file__).parent / "titles.tsv").open(encoding="utf-8", newline="") as lines:
        next(lines)
        return [(r["title"], r["type"]) for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _is_whole(sentence: str, title: str, type: str) -> bool:
    return any(e.type == type and e.name == title for e in extract(Article("a", sentence)).entities)


def test_nine_in_ten_real_titles_are_read_whole() -> None:
    rows = [(form.format(name=title), title, type) for title, type in _titles() for form in _FORMS[type]]
    assert sum(_is_whole(*row) for row in rows) / len(rows) >= 0.9


@pytest.mark.parametrize(
    ("sentence", "title", "type"),
    [
        (
            "The Profiles of Returning Workers: Togo Country Study was paid for by Norway.",
            "Profiles of Returning Workers: Togo Country Study",
            "Document",
        ),
        (
            "UNODC's study Smuggling of Migrants in the Sahel: A Threat Assessment came out today.",
            "Smuggling of Migrants in the Sahel: A Threat Assessment",
            "Document",
        ),
        (
            "The manual Caring for Survivors: A Handbook for Consular Staff was approved in Manila.",
            "Caring for Survivors: A Handbook for Consular Staff",
            "Document",
        ),
        (
            "The works belong to the project Improving Chad's and Sudan's Border Posts, worth two million dollars.",
            "Improving Chad's and Sudan's Border Posts",
            "Project",
        ),
    ],
)
def test_a_title_goes_on_over_colons_and_possessives(sentence: str, title: str, type: str) -> None:
    assert _is_whole(sentence, title, type)


@pytest.mark.parametrize(
    ("sentence", "type"),
    [
        ("The report Minister Ama Owusu presented was long.", "Document"),
        ("The project Manager of IOM spoke.", "Project"),
        ("The study Ministry of Labour officials had asked for was praised.", "Document"),
    ],
)
def test_who_stands_behind_the_noun_is_no_title(sentence: str, type: str) -> None:
    assert not any(e.type == type for e in extract(Article("a", sentence)).entities)


def test_a_study_that_is_commissioned_is_not_opened() -> None:
    text = "The study Migration and Remittances in Nepal was commissioned by IOM."
    assert not any(e.type == "Event" for e in extract(Article("a", text)).entities)
