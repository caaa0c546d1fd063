"""Events that a verb of a clause tells of, and no noun: journeys of several stops, trainings and deliberations with a
place, talks of one person with several, visits to bodies."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

LEAD = "The weather was fine. Nobody complained.\n\nIOM set up an office in Rome. It was cold. "
AHMED = "Clare Ahmed, Director of IOM"
LIND = "Nora Lind, Minister of Labour of Norway"
SMITH = "John Smith, Ambassador of Canada"


def read(text: str) -> set[tuple[str, str, str]]:
    """The facts of a text behind a lead about something else."""
    return facts(extract(Article("a", LEAD + text, published="2023-05-10")))


def of_events(text: str, relation: str) -> list[set[str]]:
    """The objects of a relation, event by event, by name of the event."""
    found = read(text)
    events = sorted({s for r, s, _ in found if r == "eventType"})
    return [{o for r, s, o in found if (r, s) == (relation, event)} for event in events]


JOURNEYS = {
    f"{AHMED}, will visit Kenya in June and Uganda in July.": [{"Kenya", "2023-06"}, {"Uganda", "2023-07"}],
    f"{AHMED}, travelled to Nairobi on 3 May and to Kigali on 5 May.": [
        {"Kigali", "2023-05-05"},
        {"Nairobi", "2023-05-03"},
    ],
}


@pytest.mark.parametrize(("text", "stops"), JOURNEYS.items())
def test_each_stop_of_a_journey_is_a_visit(text: str, stops: list[set[str]]) -> None:
    told = [place | day for place, day in zip(of_events(text, "place"), of_events(text, "startDate"), strict=True)]
    assert told == stops
    assert of_events(text, "participant") == [{"Clare Ahmed"}, {"Clare Ahmed"}]


def test_what_was_done_elsewhere_on_another_day_is_no_visit() -> None:
    text = f"{AHMED}, visited Nairobi on 3 May and Kigali was hit by rain on 5 May."
    assert of_events(text, "place") == [{"Nairobi"}]


TYPES = {
    # the sentence: the type of the event
    f"{AHMED}, along with a team, visited the Central Police Office in Nairobi on 3 May 2023.": ["Visit"],
    "Members toured the Malaba Border Post on the last afternoon.": ["Visit"],
    "A further 120 officers will be trained in Niamey in the first quarter of next year.": ["Training"],
    "Experts had trained frontline staff at the Malaba Border Post in 2019.": ["Training"],
    "Experts had trained frontline staff with great care in 2019.": [],
    "Senior officials are expected to review the strategy in Jakarta next year.": ["Meeting"],
    "Ministers had reviewed the strategy in Jakarta in May 2021.": ["Meeting"],
    "Ministers had often reviewed the strategy in Jakarta.": [],
    "Senior officials are expected to review the strategy.": [],
    f"{AHMED}, signed an agreement with {LIND}.": ["Signing"],
    "IOM signed an agreement with UNHCR.": [],
    "IOM signed an agreement with UNHCR on 3 October 2019.": ["Signing"],
    "IOM signed an agreement with UNHCR in October 2019.": [],
    "The agreement replaces the one signed in Tunis on 3 October 2019.": ["Signing"],
}


@pytest.mark.parametrize(("text", "types"), TYPES.items())
def test_the_type_of_what_a_verb_tells(text: str, types: list[str]) -> None:
    assert sorted(o for r, _, o in read(text) if r == "eventType") == types


GOERS = {
    # the sentence: who went, or None where nobody did on an errand
    "Officials of the Ministry of Interior of Mali travelled to Tunis on 3 May.": {"Ministry of Interior of Mali"},
    "Experts from UNODC are expected in Tunis in July.": {"UNODC"},
    f"Officers of UNODC met {SMITH}.": {"UNODC", "John Smith"},
    "Officials of the Ministry of Interior of Mali went to Tunis in May to rest.": None,
}


@pytest.mark.parametrize(("text", "people"), GOERS.items())
def test_officials_travel_and_meet_as_delegations_do(text: str, people: set[str] | None) -> None:
    assert of_events(text, "participant") == ([people] if people else [])


TALKS = {
    f"{AHMED}, had a meeting with {LIND}, and another with {SMITH}.": {"Clare Ahmed", "John Smith"},
    f"{AHMED}, will call on President Nora Lind. She will also hold talks with {SMITH}.": {"Clare Ahmed", "John Smith"},
    f"{AHMED}, and {SMITH}, agreed on fees when they met at the Ministry on 3 May.": {"Clare Ahmed", "John Smith"},
    f"{AHMED}, spoke in Suva. The Director is expected to meet {LIND}.": {"Clare Ahmed", "Nora Lind"},
    f"{SMITH}, and {AHMED}, exchanged the signed notes in Nairobi on 3 May.": {"Clare Ahmed", "John Smith"},
}


@pytest.mark.parametrize(("text", "people"), TALKS.items())
def test_who_was_there(text: str, people: set[str]) -> None:
    assert people in of_events(text, "participant")


def test_the_general_of_a_title_means_its_holder() -> None:
    text = f"Clare Ahmed, Secretary-General of IOM, spoke in Suva. The Secretary-General is expected to meet {LIND}."
    assert of_events(text, "participant") == [{"Clare Ahmed", "Nora Lind"}]


def test_a_body_that_last_met_though_it_was_set_up_before() -> None:
    text = "The National Labour Task Force was set up in 2016 and last met in November."
    assert of_events(text, "startDate") == [{"2022-11"}]


def test_an_event_ahead_of_which_persons_met_is_not_their_meeting() -> None:
    text = f"Before the conference, {AHMED}, was received by {LIND}."
    assert {"Clare Ahmed", "Nora Lind"} in of_events(text, "participant")


MORE_TYPES = {
    # the sentence: the type of the event and its people
    f"{AHMED}, discussed fees with {SMITH}.": ("Meeting", {"Clare Ahmed", "John Smith"}),
    "UNODC hosted a delegation of the Ministry of Interior of Mali in Niamey on 3 May.": (
        "Meeting",
        {"UNODC", "Ministry of Interior of Mali"},
    ),
    "A delegation of UNODC called on the Minister of Interior of Mali on 3 May.": ("Meeting", {"UNODC"}),
    f"{AHMED}, also met her opposite numbers on the sidelines.": ("Meeting", {"Clare Ahmed"}),
    "A delegation of UNODC is due in Tunis in July.": ("Visit", {"UNODC"}),
    "A delegation of UNODC led by Clare Ahmed visited Tunis on 3 May.": ("Visit", {"UNODC", "Clare Ahmed"}),
    f"{AHMED}, visited offices of UNODC in Tunis on 3 May.": ("Visit", {"Clare Ahmed"}),
    "Experts gave training to thirty officers in Tunis on 3 May.": ("Training", set()),
    "Talks opened in Tunis on 3 May.": ("Meeting", set()),
}


@pytest.mark.parametrize(("text", "told"), MORE_TYPES.items())
def test_what_further_verbs_tell(text: str, told: tuple[str, set[str]]) -> None:
    assert of_events(text, "eventType") == [{told[0]}]
    assert of_events(text, "participant") == [told[1]]


@pytest.mark.parametrize(
    "text",
    [
        "A payment to UNODC is due in Tunis in July.",
        "The UNODC project to train staff was concluded in Tunis on 3 May.",
        "Experts have given training to many in Tunis.",
        "UNODC hosts a website in Tunis.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert of_events(text, "eventType") == []


def test_another_one_took_place() -> None:
    text = "A workshop was held in Nairobi on 3 May; another took place in Kigali on 10 May."
    assert of_events(text, "place") == [{"Kigali"}, {"Nairobi"}]


def test_a_visit_to_come_behind_one_that_was() -> None:
    text = f"{AHMED}, was in Nairobi on 3 May and is due in Kigali on 12 May."
    assert of_events(text, "place") == [{"Kigali"}, {"Nairobi"}]


@pytest.mark.parametrize("verb", ["is due", "is expected", "will arrive"])
def test_who_is_awaited_comes_after_the_publication(verb: str) -> None:
    assert of_events(f"{AHMED}, {verb} in Kigali on Thursday.", "startDate") == [{"2023-05-11"}]


def test_an_event_that_preparations_are_made_for_is_no_meeting_before_it() -> None:
    text = (
        f"{AHMED}, presented a plan in Nairobi at a meeting with {SMITH}. She also spoke of the preparations to host "
        "the 53rd Conference of Directors of Labour in Kigali in August."
    )
    assert of_events(text, "place") == [{"Kigali"}, {"Nairobi"}]


def test_who_is_due_for_a_conference_pays_no_visit() -> None:
    assert of_events(f"{AHMED}, is due in Kigali for a conference in June.", "eventType") == [{"Conference"}]


def test_wrapping_up_a_visit_tells_its_last_day() -> None:
    text = f"Wrapping up a three-day visit to Nairobi on 3 May, {AHMED}, praised the plan."
    assert of_events(text, "startDate") == [{"2023-05-01"}]
    assert of_events(text, "endDate") == [{"2023-05-03"}]
