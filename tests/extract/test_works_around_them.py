"""Documents and projects told by what is done with them, and who pays for them, runs or signs them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import told

_MET = "IGAD held a meeting in Accra. "
FOUND = [
    # what is adopted: a list of recommendations, also where they open the sentence
    (_MET + "It endorsed a list of recommendations.", ("adopted", "meeting in Accra", "recommendations")),
    (_MET + "Recommendations were adopted at the meeting.", ("adopted", "meeting in Accra", "Recommendations")),
    # a study whose findings are told of, and a report by who presented it
    (
        _MET + "The Ministry of Labour introduced the findings of a diaspora mapping survey.",
        ("discussed", "meeting in Accra", "diaspora mapping survey"),
    ),
    (_MET + "According to a report presented by Jane Moss, wages rose.", ("discussed", "meeting in Accra", "report")),
    # a name ends before the verb, be it an irregular one
    (
        _MET + "A working paper on a common register drew the longest debate.",
        ("discussed", "meeting in Accra", "working paper on a common register"),
    ),
    # titles in quotation marks and capitals
    (
        "The study “Newcomers in Togo: what they need” was presented at a workshop in Accra.",
        ("discussed", "workshop in Accra", "Newcomers in Togo: what they need"),
    ),
    (
        "The programme, “Promoting ties between Togo and Chad in the north”, is funded by Norway.",
        ("funder", "Promoting ties between Togo and Chad in the north", "Norway"),
    ),
    (
        "It is under “Better roads in Togo for all who travel”, an EU-funded project that UNODC has run for years.",
        ("implementer", "Better roads in Togo for all who travel", "UNODC"),
    ),
    (
        "The Regional Programme for Togo and Neighbouring Countries is financed by Norway.",
        ("funder", "Regional Programme for Togo and Neighbouring Countries", "Norway"),
    ),
    # a project told by who runs it
    (
        "The course in Accra took place within a two-year programme that UNODC runs.",
        ("implementer", "two-year programme", "UNODC"),
    ),
    (
        'The course was held within UNODC\'s project "Safer Roads in the North".',
        ("implementer", "Safer Roads in the North", "UNODC"),
    ),
    # a sum of dollars names no state
    ("Norway has put US$950,000 into the Safer Roads Programme.", ("funder", "Safer Roads", "Norway")),
    # a study visit that somebody pays for
    ("IGAD held a study visit to Abuja. Norway financed the visit.", ("funder", "study visit to Abuja", "Norway")),
    # who signs: 'the two' of the same sentence, 'it' behind a date or 'when'
    ("Togo and Chad want to save the labour agreement the two signed in 2017.", ("signed", "Chad", "labour agreement")),
    ("Togo thanked UNHCR. In May it signed the Kampala Convention.", ("signed", "Togo", "Kampala Convention")),
    (
        "Togo came in when it put its signature to the Kampala Convention.",
        ("signed", "Togo", "Kampala Convention"),
    ),
]


@pytest.mark.parametrize(("text", "fact"), FOUND)
def test_works_are_told_by_what_is_done_with_them(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text, (fact[0],))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Strengthening the Capacity of Border Guards” – STRONG for short – was launched in Accra.", "Strengthening"),
        ("UNODC and UNHCR launched “Helping Workers to Return Home” and “Building Safer Roads Together”.", "Building"),
    ],
)
def test_a_doing_that_is_launched_is_a_project(text: str, title: str) -> None:
    projects = [e.name for e in extract(Article("a", text)).entities if e.type == "Project"]
    assert any(name.startswith(title) for name in projects)


def test_sums_in_dollars_name_no_state() -> None:
    assert not told("The Safer Roads Programme costs US$ 3 million.", ("funder",))
