"""Which event of a series a text means that names it by a number or another small word, and where talks go on."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

FOURTH = "The Fourth Ministerial Conference on Jobs was held in Tirana on 2 May 2019. "
TALKS = "Talks on readmission were held in Tirana on 2 May 2019 between Albania and Norway. "


def told(text: str) -> set[tuple[str, str, str]]:
    """(relation, subject, object) by name."""
    extraction = extract(Article("a", f"News of migration\n\n{text}\n", title="News of migration"))
    names = {e.id: e.name for e in extraction.entities}
    return {(c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object)) for c in extraction.claims}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            FOURTH + "Malta has offered to host the fifth.",
            {
                ("follows", "fifth Ministerial Conference on Jobs", "Fourth Ministerial Conference on Jobs"),
                ("host", "fifth Ministerial Conference on Jobs", "Malta"),
                ("eventType", "fifth Ministerial Conference on Jobs", "Conference"),
            },
        ),
        (
            FOURTH + "Malta is to welcome the fifth in 2021.",
            {("host", "fifth Ministerial Conference on Jobs", "Malta")},
        ),
        (
            FOURTH + "Malta has offered to host the fifth conference in 2021.",
            {("follows", "fifth conference", "Fourth Ministerial Conference on Jobs")},
        ),
        (
            "The second meeting of the board was held in Tirana on 2 May 2019. The third and last meeting is planned "
            "in Durres.",
            {("follows", "third and last meeting", "second meeting of the board")},
        ),
        (
            "Three rounds of negotiations have been held, the last of them in Tirana in May 2019.",
            {("eventType", "negotiations in Tirana, May 2019", "Meeting")},
        ),
        (
            TALKS + "They will continue the talks in Durres in June 2019.",
            {("place", "talks in Durres, June 2019", "Durres")},
        ),
        (
            "The first course was held in Tirana on 2 May 2019. The second will be conducted in Durres on 9 June 2019.",
            {("follows", "second course", "first course"), ("place", "second course", "Durres")},
        ),
        (
            TALKS + "The talks will resume in Durres in June 2019.",
            {("follows", "talks in Durres, June 2019", "Talks on readmission")},
        ),
    ],
)
def test_which_event_of_a_series_is_meant(text: str, facts: set[tuple[str, str, str]]) -> None:
    assert facts <= told(text)


def test_the_last_that_is_to_come_is_none_before() -> None:
    found = told(
        "The course ran in Tirana from 2 to 4 May 2019. The first was held in Durres in March 2019 and the last will "
        "be in Vlora in June 2019."
    )
    assert ("place", "course in Vlora, June 2019", "Vlora") in found
    assert not {s for r, s, o in found if r == "follows" and "Vlora" in o}


def test_talks_that_were_said_to_go_on_in_general_are_no_other_event() -> None:
    assert {s for r, s, _ in told(TALKS + "The talks will continue.") if r == "eventType"} == {"Talks on readmission"}


@pytest.mark.parametrize(
    "text",
    [
        "A fund pays for the training of civil servants.",
        "She asked the bank for help with the training of labour inspectors.",
    ],
)
def test_training_in_general_is_no_event(text: str) -> None:
    assert not {s for r, s, _ in told(text) if r == "eventType"}


@pytest.mark.parametrize(
    "text",
    [
        "Mary Wanjiku, Director of IOM, met Jane Doe, Minister of Labour, in Tirana in May and signed an agreement.",
        "Mary Wanjiku, Director of IOM, travelled to Tirana on 2 May 2019 to sign an agreement with Jane Doe.",
        "Mary Wanjiku, Director of IOM, was in Tirana on 2 May 2019, where she signed an agreement.",
    ],
)
def test_who_signs_in_a_second_clause(text: str) -> None:
    found = told(text)
    [signing] = [s for r, s, o in found if (r, o) == ("eventType", "Signing")]
    assert ("participant", signing, "Mary Wanjiku") in found


def test_who_asked_others_to_sign_does_not_sign() -> None:
    found = told("Mary Wanjiku, Director of IOM, asked the ministers in Tirana on 2 May 2019 to sign an agreement.")
    signings = {s for r, s, o in found if (r, o) == ("eventType", "Signing")}
    assert not {s for r, s, o in found if (r, o) == ("participant", "Mary Wanjiku")} & signings


def test_two_persons_told_before_are_those_who_last_met() -> None:
    found = told(
        "Mary Wanjiku, Director of IOM, met Jane Doe, Minister of Labour, in Tirana on 2 May 2019. They last met in "
        "Durres in 2017."
    )
    [earlier] = [s for r, s, o in found if (r, o) == ("place", "Durres")]
    assert {o for r, s, o in found if r == "participant"} >= {"Mary Wanjiku", "Jane Doe"}
    assert ("startDate", earlier, "2017") in found
