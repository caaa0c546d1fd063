"""Events: told by verbs, named by nouns, kept apart or joined."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.tables import table
from kg.records import Article, Extraction

VERBS = table("event_verbs")


def read(body: str, title: str = "Migration news", published: str | None = None) -> Extraction:
    """What is extracted from a title and a body."""
    return extract(Article("a", f"{title}\n\n{body}\n", title=title, published=published))


def facts(extraction: Extraction, *relations: str) -> set[tuple[str, str]]:
    """(relation, object by name) of events."""
    names = {e.id: e.name for e in extraction.entities}
    return {(c.relation, names.get(c.object, c.object)) for c in extraction.claims if c.relation in relations}


@pytest.mark.parametrize("row", VERBS, ids=[row["rule"] for row in VERBS])
def test_a_verb_makes_the_event_of_its_example(row: dict[str, str]) -> None:
    assert ("eventType", row["type"]) in facts(read(row["example"]), "eventType")


COUNTERS = [row for row in VERBS if row["counter"]]


@pytest.mark.parametrize("row", COUNTERS, ids=[row["rule"] for row in COUNTERS])
def test_a_verb_keeps_away_from_its_counter_example(row: dict[str, str]) -> None:
    assert not facts(read(row["counter"]), "eventType")


PLACES = {
    "The workshop was held in the Ghanaian capital, Accra, on 3 May.": "Accra",
    "The conference took place in the city of Nairobi.": "Nairobi",
    "Nairobi was the venue of the third ministerial conference.": "Nairobi",
    "Dakar will be on 3 May the scene of a regional workshop on data.": "Dakar",
    "Tirana received the fourth regional conference on return.": "Tirana",
    "Experts have come to Lusaka, where the technical workshop began on Monday.": "Lusaka",
    "The regional workshop on data (3 May, Nairobi) was a success.": "Nairobi",
    "On 3 May IOM put these questions to a workshop in Accra.": "Accra",
    "The minister began an official visit to Tirana on 3 May.": "Tirana",
    "A Workshop on Regional Cooperation to address Trafficking was held in Dushanbe on 3 May.": "Dushanbe",
    "The Regional Workshop on Responses to Trafficking in the Southeast Asia Region was held in Hanoi.": "Hanoi",
}


@pytest.mark.parametrize(("sentence", "place"), PLACES.items())
def test_an_event_is_held_where_the_sentence_says(sentence: str, place: str) -> None:
    assert facts(read(sentence), "place") == {("place", place)}


DATES = {
    "On 3 May 2021 IOM put these questions to a workshop in Accra.": "2021-05-03",
    "On 3 May 2021 the minister announced a workshop in Accra.": None,
    "Since 3 May 2021 officers who attended a workshop in Accra have returned.": None,
}


@pytest.mark.parametrize(("sentence", "day"), DATES.items())
def test_a_date_that_opens_the_sentence_is_the_events(sentence: str, day: str | None) -> None:
    assert facts(read(sentence), "startDate") == ({("startDate", day)} if day else set())


def test_kinds_and_levels_keep_events_apart() -> None:
    text = (
        "The second ministerial conference of the Rabat Process was held in Rabat on 3 May 2021. It was prepared at a "
        "senior officials' meeting of the Rabat Process in Lisbon on 4 March 2021. The conference lasted a day."
    )
    assert facts(read(text), "place") == {("place", "Rabat"), ("place", "Lisbon")}


def test_an_acronym_stands_for_its_event() -> None:
    text = (
        "Experts prepared the 4th Regional Ministerial Conference (RMC) on return. Many came to hear them. "
        "The RMC will be held in Accra on 3 May 2021."
    )
    assert facts(read(text), "eventType", "place") == {("eventType", "Conference"), ("place", "Accra")}


SAME = {
    "Experts went through a course in Accra. The foundation training course lasted three days.": 1,
    "A workshop was held in Accra. The talks were useful.": 1,
    "The third round of consultations opened in Lusaka. The first round, held in Ndola in May, was smaller.": 2,
    "The sixth edition of the Regional Forum on Data (RFD) is held in Kigali. The RFD closes on Friday.": 1,
    "The Regional Forum on Data, held in Kigali, was preceded by a technical meeting in Goma.": 2,
    "Ministers gathered in Kigali for a regional workshop on data.": 1,
    "The 2nd Conference on Data in Kigali prepares the 9th Pan-African Congress in Lomé.": 2,
    "A training and awareness-raising workshop was held in Agadez.": 1,
    "The first Training of Trainers (ToT) Workshop was held in Doha.": 1,
    "A consultation process ended in Accra. The training manual was printed in Lomé.": 0,
}


@pytest.mark.parametrize(("text", "number"), SAME.items())
def test_events_are_counted_once(text: str, number: int) -> None:
    assert len([e for e in read(text).entities if e.type == "Event"]) == number
