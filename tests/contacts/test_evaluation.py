"""How much of what is contact data is found, and of what is found is such: on planted forms, and on figures, dates and
symbols that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.contacts import Contacts, contacts, redact
from kg.read import find_articles, read_article
from tests.contacts.planted import KINDS, none, planted, spellings, write_article

LEAST_FOUND, LEAST_PRECISION = 0.98, 0.97
NEAR = "Ministry of Labour, Kenya https://labour.example.ke/"


def test_planted_forms_are_found_and_figures_are_left() -> None:
    """Recall over the planted forms, precision over these and what is none, alone and beside names of countries."""
    found, right, wrong = 0, 0, []
    for one in planted():
        start, end = one.place
        spans = contacts(one.text)
        found += any(span.start <= start and end <= span.end for span in spans)
        right += len(spans)
    missed = [one.text for one in planted() if one.form in redact(one.text)]
    for line in none():
        for text in (line, f"Ministers from Kenya, Norway and Spain met: {line}, in Nairobi."):
            wrong += [text[span.start : span.end] for span in contacts(text, NEAR)]
    print(f"found {found} of {len(planted())}, {len(wrong)} of {right + len(wrong)} wrong in {len(none())} figures")
    assert len(planted()) >= 200 and len(none()) >= 300
    assert found >= LEAST_FOUND * len(planted()), missed
    assert right >= LEAST_PRECISION * (right + len(wrong)), wrong


@pytest.mark.parametrize("kind", KINDS)
def test_planted_forms_are_found_in_files_of_each_kind(kind: str, tmp_path: Path) -> None:
    forms = planted()
    path = write_article(kind, tmp_path / "articles", forms)
    readings = [read_article(source) for source in find_articles([path])]
    articles = [reading.article for reading in readings]
    shown = "\n".join(
        Contacts.of_article(article).redact(said or "")
        for article in articles
        for said in (article.text, article.title, article.publisher)
    )
    shown += "\n".join(f"{article.key} {article.path} {article.url}" for article in articles)
    left = [
        one.form
        for one in forms
        if sum(map(str.isalnum, one.form)) > 6 and spellings(one.form) & {*_parts(shown, one.form)}
    ]
    assert len(left) <= (1 - LEAST_FOUND) * len(forms), left


def _parts(shown: str, form: str) -> list[str]:
    return [said for said in spellings(form) if said in shown]
