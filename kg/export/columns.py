"""The columns of tables and network files, one name for one thing: they are called as the properties are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kg import settings
from kg.graph.terms import DCTERMS, SKOS, digest
from kg.vocabulary import vocabulary

SEPARATOR = " | "
"""Between several values in one cell."""

_OTHERS = ("acronym", "edtf", "iso2", "iso3", "m49", "actorType", "instrumentType", "documentStatus", "established")
_FURTHER = ("dissolved", "adoptionDate", "identityKey")
_FOREIGN = {
    "altLabel": SKOS + "altLabel",
    "exactMatch": SKOS + "exactMatch",
    "homepage": "http://xmlns.com/foaf/0.1/homepage",
    "source": DCTERMS + "source",
    "publisher": DCTERMS + "publisher",
    "issued": DCTERMS + "issued",
}
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def _columns() -> dict[str, str]:
    relations = vocabulary().relations.items()
    said = (name for name, row in relations if row.value != "entity" and row.asserted and not row.private)
    return {name: settings.ONTOLOGY + name for name in (*said, *_OTHERS, *_FURTHER)} | _FOREIGN


COLUMNS: Mapping[str, str] = MappingProxyType(_columns())
"""The particulars of entities and articles and the properties that they come from: all relations of the vocabulary
that become facts and whose values are no entities, and the codes, names, dates and sources of the reference data."""

FOUND: Mapping[str, str] = MappingProxyType(
    {
        "start": "string",
        "end": "string",
        "country": "string",
        "latitude": "double",
        "longitude": "double",
        "locatedAt": "string",
        "wikidata": "string",
        "ror": "string",
        "geonames": "string",
        "articles": "int",
    }
)
"""What is found from the particulars and the facts of an entity, with the type of its values as GraphML calls it: its
first and last day, the alpha-3 code of its state, where it is, as the point of which place, what it is called
elsewhere, and how many articles name it."""

EDGES: Mapping[str, str] = MappingProxyType(
    {
        **{settings.ONTOLOGY + name: name for name, row in vocabulary().relations.items() if row.value == "entity"},
        settings.ONTOLOGY + "capital": "capital",
        DCTERMS + "relation": "relation",
    }
)
"""The properties between two entities and what they are called."""


def identifier(iri: str, joint: str = ":") -> str:
    """The short name of an entity or article (`state:KEN`), the same in every file and legal as a name token of XML; a
    piece of the digest of its IRI where that is not of this program, or has other characters."""
    kind, _, name = iri.removeprefix(settings.ENTITY).removeprefix(settings.BASE).partition("/")
    if iri.startswith(settings.BASE) and _NAME.fullmatch(name):
        return f"{kind}{joint}{name}"
    return f"iri{joint}{digest(iri)[:16]}"
