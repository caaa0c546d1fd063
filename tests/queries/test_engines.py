"""Oxigraph, rdflib's own memory store and a real Virtuoso give the same rows in the same order to every question,
however it is asked."""

from __future__ import annotations

import pytest

from kg.query import LocalStore, Target, run
from kg.query.results import Result
from tests.queries.asking import QUESTIONS, filled, ways, worded

Cell = tuple[str, str, str | None]

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@every_question
def test_rdflib_gives_the_same_rows(question, small, memory):
    assert differences(question, small, memory) == []


@every_question
def test_virtuoso_gives_the_same_rows(question, small, server):
    assert differences(question, small, server) == []


def differences(question, here: LocalStore, there: Target) -> list[str]:
    """The ways of asking to which the answers differ."""
    asked = [(worded(way), filled(question, way, here)) for way in ways(question)]
    return [words for words, text in asked if cells(run(text, here)) != cells(run(text, there))]


def cells(result: Result) -> list[tuple[Cell | None, ...]]:
    """The rows, or the triples in one order, with the kind, the text and the language of each term: rdflib computes
    other integer types."""
    rows = [
        tuple(
            None if term is None else (type(term).__name__, term.value, getattr(term, "language", None)) for term in row
        )
        for row in result.as_rows().rows
    ]
    return rows if result.triples is None else sorted(set(rows), key=str)
