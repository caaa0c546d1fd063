"""Public bodies in lower case, told by their field and their state."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def _bodies(text: str) -> set[str]:
    entities = extract(Article("a", text, published="2024-05-06")).entities
    return {name for e in entities if e.type == "GovernmentBody" for name in (e.name, *e.aliases)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IOM and Zambia's refugee commission held a workshop on data.", "refugee commission"),
        ("IOM and the Chilean child protection service held a workshop on data.", "Chilean child protection service"),
        ("IOM and the passport office of Gabon held a workshop on data.", "passport office of Gabon"),
        (
            "IOM and the social welfare department of Nairobi held a workshop on data.",
            "social welfare department of Nairobi",
        ),
        ("IOM and Togo's labour and employment agency held a workshop on data.", "labour and employment agency"),
    ],
)
def test_body_in_lower_case_has_its_state(text: str, name: str) -> None:
    assert name in _bodies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chilean border service officers met IOM in Lima for a workshop.",
        "A Chilean recruitment agency met IOM in Lima for a workshop.",
        "In Chile the service was good, and a migration agency helped.",
        "The workshop in Chile met agency staff and migration service providers.",
    ],
)
def test_people_and_kinds_of_bodies_are_none(text: str) -> None:
    assert not _bodies(text)
