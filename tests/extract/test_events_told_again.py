"""A second event of the kind told before: by a word without a noun, by a verb, by the time between them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

ONE = "IOM held a workshop on visas in Accra on 3 and 4 May 2024. "
OTHERS = {
    # the sentence behind: the place and the first day of the other event, and whether it is the later one
    "The second, a month later in Lome, was shorter.": ("Lome", "2024-06", True),
    "Its predecessor, in Lome in June 2022, had been attended by Togo.": ("Lome", "2022-06", False),
    "A sequel is planned in Lome for September 2024.": ("Lome", "2024-09", True),
    "An earlier one took place in Lome in March 2024.": ("Lome", "2024-03", False),
    "The next one would be held in Lome from 1 to 5 July 2024.": ("Lome", "2024-07-01", True),
    "Lome will have it in May 2025.": ("Lome", "2025-05", True),
    "In May 2025 it goes to Lome.": ("Lome", "2025-05", True),
    "The experts of both sides had first sat down together in Lome in March 2024.": ("Lome", "2024-03", False),
    "When they came together again, in Lome on 16 May 2024, a text was ready.": ("Lome", "2024-05-16", True),
    "How to do it will be taught at the second, which is set for Lome on 5 July 2024.": ("Lome", "2024-07-05", True),
    "Another round is to follow in Lome in July 2024.": ("Lome", "2024-07", True),
    "The next edition is foreseen for 2025 in Lome.": ("Lome", "2025", True),
    "The follow-up, two weeks later in Lome, drew Togo.": ("Lome", "2024-05-18", True),
}
NO_OTHERS = [
    "The second phase follows in 2025.",
    "The Accra round was told of it.",
    "The first reason is cost; the second, a month of delay, is worse.",
    "Its successor as director will be named in May 2025.",
]


@pytest.mark.parametrize(("sentence", "told"), OTHERS.items())
def test_another_event_of_the_kind(sentence: str, told: tuple[str, str, bool]) -> None:
    found = facts(extract(Article("a", ONE + sentence, published="2024-05-20")))
    place, day, later = told
    other = next(event for relation, event, where in found if (relation, where) == ("place", place))
    assert ("startDate", other, day) in found
    main = next(event for relation, event, where in found if (relation, where) == ("place", "Accra"))
    assert ("follows", *((other, main) if later else (main, other))) in found


@pytest.mark.parametrize("sentence", NO_OTHERS)
def test_no_other_event(sentence: str) -> None:
    found = facts(extract(Article("a", ONE + sentence, published="2024-05-20")))
    assert len([fact for fact in found if fact[0] == "eventType"]) == 1


def test_an_event_told_by_a_word_alone_has_a_host() -> None:
    found = facts(extract(Article("a", ONE + "Mauritania will be hosting the next one in Nouakchott in May 2025.")))
    assert any(fact[0] == "host" and fact[2] == "Mauritania" for fact in found)


def test_the_edition_of_a_city_is_the_event_that_was_held_there() -> None:
    found = facts(extract(Article("a", ONE + "The Lome edition had counted Togo among its participants.")))
    (event,) = {event for relation, event, who in found if (relation, who) == ("participant", "Togo")}
    assert ("place", event, "Lome") in found


def test_meetings_are_counted_by_a_verb() -> None:
    text = (
        "The Rabat Process met for the fourth time in Accra on 3 May 2024. "
        "The fifth meeting is due in Lome in May 2025."
    )
    found = facts(extract(Article("a", text, published="2024-05-20")))
    (pair,) = {fact for fact in found if fact[0] == "follows"}
    assert ("place", pair[1], "Lome") in found and ("place", pair[2], "Accra") in found


def test_a_body_that_last_met() -> None:
    text = (
        "The Rabat Process opens its annual meeting in Accra. When the Rabat Process last met, in Lome in 2022, "
        "Togo presided."
    )
    found = facts(extract(Article("a", text)))
    (pair,) = {fact for fact in found if fact[0] == "follows"}
    assert ("chair", pair[2], "Togo") in found


def test_what_a_verb_counts_may_be_the_meeting_of_the_headline() -> None:
    text = "Meeting of the Rabat Process\n\nThe Rabat Process came together for the 33rd time in Accra on 3 May 2024."
    found = facts(extract(Article("a", text, title="Meeting of the Rabat Process", published="2024-05-20")))
    assert len([fact for fact in found if fact[0] == "eventType"]) == 1
