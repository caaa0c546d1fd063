"""Texts in other languages than English are told by their language, and not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.segments import split
from kg.read import ReadError, find_articles, read_article
from kg.read.languages import other_language
from kg.records import Article

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
