"""Bodies of states are known with and without the state in their name, persons with forms of address they bear."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def aliases(text: str, name: str) -> set[str]:
    """The names by which the entity of this name is known."""
    (entity,) = [e for e in extract(Article("a", text)).entities if name in (e.name, *e.aliases)]
    return {entity.name, *entity.aliases}


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("The Ministry of Labour of Kenya hosted it.", "Ministry of Labour of Kenya", "Ministry of Labour"),
        (
            "The Ministry of Labour of the Republic of Kenya hosted it.",
            "Ministry of Labour of the Republic of Kenya",
            "Ministry of Labour",
        ),
        ("The Georgian Border Police hosted it.", "Georgian Border Police", "Border Police"),
        (
            "Dato' Seri Hamid Bin Yusof, Home Minister of Malaysia, signed it.",
            "Hamid Bin Yusof",
            "Dato' Seri Hamid Bin Yusof",
        ),
        (
            "The seminar was opened by Sheikh Omar Said Ali, Minister of Labour.",
            "Omar Said Ali",
            "Sheikh Omar Said Ali",
        ),
    ],
)
def test_a_name_is_known_in_both_forms(text: str, name: str, other: str) -> None:
    assert other in aliases(text, name)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("The Parliament of Kenya hosted it.", "Parliament of Kenya", "Parliament"),
        ("Mr. Omar Said Ali, Minister of Labour, opened it.", "Omar Said Ali", "Mr. Omar Said Ali"),
    ],
)
def test_no_other_form_is_made_up(text: str, name: str, other: str) -> None:
    assert other not in aliases(text, name)


def test_a_state_is_known_by_its_adjective_where_the_text_has_nothing_else() -> None:
    assert "Danish" in aliases("The Danish Ministry of Justice hosted it.", "Denmark")
    assert "Danish" not in aliases("Denmark and the Danish Ministry of Justice hosted it.", "Denmark")
