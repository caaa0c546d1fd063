"""What the rows of the reference data are in other collections: Wikidata, GeoNames, ROR and the codes of ISO 3166.

Only what the tables give is said. A match is exact, but where `close_matches.tsv` says why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.terms import SKOS
from kg.reference import CITIES, ORGANISATIONS, STATES, TERRITORIES, ReferenceRow, reference

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
ROR = "https://ror.org/"
ISO_3166 = "https://www.iso.org/obp/ui/#iso:code:3166:"

_EXACT, _CLOSE = NamedNode(SKOS + "exactMatch"), NamedNode(SKOS + "closeMatch")
_ROR_ID = re.compile(r"\bror[: ](0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})\b", re.IGNORECASE)
"""A record of ROR as the columns of sources name it; its id is base 32 as Crockford has it, and two check digits."""
_USER_ASSIGNED = "X"
"""ISO 3166-1 leaves the codes of two letters that begin so to its users: they are no codes of the standard."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row's entity in another collection. `id` is its name there, `namespace` makes an IRI of it, `sources` say what
    the match rests on."""

    predicate: NamedNode
    namespace: str
    id: str
    sources: str

    @property
    def iri(self) -> NamedNode:
        """The IRI in the other collection."""
        return NamedNode(self.namespace + self.id)


def matches(row: ReferenceRow) -> Iterator[Match]:
    """The entity of a row in Wikidata, GeoNames and ROR."""
    if item := row.fields.get("wikidata_qid"):
        yield Match(_predicate(row, "wikidata_qid"), WIKIDATA, item, row.fields["qid_sources"])
    if place := row.fields.get("geonames_id"):
        source = row.fields["source"] if row.table == CITIES else "GeoNames"
        yield Match(_EXACT, GEONAMES, f"{place}/", source)
    if row.table == ORGANISATIONS and (
        record := _ROR_ID.search(f"{row.fields['qid_sources']};{row.fields['sources']}")
    ):
        yield Match(_EXACT, ROR, record[1].lower(), row.fields["sources"])


def code_match(row: ReferenceRow) -> Match | None:
    """The entry of a state or territory in ISO 3166-1; None of other rows, and of codes that are not the standard's.
    In the graph the code itself stands for it."""
    code = row.fields["iso2"] if row.table in (STATES, TERRITORIES) else ""
    if not code or code.startswith(_USER_ASSIGNED):
        return None
    return Match(_EXACT, ISO_3166, code, "ISO 3166 as pycountry has it")


def _predicate(row: ReferenceRow, column: str) -> NamedNode:
    return _CLOSE if (row.id, column) in reference().close_matches else _EXACT
