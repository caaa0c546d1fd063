"""The files of questions, and what is said where one is malformed."""

import re

import pytest
from pyoxigraph import Literal, NamedNode

from kg.query import fill, load_questions
from kg.query.questions import TYPES, parse_question, prefixes
from kg.records import KgError
from kg.vocabulary import vocabulary

QUESTION = """#+ summary: Who hosts
#+ description: |
#+   All hosts.
#+ tags: [events]
#+ parameters:
#+   - {name: event, type: iri, of: Event, many: true, default: null, example: Workshop, description: Only these.}
#+   - {name: least, type: integer, default: 1, example: 5, description: How many.}
#+ columns:
#+   - host: The host.

PREFIX mg: <https://w3id.org/mgkg/ontology#>
SELECT ?host WHERE {
  #? event VALUES ?event { {event} }
  ?event mg:host ?host .
}
GROUP BY ?host
  #? least HAVING (COUNT(*) >= {least})
"""


def changed(old: str, new: str) -> str:
    assert old in QUESTION
    return QUESTION.replace("example: 5", 'example: "5"').replace(old, new)


def test_a_file_is_read_whole():
    question = parse_question("hosts", changed("", ""))
    assert (question.name, question.group, question.summary) == ("hosts", "events", "Who hosts")
    assert [parameter.name for parameter in question.parameters] == ["event", "least"]
    assert question.parameter("event").many and question.parameter("least").default == "1"
    assert [column.name for column in question.columns] == ["host"]
    assert "#+" not in question.text and prefixes(question.text) == {"mg": "https://w3id.org/mgkg/ontology#"}


def test_a_slot_is_a_comment_until_its_parameter_has_a_value():
    question = parse_question("hosts", changed("", ""))
    assert "  #? event VALUES ?event { {event} }" in fill(question, {}).splitlines()
    text = fill(question, {"event": [NamedNode("https://example.org/a"), NamedNode("https://example.org/b")]})
    assert "  VALUES ?event { <https://example.org/a> <https://example.org/b> }" in text.splitlines()
    assert text.splitlines()[-1].split() == [
        *("HAVING", "(COUNT(*)", ">="),
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>)',
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#+ summary: Who hosts", "#+ summary:", "query hosts: its header lacks a text for 'summary'"),
        ("#+ tags: [events]", "#+ tags: events", "its header lacks the list 'tags'"),
        ("type: integer", "type: number", "'number' is no type of a parameter: write one of iri, string"),
        ("#+ columns:\n#+   - host: The host.\n", "", "its header lacks the list 'columns'"),
        ("#+   - host: The host.", "#+   - host", "an entry of 'columns' in its header is no mapping: 'host'"),
        ("  #? event VALUES ?event { {event} }\n", "", "'event' has no line '#\\? event …' in the query"),
        ("#? least HAVING", "#? most HAVING", "'(least|most)' (has no line|is no parameter)"),
        ("{ {event} }", "{ {host} }", "the line of 'event' takes the values of \\['host'\\]"),
        ("#+ tags: [events]", "#+ tags: [events", "its header is no YAML"),
    ],
)
def test_a_malformed_header_says_what_is_wrong(old, new, said):
    with pytest.raises(KgError, match=said):
        parse_question("hosts", changed(old, new))


def test_without_a_header_or_files_there_is_no_question(tmp_path):
    with pytest.raises(KgError, match="query x: it has no header"):
        parse_question("x", "SELECT * {}")
    with pytest.raises(KgError, match=r"there are no \.rq files"):
        load_questions(tmp_path)


def test_the_questions_of_the_package_are_documented():
    questions = load_questions()
    assert len([name for name in questions if not name.startswith("checks/")]) >= 80
    assert len([name for name in questions if name.startswith("checks/")]) >= 12
    for question in questions.values():
        assert question.columns and "article" in [parameter.name for parameter in question.parameters], question.name
        for parameter in question.parameters:
            assert parameter.type in TYPES and parameter.example, question.name
            assert parameter.of in ("", "relation", *vocabulary().classes) or parameter.type == "concept"


def test_values_of_another_type_are_refused():
    question = parse_question("hosts", changed("", ""))
    node, text = NamedNode("https://example.org/a"), Literal("a")
    for values, said in (
        ({"event": [text]}, "\"a\" is no iri, as 'event' must be"),
        ({"least": [node]}, "is no integer"),
        ({"event": [NamedNode("urn:a")]}, "<urn:a> is no iri"),
        ({"least": [Literal("1"), Literal("2")]}, "'least' takes one value, and 2 were given"),
        ({"host": [node]}, "it has no parameter 'host'; its parameters are: event, least"),
    ):
        with pytest.raises(KgError, match=re.escape(said)):
            fill(question, values)
