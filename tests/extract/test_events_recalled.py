"""Occasions at which somebody was, signings that a text only recalls, more events of a series that no noun names, and
marks by which events are told apart."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article, Extraction
from tests.extract.reading import facts

LEAD = "The harbour office of Chad got a new roof. Nobody complained about it.\n\nThe weather was fine. "
HELD = "UNHCR held the third workshop on data in Accra on 2 March 2023. "


def read(text: str) -> Extraction:
    return extract(Article("a", text, published="2023-06-15"))


def days(text: str) -> list[str]:
    """The first days of the events, in order."""
    return sorted(c.object for c in read(text).claims if c.relation == "startDate")


def names(text: str) -> list[str]:
    return [entity.name for entity in read(text).entities if entity.type == "Event"]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Speaking at the inauguration on 3 May 2023, Ambassador Mary Wanjiku praised the port.", "Ceremony"),
        ("Ambassador Mary Wanjiku told guests at the handover on 3 May 2023 that boats matter.", "Ceremony"),
        ("The launch was attended by Ambassador Mary Wanjiku.", "Launch"),
    ],
)
def test_an_occasion_at_which_somebody_was_is_an_event(text: str, type: str) -> None:
    assert {(r, o) for r, _, o in facts(read(text))} >= {("eventType", type), ("participant", "Mary Wanjiku")}


def test_what_is_spoken_of_at_an_occasion_is_no_part_of_its_name() -> None:
    assert names("Ambassador Mary Wanjiku spoke at the handover about the needs of crews.") == ["handover"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In February Kenya signed a like agreement with IOM.", []),
        ("Kenya, Ghana and UNHCR signed a tripartite agreement in November 2013.", []),
        ("Kenya and Ghana signed an agreement in Accra in February.", ["Signing"]),
        ("Kenya and Ghana signed an agreement on 3 February 2023.", ["Signing"]),
        ("The deal was struck in Accra on 3 May 2023.", ["Signing"]),
    ],
)
def test_a_recalled_signing_is_an_event_with_place_or_day(text: str, told: list[str]) -> None:
    assert [c.object for c in read(LEAD + text).claims if c.relation == "eventType"] == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A fourth, on children, is to follow on 12 July.", "2023-07-12"),
        ("The fourth in this series is planned for July.", "2023-07"),
        ("Progress will be examined at the fourth, expected in July.", "2023-07"),
        ("A similar one for nurses is planned in Lomé in July.", "2023-07"),
        ("Nurses will have theirs in Lomé in July.", "2023-07"),
        ("Lomé is scheduled for July.", "2023-07"),
        ("The previous one dates back to May 2019.", "2019-05"),
        ("A fourth one, for nurses, follows in Lomé on 4 July together with Togo.", "2023-07-04"),
        ("Another will be held in Lomé in July.", "2023-07"),
        ("It will be followed by one for nurses in Lomé in July.", "2023-07"),
        ("The fourth will bring officers to Lomé in July.", "2023-07"),
    ],
)
def test_one_more_of_a_series_is_an_event(text: str, day: str) -> None:
    assert days(HELD + text) == sorted(["2023-03-02", day])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Conferences have already been held in Dhaka (March) and Baghdad (May).", ["2023-03", "2023-05"]),
        ("The first two courses, held in November 2021 and June 2022, were shorter.", ["2021-11", "2022-06"]),
        (
            "The Harbour Forum met in Accra in 2019, in Lomé in 2021 and in Dakar in May 2023.",
            ["2019", "2021", "2023-05"],
        ),
        ("Talks with Chad and Mali on seafarers are to open in July.", ["2023-07"]),
        ("An earlier INTERPOL operation, Falcon, was carried out from 3 to 7 May 2022.", ["2022-05-03"]),
    ],
)
def test_rounds_talks_and_operations_have_their_days(text: str, told: list[str]) -> None:
    assert days(LEAD + text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The Thematic Meeting on Growth was held on 2 March 2023. It takes up the Thematic Meeting on Legal Migration.",
        "The summit in Accra on 2 March 2023 heard of the conference that adopted the pact, held in Rome in May 2019.",
        "The meeting in Accra on 2 March 2023 went on. On the margins Mary Wanjiku, Minister of Labour of Kenya, had a "
        "conversation with John Smith, Ambassador of Canada.",
    ],
)
def test_another_theme_clause_or_margin_makes_two_events(text: str) -> None:
    assert len(names(text)) == len(["one", "other"])


def test_a_body_name_does_not_swallow_a_conference_of_ministers() -> None:
    text = (
        "Mary Wanjiku spoke at the conference of Ministers of the Interior of the Harbour Forum held in Rome on 3 May."
    )
    assert [c.object for c in read(text).claims if c.relation == "eventType"] == ["Conference"]


def test_a_workshop_for_which_officers_meet_is_a_workshop() -> None:
    text = "Harbour officers meet in Accra\n\nThe workshop took place in Accra on 3 May 2023. Anna Berg spoke."
    assert [c.object for c in read(text).claims if c.relation == "eventType"] == ["Workshop"]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("On 3 May 2023 the visitors were received by the Kenya Immigration Service in Nairobi.", "Meeting"),
        ("Last month Mary Wanjiku, Minister of Labour of Kenya, had a word with Mr John Smith.", "Meeting"),
        ("Last month Mary Wanjiku, Minister of Labour of Kenya, briefed Mr John Smith on the plan.", "Meeting"),
        ("On 3 May 2023 fifty recruits passed out of the Police Academy in Accra.", "Ceremony"),
        ("On 3 May 2023 the first stone of the new post was laid in Accra.", "Ceremony"),
        ("Mary Wanjiku, Minister of Labour of Kenya, is in Ghana on an official tour.", "Visit"),
    ],
)
def test_clauses_that_tell_of_events(text: str, type: str) -> None:
    assert type in [c.object for c in read(LEAD + text).claims if c.relation == "eventType"]
