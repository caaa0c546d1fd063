"""What every question answers about a small graph whose facts one can count by hand: without parameters, and with each
of them."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from kg.cli.answer import write
from kg.query import LocalStore, Question, run
from kg.query.questions import VIEWS, prefixes
from tests.queries.asking import QUESTIONS, Settings, filled, ways, worded

GOLDEN = Path(__file__).parent / "golden" / "small"
WRITE = bool(os.environ.get("KG_WRITE_GOLDEN"))

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def answered(question: Question, settings: Settings, target: LocalStore) -> str:
    """The command and its answer as CSV, that of a view as Turtle."""
    out = io.StringIO()
    text = filled(question, settings, target)
    format = "turtle" if question.group == VIEWS else "csv"
    write(run(text, target), format, out, prefixes(text))
    return f"$ {' '.join(['kg query', question.name, worded(settings)]).strip()}\n{out.getvalue()}"


@every_question
def test_its_answers_are_those_that_were_read_by_a_person(question, small):
    """`KG_WRITE_GOLDEN=1` writes the answers of now, to be read before they are committed."""
    file = GOLDEN / f"{question.name}.txt"
    answers = "\n".join(answered(question, settings, small) for settings in ways(question))
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(answers, "utf-8")
    assert answers == file.read_text("utf-8")


@every_question
def test_it_has_an_answer_whatever_parameter_is_given(question, small):
    """All parameters at once may leave nothing."""
    *single, _ = ways(question)
    assert [worded(way) for way in single if not run(filled(question, way, small), small).as_rows().rows] == []
