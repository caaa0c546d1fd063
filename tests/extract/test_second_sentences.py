"""What a second sentence tells of whom or what the first one names: pronouns, and meetings elsewhere."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

OPENING = "IOM held a workshop in Accra on 9 May 2023. "
WORKSHOP = "workshop in Accra, 9 May 2023"


def told(text: str, *relations: str) -> set[tuple[str, str, str]]:
    """The claims of the relations that are read behind the opening."""
    return facts(extract(Article("a", OPENING + text, published="2023-05-14")), relations)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("UNICEF gave advice. It also took part in the closing.", ("participant", WORKSHOP, "UNICEF")),
        ("Japan had been invited too. It sent two experts.", ("participant", WORKSHOP, "Japan")),
        ("UNICEF gave advice, and it paid for the meals.", ("funder", WORKSHOP, "UNICEF")),
        ("Benin joined the Rabat Process in 2010. It chairs the process now.", ("chair", "Rabat Process", "Benin")),
    ],
)
def test_it_means_the_body_that_can_do_so(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text, fact[0])


@pytest.mark.parametrize(
    "text", ["Benin and Togo were invited. It sent two experts.", "Experts of Benin came. It paid."]
)
def test_it_means_no_body_that_is_not_the_only_subject(text: str) -> None:
    assert not {f for f in told(text, "participant", "funder") if f[2] == "Benin"} - told(text.split(". ")[0] + ".")


def test_it_was_represented_by_its_minister() -> None:
    found = told("The Ministry of Interior chose the trainees. It was represented by its Deputy Minister, Ama Boateng.")
    assert ("represents", "Ama Boateng", "Ministry of Interior") in found
    assert ("participant", WORKSHOP, "Ministry of Interior") in found


@pytest.mark.parametrize(
    "text",
    [
        "Norway had paid for the meals. Its ambassador, Kari Solberg, closed it.",
        "Norway paid for the meals, and its ambassador, Kari Solberg, closed it.",
        "Norway sent its ambassador, Kari Solberg.",
    ],
)
def test_the_ambassador_is_of_the_state_that_is_the_subject(text: str) -> None:
    assert ("worksFor", "Kari Solberg", "Norway") in told(text, "worksFor")


def test_the_ambassador_of_one_of_two_states_is_not_told() -> None:
    assert not told("Norway and Japan paid for it. Its ambassador, Kari Solberg, closed it.", "worksFor")


@pytest.mark.parametrize(
    "text",
    [
        "Experts of Togo and Benin met in Cotonou on 19 March 2023.",
        "Experts of Togo and Benin had met in Cotonou on 19 March 2023.",
        "On 19 March 2023, experts of Togo and Benin met in Cotonou and drafted the conclusions.",
    ],
)
def test_people_who_met_elsewhere_at_another_time_were_at_another_event(text: str) -> None:
    found = told(text, "participant", "place", "startDate")
    other = {subject for relation, subject, _ in found if relation == "participant"}
    assert len(other) == 1 and WORKSHOP not in other
    assert {(r, o) for r, s, o in found if s in other} >= {("place", "Cotonou"), ("startDate", "2023-03-19")}


def test_people_who_met_there_on_a_day_of_it_were_at_the_event() -> None:
    found = told("Experts of Togo and Benin met in Accra for the whole of May 2023.", "participant")
    assert ("participant", WORKSHOP, "Togo") in found


@pytest.mark.parametrize(
    "text", ["Norway paid tribute to the trainers.", "The Sahel Fund helps. It was paid for by Mali."]
)
def test_who_pays_tribute_or_is_paid_for_pays_nothing(text: str) -> None:
    assert not {f for f in told(text, "funder") if f[2] in ("Norway", "Sahel Fund")}


@pytest.mark.parametrize(
    "text",
    [
        "The Nile Border Network was founded in 2005. It is headquartered in Cairo.",
        "The Nile Border Network was founded in 2005. It has 14 members. Its head office is in Cairo.",
        "The Nile Border Network (NBN) helped. Its headquarters are located in Cairo.",
        "Egypt spoke. The headquarters of the Nile Border Network are in Cairo.",
    ],
)
def test_a_body_is_where_its_seat_is(text: str) -> None:
    assert ("locatedIn", "Nile Border Network", "Cairo") in told(text, "locatedIn")


@pytest.mark.parametrize(
    "text",
    [
        "Also present were the non-governmental organisations Caritas Ghana and the Togolese Red Cross.",
        "Taking part were UNHCR, the NGO Caritas Ghana and the charity Togolese Red Cross.",
        "The Ministry of Justice, the agency UNHCR, the NGO Caritas Ghana and the Togolese Red Cross attended.",
    ],
)
def test_a_list_says_what_those_are_whom_it_names(text: str) -> None:
    there = {o.removeprefix("NGO ") for _, subject, o in told(text, "participant") if subject == WORKSHOP}
    assert there >= {"Caritas Ghana", "Togolese Red Cross"}


def test_those_with_whom_meetings_are_held_on_a_visit_are_no_organisers() -> None:
    text = (
        "A study visit to Lomé took place from 3 to 5 June 2023. Meetings were also held with UNHCR and Caritas Togo."
    )
    found = {(r, o) for r, s, o in told(text, "participant", "organizer") if s == "study visit to Lomé"}
    assert {("participant", "UNHCR"), ("participant", "Caritas Togo")} <= found
    assert ("organizer", "UNHCR") not in found


@pytest.mark.parametrize(
    "text",
    [
        "Togo was represented at the talks in Lomé on 5 June 2023 by Ama Boateng, Deputy Minister of Justice.",
        "The delegation of Togo at the talks in Lomé on 5 June 2023 was led by Ama Boateng.",
        "The Togolese delegation at the talks in Lomé on 5 June 2023 was headed by Ama Boateng.",
    ],
)
def test_who_represents_stands_behind_what_is_told_of_the_event(text: str) -> None:
    assert ("represents", "Ama Boateng", "Togo") in told(text, "represents")
