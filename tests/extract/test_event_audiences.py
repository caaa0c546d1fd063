"""Those whose people an event is for, and what of a speech cannot have been said at an event."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def objects(text: str, relation: str) -> set[str]:
    """The objects of the claims of a relation."""
    return {o for _, _, o in facts(extract(Article("a", text, published="2024-05-14")), {relation})}


@pytest.mark.parametrize(
    "text",
    [
        "A workshop for officials from Ghana and Togo was held in Accra on 3 May 2023.",
        "IOM ran a training course for 25 border guards from Ghana and Togo in Accra on 3 May 2023.",
        "UNODC held a course in Accra for judges and prosecutors from Ghana, Togo and Benin on 3 May 2023.",
        "A retreat which UNODC hosted in Accra on 3 May 2023 for heads of the police units of Ghana and Togo closed.",
        "A course for officers from border agencies of Ghana and Togo was held in Accra on 3 May 2023.",
    ],
)
def test_an_event_for_people_of_states_has_them_there(text: str) -> None:
    assert {"Ghana", "Togo"} <= objects(text, "participant")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The ministers of Togo and Benin endorsed the text adopted at a summit in Rome on 3 May 2022.", "forum"),
        ("Delegates of Togo and Benin presented a plan, on which a summit is to be held in Rome on 3 May.", "forum"),
        ("Togo gave an account of a summit in Rome on 3 May 2022.", "forum"),
        ("Togo and Benin took part in a summit in Rome on 3 May 2022.", "summit"),
    ],
)
def test_an_event_named_on_the_side_is_not_the_one_where_they_are(text: str, event: str) -> None:
    lead = "A forum on borders was held in Accra on 3 May 2023. "
    found = facts(extract(Article("a", lead + text, published="2024-05-14")), {"participant"})
    assert {s.split()[0] for _, s, o in found if o == "Togo"} == {event}


def test_what_an_event_is_told_about_is_no_part_of_its_name() -> None:
    text = "A forum on borders was held in Accra on 3 May 2023. Ama Boateng told the gathering about her officers."
    found = facts(extract(Article("a", text, published="2024-05-14")), {"speaker"})
    assert [s for _, s, _ in found] == ["forum on borders"]


@pytest.mark.parametrize("text", ["A workshop for migrants from Ghana was held in Accra on 3 May 2023."])
def test_an_event_for_those_who_stand_for_nobody_has_no_state_there(text: str) -> None:
    assert "Ghana" not in objects(text, "participant")


@pytest.mark.parametrize(
    "text",
    [
        "Operation Dawn ended on 9 May 2023. Ama Boateng, Head of the Mission, congratulated all participants.",
        "The delegation of Togo at the talks in Lomé on 5 June 2023 was led by Ama Boateng.",
    ],
)
def test_nobody_speaks_at_an_operation_or_by_leading_a_delegation(text: str) -> None:
    found = facts(extract(Article("a", text, published="2024-05-14")), {"speaker"})
    assert not {s for _, s, _ in found} - {"document"}


@pytest.mark.parametrize(
    "text",
    [
        "A seminar was held in Accra on 3 May 2023 with funding from Norway and technical support from UNHCR.",
        "A seminar was held in Accra on 3 May 2023 with the financial help of Norway and the technical help of UNHCR.",
        "A seminar was held in Accra on 3 May 2023 with expert advice of UNHCR and the financial support of Norway.",
    ],
)
def test_who_pays_and_who_helps_are_told_apart(text: str) -> None:
    assert objects(text, "funder") == {"Norway"}
    assert objects(text, "supporter") == {"UNHCR"}
