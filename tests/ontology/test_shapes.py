"""Each shape with a target lets its good file pass and catches each error planted in its bad file.

A bad file begins with lines `# expects: <part of a message>`: each must be found, and no other message may come.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from kg.resources import folder

HERE = Path(__file__).parent
NAMESPACE = "https://w3id.org/mgkg/shapes#"
FILES = ("shapes.ttl", "shapes-private.ttl")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@cache
def shapes_of(file: str) -> Graph:
    return Graph().parse(folder("ontology") / file)


def _local(iri: object) -> str:
    return str(iri).removeprefix(NAMESPACE)


FILE_OF = {_local(shape): file for file in FILES for target in TARGETS for shape in shapes_of(file).subjects(target)}
SHAPES = sorted(FILE_OF)


def results(path: Path) -> list[tuple[str, str]]:
    """The name of the shape and the message of each result for a data file, without the details below it."""
    _, report, _ = validate(Graph().parse(path), shacl_graph=shapes_of(FILE_OF[path.stem]), inference="none")
    found = []
    for result in report.objects(None, SH.result):
        shape = _local(report.value(result, SH.sourceShape))
        found += [(shape, str(message)) for message in report.objects(result, SH.resultMessage)]
    return found


def expectations(path: Path) -> list[str]:
    marker = "# expects: "
    return [line.removeprefix(marker) for line in path.read_text("utf-8").splitlines() if line.startswith(marker)]


@pytest.mark.parametrize("shape", SHAPES)
def test_good_data_conforms(shape: str) -> None:
    assert results(HERE / "good" / f"{shape}.ttl") == []


@pytest.mark.parametrize("shape", SHAPES)
def test_planted_errors_are_caught(shape: str) -> None:
    path = HERE / "bad" / f"{shape}.ttl"
    expected, found = expectations(path), results(path)
    assert expected, "the bad file says nothing of what it expects"
    missing = [part for part in expected if not any(part in message for _, message in found)]
    unplanted = [message for _, message in found if not any(part in message for part in expected)]
    assert (missing, unplanted) == ([], [])
    assert any(source.partition("-")[0] == shape for source, _ in found), "another shape caught the error"


def _forbids(shape: str) -> bool:
    """Whether the shape only says that a property must not be there, so that good data has no focus node."""
    graph, node = shapes_of(FILE_OF[shape]), URIRef(NAMESPACE + shape)
    return any(_local(part).endswith("-absent") for part in graph.objects(node, SH.property))


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if not _forbids(shape)])
def test_good_data_has_a_focus_node(shape: str) -> None:
    data = Graph().parse(HERE / "good" / f"{shape}.ttl")
    words = {term for triple in data for term in triple}
    graph, node = shapes_of(FILE_OF[shape]), URIRef(NAMESPACE + shape)
    assert any(term in words for target in TARGETS for term in graph.objects(node, target))


def test_no_fixture_without_a_shape() -> None:
    assert {path.stem for kind in ("good", "bad") for path in (HERE / kind).glob("*.ttl")} == set(SHAPES)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("write to press@example.org", True),
        ("press [at] example.org", True),
        ("+000 00 000 0000", True),
        ("Tel: 000 000 0000", True),
        ("0700 000 000", True),
        ("at 10:00 12/05/2021", False),
        ("1.000.000.000 euros", False),
        ("mobile 120 000 people", False),
        ("a hotel 123456 and excel 2018 2019 2020", False),
        ("follow @example.org", False),
        ("resolution A/RES/73/195 of 2018-12-19", False),
    ],
)
def test_contact_details_are_told_from_figures(text: str, contact: bool) -> None:
    shape = URIRef(NAMESPACE + "ContactDetail")
    pattern = str(shapes_of("shapes.ttl").value(shape, SH.pattern))
    assert bool(re.search(pattern, text, re.IGNORECASE)) == contact
