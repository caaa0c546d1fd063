"""How much of what a graph holds, as VoID counts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from kg import settings
from kg.graph.terms import RDF_TYPE, RDFS, SKOS, mg
from kg.store import is_public

Shares = tuple[tuple[str, int], ...]
"""A number for each of several IRIs."""

Links = tuple[tuple[str, str, int], ...]
"""What the identifiers of other data begin with, the property that links to them, and how often it does."""

_MATCHES = ("exactMatch", "closeMatch")
_SPACE = re.compile(r"https?://[^/]+/(?:.*/)?(?=[^/]+/?$)")
_STATE = settings.ENTITY + "state/"
_PLACES = f"""PREFIX mg: <{settings.ONTOLOGY}> PREFIX rdfs: <{RDFS}>
SELECT DISTINCT ?of ?name {{
  ?event a mg:Event ; mg:place ?place . ?place mg:locatedIn* ?of . ?of a mg:State ; rdfs:label ?name
  FILTER(LANG(?name) = "en" && STRSTARTS(STR(?of), "{_STATE}"))
}}"""
_CLASSES = "SELECT ?of (COUNT(DISTINCT ?s) AS ?n) { ?s a ?of } GROUP BY ?of"
_PROPERTIES = "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"
_ENTITIES = f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{settings.ENTITY}")) }}'


@dataclass(frozen=True, slots=True)
class Counts:
    """`quads` counts all that is public, the rest the plain facts: triples, entities (subjects below `…/id/`),
    distinct subjects and objects, the entities of each class, the triples of each property, and those that link to
    other data."""

    quads: int
    plain: int
    entities: int
    subjects: int
    objects: int
    classes: Shares
    properties: Shares
    links: Links


def counted(store: Store) -> Counts:
    """Counts a store; what is not public does not count."""
    properties = _shares(store, _PROPERTIES)
    plain = sum(number for _, number in properties)
    return Counts(
        quads=plain + sum(_size(store, graph) for graph in store.named_graphs() if is_public(graph)),
        plain=plain,
        entities=_number(store, _ENTITIES),
        subjects=_number(store, _SUBJECTS),
        objects=_number(store, _OBJECTS),
        classes=_shares(store, _CLASSES),
        properties=properties,
        links=tuple((*link, number) for link, number in sorted(Counter(_linked(store)).items())),
    )


def states_of_events(store: Store) -> tuple[tuple[str, str], ...]:
    """The states in which events took place, by code (ISO 3166-1 alpha-3), each with its name."""
    solutions = store.query(_PLACES)
    assert isinstance(solutions, QuerySolutions)
    return tuple(sorted((_value(row["of"]).removeprefix(_STATE), _value(row["name"])) for row in solutions))


def example(store: Store) -> str | None:
    """The first article, as an example of what there is."""
    articles = store.quads_for_pattern(None, RDF_TYPE, mg("Article"), DefaultGraph())
    return min((quad.subject.value for quad in articles if isinstance(quad.subject, NamedNode)), default=None)


def _size(store: Store, graph: object) -> int:
    assert isinstance(graph, NamedNode)
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))


def _linked(store: Store) -> Iterator[tuple[str, str]]:
    """For each link to other data, what the identifier there begins with, and the property."""
    for name in _MATCHES:
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + name), None, DefaultGraph()):
            target = quad.object.value if isinstance(quad.object, NamedNode) else ""
            space = _SPACE.match(target)
            if space and not target.startswith(settings.BASE):
                yield space[0], quad.predicate.value


def _shares(store: Store, query: str) -> Shares:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return tuple(sorted((_value(row["of"]), int(_value(row["n"]))) for row in solutions))


def _number(store: Store, query: str) -> int:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return int(_value(next(iter(solutions))["n"]))


def _value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value
