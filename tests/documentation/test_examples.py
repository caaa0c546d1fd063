"""The examples of the documentation: a graph of the program itself, valid, and with a statement for every term.
`KG_WRITE_GOLDEN=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from pyshacl import validate
from rdflib import Graph

from kg import settings
from kg.documentation.examples import FILE, examples
from kg.documentation.ontology import ANNOTATION, read_ontology
from kg.export import export
from kg.graph import ontology_quads
from kg.resources import folder
from tests.queries.small_graph import ARTICLES, KNOWN, small_graph

FILES = (ARTICLES, Path(__file__).parent / "example_articles.toml")
WRITTEN = folder("ontology") / FILE
NOT_PUBLIC = {"text", "telephone", "email"}


def test_they_are_what_the_program_makes_of_the_articles(tmp_path: Path) -> None:
    store = small_graph(FILES, (*KNOWN, "international-organization/oau"), ontology=False)
    export(store, "trig", tmp_path / FILE)
    made = (tmp_path / FILE).read_text("utf-8")
    if os.environ.get("KG_WRITE_GOLDEN"):
        WRITTEN.write_text(made, "utf-8")
    assert WRITTEN.read_text("utf-8") == made


def test_every_graph_of_them_is_valid() -> None:
    quads = list(parse(WRITTEN.read_text("utf-8"), format=RdfFormat.TRIG))
    graphs = {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
    shapes = Graph().parse(folder("ontology") / "shapes.ttl")
    articles = [graph for graph in graphs if graph.value.startswith(settings.ARTICLE)]
    assert len(articles) == 6
    for article in articles:
        data = Graph()
        for quad in (quad for quad in quads if quad.graph_name == article):
            data.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
        conforms, _, report = validate(data, shacl_graph=shapes, inference="none", allow_warnings=True)
        assert conforms, report


def test_every_term_has_a_statement() -> None:
    ontology = read_ontology((q.subject.value, q.predicate.value, q.object.value) for q in ontology_quads())
    names = {term.name for term in ontology.terms}
    assert len(names) > 90
    assert names - set(examples()) == NOT_PUBLIC
    assert {term.name for term in ontology.terms if term.kind == ANNOTATION} <= set(examples())
    assert examples()["host"] == "event:workshop--2021-05-12--accra-gha--GHA mg:host state:GHA ."


@pytest.mark.parametrize("name", ["Claim", "evidence", "startDate"])
def test_a_statement_is_turtle(name: str) -> None:
    lines = WRITTEN.read_text("utf-8").splitlines()
    prefixes = "\n".join(line for line in lines if line.startswith("@"))
    assert len(list(parse(prefixes + examples()[name], format=RdfFormat.TURTLE))) == 1
