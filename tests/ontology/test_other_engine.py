"""Another engine of SHACL, written in another language, finds the same in the same places: in every file of planted
errors, in the example articles, and in the ontology itself. So what the shapes say does not hang on one program."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyshacl
import pyshacl_turbo
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph
from rdflib.namespace import SH

from kg import settings
from kg.resources import folder
from tests.ontology.test_shapes import FILE_OF

ONTOLOGY = folder("ontology")
BAD = sorted((Path(__file__).parent / "bad").glob("*.ttl"))
TOLD = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
MODEL = ("mgkg.ttl", "concepts.ttl", "alignments.ttl", "shapes.ttl", "shapes-private.ttl")


@cache
def shapes_of(file: str) -> Graph:
    return Graph().parse(ONTOLOGY / file)


def found(engine, data: Graph, file: str) -> Counter[tuple[str, ...]]:
    """What an engine finds with the shapes of a file: blank nodes are all the same here."""
    _, report, _ = engine.validate(data, shacl_graph=shapes_of(file), inference="none")
    results = [[report.value(result, told) for told in TOLD] for result in report.objects(None, SH.result)]
    return Counter(tuple("_" if isinstance(term, BNode) else str(term) for term in terms) for terms in results)


def article_graphs() -> dict[str, Graph]:
    made: dict[str, Graph] = {}
    for quad in parse((ONTOLOGY / "examples.trig").read_text("utf-8"), format=RdfFormat.TRIG):
        name = getattr(quad.graph_name, "value", "")
        if name.startswith(settings.ARTICLE):
            made.setdefault(name, Graph()).parse(data=f"{quad.triple} .", format="nt")
    return made


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_it_finds_the_same_planted_errors(path: Path) -> None:
    first, second = (Graph().parse(path) for _ in range(2))
    expected = found(pyshacl, first, FILE_OF[path.stem])
    assert expected and expected == found(pyshacl_turbo, second, FILE_OF[path.stem])


def test_it_finds_the_same_in_the_example_articles() -> None:
    made = article_graphs()
    assert len(made) == 6
    for graph in made.values():
        assert found(pyshacl, graph, "shapes.ttl") == found(pyshacl_turbo, graph, "shapes.ttl")


def test_it_finds_the_same_in_the_ontology() -> None:
    """As it is, and with a fault."""
    graph = Graph()
    for name in MODEL:
        graph.parse(ONTOLOGY / name)
    assert found(pyshacl_turbo, graph, "lint.ttl") == Counter()
    graph.update("PREFIX mg: <https://w3id.org/mgkg/ontology#> DELETE WHERE { mg:host mg:inverseLabel ?label }")
    assert found(pyshacl, graph, "lint.ttl") == found(pyshacl_turbo, graph, "lint.ttl") != Counter()
