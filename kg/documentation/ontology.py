"""The ontology as its documentation tells it: header, terms, concept schemes, in records made from its triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg import settings
from kg.graph.terms import RDF, RDFS, SKOS
from kg.vocabulary import vocabulary

OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
CLASS = OWL + "Class"
ANNOTATION = OWL + "AnnotationProperty"
KINDS = {
    CLASS: "class",
    OWL + "ObjectProperty": "property with things as values",
    OWL + "DatatypeProperty": "property with texts, numbers or dates as values",
    ANNOTATION: "annotation",
}

Values = Mapping[str, tuple[str, ...]]
"""What is said of one thing: IRIs and texts by property."""
Triples = Iterable[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology."""

    iri: str
    values: Values = field(compare=False)

    @property
    def name(self) -> str:
        """The part of the IRI after the namespace."""
        return self.iri.removeprefix(settings.ONTOLOGY)

    @property
    def kind(self) -> str:
        """The class of OWL that it is of."""
        return self.first(RDF + "type")

    @property
    def label(self) -> str:
        """What it is called."""
        return self.first(RDFS + "label") or self.name

    @property
    def inverse(self) -> str:
        """What it is called where it is told of its value."""
        return self.first(settings.ONTOLOGY + "inverseLabel") or f"{self.label}, the other way"

    @property
    def definition(self) -> str:
        """What it means."""
        return self.first(SKOS + "definition")

    @property
    def relation(self) -> bool:
        """Whether claims can have it as predicate."""
        return settings.ONTOLOGY + "valueKind" in self.values and not self.qualifier

    @property
    def qualifier(self) -> bool:
        """Whether it is a detail of claims."""
        return settings.ONTOLOGY + "claimQualifier" in self.values

    def first(self, property_: str) -> str:
        """The first value of a property; an empty string where there is none."""
        return next(iter(self.values.get(property_, ())), "")

    def all(self, *properties: str) -> tuple[str, ...]:
        """The values of several properties."""
        return tuple(value for property_ in properties for value in self.values.get(property_, ()))


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme. `broader` are IRIs of the same scheme."""

    iri: str
    label: str
    definition: str
    broader: tuple[str, ...]

    @property
    def code(self) -> str:
        """The last part of the IRI."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its concepts, by their labels."""

    iri: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]

    @property
    def code(self) -> str:
        """The last part of the IRI."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole: what is said of the ontology itself, its terms and its concept schemes."""

    header: Values
    terms: tuple[Term, ...]
    schemes: tuple[Scheme, ...]


def read_ontology(triples: Triples) -> Ontology:
    """The ontology in its triples, terms in the order in which the program reads them and then by name."""
    things: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(triples):
        things[subject][predicate].append(value)
    said = {iri: {property_: tuple(found) for property_, found in values.items()} for iri, values in things.items()}
    terms = [Term(iri, values) for iri, values in said.items() if iri.startswith(settings.ONTOLOGY)]
    header = said.get(settings.ONTOLOGY.rstrip("#"), {})
    return Ontology(header, tuple(_ordered(terms)), tuple(_schemes(said)))


def _ordered(terms: Iterable[Term]) -> list[Term]:
    known = (*vocabulary().classes, *vocabulary().relations, *vocabulary().qualifiers)
    order = {name: place for place, name in enumerate(known)}
    return sorted(terms, key=lambda term: (order.get(term.name, len(order)), term.name))


def _schemes(said: Mapping[str, Values]) -> Iterator[Scheme]:
    members: dict[str, list[Concept]] = defaultdict(list)
    for iri, values in said.items():
        for scheme in values.get(SKOS + "inScheme", ()):
            members[scheme].append(_concept(iri, values))
    for iri, values in said.items():
        if SKOS + "ConceptScheme" in values.get(RDF + "type", ()):
            concepts = sorted(members[iri], key=lambda one: (one.label.casefold(), one.iri))
            yield Scheme(iri, _text(values, "prefLabel"), _text(values, "definition"), tuple(concepts))


def _concept(iri: str, values: Values) -> Concept:
    return Concept(iri, _text(values, "prefLabel"), _text(values, "definition"), values.get(SKOS + "broader", ()))


def _text(values: Values, name: str) -> str:
    return next(iter(values.get(SKOS + name, ())), "")
