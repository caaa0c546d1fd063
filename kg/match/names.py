"""All names of a graph: its entities, and each form that a name of theirs has."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import settings
from kg.graph import reference_quads
from kg.graph.names import is_acronym
from kg.graph.reference_graph import reference_iri
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, SKOS, mg
from kg.match.folding import folded
from kg.records import KgError
from kg.reference import reference
from kg.vocabulary import narrowest, vocabulary

_REFERENCE = NamedNode(settings.REFERENCE_GRAPH)
_HIDDEN, _ACRONYM, _ISO2, _ISO3 = NamedNode(SKOS + "hiddenLabel"), mg("acronym"), mg("iso2"), mg("iso3")
_PART_OF, _REPRESENTS, _WORKS_FOR = mg("partOf"), mg("represents"), mg("worksFor")
_UPWARDS = (_PART_OF, _REPRESENTS, _WORKS_FOR)
"""What leads from an entity to the state that it belongs to."""
_FARTHEST = 6
_PREDICATES = (LABEL, ALT_LABEL, _HIDDEN, _ACRONYM, _ISO2, _ISO3)


class Kind(StrEnum):
    """What a form is: a name; one that also means something else; one that only an article tells; an acronym; a code of
    ISO 3166; a name of a body with that of its state."""

    name = "name"
    shared = "shared"
    told = "told"
    acronym = "acronym"
    iso2 = "iso2"
    iso3 = "iso3"
    composed = "composed"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with names. `type` is its most special class, `country` the IRI of the state that it is or belongs to,
    as far as that is known."""

    iri: str
    label: str
    type: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name: as it is written, and folded; `of` is the place of its entity."""

    text: str
    folded: str
    of: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Names:
    """The entities of a graph and all forms of their names."""

    entities: tuple[Named, ...]
    forms: tuple[Form, ...]


def names_of(store: Store) -> Names:
    """The names in the default graph of a store."""
    return _names(store, DefaultGraph())


def reference_names() -> Names:
    """The names of the reference data alone. Raises KgError where a table is malformed."""
    store = Store()
    store.bulk_extend(reference_quads())
    return _names(store, _REFERENCE)


def write_names(names: Names, path: Path) -> None:
    """Writes names into a file, from which they are read in a fraction of the time that it takes to collect them."""
    entities = [[one.iri, one.label, one.type, one.country] for one in names.entities]
    forms = [[form.text, form.folded, form.of, form.kind.value] for form in names.forms]
    path.write_text(json.dumps([entities, forms], ensure_ascii=False), encoding="utf-8")


def read_names(path: Path) -> Names:
    """The names in a file. Raises KgError where it cannot be read."""
    try:
        entities, forms = json.loads(path.read_text(encoding="utf-8"))
        return Names(
            tuple(Named(*one) for one in entities),
            tuple(Form(text, fold, of, Kind(kind)) for text, fold, of, kind in forms),
        )
    except (OSError, ValueError, TypeError) as error:
        raise KgError(f"{path}: the names cannot be read ({error}): delete the folder, and it is made again") from error


def _names(store: Store, graph: DefaultGraph | NamedNode) -> Names:
    types = _types(store, graph)
    told = {predicate: list(store.quads_for_pattern(None, predicate, None, graph)) for predicate in _PREDICATES}
    labels = _labels(told[LABEL])
    countries = _Countries(store, graph, types)
    nodes = sorted((node for node in types if node in labels), key=lambda node: node.value)
    entities = tuple(Named(node.value, labels[node], types[node], countries.of(node)) for node in nodes)
    places = {node: place for place, node in enumerate(nodes)}
    forms = {form for predicate, quads in told.items() for form in _forms(store, predicate, quads, places, entities)}
    forms |= set(_composed(forms, entities, {one.iri: one.label for one in entities}))
    return Names(entities, tuple(sorted(forms, key=lambda form: (form.of, form.kind.value, form.text))))


def _types(store: Store, graph: DefaultGraph | NamedNode) -> dict[NamedNode, str]:
    """The most special class of each entity that a text can have."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, RDF_TYPE, None, graph):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.subject].add(quad.object.value.removeprefix(settings.ONTOLOGY))
    classes = vocabulary().classes
    narrow = ((node, narrowest(types)) for node, types in found.items() if node.value.startswith(settings.ENTITY))
    return {node: name for node, name in narrow if name and classes[name].entity}


