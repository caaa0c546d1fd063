"""The project's own SHACL shapes and what they say of a graph. No inference, no rules, no imports, no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.records import KgError
from kg.resources import folder
from kg.validate.remembering import RememberingGraph

PUBLIC = "shapes.ttl"
PRIVATE = "shapes-private.ttl"


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a SHACL report. `path` is None for a constraint on the node itself, and the last step of a longer
    path (of a relation to the subjects of its claims: `rdf:subject`); `inverse` where that step is walked backwards.
    `severity` is Violation, Warning or Info; `shape` the `sh:name` of the shape; `component` the kind of constraint."""

    focus: Node
    path: Node | None
    value: Node | None
    severity: str
    shape: str
    message: str
    inverse: bool = False
    component: Node | None = None


@cache
def shapes(name: str = PUBLIC) -> rdflib.Graph:
    """The shapes of a file of `ontology`, read once. Raises KgError where the installation lacks it."""
    path = folder("ontology") / name
    if not path.is_file():
        raise KgError(f"shapes: {path}: missing; install the package again")
    return RememberingGraph().parse(path, format="turtle")


def violations(graph: rdflib.Graph, name: str = PUBLIC) -> list[Violation]:
    """What our shapes report of an rdflib memory graph, worst first, in a fixed order."""
    import pyshacl  # takes a third of a second, and most commands need none of it

    conforms, report, _ = pyshacl.validate(
        graph,
        shacl_graph=shapes(name),
        inference="none",
        advanced=False,
        do_owl_imports=False,
        inplace=True,
    )
    if conforms is True or not isinstance(report, rdflib.Graph):
        return []
    found = [_result(report, shapes(name), node) for node in report.objects(None, SH.result)]
    order = {"Violation": 0, "Warning": 1, "Info": 2}
    return sorted(
        set(found), key=lambda v: (order.get(v.severity, 3), str(v.focus), str(v.path), str(v.value), v.shape)
    )


def _result(report: rdflib.Graph, known: rdflib.Graph, node: Node) -> Violation:
    """One `sh:ValidationResult` as a record."""
    path, inverse = _path(report, report.value(node, SH.resultPath))
    messages = sorted(str(text) for text in report.objects(node, SH.resultMessage))
    severity = str(report.value(node, SH.resultSeverity) or SH.Violation)
    return Violation(
        focus=report.value(node, SH.focusNode) or node,
        path=path,
        value=report.value(node, SH.value),
        severity=severity.rpartition("#")[2],
        shape=_shape_name(known, report.value(node, SH.sourceShape)),
        message="; ".join(messages),
        inverse=inverse,
        component=report.value(node, SH.sourceConstraintComponent),
    )


def _path(report: rdflib.Graph, path: Node | None) -> tuple[Node | None, bool]:
    """The predicate of the last step of a path, and whether it is walked backwards."""
    if not isinstance(path, rdflib.BNode):
        return path, False
    if (path, RDF.first, None) in report:
        return _path(report, list(report.items(path))[-1])
    step = report.value(path, SH.inversePath)
    return step, step is not None  # of a path with alternatives no step is the last


def _shape_name(known: rdflib.Graph, source: Node | None) -> str:
    """The `sh:name` of a shape, with that of the node shape that holds it; else the end of its address."""
    if source is None:
        return ""
    holders = [*known.subjects(SH.property, source), *known.subjects(SH.sparql, source)]
    names = [str(known.value(one, SH.name) or "") for one in (*sorted(holders, key=str)[:1], source)]
    return ": ".join(dict.fromkeys(filter(None, names))) or str(source).rpartition("#")[2]
