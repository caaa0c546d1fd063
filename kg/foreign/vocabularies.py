"""What the terms of other vocabularies mean in ours: by `vocabularies.toml`, else by the alignments of the ontology."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kg import settings
from kg.graph.reference_graph import ontology_quads
from kg.graph.terms import RDF, RDFS, SKOS, concept
from kg.resources import rebased
from kg.vocabulary import Relation, types_within, vocabulary

_ALIGNING = (RDFS + "subPropertyOf", RDFS + "subClassOf", SKOS + "exactMatch", SKOS + "closeMatch")
"""What ties a term of ours to one that is read as it, the closest first."""
_INVERSE = "^"


@dataclass(frozen=True, slots=True)
class Way:
    """How a property is read: as a relation, `turned` where its subject is the object there."""

    relation: Relation
    turned: bool = False

    @property
    def subjects(self) -> frozenset[str]:
        """The classes that the relation leads from."""
        return _within(self.relation.subject_types)

    @property
    def objects(self) -> frozenset[str]:
        """The classes that the relation leads to, where it leads to entities."""
        return _within(self.relation.object_types)


@dataclass(frozen=True, slots=True)
class Route:
    """Properties one behind the other; each with whether it is followed from its object to its subject."""

    steps: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Reified:
    """A class whose nodes stand for a relation."""

    node: str
    subject: tuple[Route, ...]
    object: tuple[Route, ...]
    as_property: str
    position: tuple[Route, ...]
    ended: tuple[Route, ...]
    begun: tuple[Route, ...] = ()
    predecessor: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What `vocabularies.toml` says, with whole addresses. See there."""

    prefixes: Mapping[str, str]
    spellings: Mapping[str, str]
    type_properties: tuple[str, ...]
    labels: tuple[str, ...]
    other_names: tuple[str, ...]
    addresses_of_places: frozenset[str]
    exact: frozenset[str]
    codes: Mapping[str, str]
    namespaces: Mapping[str, str]
    identifier_schemes: tuple[str, ...]
    identifier_texts: tuple[str, ...]
    classes: Mapping[str, frozenset[str]]
    relations: Mapping[str, tuple[Way, ...]]
    roles: frozenset[str]
    years: frozenset[str]
    reified: tuple[Reified, ...]
    between: frozenset[str]
    between_position: tuple[Route, ...]
    between_ended: tuple[Route, ...]
    values: Mapping[tuple[str, str], str]
    silent: frozenset[str]

    def spelled(self, iri: str) -> str:
        """A term in the one writing of its namespace."""
        for other, meant in self.spellings.items():
            if iri.startswith(other):
                return meant + iri.removeprefix(other)
        return iri

    def short(self, iri: str) -> str:
        """A term behind its prefix, where it has one."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def concept(self, relation: Relation, text: str) -> NamedNode | None:
        """The concept that a value means for a relation that leads to one: by its address, its code or its name."""
        scheme = relation.scheme or ""
        if code := self.values.get((relation.name, text)):
            return concept(scheme, code)
        return concepts(scheme).get(text.strip().casefold())


@cache
def vocabularies() -> Vocabularies:
    """The rules of the package, with the alignments of the ontology behind them."""
    table = tomllib.loads(rebased((Path(__file__).parent / "vocabularies.toml").read_text("utf-8")))
    prefixes: dict[str, str] = table["prefixes"]

    def whole(term: str) -> str:
        prefix, _, name = term.partition(":")
        return prefixes[prefix] + name

    def paths(terms: list[str]) -> tuple[Route, ...]:
        return tuple(_path(term, whole) for term in terms)

    same, between = table["same"], table["between"]
    groups: dict[str, list[str]] = table["groups"]
    own = {whole(term): frozenset(groups.get(name, [name] if name else [])) for term, name in table["classes"].items()}
    roles = {whole(term): tuple(map(way, names)) for term, names in table["roles"].items()}
    ways = {whole(term): tuple(map(way, names)) for term, names in table["relations"].items()} | roles
    ours = {settings.ONTOLOGY + name: frozenset([name]) for name, row in vocabulary().classes.items() if row.entity}
    aligned_classes, aligned_relations = _alignments()
    return Vocabularies(
        prefixes=prefixes,
        spellings=table["spellings"],
        type_properties=tuple(map(whole, table["names"]["type"])),
        labels=tuple(map(whole, table["names"]["label"])),
        other_names=tuple(map(whole, table["names"]["other"])),
        addresses_of_places=frozenset(map(whole, table["names"]["address"])),
        exact=frozenset(map(whole, same["exact"])),
        codes={whole(term): kind for term, kind in same["codes"].items()},
        namespaces=same["addresses"],
        identifier_schemes=tuple(map(whole, same["nodes"]["scheme"])),
        identifier_texts=tuple(map(whole, same["nodes"]["text"])),
        classes=aligned_classes | own | ours,
        relations=aligned_relations | ways,
        roles=frozenset(roles),
        years=frozenset(map(whole, table["dates"]["first_day_is_the_year"])),
        reified=tuple(
            Reified(
                whole(row["class"]),
                paths(row["subject"]),
                paths(row["object"]),
                whole(row["as"]),
                paths(row["position"]),
                paths(row["ended"]),
                paths(row.get("begun", [])),
                paths(row.get("predecessor", [])),
            )
            for row in table["reified"]
        ),
        between=frozenset(map(whole, between["classes"])),
        between_position=paths(between["position"]),
        between_ended=paths(between["ended"]),
        values={
            (relation, whole(term)): code for relation, codes in table["values"].items() for term, code in codes.items()
        },
        silent=frozenset(map(whole, table["silent"]["classes"])),
    )


@cache
def concepts(scheme: str) -> dict[str, NamedNode]:
    """The concepts of a scheme by their names, codes and addresses, folded."""
    found: dict[str, NamedNode] = {}
    base = concept(scheme, "").value
    for quad in ontology_quads():
        node = quad.subject
        if isinstance(node, NamedNode) and node.value.startswith(base):
            found.setdefault(node.value.casefold(), node)
            found.setdefault(node.value.removeprefix(base).casefold(), node)
            if quad.predicate.value == SKOS + "prefLabel":
                found.setdefault(getattr(quad.object, "value", "").casefold(), node)
    return found


@cache
def _within(names: tuple[str, ...]) -> frozenset[str]:
    return types_within(names)


def way(name: str) -> Way:
    """A way by the name of its relation, behind a `^` where it is turned round."""
    return Way(vocabulary().relations[name.removeprefix(_INVERSE)], name.startswith(_INVERSE))


def _path(text: str, whole: Any) -> Route:
    steps = (step for step in text.split("/"))
    return Route(tuple((whole(step.removeprefix(_INVERSE)), step.startswith(_INVERSE)) for step in steps))


def _alignments() -> tuple[dict[str, frozenset[str]], dict[str, tuple[Way, ...]]]:
    """The classes and the relations that other terms are read as, the closest first."""
    tied: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for quad in ontology_quads():
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        aligned = subject.startswith(settings.ONTOLOGY) and quad.predicate.value in _ALIGNING
        if aligned and value and not value.startswith((settings.BASE, RDF)):
            tied[value].append((_ALIGNING.index(quad.predicate.value), subject.removeprefix(settings.ONTOLOGY)))
    words = vocabulary()
    entities = {name for name, row in words.classes.items() if row.entity}
    classes = {term: frozenset(name for _, name in rows) & entities for term, rows in tied.items()}
    ways = {
        term: tuple(Way(words.relations[name]) for _, name in sorted(rows, key=_rank) if name in words.relations)
        for term, rows in tied.items()
    }
    return {t: names for t, names in classes.items() if names}, {t: found for t, found in ways.items() if found}


def _rank(row: tuple[int, str]) -> int:
    return row[0]
