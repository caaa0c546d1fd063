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
