"""What events are about by their own phrases, and who signs at a signing."""

from __future__ import annotations

import pytest

from kg.extract.pipeline import extract
from kg.records import Article
from tests.extract.reading import facts


def claims(text: str) -> set[tuple[str, str, str]]:
    """What is claimed of a text, entities by name."""
    return facts(extract(Article("a", text)))


@pytest.mark.parametrize(
    ("text", "subject", "thing"),
    [
        ("A workshop on the draft National Migration Policy took place in Accra on 4 May 2018.",
         "workshop on the draft National Migration Policy", "National Migration Policy"),
        ("Ministers came to Accra for a meeting on the implementation of the Kampala Convention.",
         "meeting on the implementation of the Kampala Convention", "Kampala Convention"),
        ("Judges attended a seminar on the application of the Cairo Declaration in Accra.",
         "seminar on the application of the Cairo Declaration", "Cairo Declaration"),
        ("The launch of the Nairobi Action Plan took place in Accra on 4 May 2018.",
         "launch of the Nairobi Action Plan", "Nairobi Action Plan"),
    ],
)  # fmt: skip
def test_an_event_discusses_what_its_phrase_is_about(text: str, subject: str, thing: str) -> None:
    assert ("discussed", subject, thing) in claims(text)


def test_what_an_event_stands_under_is_not_its_subject() -> None:
    text = "A training of officers under the Kampala Convention took place in Accra on 4 May 2018."
    assert not [c for c in claims(text) if c[0] == "discussed"]


@pytest.mark.parametrize(
    "text",
    [
        "A workshop on the Rabat Process took place in Accra on 4 May 2018.",
        "The meeting in Accra opened. Participants looked back with much pride on the Rabat Process.",
    ],
)
def test_a_process_told_of_in_passing_is_not_discussed(text: str) -> None:
    events = [c for c in claims(text) if c[0] == "eventType"]
    assert not [c for c in claims(text) if c[0] in ("discussed", "adopted") and c[1] in {e[1] for e in events}]


def test_those_between_whom_a_signing_is_sign() -> None:
    text = "The signing of a memorandum of understanding between UNHCR and the ILO took place in Accra."
    signed = {c[1] for c in claims(text) if c[0] == "signed"}
    assert signed == {"UNHCR", "ILO"}


def test_an_agreement_is_told_by_being_signed() -> None:
    assert {c[1] for c in claims("Bangladesh signed an agreement with Japan.") if c[0] == "signed"} == {
        "Bangladesh",
        "Japan",
    }


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The National Migration Policy was launched in Accra on 4 May 2018.", "National Migration Policy"),
        ('The study "Going North" was launched in Accra on 4 May 2018.', "Going North"),
    ],
)
def test_what_is_launched_is_what_its_launch_is_about(text: str, thing: str) -> None:
    assert thing in {c[2] for c in claims(text) if c[0] == "discussed"}


def test_a_project_that_begins_is_not_discussed_thereby() -> None:
    told = claims("IOM launched the Safe Roads Project in Accra on 4 May 2018.")
    assert not [c for c in told if c[0] == "discussed"]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("The minister launched the National Migration Policy and its Implementation Plan in Accra on 4 May 2018.",
         {"National Migration Policy", "Implementation Plan"}),
        ("Two texts exist: the National Labour Policy, adopted by Cabinet in 2019, and the National Diaspora Policy, "
         "launched in January 2021.", {"National Diaspora Policy"}),
        ("A regional stocktake of the Kampala Declaration took place in Accra on 4 May 2018.", {"Kampala Declaration"}),
    ],
)  # fmt: skip
def test_of_documents_in_a_row_those_that_are_launched_are_meant(text: str, things: set[str]) -> None:
    assert {c[2] for c in claims(text) if c[0] == "discussed"} == things


def test_what_was_launched_at_an_event_is_told_of_that_event() -> None:
    told = claims("Leaders launched the Lima Declaration on 4 May 2018 at the Summit of the Americas.")
    assert not [c for c in told if c[0] == "discussed" and c[1].startswith("launch of")]
