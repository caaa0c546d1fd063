"""Which events a release tells of, over several sentences: series, parts, launches, lengths."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

LEAD = "IOM held a two-day course on return in Tirana on 3 May 2019. "
TOLD = {
    # the text: the facts that it must give, the facts that it must not give
    LEAD + "A second course will be held in Durres in June.": (
        {("follows", "second course", "two-day course on return")},
        set(),
    ),
    LEAD + "More came than to the first such course, in July 2012.": (
        {("follows", "two-day course on return", "first such course"), ("startDate", "first such course", "2012-07")},
        set(),
    ),
    LEAD + "Next year's course will be held in Durres.": (
        {("place", "Next year's course", "Durres")},
        {("place", "two-day course on return", "Durres")},
    ),
    "IOM held a conference in Tirana on 3 May 2019. During the conference a workshop on data was led by Norway.": (
        {
            ("eventType", "workshop on data", "Workshop"),
            ("partOf", "workshop on data", "conference in Tirana, 3 May 2019"),
        },
        set(),
    ),
    "IOM held a conference on data in Tirana on 3 May 2019. Mary Wanjiku, Minister of Labour of Kenya, asked "
    "members at the conference for figures.": (
        {("speaker", "conference on data", "Mary Wanjiku")},
        {("eventType", "conference for figures", "Conference")},
    ),
    "IOM held a conference on data in Tirana on 3 May 2019. A panel on visas closed the first day.": (
        {("partOf", "panel on visas", "conference on data")},
        set(),
    ),
    "A network against trafficking in persons has been launched in Tirana by UNODC.": (
        {
            ("eventType", "launch of network against trafficking in persons", "Launch"),
            ("place", "launch of network against trafficking in persons", "Tirana"),
            ("organizer", "launch of network against trafficking in persons", "UNODC"),
        },
        set(),
    ),
    "A help desk for workers was opened in Tirana by Kenya and Norway.": (
        {
            ("organizer", "opening of help desk for workers", "Kenya"),
            ("organizer", "opening of help desk for workers", "Norway"),
        },
        {("participant", "opening of help desk for workers", "Kenya")},
    ),
    "Officers of Kenya today completed a five-day course on return in Tirana.": (
        {
            ("startDate", "five-day course on return", "2019-04-29"),
            ("endDate", "five-day course on return", "2019-05-03"),
        },
        set(),
    ),
    "The third Forum on Data ended in Tirana on 2 May 2019 after two days of talks.": (
        {("startDate", "third Forum on Data", "2019-05-01"), ("endDate", "third Forum on Data", "2019-05-02")},
        set(),
    ),
    "The Tirana Plan on Labour Migration was signed today at the close of a two-day conference on jobs in Tirana.": (
        {
            ("endDate", "two-day conference on jobs", "2019-05-03"),
            ("startDate", "two-day conference on jobs", "2019-05-02"),
        },
        {("eventType", "signing of Tirana Plan on Labour Migration", "Signing")},
    ),
}


def told(text: str) -> set[tuple[str, str, str]]:
    """(relation, subject, object) by name."""
    extraction = extract(
        Article("a", f"News of migration\n\n{text}\n", title="News of migration", published="2019-05-03")
    )
    names = {e.id: e.name for e in extraction.entities}
    return {(c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object)) for c in extraction.claims}


@pytest.mark.parametrize(("text", "facts"), TOLD.items())
def test_a_release_tells_of_its_events(
    text: str, facts: tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]
) -> None:
    found, (wanted, unwanted) = told(text), facts
    assert wanted <= found
    assert not unwanted & found


APART = {
    "There was one ceremony at the Kakavia border post on 2 May 2019 and another at the Morina border post the day "
    "after.": [("Ceremony", "2019-05-02", "Kakavia border post"), ("Ceremony", "2019-05-03", "Morina border post")],
    "One seminar took place in Tirana on 2 May 2019, a second in Durres on 4 May 2019.": [
        ("Workshop", "2019-05-02", "Tirana"),
        ("Workshop", "2019-05-04", "Durres"),
    ],
    "A study on housework in Albania was presented in Tirana on 2 May 2019.": [("Launch", "2019-05-02", "Tirana")],
    "Families save little, says a study presented in Tirana today.": [("Launch", "2019-05-03", "Tirana")],
    "At a press conference in Tirana on 2 May 2019 the numbers were read out.": [("Meeting", "2019-05-02", "Tirana")],
    "Its steering committee meets again in Tirana on 25 September 2019.": [("Meeting", "2019-09-25", "Tirana")],
    "They will meet again in Durres on 9 June 2019. The group last met in Tirana in May 2018.": [
        ("Meeting", "2019-06-09", "Durres"),
        ("Meeting", "2018-05", "Tirana"),
    ],
    "In one meeting after another the plan was praised.": [],
    "The third Border Talks were held by Norway in Tirana on 2 May 2019. On 4 May 2019 the Steering Committee of "
    "TRACE, a project against smuggling, met in Durres.": [
        ("Meeting", "2019-05-02", "Tirana"),
        ("Meeting", "2019-05-04", "Durres"),
    ],
    "The International Conference on Return took place in Tirana on 2 May 2019. It goes on from the Regional "
    "Conference on Return in 2016.": [("Conference", "2019-05-02", "Tirana"), ("Conference", "2016", "")],
    "The Regional Preparatory Meeting for the Summit was held in Tirana on 2 May 2019. It built on the regional "
    "consultation of UNHCR, held in Durres on 4 April 2019.": [
        ("Meeting", "2019-05-02", "Tirana"),
        ("Consultation", "2019-04-04", "Durres"),
    ],
}


@pytest.mark.parametrize(("text", "events"), APART.items())
def test_when_and_where_each_of_several_events_was(text: str, events: list[tuple[str, str, str]]) -> None:
    found = told(text)
    by_event = {
        tuple(next((o for r, s, o in found if s == event and r == relation), "") for relation in _TOLD_OF)
        for relation, event, _ in found
        if relation == "eventType"
    }
    assert by_event == set(events)


_TOLD_OF = ("eventType", "startDate", "place")


def test_a_letter_of_credentials_is_handed_over_when_two_persons_meet() -> None:
    found = told(
        "Mary Wanjiku, the new Ambassador of Kenya, today presented her letter of credentials to Mr. Peter Banda, "
        "Minister of Foreign Affairs of Malawi."
    )
    assert {o for r, _, o in found if r == "participant"} == {"Mary Wanjiku", "Peter Banda"}


def test_with_whom_a_report_was_written_is_no_partner_of_its_launch() -> None:
    found = told(
        "A study on jobs was presented in Tirana today. It was prepared by IOM in cooperation with Statistics Norway."
    )
    launch = {s for r, s, o in found if (r, o) == ("eventType", "Launch")}
    assert not {s for r, s, _ in found if r == "partner"} & launch


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("In November the group will meet again in Durres.", "2019-11"),
        ("In November a second course will be held in Durres.", "2019-11"),
        ("In November a first course was held in Durres.", "2018-11"),
    ],
)
def test_a_month_lies_ahead_where_the_verb_says_so(text: str, month: str) -> None:
    assert month in {date for relation, _, date in told(LEAD + text) if relation == "startDate"}


def test_what_takes_place_under_a_process_is_part_of_it() -> None:
    found = told("A course was held in Tirana on 3 May 2019. It took place under the Rabat Process.")
    assert "Rabat Process" in {whole for relation, _, whole in found if relation == "partOf"}


def test_operations_of_one_name_follow_by_number() -> None:
    text = "Operation Heron II took place in Niger in May 2023. In Operation Heron I, in 2020, police arrested 20 men."
    assert ("follows", "Operation Heron II", "Operation Heron I") in told(text)


def test_who_meets_to_prepare_an_event_meets_before_it() -> None:
    text = (
        "Senior officials of the Abu Dhabi Dialogue will meet in Dubai on 1 June 2019 to prepare for the eighth "
        "Ministerial Consultation of the Abu Dhabi Dialogue, which will take place on 3 June 2019."
    )
    dates = {name: date for relation, name, date in told(text) if relation == "startDate"}
    assert sorted(dates.values()) == ["2019-06-01", "2019-06-03"]
    assert [relation for relation, _, _ in told(text)].count("follows") == 1
