"""Events told by what sets them apart: of a body that is named like an event, planned, in the plural, without an
article."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

NAMED = {
    # what the text says of a body named like an event: the type, place and first day of the event, as far as told
    "Kenya spoke of it at the Harbour Migration Forum in Accra on 3 May 2023.": ("Other", "Accra", "2023-05-03"),
    "Kenya spoke of it before the Harbour Migration Forum of May 2023.": ("Other", "", "2023-05"),
    "Accra is to host the next Harbour Migration Dialogue in 2025.": ("Dialogue", "Accra", "2025"),
    "The text goes to the Harbour Migration Dialogue, to be held in Accra on 3 June 2024.": (
        "Dialogue", "Accra", "2024-06-03",
    ),
    "The text goes to the Harbour Migration Dialogue, which opens in Accra on 3 June 2024.": (
        "Dialogue", "Accra", "2024-06-03",
    ),
    "Returns were the theme of a Harbour Migration Dialogue on 3 May 2023.": ("Dialogue", "", "2023-05-03"),
    "The fourth round of the Harbour Migration Dialogue was held in Accra.": ("Dialogue", "Accra", ""),
    "The 2nd Europol and INTERPOL Harbour Migration Forum brought experts to Accra on 3 May 2023.": (
        "Other", "Accra", "2023-05-03",
    ),
    "The occasion was the Harbour Migration Forum.": ("Other", "", ""),
    "The 2023 edition of the Harbour Migration Dialogue ended in Accra.": ("Dialogue", "Accra", ""),
}  # fmt: skip
STANDING = [
    "The Harbour Migration Dialogue has twelve members.",
    "Members of the Harbour Migration Dialogue wrote a report in 2023.",
    "A text tells the next edition what to do, and the Dialogue is a body of states.",
    "The members of the Harbour Migration Dialogue were hosted in Accra in 2023.",
    "The next Harbour Migration Dialogue chair will be Kenya.",
]


def told(text: str) -> set[tuple[str, str, str]]:
    """The type, place and first day of each event."""
    found = facts(extract(Article("a", text, published="2024-05-20")), ("eventType", "place", "startDate"))
    of = {(relation, event): value for relation, event, value in found}
    return {(of["eventType", e], of.get(("place", e), ""), of.get(("startDate", e), "")) for _, e in of}


@pytest.mark.parametrize(("text", "event"), NAMED.items())
def test_a_body_named_like_an_event_holds_the_one_set_apart(text: str, event: tuple[str, str, str]) -> None:
    assert told(text) == {event}


@pytest.mark.parametrize("text", STANDING)
def test_a_body_named_like_an_event_is_none_by_itself(text: str) -> None:
    assert told(text) == set()


def test_what_is_told_of_such_an_event_again_is_the_events() -> None:
    text = "Returns were the theme of a Harbour Policy Dialogue on 3 May 2023. Mr John Smith closed the dialogue."
    found = facts(extract(Article("a", text)), ("participant",))
    assert {value for _, _, value in found} == {"John Smith"}


PLANNED = {
    "A refresher is planned for June in Lome.": ("Training", "Lome", "2024-06"),
    "A mid-term review is foreseen in Lome in September.": ("Meeting", "Lome", "2024-09"),
    "It will be a validation workshop on data, planned for Lome on 3 June.": ("Workshop", "Lome", "2024-06-03"),
    "Training of officials in the use of it starts in Lome next month.": ("Training", "Lome", "2024-06"),
    "Consultations with ten municipalities took place in Lome in May 2023.": ("Consultation", "Lome", "2023-05"),
    "Officials of both sides met by video link on 3 May 2023.": ("Meeting", "", "2023-05-03"),
    "The minister spoke in Lome on 3 May 2023 following talks with Mr John Smith.": ("Meeting", "Lome", "2023-05-03"),
    "The minister was in Lome on 3 May 2023, where she held a longer meeting with Mr John Smith.": (
        "Meeting", "Lome", "2023-05-03",
    ),
    "Her first trip abroad began in Lome on 3 May 2023.": ("Visit", "Lome", "2023-05-03"),
    "Similar dialogues in Lome are to follow in June.": ("Dialogue", "Lome", "2024-06"),
}  # fmt: skip
NO_EVENTS = [
    "A review of the law is expected in Lome in June.",
    "A refresher is good for everyone in Lome.",
    "Training of officials in Lome matters to all.",
    "The trip to work is long in Lome.",
    "They asked the legislators, whose visit is part of an exercise on data.",
]


@pytest.mark.parametrize(("text", "event"), PLANNED.items())
def test_a_noun_means_an_event_where_it_is_planned_or_held(text: str, event: tuple[str, str, str]) -> None:
    assert told(text) == {event}


@pytest.mark.parametrize("text", NO_EVENTS)
def test_the_same_noun_means_none_elsewhere(text: str) -> None:
    assert told(text) == set()


def test_the_process_behind_whose_holds_the_event() -> None:
    text = "The report goes to the Harbour Process, whose third workshop took place in Lome in May 2023."
    found = {(relation, value) for relation, _, value in facts(extract(Article("a", text)), ("partOf", "place"))}
    assert found == {("partOf", "Harbour Process"), ("place", "Lome")}


@pytest.mark.parametrize(
    "text",
    [
        "The regional Senior Officials' Meeting (SOM) on data was held in Accra on 3 May 2024. The previous SOM was "
        "held in Lomé on 16 March 2023.",
        "The workshop on data was held in Accra on 3 May 2024. The results go to the 12th Forum in Lomé on 16 March "
        "2025.",
        "On 3 May 2024 a conference on data was held in Accra. Experts met virtually from 19 to 21 April to prepare "
        "it.",
    ],
)
def test_another_event_is_not_the_one_before(text: str) -> None:
    assert len(told(text)) == 2


def test_a_plan_far_from_the_headline_is_no_event_of_it() -> None:
    text = (
        "Consultation on data\n\nThe consultation on data was held in Accra. A validation workshop is planned for 2025."
    )
    assert len(told(text)) == 2


def test_a_headline_may_open_with_any_event() -> None:
    assert told("A workshop on data in Accra\n\nA workshop on data was held in Accra.")
