"""The terms of the EU's authority tables (https://op.europa.eu/en/web/eu-vocabularies) that DCAT-AP asks for. A
catalogue may know none of them, so a manifest says of each what it is and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.export.turtle_terms import STANDARD
from kg.graph.terms import DCTERMS, RDFS, SKOS
from kg.reference import rows_of
from kg.release.dataset import LICENSE, Value, english_text, node

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
FILE_TYPES, COUNTRIES = _AUTHORITY + "file-type/", _AUTHORITY + "country/"
_NAME = {"skos:Concept": SKOS + "prefLabel", "skos:ConceptScheme": DCTERMS + "title"}
"""By which property things of a class are called, where that is not `rdfs:label`."""


def terms(about: str) -> tuple[NamedNode, ...]:
    """The terms that say something of a release."""
    return tuple(NamedNode(row["iri"]) for row in _rows() if row["about"] == about)


def term(about: str) -> NamedNode:
    """The one term that says something of a release."""
    (one,) = terms(about)
    return one


def terms_described() -> Iterator[Triple]:
    """What each of the terms is; of the licence also which kind it is, and where its text stands."""
    for row in _rows():
        prefix, _, local = row["class"].partition(":")
        said: list[Value] = [(_NAME.get(row["class"], RDFS + "label"), english_text(row["name"]))]
        if row["about"] == "theme":
            said.append((SKOS + "inScheme", term("themes")))
        if row["about"] == "licence":
            said += [(DCTERMS + "type", term("kind of licence")), (RDFS + "seeAlso", NamedNode(LICENSE))]
        yield from node(row["iri"], [STANDARD[prefix] + local], said)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(rows_of(Path(__file__).with_name("authorities.tsv")))
