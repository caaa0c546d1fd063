"""The questions about an article: what of it is asked, and what of that is answered already."""

from __future__ import annotations

from kg.graph.terms import digest
from kg.language_model.parts import parts, shown, stretches
from kg.language_model.question import question
from kg.language_model.readings import Question
from kg.records import Extraction


def questions(model: str, extraction: Extraction) -> list[Question]:
    """The questions to a model about the article of an extraction, of which segments alone are looked at; none where
    there is nothing to read."""
    article = extraction.article
    found = parts(shown(article, stretches(extraction.segments)))
    return [
        Question(digest(article.text), number, len(found), question(model, article, words, number, len(found)))
        for number, words in enumerate(found, 1)
    ]
