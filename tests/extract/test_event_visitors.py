"""Visits and talks: who goes, on whom, and which visits and meetings are events of their own."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article, Extraction

BANDA = "Peter Banda, Minister of Interior of Malawi"
WANJIKU = "Mary Wanjiku, Minister of Labour of Kenya"


def read(body: str) -> Extraction:
    """What is extracted from a body under a plain headline."""
    return extract(Article("a", f"Migration news\n\n{body}\n", title="Migration news", published="2023-05-10"))


def told(extraction: Extraction, relation: str) -> list[set[str]]:
    """The objects of a relation, by event in text order."""
    names = {e.id: e.name for e in extraction.entities}
    events = [e.id for e in extraction.entities if e.type == "Event"]
    claims = [c for c in extraction.claims if c.relation == relation]
    return [{names.get(c.object, c.object) for c in claims if c.subject == event} for event in events]


VISITS = {
    f"{WANJIKU}, paid a courtesy call on {BANDA}, on 3 May 2023.": {"Mary Wanjiku", "Peter Banda"},
    f"{WANJIKU}, received a courtesy visit from {BANDA}.": {"Mary Wanjiku", "Peter Banda"},
    f"{WANJIKU}, is on a five-day working visit to Geneva.": {"Mary Wanjiku"},
    f"{WANJIKU}, is in Geneva for a five-day working visit.": {"Mary Wanjiku"},
    f"During her visit to Geneva, {WANJIKU}, spoke of jobs.": {"Mary Wanjiku"},
    "A plan was agreed during the visit of Kenyan Labour Minister Mary Wanjiku.": {"Mary Wanjiku"},
    "A plan was agreed on the last day of a two-day visit by the Minister of Labour, Mary Wanjiku.": {"Mary Wanjiku"},
    "A plan was agreed during a working visit by a high-level Kenyan delegation.": {"Kenya"},
}


@pytest.mark.parametrize(("sentence", "people"), VISITS.items())
def test_who_goes_on_a_visit_and_on_whom(sentence: str, people: set[str]) -> None:
    assert told(read(sentence), "participant") == [people]


def test_a_visit_beyond_the_lead_to_another_place_is_one_of_its_own() -> None:
    body = (
        "Mary Wanjiku, Minister of Labour of Kenya, visited the Gashora Transit Centre on 3 May 2023. The staff showed "
        "her the clinic. There are beds for forty people. She also toured the Nyamata Reception Centre."
    )
    extraction = read(body)
    assert told(extraction, "place") == [{"Gashora Transit Centre"}, {"Nyamata Reception Centre"}]
    assert told(extraction, "participant") == [{"Mary Wanjiku"}, {"Mary Wanjiku"}]


def test_two_people_who_meet_are_not_at_a_conference_to_come() -> None:
    body = (
        f"{WANJIKU}, sat down with {BANDA}, in Geneva on 3 May 2023. They spoke of jobs. Both will go to the "
        "Global Labour Conference."
    )
    assert told(read(body), "eventType") == [{"Meeting"}, {"Conference"}]


def test_a_hyphenated_word_before_a_visit_is_no_verb() -> None:
    assert told(read("The look-and-learn visit to Geneva began on 3 May 2023."), "eventType") == [{"Visit"}]


BOTH = {"Mary Wanjiku", "Peter Banda"}
TALKS = (
    f"{WANJIKU}, had a caller at her office on Monday: {BANDA}.",
    f"{WANJIKU}, flew to Lilongwe on Monday. She sat down with Dr. {BANDA}.",
    f"{WANJIKU}, spoke of jobs. On 3 May the minister called on Mr. {BANDA}.",
    f"{WANJIKU}, spoke of jobs. Kenya's Labour Minister received {BANDA}, in Nairobi.",
    f"{WANJIKU}, spoke of jobs. In Lilongwe she is to see {BANDA}.",
    f"{WANJIKU}, rang {BANDA}, on 3 May 2023.",
    f"{WANJIKU}, was in Lilongwe for two days and was received by {BANDA}.",
)


@pytest.mark.parametrize("body", TALKS)
def test_two_persons_who_see_each_other(body: str) -> None:
    assert BOTH in told(read(body), "participant")


TOURS = (
    f"Before she left the city {WANJIKU}, stopped over at the Gashora Transit Centre.",
    f"{WANJIKU}, was in Kigali. She is to tour the Gashora Transit Centre.",
    f"{WANJIKU}, was in Kigali. On Monday the minister dropped in at the Gashora Transit Centre.",
    f"{WANJIKU}, was in Kigali. Later she went to see the Gashora Transit Centre.",
)


@pytest.mark.parametrize("body", TOURS)
def test_who_looks_at_a_place_goes_on_a_visit(body: str) -> None:
    extraction = read(body)
    assert {"Gashora Transit Centre"} in told(extraction, "place")
    assert {"Mary Wanjiku"} in told(extraction, "participant")


def test_who_moves_on_goes_on_a_further_visit() -> None:
    extraction = read(f"{WANJIKU}, had flown to Riyadh on 3 May 2023. On 5 May the minister moved on to Kuwait.")
    assert told(extraction, "startDate") == [{"2023-05-03"}, {"2023-05-05"}]
    assert told(extraction, "participant") == [{"Mary Wanjiku"}] * 2


def test_one_pronoun_means_one_person_from_sentence_to_sentence() -> None:
    extraction = read(
        f"{WANJIKU}, spoke of jobs. In Lilongwe she was received by {BANDA}. She then toured the Karonga Shelter."
    )
    assert told(extraction, "participant") == [BOTH, {"Mary Wanjiku"}]


def test_a_day_or_place_before_a_title_is_no_part_of_it() -> None:
    extraction = read(f"On Monday President Daniel Okoye received Mr. {BANDA}.")
    assert told(extraction, "startDate") == [{"2023-05-08"}]
    named = read(f"In Accra Anna Lindqvist, Ambassador of Sweden, received {BANDA}.")
    assert told(named, "place") == [{"Accra"}]
    assert told(named, "participant") == [{"Anna Lindqvist", "Peter Banda"}]
