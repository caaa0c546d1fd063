"""Both sides of a meeting take part in it, and neither organizes it for the other."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.tables import table
from kg.records import Article

ROWS = table("bilateral")


def told(text: str, *relations: str) -> set[tuple[str, str]]:
    """The relation and the name of its object for each claim of an event in a text below a headline."""
    extraction = extract(Article("a", f"Migration news\n\n{text}\n"))
    names = {e.id: e.name for e in extraction.entities}
    events = {e.id for e in extraction.entities if e.type == "Event"}
    return {
        (c.relation, names[c.object])
        for c in extraction.claims
        if c.relation in relations and c.subject in events and c.object in names
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_both_sides_of_a_row_take_part(row: dict[str, str]) -> None:
    assert len(told(row["example"], "participant")) == 2
    assert len(told(row["counter"], "participant")) < 2


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The border talks between Ghana and Togo were held in Aflao on 3 May 2019.", {"Ghana", "Togo"}),
        (
            "Ruth Banda, Minister of Labour of Zambia, held a meeting with John Smith, Head of Police, in Lusaka.",
            {"Ruth Banda", "John Smith"},
        ),
        (
            "The Minister of Security of Serbia, Jane Mwangi, received the Head of Police, John Smith, in Belgrade.",
            {"Jane Mwangi", "John Smith"},
        ),
        ("Chad, Niger and UNHCR held tripartite talks in Diffa on 30 November 2017.", {"Chad", "Niger", "UNHCR"}),
        ("Chad and Niger held the third meeting of the joint working group on visas on 3 May 2019.", {"Chad", "Niger"}),
        ("Chad and Niger held a joint border meeting in Diffa on 30 November 2017.", {"Chad", "Niger"}),
        ("Chad and Niger hold a virtual meeting tomorrow to save their accord.", {"Chad", "Niger"}),
        (
            "Chad and the European Union hold the third meeting on migration in Diffa on 3 May 2019.",
            {"Chad", "European Union"},
        ),
    ],
)
def test_sides_take_part_and_do_not_organize(text: str, sides: set[str]) -> None:
    assert {name for _, name in told(text, "participant")} == sides
    assert not told(text, "organizer")


def test_who_is_present_does_not_present() -> None:
    text = "A workshop on data was held in Accra. John Smith, Head of the ILO Office in Accra, was also present."
    assert told(text, "participant", "speaker") == {("participant", "John Smith")}


def test_who_accompanies_does_not_speak() -> None:
    text = "A course on data was held in Accra. Accompanied by Jane Mwangi, the Minister opened the course."
    assert not told(text, "speaker")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Remarks were also made by the Ambassador of Canada, Ms. Jane Mwangi, and by John Smith.", {"Jane Mwangi"}),
        ("Statements were made by:\n- Jane Mwangi, Director of the ILO\n- John Smith, Head of Police", {"Jane Mwangi"}),
        ("For her part, Jane Mwangi, Director of the ILO, recalled the plan.", {"Jane Mwangi"}),
        ("Jane Mwangi, for the ILO, outlined the new law.", {"Jane Mwangi"}),
        ("In a keynote, Jane Mwangi of the ILO examined the law.", {"Jane Mwangi"}),
        ("The panel featured Jane Mwangi and John Smith.", {"Jane Mwangi"}),
    ],
)
def test_words_of_a_meeting_tie_a_speaker_to_it(sentence: str, said: set[str]) -> None:
    found = told(f"A workshop on data was held in Accra. {sentence}", "speaker")
    assert said <= {name for _, name in found}


def test_who_is_welcomed_on_arrival_hears_no_speech() -> None:
    text = "Officials made a study visit to Warsaw. The guests were welcomed by John Smith, Head of Police."
    assert told(text, "participant", "speaker") == {("participant", "John Smith")}


BANDA, SMITH = "the Minister of Labour of Zambia, Ruth Banda,", "the Ambassador of Canada, John Smith"


@pytest.mark.parametrize(
    "text",
    [
        f"On 3 May 2019 {BANDA} lunched with {SMITH}, in Lusaka.",
        f"On 3 May 2019 {BANDA} took leave of {SMITH}, in Lusaka.",
        f"On 3 May 2019 {BANDA} spoke on the telephone to {SMITH}.",
        f"On 3 May 2019 {BANDA} spoke to {SMITH}, by phone.",
        f"On 3 May 2019 {BANDA} was hosted at State House by {SMITH}.",
        f"On 3 May 2019 {BANDA} had {SMITH}, to tea.",
        f"On 3 May 2019 {BANDA} and {SMITH}, went over the list in Lusaka.",
        f"A call was set up for 3 May 2019 between {BANDA} and {SMITH}.",
        f"The gate opened on 3 May 2019 for {SMITH}, whom {BANDA} received in Lusaka.",
        "Ruth Banda, Minister of Labour of Zambia, was in Rome. She had a working lunch with John Smith of IOM.",
        f"Zambia played host on 3 May 2019 to {SMITH}. Receiving him was {BANDA[:-1]}.",
        "Ruth Banda, Minister of Labour of Zambia, is expected in Rome on 3 May. Her host will be John Smith of IOM.",
    ],
)
def test_encounters_in_other_words(text: str) -> None:
    assert {name for _, name in told(text, "participant")} == {"Ruth Banda", "John Smith"}
    assert not told(text, "speaker")


@pytest.mark.parametrize(
    "text",
    [
        f"On 3 May 2019 {BANDA} saw {SMITH}'s letter in Lusaka.",
        f"On 3 May 2019 {BANDA} succeeded {SMITH}, in Lusaka.",
        f"On 3 May 2019 {BANDA} and {SMITH}, were awarded a prize in Lusaka.",
        f"The call for proposals was arranged on 3 May 2019 by {BANDA[:-1]}.",
    ],
)
def test_no_encounter(text: str) -> None:
    assert not told(text, "participant")
