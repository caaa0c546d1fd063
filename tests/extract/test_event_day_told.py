"""The day of an event that another event or day of its sentence tells."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

DAYS = {
    # the text: the kind of event, and its day
    "The third session of the Nile Commission ended in Cairo on 6 May 2024 with a summit chaired by Egypt.": (
        "Summit",
        "2024-05-06",
    ),
    "Chad became a member at the Accra Conference, which Ghana hosted on 25 August 2016, a day after the summit.": (
        "Summit",
        "2016-08-24",
    ),
    "The ceremony in Accra on 3 May 2024 was followed by a working lunch, at which Ghana spoke of visas.": (
        "Meeting",
        "2024-05-03",
    ),
    "IOM opened a workshop in Accra on 3 May 2024. The plan is to be adopted at the 2025 session of the Ports Forum.": (
        "Session",
        "2025",
    ),
}
OPENED = "On 3 May 2024 IOM opened a workshop on visas in Accra. "
SAME = [
    "Later that day the participants paid a courtesy visit to Governor Kofi Mensah.",
    "Afterwards the participants visited the Tema Reception Centre.",
    "They later paid a courtesy visit to Governor Kofi Mensah.",
]
ANOTHER = [
    "Later this year the participants will pay a visit to the Tema Reception Centre.",
    "Earlier, in March 2024, the participants visited the Tema Reception Centre.",
    "The participants are to pay a visit to Governor Kofi Mensah.",
]
HELD = {
    "The second conference of ports came to a close on 6 May 2024 in Cairo.": ("endDate", "2024-05-06"),
    "A workshop on visas, at which the text is to be approved, is foreseen for May 2025.": ("startDate", "2025-05"),
    "In November 2024 Sarajevo will see a conference on ports.": ("startDate", "2024-11"),
}


@pytest.mark.parametrize(("text", "told"), DAYS.items())
def test_the_day_of_an_event_beside_another(text: str, told: tuple[str, str]) -> None:
    found = facts(extract(Article("a", text, published="2024-05-20")))
    events = {event for relation, event, what in found if (relation, what) == ("eventType", told[0])}
    assert any(("startDate", event, told[1]) in found for event in events)


@pytest.mark.parametrize("sentence", SAME)
def test_what_was_done_on_the_same_day(sentence: str) -> None:
    found = facts(extract(Article("a", OPENED + sentence, published="2024-05-20")))
    (visit,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Visit")}
    assert ("startDate", visit, "2024-05-03") in found


@pytest.mark.parametrize("sentence", ANOTHER)
def test_what_was_done_on_another_day(sentence: str) -> None:
    found = facts(extract(Article("a", OPENED + sentence, published="2024-05-20")))
    visits = {event for relation, event, what in found if (relation, what) == ("eventType", "Visit")}
    assert not any(("startDate", visit, "2024-05-03") in found for visit in visits)


@pytest.mark.parametrize(("text", "told"), HELD.items())
def test_verbs_that_tell_when_an_event_is(text: str, told: tuple[str, str]) -> None:
    found = facts(extract(Article("a", text, published="2024-05-20")))
    assert any((relation, what) == told for relation, _, what in found)


def test_a_length_before_a_house() -> None:
    text = "A meeting of ports ended on 6 May 2024 after two days at the Ministry of Transport in Accra."
    found = facts(extract(Article("a", text, published="2024-05-20")))
    assert any((relation, what) == ("startDate", "2024-05-05") for relation, _, what in found)
