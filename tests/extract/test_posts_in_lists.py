"""Posts told before names, one after another, and fields of posts that look like the names of bodies."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

POSTS = ("position", "worksFor")
_LISTED = (
    "Speakers were the Chief of Mission IOM Kenya, Ann Lee, Project Officer, EU Delegation to Kenya, Tom Roe, and"
    " Director, Legal Affairs of ICMPD, Eva Moss."
)


@pytest.mark.parametrize(
    ("person", "post", "employer"),
    [
        ("Ann Lee", "Chief of Mission", "IOM Kenya"),
        ("Tom Roe", "Project Officer", "EU Delegation to Kenya"),
        ("Eva Moss", "Director, Legal Affairs", "ICMPD"),
    ],
)
def test_in_a_list_with_the_posts_first_each_goes_with_the_name_behind(person: str, post: str, employer: str) -> None:
    facts = {fact for fact in told(_LISTED, POSTS) if fact[1] == person}
    assert facts == {("position", person, post), ("worksFor", person, employer)}


def test_a_post_behind_such_a_name_that_opens_with_and_the_is_anothers() -> None:
    text = "It was attended by the Director of the Labour Department, Ann Lee, and the IOM country representative."
    assert ("position", "Ann Lee", "country representative") not in told(text, POSTS)


@pytest.mark.parametrize(
    ("sentence", "post", "employer"),
    [
        ("Ann Lee, a.i. Head of the UNHCR Office in Chad, spoke.", "a.i. Head", "UNHCR Office in Chad"),
        ("The Chief of Mission of IOM The Gambia, Ann Lee, spoke.", "Chief of Mission", "IOM The Gambia"),
        ("The Prefect of the Sanda region Ann Lee spoke.", "Prefect", ""),
        ("The Director of ASEAN Socio-Cultural Cooperation, Ann Lee, spoke.", "Director of ASEAN Socio-Cultural", ""),
        (
            "Ann Lee, Director of EU Affairs at the Ministry of Foreign Affairs, spoke.",
            "Director of EU Affairs",
            "Ministry of Foreign Affairs",
        ),
        (
            "They met Deputy Minister of the Interior and Administration Ann Lee.",
            "Deputy Minister of the Interior and Administration",
            "",
        ),
        (
            "They met Ann Lee, the International Organization for Migration's (IOM) Regional Coordinator for Asia.",
            "Regional Coordinator for Asia",
            "International Organization for Migration",
        ),
    ],
)
def test_a_post_and_whose_it_is(sentence: str, post: str, employer: str) -> None:
    facts = told(sentence, POSTS)
    assert any(fact[0] == "position" and fact[2].startswith(post) for fact in facts)
    assert {fact[2] for fact in facts if fact[0] == "worksFor"} == ({employer} if employer else set())


def test_those_listed_behind_its_officer_are_of_the_same_body() -> None:
    text = "UNODC sent its Senior Adviser Ann Lee, Case Coordinator Tom Roe and Project Officer Eva Moss."
    facts = told(text, POSTS)
    assert {("worksFor", person, "UNODC") for person in ("Ann Lee", "Tom Roe", "Eva Moss")} <= facts


def test_parts_of_states_behind_a_post_in_the_plural_are_no_persons() -> None:
    text = "The opening was attended by the Prefects of Sanda, Dira and Arba Regions of Djibouti."
    assert named(text, "Person") == set()
