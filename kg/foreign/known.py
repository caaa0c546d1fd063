"""The reference data by the addresses and codes that others know it under."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pyoxigraph import NamedNode

from kg import settings
from kg.graph.matches import GEONAMES, ROR, WIKIDATA, matches
from kg.graph.names import normalised
from kg.graph.reference_graph import reference_iri
from kg.graph.terms import SKOS, entity, kebab, slug, web_iri
from kg.reference import ReferenceRow, reference
from kg.vocabulary import vocabulary

ISO_2, ISO_3, QID = "iso2", "iso3", "wikidata"
_COLLECTIONS = {WIKIDATA: QID, GEONAMES: "geonames", ROR: "ror"}
_FORMS = {
    QID: re.compile(r"Q[1-9]\d*"),
    "ror": re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}"),
    ISO_2: re.compile(r"[A-Z]{2}"),
    ISO_3: re.compile(r"[A-Z]{3}"),
}
_EXACT = NamedNode(SKOS + "exactMatch")


def by_code(kind: str, code: str) -> NamedNode | None:
    """The entity with this code of a kind (`iso2`, `iso3`, `wikidata`, `ror`, `geonames`), None where none has it."""
    return _by_code().get((kind, code.strip().strip("/")))


def code_kinds(text: str, *, land: bool) -> list[str]:
    """Which kinds of code a text has the form of; of two or three capitals only where it is about a country."""
    kinds = [kind for kind, form in _FORMS.items() if form.fullmatch(text.strip())]
    return [kind for kind in kinds if land or kind not in (ISO_2, ISO_3)]


def by_address(address: str, namespaces: Mapping[str, str]) -> NamedNode | None:
    """The entity that has this address here or in a collection, whose namespaces with their kinds of code are given."""
    if address.startswith(settings.ENTITY):
        return web_iri(address)
    for namespace, kind in namespaces.items():
        if address.startswith(namespace):
            return by_code(kind, address.removeprefix(namespace).partition("/")[0])
    return None


def by_name(name: str, kind: str) -> list[NamedNode]:
    """The entities of a type that bear this name, sorted."""
    return sorted(_by_name().get((kind, normalised(name)), ()), key=str)


def row_of(node: NamedNode) -> ReferenceRow | None:
    """The row that an entity stands for, None where it is of no table."""
    return _rows().get(node)


def type_of(node: NamedNode) -> str:
    """The class that the address of an entity of this program tells, empty where it tells none."""
    return _classes().get(node.value.removeprefix(settings.ENTITY).partition("/")[0], "")


def country_of(node: NamedNode) -> str:
    """The code of three letters of a state or territory, empty of what is none."""
    row = row_of(node)
    return row.fields["iso3"] if row is not None and "iso3" in row.fields else ""


def place(name: str, country: str) -> NamedNode:
    """The address of a place with a name in a country, as articles name it too."""
    return entity("Place", f"{slug(normalised(name))}-{country.lower()}")


@cache
def _by_code() -> dict[tuple[str, str], NamedNode]:
    found: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for row in reference().rows.values():
        node = reference_iri(row)
        for kind in (ISO_2, ISO_3):
            if row.fields.get(kind):
                found[kind, row.fields[kind]].add(node)
        for match in matches(row):
            if match.predicate == _EXACT and match.namespace in _COLLECTIONS:
                found[_COLLECTIONS[match.namespace], match.id.strip("/")].add(node)
    return {key: next(iter(nodes)) for key, nodes in found.items() if len(nodes) == 1}


@cache
def _by_name() -> dict[tuple[str, str], set[NamedNode]]:
    found: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for node, row in _rows().items():
        forms = (row.name, row.fields.get("common_name", ""), row.fields.get("official_name", ""), row.acronym)
        for form in (*forms, *row.aliases):
            if form and form not in row.aliases_ambiguous:
                found[row.type, normalised(form)].add(node)
    return dict(found)


@cache
def _rows() -> dict[NamedNode, ReferenceRow]:
    return {reference_iri(row): row for row in reference().rows.values()}


@cache
def _classes() -> dict[str, str]:
    return {kebab(name): name for name in vocabulary().classes}
