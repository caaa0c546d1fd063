"""Every file of queries/: plain SPARQL 1.1, documented, total in its order; and what it answers on the examples."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from kg.cli.answer import write
from kg.graph.terms import integer
from kg.query import LocalStore, Parameter, Question, bind, fill, load_questions, run
from kg.query.questions import CHECKS, VIEWS

QUESTIONS = load_questions()
GOLDEN = Path(__file__).parent / "golden"
WRITE = bool(os.environ.get("KG_WRITE_GOLDEN"))
VALUES = {
    "article": NamedNode("https://w3id.org/mgkg/article/0123456789abcdef"),
    "iri": NamedNode("https://w3id.org/mgkg/id/state/KEN"),
    "concept": NamedNode("https://w3id.org/mgkg/concept/event-type/Meeting"),
    "string": Literal("a"),
    "integer": integer(1),
    "decimal": Literal("0.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    "date": Literal("2019"),
}

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def value(parameter: Parameter) -> list[NamedNode | Literal]:
    return [VALUES.get(parameter.name, VALUES[parameter.type])] * (2 if parameter.many else 1)


def texts(question: Question) -> list[str]:
    """The query as it stands, with each parameter alone, and with all."""
    alone = [{parameter.name: value(parameter)} for parameter in question.parameters]
    needed = {parameter.name: value(parameter) for parameter in question.parameters if parameter.required}
    every = {parameter.name: value(parameter) for parameter in question.parameters}
    return [question.text, *(fill(question, {**needed, **values}) for values in (*alone, every))]


@every_question
def test_two_engines_read_it_whatever_its_parameters(question):
    empty = LocalStore(Store())
    for text in texts(question):
        prepareQuery(text)
        columns = run(text, empty).as_rows().columns
        assert columns == tuple(column.name for column in question.columns)


@pytest.mark.parametrize("question", [q for q in QUESTIONS.values() if q.group != VIEWS], ids=lambda one: one.name)
def test_its_rows_come_in_one_order(question):
    order = question.text.rpartition("ORDER BY")[2]
    assert [column.name for column in question.columns if not re.search(rf"\?{column.name}\b", order)] == []


@every_question
def test_it_is_plain_sparql_for_any_server(question):
    """No other server, no graph that only a union would show, no constant graph (Virtuoso finds none of these beside a
    default graph that the request names), no path that could have two free ends."""
    assert not re.search(r"\bSERVICE\b|GRAPH\s+(?:<|[\w-]+:)", question.text)
    assert [
        line for line in question.text.splitlines() if "FROM" in line and not line.startswith("#? article FROM")
    ] == []
    for start in re.findall(r"\?(\w+) (?:\w+:)?\w+[+*] \?", question.text):
        assert re.search(rf"mg:\w+ \?{start} [.;]", question.text), f"nothing binds ?{start}, from which a path starts"


def asked(question: Question, target: LocalStore) -> str:
    """The answer as CSV; what must be given gets its example."""
    given = [(parameter.name, parameter.example) for parameter in question.parameters if parameter.required]
    out = io.StringIO()
    write(run(fill(question, bind(question, given, target)), target), "csv", out, {})
    return out.getvalue()


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.csv")), ids=lambda file: file.stem)
def test_its_answer_on_the_examples_is_the_one_that_was_read_by_a_person(file, examples):
    """`KG_WRITE_GOLDEN=1` writes the answers of now, to be read before they are committed. Long answers, and those that
    change with every rule of extraction, are compared on the small graph alone."""
    answer = asked(QUESTIONS[file.stem.replace("--", "/")], examples)
    if WRITE:
        file.write_text(answer, "utf-8")
    assert answer == file.read_text("utf-8")


@every_question
def test_the_values_in_its_header_are_understood_on_the_examples(question, examples):
    """What `kg query NAME --help` gives as an example can be tried at once."""
    if question.group != CHECKS:
        given = [(parameter.name, parameter.example) for parameter in question.parameters]
        assert run(fill(question, bind(question, given, examples)), examples).as_rows().columns


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name.startswith("checks/") and "must" not in name])
def test_no_check_finds_anything_in_the_examples(name, examples):
    assert asked(QUESTIONS[name], examples).splitlines()[1:] == []
