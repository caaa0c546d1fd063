"""The vocabulary as the program sees it, read from `ontology/mgkg.ttl`: relations, claim qualifiers and classes.

Nothing of the vocabulary stands in code: a property with `mg:valueKind` is a relation, one that also has
`mg:claimQualifier` a detail of claims, a class with `mg:entityType` a type that an entity of a text can have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from pyoxigraph import Quad, RdfFormat, parse

from kg.records import KgError
from kg.resources import folder

Value = Literal["entity", "string", "date", "integer", "concept"]

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_TOP = "http://www.w3.org/2004/02/skos/core#topConceptOf"
_OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
_DOMAIN = "https://schema.org/domainIncludes"
_RANGE = "https://schema.org/rangeIncludes"
ATTENDANCE = frozenset({"participant", "speaker", "chair"})
"""Relations of an event that hold once somebody was there."""
_VALUES = ("entity", "string", "date", "integer", "concept")

Term = Mapping[str, tuple[str, ...]]
"""The values of one term of the ontology by property: IRIs and literals as text."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that claims can have as predicate, or a qualifier of claims.

    `value` says what the object is; `scheme` names the concept scheme of a concept (`event-type`), else None.
    `guideline`: one of the relations of the annotation guidelines. `asserted`: a plain triple stands beside the claim.
    `private`: goes to the contacts graph. `subject_types` and `object_types` are class names, as hints.
    """

    name: str
    label: str
    definition: str
    value: Value
    scheme: str | None
    guideline: bool
    asserted: bool
    private: bool
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology. `superclasses` are all above it in the same ontology, nearest first; `entity` says
    whether it is a type that an entity of a text can have."""

    name: str
    label: str
    definition: str
    superclasses: tuple[str, ...]
    entity: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All relations, claim qualifiers and classes by name, in the order of the ontology."""

    relations: Mapping[str, Relation]
    qualifiers: Mapping[str, Relation]
    classes: Mapping[str, Class]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the package. Raises KgError where the file is missing or a term in it is malformed."""
    return read_vocabulary(folder("ontology") / "mgkg.ttl")


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the Turtle file `path`. Raises KgError where it cannot be read or a term is malformed."""
    terms = _terms(_triples(path))
    properties = {name: _relation(name, term) for name, term in terms.items() if _own(term, "valueKind")}
    qualifiers = {name for name in properties if _flag(terms[name], "claimQualifier", default=False)}
    classes = {name for name, term in terms.items() if _OWL_CLASS in term[_RDF_TYPE]}
    return Vocabulary(
        relations=MappingProxyType({name: made for name, made in properties.items() if name not in qualifiers}),
        qualifiers=MappingProxyType({name: made for name, made in properties.items() if name in qualifiers}),
        classes=MappingProxyType({name: _class(name, terms) for name in terms if name in classes}),
    )


@cache
def main_concepts(scheme: str) -> Mapping[str, str]:
    """The top concepts of a concept scheme (`event-type`) with their definitions, by code, in the order of the file."""
    tops: dict[str, str] = {}
    definitions: dict[str, str] = {}
    for triple in _triples(folder("ontology") / "concepts.ttl"):
        iri, said = (getattr(end, "value", "") for end in (triple.subject, triple.object))
        if triple.predicate.value == _TOP and said.endswith(f"concept/{scheme}"):
            tops[iri] = iri.rpartition("/")[2]
        elif triple.predicate.value == _DEFINITION:
            definitions[iri] = said
    return MappingProxyType({code: definitions.get(iri, "") for iri, code in tops.items()})


def types_within(names: Iterable[str]) -> frozenset[str]:
    """The classes of the names and all below them."""
    wanted = set(names)
    return frozenset(name for name, row in vocabulary().classes.items() if wanted & {name, *row.superclasses})


def narrowest(types: Iterable[str]) -> str:
    """The class among `types` that is above none of the others; of several, the first by name; empty where none is of
    the vocabulary."""
    classes = vocabulary().classes
    own = {name for name in types if name in classes}
    above = {name for found in own for name in classes[found].superclasses}
    return min(own - above, default="")


def _triples(path: Path) -> list[Quad]:
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise KgError(f"{path}: the ontology cannot be read ({error}): install the package again") from error


def _terms(triples: Iterable[Quad]) -> dict[str, Term]:
    """The terms that are typed in the file, by the part of their IRI after `#`, in file order."""
    terms: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for triple in triples:
        name = _local(getattr(triple.subject, "value", ""))
        if name:
            terms[name][triple.predicate.value] += (getattr(triple.object, "value", ""),)
    return {name: term for name, term in terms.items() if term[_RDF_TYPE]}


def _local(iri: str) -> str:
    """The name after the `#` of an IRI, else an empty string: the base of the namespace is a setting."""
    return iri.partition("#")[2]


def _own(term: Term, annotation: str) -> str | None:
    """The value of the annotation `mg:<annotation>` of the term, or None."""
    return next((values[0] for iri, values in term.items() if values and iri.endswith(f"ontology#{annotation}")), None)


def _flag(term: Term, annotation: str, *, default: bool) -> bool:
    value = _own(term, annotation)
    return default if value is None else value == "true"


def _relation(name: str, term: Term) -> Relation:
    value, scheme = _own(term, "valueKind"), _own(term, "valueScheme")
    if value not in _VALUES:
        raise KgError(f"mg:{name}: mg:valueKind is '{value}', and must be one of {', '.join(_VALUES)}")
    if (value == "concept") != (scheme is not None):
        raise KgError(f"mg:{name}: mg:valueScheme goes with the mg:valueKind 'concept', and only with it")
    return Relation(
        name=name,
        label=_text(term, _LABEL),
        definition=_text(term, _DEFINITION),
        value=cast(Value, value),
        scheme=scheme.rpartition("/")[2] if scheme else None,
        guideline=_flag(term, "guidelineRelation", default=False),
        asserted=_flag(term, "asserted", default=True),
        private=_flag(term, "private", default=False),
        subject_types=_classes_of(term, _DOMAIN),
        object_types=_classes_of(term, _RANGE) if value == "entity" else (),
    )


def _classes_of(term: Term, hint: str) -> tuple[str, ...]:
    return tuple(_local(iri) for iri in term[hint])


def _class(name: str, terms: Mapping[str, Term]) -> Class:
    above: list[str] = []
    queue = [name]
    while queue:
        parents = [_local(iri) for iri in terms[queue.pop(0)][_SUBCLASS]]
        fresh = [parent for parent in parents if parent in terms and parent not in above]
        above += fresh
        queue += fresh
    return Class(
        name=name,
        label=_text(terms[name], _LABEL),
        definition=_text(terms[name], _DEFINITION),
        superclasses=tuple(above),
        entity=_flag(terms[name], "entityType", default=False),
    )


def _text(term: Term, iri: str) -> str:
    return next(iter(term[iri]), "")
