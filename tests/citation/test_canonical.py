"""The digest of an answer: what it depends on, and what not."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.citation.canonical import canonical_lines, is_ordered, result_digest, row_digests
from kg.query import LocalStore, Result, run

A, B = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def test_a_table_is_written_as_the_definition_says():
    rows = ((B, Literal("Ägypten", language="DE")), (A, None), (A, Literal("0.5", datatype=DECIMAL)))
    assert canonical_lines(Result(("x", "y"), rows), ordered=False) == [
        '["x","y"]',
        '{"x":{"type":"uri","value":"https://example.org/a"},'
        '"y":{"datatype":"http://www.w3.org/2001/XMLSchema#decimal","type":"literal","value":"0.5"}}',
        '{"x":{"type":"uri","value":"https://example.org/a"}}',
        '{"x":{"type":"uri","value":"https://example.org/b"},"y":{"type":"literal","value":"Ägypten","xml:lang":"de"}}',
    ]


def test_anybody_can_make_the_digest_of_an_answer():
    written = '["x"]\n{"x":{"type":"literal","value":"a \\"b\\""}}\n'
    expected = "sha256:" + hashlib.sha256(written.encode()).hexdigest()
    assert result_digest(Result(("x",), ((Literal('a "b"'),),)), ordered=True) == expected
    assert result_digest(Result(answer=True), ordered=False) == "sha256:" + hashlib.sha256(b"true\n").hexdigest()


@given(st.lists(st.tuples(st.sampled_from([A, B, None]), st.sampled_from([A, Literal("1"), None]))), st.randoms())
def test_the_order_of_rows_counts_only_where_the_query_orders_them(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other = (Result(("x", "y"), tuple(part)) for part in (rows, shuffled))
    assert result_digest(one, ordered=False) == result_digest(other, ordered=False)
    assert (result_digest(one, ordered=True) == result_digest(other, ordered=True)) == (rows == shuffled)


def test_equal_rows_count_as_often_as_they_come():
    one, two = Result(("x",), ((A,),)), Result(("x",), ((A,), (A,)))
    assert result_digest(one, ordered=False) != result_digest(two, ordered=False)
    assert len(row_digests(two)) == 2


@pytest.mark.parametrize("ordered", [True, False])
def test_names_of_blank_nodes_do_not_count(ordered):
    def rows(*names: str) -> Result:
        one, other = map(BlankNode, names)
        return Result(("x", "y"), ((one, A), (other, B), (one, B)) if ordered else ((one, A), (other, B)))

    assert result_digest(rows("p", "q"), ordered=ordered) == result_digest(rows("q", "p"), ordered=ordered)
    assert result_digest(rows("p", "q"), ordered=True) != result_digest(rows("p", "p"), ordered=True)


def test_a_graph_is_its_triples_whatever_their_order_and_blank_nodes():
    def graph(name: str, *, turned: bool) -> Result:
        triples = [Triple(BlankNode(name), A, Literal("x")), Triple(A, B, BlankNode(name))]
        return Result(triples=tuple(triples[::-1] if turned else triples))

    assert result_digest(graph("p", turned=False), ordered=False) == result_digest(
        graph("q", turned=True), ordered=False
    )
    assert canonical_lines(Result(triples=(Triple(A, B, A),)), ordered=False) == ['"graph"', f"{A} {B} {A} ."]
    assert result_digest(Result(triples=()), ordered=False) != result_digest(Result(("x",)), ordered=False)


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s", True),
        ("SELECT ?s WHERE { ?s ?p ?o } order by DESC(STR(?s)) LIMIT 5", True),
        ("SELECT ?s WHERE { ?s ?p ?o }", False),
        ("SELECT ?s WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s } }", False),
        ('SELECT ?s WHERE { ?s ?p "} ORDER BY" } # ORDER BY ?s', False),
    ],
)
def test_a_query_is_ordered_by_its_own_order_by_alone(query, ordered):
    run(query, LocalStore(Store()))  # each is SPARQL
    assert is_ordered(query) is ordered
