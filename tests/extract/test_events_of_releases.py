"""How releases speak of events: who leads or pays one before its noun, whose course it is, how those met who met, what
a sentence counts an event among, and what was done on its sidelines."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def told(text: str) -> set[tuple[str, str]]:
    """What is said of the only event of a text."""
    found = facts(extract(Article("a", text, published="2024-06-15")))
    (event,) = {subject for relation, subject, _ in found if relation == "eventType"}
    return {(relation, what) for relation, subject, what in found if subject == event}


OF_ITS_OWN = {
    "An EU-funded training on data was held in Kampala on 3 May 2021.": ("funder", "EU"),
    "A UNHCR-led consultation opened in Kampala on 3 May 2021.": ("organizer", "UNHCR"),
    "The OSCE-supported workshop in Budva closed on 3 May 2021.": ("supporter", "OSCE"),
    "An INTERPOL training workshop in Dakar brought together 25 officers.": ("organizer", "INTERPOL"),
    "Smuggling was the focus of a joint IOM-UNHCR seminar in Tunis on 3 May 2021.": ("organizer", "UNHCR"),
    "UNODC launched a five-day training course for prosecutors in Accra.": ("organizer", "UNODC"),
    "The first Kenya-Jordan dialogue was held through a video conference on 3 May 2021.": ("eventType", "Dialogue"),
    "With Ghana, UNODC under the framework of Glo.Act ran a workshop in Cairo.": ("organizer", "UNODC"),
    "The course was presented from 4 to 8 June 2018 in Asmara.": ("startDate", "2018-06-04"),
    "IOM will hold a workshop in Accra. The event will be attended by UNHCR.": ("participant", "UNHCR"),
    "The stocktaking on the Kampala Declaration took place in Entebbe on 3 May 2021.": ("eventType", "Meeting"),
    "At the handing over of six boats in Banjul on 3 May 2021, Awa Bell thanked Japan.": ("eventType", "Ceremony"),
    "The Regional Seminar for Promoting Decent Work was held in Dhaka on 3 May 2021.": ("eventType", "Workshop"),
    "The meeting was held in the cities of Omoa and Tela on 3 May 2021.": ("place", "Tela"),
    "The meeting opened in Budva on 3 May 2021. It is the first of three similar events.": ("place", "Budva"),
    "The meeting opened in Budva. She praised the meeting as the first gathering of its kind.": ("place", "Budva"),
    "The meeting opened in Rabat. Ministers issued a signed statement.": ("place", "Rabat"),
    "The workshop was held in Dakar. The need for data was underlined by Awa Ndiaye.": ("speaker", "Awa Ndiaye"),
}


@pytest.mark.parametrize(("text", "fact"), OF_ITS_OWN.items())
def test_what_is_said_of_an_event(text: str, fact: tuple[str, str]) -> None:
    assert fact in told(text)


def test_a_day_behind_the_sidelines_is_that_of_what_was_done_there() -> None:
    text = "Minister Ramesh Karki met Minister Anil Fernando on the margins of the conference in Rabat on 3 May 2021."
    found = facts(extract(Article("a", text)))
    (met,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Meeting")}
    (conference,) = {event for relation, event, what in found if (relation, what) == ("eventType", "Conference")}
    assert ("startDate", met, "2021-05-03") in found and ("place", conference, "Rabat") in found
    assert not any(relation == "partOf" and event in (met, conference) for relation, event, _ in found)


def test_a_side_event_is_part_of_the_event_beside_it() -> None:
    text = "On the sidelines of the conference in Rabat, Spain convened a side event on data."
    found = facts(extract(Article("a", text)))
    assert ("partOf", "side event on data", "conference in Rabat") in found


def test_two_numbered_events_in_one_phrase() -> None:
    text = (
        "The Eighth Ministerial Conference and Third Business Forum of the Bali Process, co-chaired by Indonesia and "
        "Australia, were held in Adelaide on 10 February 2023."
    )
    found = facts(extract(Article("a", text)))
    events = {event for relation, event, _ in found if relation == "eventType"}
    assert events == {"Eighth Ministerial Conference", "Third Business Forum of the Bali Process"}
    assert {("place", event, "Adelaide") for event in events} <= found


def test_an_event_in_the_name_of_its_conclusions() -> None:
    text = "The meeting in Accra reviewed the conclusions of the Fourth Regional Forum on Data held in Tunis in 2019."
    found = facts(extract(Article("a", text)))
    assert ("place", "Fourth Regional Forum on Data", "Tunis") in found


@pytest.mark.parametrize(
    "text",
    [
        "The minister held a meeting with the Minister of Human Resources of Ghana in Accra on 3 May 2021.",
        "The meeting was held in Accra on 3 May 2021, long since the Cairo Declaration was adopted.",
        "In May 2021 IOM trained ten officers at the Tema Training Centre.",
    ],
)
def test_what_is_no_role_in_an_event(text: str) -> None:
    wrong = {("funder", "Ghana"), ("adopted", "Cairo Declaration"), ("participant", "Tema Training Centre")}
    assert not wrong & told(text)


def test_a_relative_clause_closes_with_its_comma() -> None:
    text = (
        "At the opening of the workshop in Cairo, which was hosted by the Ministry of Interior, Khaled Shawky thanked "
        "the European Union."
    )
    hosts = {what for relation, _, what in facts(extract(Article("a", text))) if relation == "host"}
    assert hosts == {"Ministry of Interior"}


def test_an_office_under_the_full_name_and_the_acronym_of_its_organisation() -> None:
    text = (
        "The International Organization for Migration (IOM) Regional Office for Asia opened a workshop in Bangkok. "
        "The IOM Regional Office for Asia will host the next one."
    )
    assert sum(entity.type == "Office" for entity in extract(Article("a", text)).entities) == 1


def test_an_office_gives_the_course_that_bears_the_name_of_its_organisation() -> None:
    text = "An OSCE course for judges was held in Dushanbe on 3 May 2021. The OSCE Office in Dushanbe organised it."
    givers = {what for relation, _, what in facts(extract(Article("a", text))) if relation == "organizer"}
    assert givers == {"OSCE Office in Dushanbe"}


HEADLINES = {
    "OSCE to develop advanced training for border personnel": "advanced training for border personnel",
    "Officers undergo training on document fraud in Accra": "training on document fraud",
    "EU backs workshop on trafficking in Accra": "workshop on trafficking",
    "IOM rolls out training for journalists in Accra": "training for journalists",
    "Action Plans Workshop opens in Accra": "Action Plans Workshop",
}


@pytest.mark.parametrize(("headline", "name"), HEADLINES.items())
def test_a_verb_of_a_headline_is_no_part_of_an_event(headline: str, name: str) -> None:
    found = facts(extract(Article("a", f"{headline}\n\nAccra – Officials spoke about data.")))
    assert {event for relation, event, _ in found if relation == "eventType"} == {name}
    assert ("organizer", name, "EU") not in found
