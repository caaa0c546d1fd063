"""Two events that share words, or stand near each other, stay two; and what the text tells again stays one."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

HELD = "IOM held a two-day workshop on labour migration in Accra on 3 and 4 May 2024. "
MET = "Kofi Mensah, Minister of Labour of Ghana, held a meeting with Anna Berg, Director of IOM. "
TWO = {
    # the text: the dates of its events
    HELD + "The first workshop was held in Lome in November 2023.": {"2024-05-03", "2023-11"},
    HELD + "It builds on the first workshop, which was held in Lome in November 2023.": {"2024-05-03", "2023-11"},
    "The workshop takes place in Accra on 3 May 2024. The next workshop is planned for November 2024.": {
        "2024-05-03",
        "2024-11",
    },
    "The Regional Consultation on Migration in Asia was held on 3 May 2024. It was to prepare the Intergovernmental "
    "Conference on Migration of 10 December 2024.": {"2024-05-03", "2024-12-10"},
    "The conference in Accra on 3 May 2024 follows the meeting on migration governance which was held in Lome on "
    "4 March 2023.": {"2024-05-03", "2023-03-04"},
    "The 7th Ministerial Consultation of the Colombo Process was held on 3 May 2024 during the World Labour Summit of "
    "2 May 2024.": {"2024-05-03", "2024-05-02"},
    "The talks took up the Senior Officials' Meeting of 3 May 2024 and the Ministerial Meeting of 4 May 2024.": {
        "2024-05-03",
        "2024-05-04",
    },
}
ONE = {
    "The Regional Conference on Migration was held in Accra on 3 May 2024. The Accra Conference on Migration heard "
    "Anna Berg.": "Conference",
    "Workshop on labour migration in Accra\n\nA two-day workshop on labour migration was held in Accra on 3 May 2024. "
    "The workshop was opened by Anna Berg.": "Workshop",
    HELD + "During the workshop, Anna Berg said that jobs matter.": "Workshop",
}


@pytest.mark.parametrize("text", TWO)
def test_two_events_stay_two(text: str) -> None:
    extraction = extract(Article("a", text, published="2024-05-06"))
    dates = {c.subject: c.object for c in extraction.claims if c.relation == "startDate"}
    assert TWO[text] <= set(dates.values())


@pytest.mark.parametrize("text", ONE)
def test_one_event_stays_one(text: str) -> None:
    extraction = extract(Article("a", text, published="2024-05-06"))
    assert [c.object for c in extraction.claims if c.relation == "eventType"] == [ONE[text]]


def test_who_met_is_not_at_the_conference_of_which_they_spoke() -> None:
    text = (
        MET + "They spoke of the Ministerial Conference of the Almaty Process, which will be held in Baku on 10 June."
    )
    extraction = extract(Article("a", text, published="2024-05-06"))
    there = {event for relation, event, who in facts(extraction) if relation == "participant" and who == "Anna Berg"}
    assert there and "Ministerial Conference of the Almaty Process" not in there


@pytest.mark.parametrize(
    ("opening", "met_first"),
    [
        ("In preparation for the summit in Dakar", True),
        ("Two weeks before the summit in Dakar", True),
        ("Lusaka: Just ahead of the summit in Dakar", True),
        ("A month after the summit in Dakar", False),
        ("In the wake of the summit in Dakar", False),
    ],
)
def test_an_event_that_opens_a_sentence_is_not_the_one_told_of(opening: str, met_first: bool) -> None:
    sentence = f"{opening}, experts of Kenya and Uganda met in Kampala on 5 May 2020."
    extraction = extract(Article("a", f"{sentence} They were joined by IOM."))
    met = "meeting in Kampala, 5 May 2020"
    told = facts(extraction, ["participant", "follows"])
    assert {fact for fact in told if fact[0] == "participant"} == {
        ("participant", met, name) for name in ("Kenya", "Uganda", "IOM")
    }
    order = ("summit in Dakar", met) if met_first else (met, "summit in Dakar")
    assert {fact for fact in told if fact[0] == "follows"} == {("follows", *order)}
