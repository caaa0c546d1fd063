"""Whatever stands in a parameter is one value: it adds no row, asks no other server and changes nothing, on the local
store and on Virtuoso."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode

from kg.query import Parameter, Question, Target, bind, fill, load_questions, run
from kg.query.reading import tokens
from kg.query.values import Value
from kg.records import KgError

HOSTILE = (
    'x" } UNION { ?a ?b ?c } #',
    "x' } UNION { ?a ?b ?c } #",
    "x } UNION { ?a ?b ?c",
    '") || true || ("" = "',
    '"))) FILTER(1=1) } #',
    "x\\u0022 } UNION { ?a ?b ?c } #",
    "x\\U00000022 ) || (1=1",
    'x\\" || 1=1 #',
    "x\\",
    'x\n} UNION { ?a ?b ?c }\n#"',
    'x\r} UNION { ?a ?b ?c } #"',
    '"""} UNION { ?a ?b ?c } #"""',
    "{event} {text} {article}",
    "#? text FILTER(true)",
    "x } } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c",
    "x } ; DROP ALL ; SELECT * { ?a ?b ?c",
    "https://example.org/> } UNION { ?a ?b ?c } #",
    "https://example.org/\\u003E } UNION { ?a ?b ?c } #",
    "<https://example.org/> <https://example.org/b>",
    "state:GHA> } UNION { ?a ?b ?c } #",
    "mg:host } UNION { ?a ?b ?c",
    "1 || 1=1",
    "1)) } #",
    '2021-05-12" || 1=1 || "',
    "%s OR 1=1 --",
    ".*",
    "?event",
    "UNDEF",
)
QUESTIONS = load_questions()
EVERY = [(question, parameter) for question in QUESTIONS.values() for parameter in question.parameters]
TEXTS = [(question, parameter) for question, parameter in EVERY if parameter.type == "string"]
KINDS = list({(parameter.type, parameter.of): (question, parameter) for question, parameter in EVERY}.values())
"""One parameter of each kind, a kind being all that tells how a value is understood."""

every_engine = pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])


def pairs(of: list[tuple[Question, Parameter]]) -> pytest.MarkDecorator:
    """A test for each of these parameters."""
    return pytest.mark.parametrize(
        ("question", "parameter"), of, ids=[f"{question.name}-{parameter.name}" for question, parameter in of]
    )


@pytest.fixture
def target(engine, request, small) -> Target:
    """The small graph in the engine."""
    return small if engine == "oxigraph" else request.getfixturevalue("server")


def required(question: Question, but: Parameter) -> dict[str, list[Value]]:
    """Values for what must be given beside the parameter: of an entity that is there, so that there are rows."""
    values: dict[str, list[Value]] = {}
    for other in question.parameters:
        if other.required and other.name != but.name:
            name = (
                "https://w3id.org/mgkg/ontology#host"
                if other.of == "relation"
                else "https://w3id.org/mgkg/id/state/GHA"
            )
            values[other.name] = [NamedNode(name)]
    return values


def understood(question: Question, parameter: Parameter, target: Target) -> Iterator[tuple[str, list[Value]]]:
    """The hostile texts that are taken as a value of the parameter at all."""
    for text in HOSTILE:
        try:
            yield text, bind(question, [(parameter.name, text)], target)[parameter.name]
        except KgError as error:
            assert "\n" not in str(error).replace(text.strip(), "")


@pairs(TEXTS)
def test_a_hostile_text_is_one_token(question, parameter, small):
    """The query has the same tokens as with a harmless value, but for one."""
    others = required(question, parameter)
    harmless = tokens(fill(question, {**others, parameter.name: [Literal("x")]}))
    taken = list(understood(question, parameter, small))
    assert [text for text, _ in taken] == list(HOSTILE)
    for text, values in taken:
        found = tokens(fill(question, {**others, parameter.name: values}))
        changed = [(a.kind, b.kind) for a, b in zip(harmless, found, strict=True) if a != b]
        assert set(changed) == {("string", "string")}, text


@every_engine
@pairs(TEXTS)
def test_a_hostile_text_finds_no_row(question, parameter, small, target):
    """Rows that hold the text would be right; the articles have none."""
    others = required(question, parameter)
    for text, values in understood(question, parameter, small):
        query = fill(question, {**others, parameter.name: values})
        assert run(query, target).rows == run(query, small).rows == (), text


@every_engine
@pairs([pair for pair in KINDS if pair[1].type != "string"])
def test_a_hostile_text_is_no_name_concept_number_or_date(question, parameter, target):
    """Names and concepts are looked up by a query as well."""
    assert [text for text, _ in understood(question, parameter, target)] == []


def test_terms_of_a_program_are_checked_as_well(small):
    """Whoever fills a question from Python gets no further than a user."""
    for name, value in (
        ("event", Literal('x" } #')),
        ("event", NamedNode("https://example.org/%7D")),
        ("article", NamedNode("urn:x")),
    ):
        question = QUESTIONS["quotations"]
        try:
            assert run(fill(question, {name: [value]}), small).rows == ()
        except KgError as error:
            assert "no public graph" in str(error) or "as '" in str(error)
