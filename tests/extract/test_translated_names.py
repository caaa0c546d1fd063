"""Names that an English text gives in English and in another language: one entity, under the English name."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article, Entity


def named(text: str, kind: str) -> list[Entity]:
    """The entities of this type in an article of this text."""
    return [e for e in extract(Article("a", text, published="2024-05-06")).entities if e.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "name", "alias"),
    [
        (
            "The National Migration Institute (Instituto Nacional de Migración, INAM) hosted the workshop.",
            "GovernmentBody", "National Migration Institute", "Instituto Nacional de Migración",
        ),
        (
            "The Instituto Nacional de Migración (National Migration Institute) hosted the workshop.",
            "GovernmentBody", "National Migration Institute", "Instituto Nacional de Migración",
        ),
        (
            "The III Andean Conference on Labour (III Conferencia Andina sobre Empleo) was held in Lima on 3 May 2024.",
            "Event", "III Andean Conference on Labour", "III Conferencia Andina sobre Empleo",
        ),
        (
            "Officials opened the Encuentro Andino de Alcaldes (Andean Meeting of Mayors) in Quito on 3 May 2024.",
            "Event", "Andean Meeting of Mayors", "Encuentro Andino de Alcaldes",
        ),
        (
            "Officials opened the III Conferencia Andina sobre Empleo, the Third Andean Conference on Labour, in Lima.",
            "Event", "Third Andean Conference on Labour", "III Conferencia Andina sobre Empleo",
        ),
    ],
)  # fmt: skip
def test_the_english_name_is_the_name_of_the_entity(text: str, kind: str, name: str, alias: str) -> None:
    (entity,) = named(text, kind)
    assert (entity.name, alias in entity.aliases) == (name, True)


def test_a_process_bears_its_name_in_brackets() -> None:
    text = "The South American Conference on Migration (Conferencia Sudamericana sobre Migraciones) welcomed it."
    assert [(e.name, e.aliases) for e in named(text, "Process")] == [
        ("South American Conference on Migration", ("Conferencia Sudamericana sobre Migraciones",))
    ]
    assert not named(text, "Event")


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of the Interior of Peru (Dirección General de Vivienda) hosted the workshop.",
        "The Instituto Nacional de Migración and the National Migration Institute hosted the workshop.",
    ],
)
def test_two_bodies_stay_two(text: str) -> None:
    assert len(named(text, "GovernmentBody")) > 1


def test_a_name_in_another_language_alone_is_kept() -> None:
    text = "Officials opened the III Conferencia Andina sobre Empleo in Lima on 3 May 2024."
    assert [e.name for e in named(text, "Event")] == ["III Conferencia Andina sobre Empleo"]