def _labels(quads: Iterable[Quad]) -> dict[NamedNode, str]:
    """The first label of each entity."""
    found: dict[NamedNode, str] = {}
    for quad in sorted(quads, key=lambda quad: str(quad.object), reverse=True):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.subject] = quad.object.value
    return found


def _forms(
    store: Store,
    predicate: NamedNode,
    quads: Iterable[Quad],
    places: Mapping[NamedNode, int],
    entities: tuple[Named, ...],
) -> Iterator[Form]:
    for quad in quads:
        node, name = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(name, Literal) or node not in places:
            continue
        known = Quad(node, predicate, name, _REFERENCE) in store
        kind = _kind(predicate, node.value, name.value, known=known)
        of = places[node]
        yield Form(name.value, folded(name.value, person=entities[of].type == "Person"), of, kind)


def _kind(predicate: NamedNode, iri: str, name: str, *, known: bool) -> Kind:
    if predicate in (_ISO2, _ISO3):
        return Kind.iso2 if predicate == _ISO2 else Kind.iso3
    if _guarded().get((iri, name), predicate == _HIDDEN):
        return Kind.shared
    if predicate == _ACRONYM or is_acronym(name):
        return Kind.acronym
    return Kind.name if known else Kind.told


_ALWAYS_SHARED = ("clash", "name", "generic", "region", "former", "foreign")
_SHARED_CONDITIONS = ("never", "requires", "requires_near", "requires_row", "requires_parent", "absent_row")


@cache
def _guarded() -> dict[tuple[str, str], bool]:
    """The forms of rows that have a guard, and whether each means something else where it stands alone in a list. An
    ordinary word in capitals is none such there, and a name with a comma is plain."""
    rows = reference().rows
    found: dict[tuple[str, str], bool] = {}
    for guard in reference().guards:
        if guard.row_id not in rows:
            continue
        shared = guard.kind in _ALWAYS_SHARED or any(name in guard.conditions for name in _SHARED_CONDITIONS)
        key = reference_iri(rows[guard.row_id]).value, guard.form
        found[key] = found.get(key, False) or (shared and guard.kind != "inverted")
    return found


def _composed(forms: Iterable[Form], entities: tuple[Named, ...], labels: Mapping[str, str]) -> Iterator[Form]:
    """The names of bodies of a state with the name of the state behind, or its adjective before them, as lists of
    several states have them."""
    adjectives = {reference_iri(row).value: row.list_of("adjective") for row in reference().states}
    for form in forms:
        owner = entities[form.of]
        if owner.type != "GovernmentBody" or form.kind not in (Kind.name, Kind.told) or owner.country not in labels:
            continue
        state = labels[owner.country]
        own = (state, *adjectives.get(owner.country, ()))
        if any(folded(word) in form.folded for word in own):
            continue
        for text in (f"{form.text} of {state}", *(f"{word} {form.text}" for word in own)):
            yield Form(text, folded(text), form.of, Kind.composed)


class _Countries:
    """The states that entities are or belong to."""

    def __init__(self, store: Store, graph: DefaultGraph | NamedNode, types: Mapping[NamedNode, str]) -> None:
        self._types = types
        self._above: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for predicate in _UPWARDS:
            for quad in store.quads_for_pattern(None, predicate, None, graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    self._above[quad.subject].append(quad.object)

    def of(self, node: NamedNode) -> str:
        """The one state that an entity is or that all its ways upwards lead to first; empty where there is none, or
        more than one."""
        step, seen = {node}, {node}
        for _ in range(_FARTHEST):
            states = {one.value for one in step if self._types.get(one) == "State"}
            if states:
                return states.pop() if len(states) == 1 else ""
            step = {above for one in step for above in self._above.get(one, ())} - seen
            seen |= step
        return ""
