"""Texts in other languages than English are told by their language, and not read."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from kg.extract.text.segments import split
from kg.pipeline.flow import build
from kg.read import ReadError, find_articles, languages, read_article
from kg.read.languages import other_language
from kg.records import Article, CannotGoOn
from tests.pipeline.test_flow import stand_in

TEXTS = {
    "French": "Le ministère de l'Intérieur et l'Organisation internationale pour les migrations ont ouvert hier "
    "un atelier de deux jours sur la gestion des frontières, financé par l'Union européenne.",
    "Spanish": "El Instituto Nacional de Migración y la Organización Internacional para las Migraciones inauguraron "
    "ayer un taller de dos días sobre la gestión de fronteras, con fondos de la Unión Europea.",
    "Arabic": "افتتحت وزارة الداخلية والمنظمة الدولية للهجرة أمس ورشة عمل لمدة يومين حول إدارة الحدود "
    "بتمويل من الاتحاد الأوروبي.",
}
ENGLISH = "The Ministry of Interior and the International Organization for Migration opened a workshop on borders."


@pytest.mark.parametrize("language", TEXTS)
def test_an_article_in_another_language_is_named_and_not_read(language: str, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(f"---\ntitle: News of the day\n---\n{TEXTS[language]}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=rf"news\.txt: is in {language}; give an English version"):
        read_article(find_articles([tmp_path])[0])


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Ouagadougou, Niamey, Nouakchott and N'Djamena",
        "São Tomé and Príncipe, Côte d'Ivoire, Guinea-Bissau and Cabo Verde sent delegations from their capitals",
        "Instituto Nacional de Migración (INM)",
        "12/05/2019 – 14/05/2019",
    ],
)
def test_names_in_other_languages_leave_a_text_english(text: str) -> None:
    assert other_language(text) is None


def test_a_paragraph_in_another_language_is_a_segment_that_is_not_read() -> None:
    text = f"{ENGLISH}\n\n{TEXTS['Spanish']}\n\n{ENGLISH}\n"
    kinds = [(s.kind, text[s.start : s.end].strip()) for s in split(Article(key="a", text=text))]
    assert kinds == [("body", ENGLISH), ("other-language", TEXTS["Spanish"]), ("body", ENGLISH)]


def test_a_full_disk_ends_a_run_with_what_to_do_and_costs_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recogniser unpacks its model into a file for the moment."""
    stand_in(monkeypatch)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ENGLISH)
    languages._recogniser.cache_clear()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))  # a write beyond it fails as on a full disk
    try:
        with pytest.raises(CannotGoOn, match="recognises languages: make room there") as told:
            build([tmp_path / "in"], tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "\n" not in str(told.value)
