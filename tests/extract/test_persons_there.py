"""Persons who are at the main event because nothing tells that they were elsewhere."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

LEAD = "A workshop on border management was held in Accra on 3 May 2021."


def there(*sentences: str) -> set[str]:
    """The persons who take part by default."""
    found = extract(Article(key="a", text="\n\n".join((LEAD, *sentences)) + "\n"))
    names = {entity.id: entity.name for entity in found.entities}
    return {names[c.object] for c in found.claims if c.relation == "participant" and "person-there" in c.rule}


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Mwangi, Minister of Labour of Kenya, cut the cake.",
        "Mr. John Otieno, Director of Police of Kenya, and Ms. Jane Mwangi, a judge, handed out the books.",
        "It was Ms. Jane Mwangi, Minister of Labour of Kenya, who handed out the books.",
        "Ms. Jane Mwangi, a judge, was one of the youngest in the hall.",
        "The last in the row was Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "Who came? Ms. Jane Mwangi, Minister of Labour of Kenya; and Mr. John Otieno, a judge.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, will hand out the books.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, and two of her officers were in the hall.",
        "Facing them was Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "Across from it sat officers headed by Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "John Otieno ran the drills with Ms. Jane Mwangi, a judge.",
        "John Otieno travelled with his deputy, Ms. Jane Mwangi.",
        "John Otieno gave the keys to Colonel Jane Mwangi.",
    ],
)
def test_who_has_a_part_in_what_is_told_is_there(sentence: str) -> None:
    assert "Jane Mwangi" in there(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms. Jane Mwangi, Minister of Labour of Kenya, could not come.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, missed it.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, had cut the cake of others.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, cut the ribbon of a new post last September.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, was of the same mind.",
        "Ms. Jane Mwangi, Minister of Labour of Kenya, says that more must be done.",
        "The books were a gift for the family of Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "They cheered on behalf of Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "Kenya has a working group led by Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "The study is one that John Otieno has written with Ms. Jane Mwangi.",
        "John Otieno wrote to Ms. Jane Mwangi.",
        "The new office will be headed by Ms. Jane Mwangi, Minister of Labour of Kenya.",
        "Like the workshop, said Ms. Jane Mwangi, Minister of Labour of Kenya, a conference in Nairobi was on borders.",
        "After the workshop Ms. Jane Mwangi, Minister of Labour of Kenya, cut the cake of a conference in Nairobi.",
        "“Ms. Jane Mwangi, Minister of Labour of Kenya, cut the cake,” Mr. John Otieno told the newspaper.",
        "Mr. John Otieno told the newspaper: “We had a cake. Ms. Jane Mwangi, a judge, cut it. It tasted of lemon.”",
    ],
)
def test_who_has_none_is_not(sentence: str) -> None:
    assert "Jane Mwangi" not in there(sentence)


def test_who_only_speaks_apart_from_the_event_is_not_there() -> None:
    speech = "Ms. Jane Mwangi, Minister of Labour of Kenya, said in an interview that more must be done."
    assert there(speech) == set()
    assert there(speech, "Mwangi also cut the cake.") == {"Jane Mwangi"}


def test_without_an_event_nobody_is_there() -> None:
    text = "Kenya has a new law on labour migration.\n\nMs. Jane Mwangi, Minister of Labour of Kenya, cut the cake.\n"
    assert not [c for c in extract(Article(key="a", text=text)).claims if c.relation == "participant"]


def test_who_has_a_part_in_another_event_is_at_that_one() -> None:
    other = "A seminar for judges was held in Lomé on 6 June. Ms. Jane Mwangi, a judge, laid the books on the table."
    found = extract(Article(key="a", text=f"{LEAD}\n\n{other}\n"))
    names = {entity.id: entity.name for entity in found.entities}
    told = [c for c in found.claims if c.relation == "participant" and names[c.object] == "Jane Mwangi"]
    assert told
    assert all("seminar" in names[c.subject] for c in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "John Otieno cut the cake and spoke of a seminar in Lomé; Ms. Jane Mwangi will lead the team.",
        "John Otieno took up words first used at a seminar in Lomé; Ms. Jane Mwangi cut the cake.",
    ],
)
def test_who_has_a_part_beside_another_event_is_not_at_that_one(sentence: str) -> None:
    assert "Jane Mwangi" not in there(sentence)
