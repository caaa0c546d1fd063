"""Bodies of states that a text calls by what they do, in small letters."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

_BODIES = {"Zambia's refugee commission": ("refugee commission", "Zambia"),
    "the Danish repatriation service": ("Danish repatriation service", "Denmark"),
    "the planning ministry of Malawi": ("planning ministry of Malawi", "Malawi"),
    "the Peruvian committee against trafficking": ("Peruvian committee against trafficking", "Peru"),
    "Lesotho's ministry for workers abroad": ("ministry for workers abroad", "Lesotho"),
    "Angola's new disaster agency": ("disaster agency", "Angola"),
    "the Nepali ministry of external relations": ("Nepali ministry of external relations", "Nepal"),
}  # fmt: skip


@pytest.mark.parametrize("words", _BODIES)
def test_a_body_told_by_what_it_does_acts_and_belongs_to_its_state(words: str) -> None:
    name, state = _BODIES[words]
    text = f"On 4 May 2024 {words} organised a workshop in Kitwe."
    assert name in named(text, "GovernmentBody")
    assert ("partOf", name, state) in told(text)
    assert {body for _, _, body in told(text, ["organizer"])} == {name}


@pytest.mark.parametrize(
    "sentence",
    [
        "Zambia's decision to open an office was welcomed in Kitwe.",
        "Zambia's labour ministry officials came to a workshop in Kitwe.",
        "Zambia's service was praised at a workshop in Kitwe.",
        "A Zambian recruitment agency paid for the workshop in Kitwe.",
        "In Chile the service was good, and a migration agency helped.",
        "The workshop in Chile met agency staff and migration service providers.",
        "Zambia's asylum service reform was praised at a workshop in Kitwe.",
    ],
)
def test_what_only_looks_like_such_a_body_is_none(sentence: str) -> None:
    assert not named(sentence, "GovernmentBody")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the social welfare department of Nairobi", "social welfare department of Nairobi"),
        ("Togo's labour and employment agency", "labour and employment agency"),
        ("the passport office of Gabon", "passport office of Gabon"),
    ],
)
def test_a_body_of_a_city_or_with_two_fields_is_whole(words: str, name: str) -> None:
    assert name in named(f"IOM and {words} held a workshop on data.", "GovernmentBody")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Togolese union of domestic workers", "Togolese union of domestic workers"),
        ("the Ugandan lawyers' association", "Ugandan lawyers' association"),
        ("a Bolivian women's association", "Bolivian women's association"),
        ("Benin's federation of transport workers", "federation of transport workers"),
        ("a Danish charity for stateless people", "Danish charity for stateless people"),
    ],
)
def test_unions_and_charities_are_of_civil_society(words: str, name: str) -> None:
    assert name in named(f"On 4 May 2024 {words} organised a workshop in Kitwe.", "CivilSociety")


def test_a_group_of_an_organisation_of_states_is_its_own() -> None:
    text = "SADC's task force on free movement met in Kitwe on 4 May 2024."
    assert named(text, "Process") == {"task force on free movement"}
    assert ("partOf", "task force on free movement", "SADC") in told(text)


def test_a_customs_union_is_no_body() -> None:
    text = "The Kenyan customs union with Uganda was discussed in Kitwe on 4 May 2024."
    assert not named(text, "GovernmentBody") | named(text, "CivilSociety")
