"""What is told of money, help and papers behind a launch, signing or handover is told of what is launched or signed."""

from __future__ import annotations

import pytest

from tests.extract.reading import told

_OPENED = "The opening of the Border Training Centre took place in Accra on 3 May 2024. "


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (_OPENED + "Norway paid for it.", ("funder", "Border Training Centre", "Norway")),
        (
            "Chad and Mali signed the Bamako Agreement in Bamako on 3 May 2024, in line with the Kampala Convention.",
            ("references", "Bamako Agreement", "Kampala Convention"),
        ),
        (
            "A workshop on labour migration was held in Accra on 3 May 2024. Norway paid for it.",
            ("funder", "workshop on labour migration", "Norway"),
        ),
    ],
)
def test_what_is_made_at_an_occasion_has_the_relation(text: str, fact: tuple[str, str, str]) -> None:
    found = told(text, (fact[0],))
    assert len(found) == 1
    relation, subject, object = found.pop()
    assert (relation, object) == (fact[0], fact[2])
    assert fact[1] in subject


@pytest.mark.parametrize(
    "text",
    [
        "A handover ceremony was held in Accra on 3 May 2024. Norway paid for it.",
        "Mary Moss, Minister of Labour of Malta, visited Accra on 3 May 2024. The visit was funded by Norway.",
    ],
)
def test_nobody_is_told_to_pay_for_an_occasion_alone(text: str) -> None:
    assert not told(text, ("funder",))


def test_a_centre_takes_no_part_in_its_own_opening() -> None:
    found = told(_OPENED + "The Border Training Centre and Norway took part.", ("participant",))
    assert {object for _, _, object in found} == {"Norway"}
