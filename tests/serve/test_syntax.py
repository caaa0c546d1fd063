"""What is told of the engine's messages."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.serve.syntax import told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * {\n ?s foaf:name ?o }", "line 2, column 14: Prefix not found"),
        ("SELECT * { ?s <http://a b> ?o }", "line 1, column 27: IRI parsing failed"),
        ("SELECT ?x {?x a ?y} GROUP BY ?y", "line 1, column 32: The SELECT contains a variable that is unbound"),
        ("ASK { <a:> <b:> <c:> ", 'line 1, column 22: expected ",", ".", ";", "{"'),
        ("", "line 1, column 1: nothing that may stand there"),
    ],
)
def test_place_and_reason_are_told(query: str, expected: str):
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    assert told(str(raised.value)).startswith(expected)
    assert len(told(str(raised.value))) < 400
    assert "\n" not in told(str(raised.value))


def test_other_messages_are_cut():
    assert told("a\n b") == "a b"
    assert len(told("x" * 1000)) == 300
