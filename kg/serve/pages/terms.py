"""The terms of the ontology as the graph that is served tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg import settings
from kg.graph.terms import RDF, RDFS, SKOS
from kg.query.results import plain
from kg.serve.asking import Ask

_OWL = "http://www.w3.org/2002/07/owl#"
_SCHEMA = "https://schema.org/"
CLASS = _OWL + "Class"
ANNOTATION = _OWL + "AnnotationProperty"

_QUERY = f"""SELECT ?term ?property ?value WHERE {{
  GRAPH <{settings.ONTOLOGY_GRAPH}> {{ ?term ?property ?value }}
  FILTER(STRSTARTS(STR(?term), "{settings.ONTOLOGY}"))
}} ORDER BY STR(?term) STR(?property) STR(?value)"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property. `inverse` is its label where it is told of its value; `values` all that is said of it, by
    property."""

    iri: str
    kind: str
    label: str
    inverse: str
    definition: str
    values: Mapping[str, tuple[str, ...]] = field(compare=False)

    @property
    def name(self) -> str:
        """The part of the IRI after the namespace."""
        return self.iri.removeprefix(settings.ONTOLOGY)

    @property
    def relation(self) -> bool:
        """Whether claims can have it as predicate."""
        return settings.ONTOLOGY + "valueKind" in self.values and not self.qualifier

    @property
    def qualifier(self) -> bool:
        """Whether it is a detail of claims."""
        return settings.ONTOLOGY + "claimQualifier" in self.values

    @property
    def subjects(self) -> tuple[str, ...]:
        """The classes of what it is said of, as a hint."""
        return self.values.get(_SCHEMA + "domainIncludes", ())

    @property
    def objects(self) -> tuple[str, ...]:
        """The classes or datatypes of its values, as a hint."""
        return self.values.get(_SCHEMA + "rangeIncludes", ())


async def read_terms(ask: Ask) -> dict[str, Term]:
    """All terms by IRI."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for term, property_, value in (await ask.rows(_QUERY)).rows:
        found[plain(term)][plain(property_)] += (plain(value),)
    return {iri: _term(iri, values) for iri, values in found.items()}


def _term(iri: str, values: Mapping[str, tuple[str, ...]]) -> Term:
    def first(property_: str) -> str:
        return next(iter(values.get(property_, ())), "")

    label = first(RDFS + "label") or iri.rpartition("#")[2]
    return Term(
        iri=iri,
        kind=first(RDF + "type"),
        label=label,
        inverse=first(settings.ONTOLOGY + "inverseLabel") or f"{label}, the other way",
        definition=first(SKOS + "definition"),
        values=dict(values),
    )
