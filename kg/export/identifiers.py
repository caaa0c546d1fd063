"""What entities are called in other collections: short names like `wikidata:Q1030`, and the addresses there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph.matches import GEONAMES, ISO_3166, ROR, WIKIDATA

_COLLECTIONS = {"wikidata": WIKIDATA, "ror": ROR, "geonames": GEONAMES}
_CODES = {"iso2": ISO_3166, "iso3": "", "m49": ""}
"""The columns of codes, and what makes addresses of them."""
_OTHER = "iri"


@dataclass(frozen=True, slots=True)
class Identifier:
    """The name of an entity in a collection; `address` is empty where the collection has none for it."""

    scheme: str
    name: str
    address: str

    @property
    def short(self) -> str:
        """The name with its collection before it. No reader of tables takes it for a number, or, as the bare code of
        Namibia, for a cell without a value."""
        return f"{self.scheme}:{self.name}"


def identifiers(values: Mapping[str, tuple[str, ...]]) -> Iterator[Identifier]:
    """The names of an entity by its particulars: codes of states, then exact matches in other collections."""
    for scheme, namespace in _CODES.items():
        for code in values.get(scheme, ()):
            yield Identifier(scheme, code, namespace + code if namespace else "")
    for iri in values.get("exactMatch", ()):
        yield _match(iri)


def _match(iri: str) -> Identifier:
    for scheme, namespace in _COLLECTIONS.items():
        if iri.startswith(namespace):
            return Identifier(scheme, iri.removeprefix(namespace).rstrip("/"), iri)
    return Identifier(_OTHER, iri, iri)
