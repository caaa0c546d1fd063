"""The reference data and the ontology as quads: what the graph knows before it reads an article.

Reference facts need no claims; where a table does not know, nothing is said. The order is that of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import settings
from kg.graph.matches import matches
from kg.graph.memberships import membership_triples
from kg.graph.terms import (
    ALT_LABEL,
    DCTERMS,
    LABEL,
    RDF_TYPE,
    SKOS,
    concept,
    date_literal,
    english,
    entity,
    mg,
    text_literal,
    web_iri,
)
from kg.reference import (
    CITIES,
    INSTRUMENTS,
    ORGANISATIONS,
    PROCESSES,
    REGIONS,
    STATES,
    TERRITORIES,
    ReferenceRow,
    reference,
)
from kg.resources import folder, rebased
from kg.vocabulary import vocabulary

_GRAPH = NamedNode(settings.REFERENCE_GRAPH)
_ONTOLOGY_FILES = ("mgkg.ttl", "concepts.ttl", "alignments.ttl", "declarations.ttl")

ATTRIBUTION = "Place identifiers: GeoNames (https://www.geonames.org), CC BY 4.0"
"""What the licence of GeoNames asks for."""

_UNVERIFIED = "U"
_LANGUAGES = ("fr", "es", "ar")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")

_HIDDEN_LABEL, _EDITORIAL_NOTE = (NamedNode(SKOS + name) for name in ("hiddenLabel", "editorialNote"))
_SOURCE, _HOMEPAGE = NamedNode(DCTERMS + "source"), NamedNode("http://xmlns.com/foaf/0.1/homepage")

Term = NamedNode | Literal
Statement = tuple[NamedNode, Term]
"""A predicate and an object; the subject is the entity of the row."""


def reference_quads() -> Iterator[Quad]:
    """The reference facts in the reference graph, each once. Raises KgError where a table is malformed."""
    yield Quad(_GRAPH, _SOURCE, english(ATTRIBUTION), _GRAPH)
    for row in reference().rows.values():
        subject = reference_iri(row)
        statements = (*_naming(row), *_STATEMENTS[row.table](row))
        for predicate, term in dict.fromkeys(statements):
            yield Quad(subject, predicate, term, _GRAPH)
    for triple in dict.fromkeys(membership_triples()):
        yield Quad(*triple, _GRAPH)


def ontology_quads() -> Iterator[Quad]:
    """The ontology, its concept schemes, its alignments and the declarations of foreign terms in the ontology graph."""
    graph = NamedNode(settings.ONTOLOGY_GRAPH)
    for name in _ONTOLOGY_FILES:
        text = rebased((folder("ontology") / name).read_text("utf-8"))
        for triple in parse(text, format=RdfFormat.TURTLE):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def reference_iri(row: ReferenceRow) -> NamedNode:
    """The IRI of the entity of a row: `…id/state/KEN`, `…id/process/au-hoai`."""
    return entity(row.type, row.id)


def _naming(row: ReferenceRow) -> Iterator[Statement]:
    """Types with all superclasses, labels, codes and what is said of every row."""
    for name in (row.type, *vocabulary().classes[row.type].superclasses):
        yield RDF_TYPE, mg(name)
    label = row.fields.get("common_name") or row.name
    yield LABEL, english(label)
    for alias in _other_names(row):
        if alias != label:
            yield ALT_LABEL, Literal(alias, language=row.languages.get(alias, "en"))
    for form in row.aliases_ambiguous:
        if not form.startswith("the "):
            yield _HIDDEN_LABEL, text_literal(form)
    if row.acronym:
        yield mg("acronym"), text_literal(row.acronym)
    for match in matches(row):
        yield match.predicate, match.iri


def _other_names(row: ReferenceRow) -> tuple[str, ...]:
    """The names of a row beside its label that are no acronym of a column of their own, nor ambiguous."""
    names = (row.name, row.fields.get("official_name", ""), *row.aliases)
    return tuple(name for name in names if name and name != row.acronym and name not in row.aliases_ambiguous)


def _codes(row: ReferenceRow) -> Iterator[Statement]:
    """The ISO and M49 codes of states and territories."""
    for column in ("iso2", "iso3", "m49"):
        if row.fields.get(column):
            yield mg(column), text_literal(row.fields[column])


def _state(row: ReferenceRow) -> Iterator[Statement]:
    yield from _codes(row)
    for language in _LANGUAGES:
        if row.fields[f"name_{language}"]:
            yield ALT_LABEL, Literal(row.fields[f"name_{language}"], language=language)
    for name in row.list_of("capital"):
        if (name, row.id) in _cities():
            yield mg("capital"), _cities()[name, row.id]
    for membership in reference().memberships:
        if membership.note and row.fields[membership.column] == membership.value:
            yield _EDITORIAL_NOTE, english(f"{reference().rows[membership.organisation].name}: {membership.note}")
    yield from _notes(row)


def _territory(row: ReferenceRow) -> Iterator[Statement]:
    yield from _codes(row)
    yield _EDITORIAL_NOTE, english(row.fields["kind_note"])
    yield from _notes(row)


def _place(row: ReferenceRow) -> Iterator[Statement]:
    if row.parent:
        yield mg("locatedIn"), _iri_of(row.parent)


def _organisation(row: ReferenceRow) -> Iterator[Statement]:
    yield mg("actorType"), concept("actor-type", row.fields["type"])
    if row.parent:
        yield mg("partOf"), _iri_of(row.parent)
    yield from _dates(row, {"founded": "established", "dissolved": "dissolved"})
    yield from _seat(row)
    for membership in reference().memberships:
        if membership.organisation == row.id and not membership.note:
            for state in reference().states:
                if state.fields[membership.column] == membership.value:
                    yield mg("member"), reference_iri(state)
    website = web_iri(row.fields["website"]) if row.fields["website"] else None
    if website is not None:
        yield _HOMEPAGE, website
    yield from _notes(row)


def _seat(row: ReferenceRow) -> Iterator[Statement]:
    """Where an organisation has its seat: its city, where the table of cities has it, else its state."""
    city, country = row.fields["hq_city"], row.fields["hq_country_iso3"]
    if (city, country) in _cities():
        yield mg("locatedIn"), _cities()[city, country]
    elif country:
        yield mg("locatedIn"), _iri_of(country)


def _process(row: ReferenceRow) -> Iterator[Statement]:
    yield mg("actorType"), concept("actor-type", row.fields["type"])
    yield from _dates(row, {"established": "established"})
    for column, relation in _PROCESS_RELATIONS.items():
        for other in row.list_of(column):
            if reference().rows[other].table == TERRITORIES:
                # a territory is land and no actor: what it does is told in words
                name = reference().rows[other].name
                yield _EDITORIAL_NOTE, english(f"{name} stands in the list of {relation}s too.")
            else:
                yield mg(relation), _iri_of(other)
    for body in row.list_of("association"):
        yield NamedNode(DCTERMS + "relation"), _iri_of(body)
    website = web_iri(row.fields["website"]) if row.fields["website"] else None
    if website is not None:
        yield _HOMEPAGE, website
    yield from _notes(row)


_PROCESS_RELATIONS = {
    "member_states": "member",
    "secretariat": "secretariat",
    "supporting_org": "supporter",
    "observers_partners": "partner",
}


def _instrument(row: ReferenceRow) -> Iterator[Statement]:
    yield mg("instrumentType"), concept("instrument-type", row.fields["type"])
    if row.type == "Document":
        yield from _dates(row, {"adopted_date": "adoptionDate"})
        if status := _status(row):
            yield mg("documentStatus"), concept("document-status", status)
    else:
        yield from _dates(row, {"adopted_date": "established"})
    yield from _notes(row)


def _status(row: ReferenceRow) -> str:
    """How far an instrument has come, as far as sources show; the day on which one entered into force needs one too."""
    if row.fields["entry_into_force"] and row.fields["verification"] != _UNVERIFIED:
        return "in-force"
    return "adopted" if row.fields["adopted_date"] else ""


def _dates(row: ReferenceRow, properties: dict[str, str]) -> Iterator[Statement]:
    for column, name in properties.items():
        day = _one_date(row.fields[column])
        if day:
            yield mg(name), date_literal(day)


def _one_date(cell: str) -> str:
    """A date of a table; of an interval the month or year that both its ends share."""
    first, _, last = cell.partition("/")
    while last and first != last:
        first, last = first.rpartition("-")[0], last.rpartition("-")[0]
    return first if _DATE.fullmatch(first) else ""


def _notes(row: ReferenceRow) -> Iterator[Statement]:
    """How well a row is verified, by what, and what its table notes."""
    if row.fields.get("verification"):
        yield _EDITORIAL_NOTE, english(f"Verification: {row.fields['verification']}")
    if row.fields.get("sources"):
        yield _SOURCE, text_literal(row.fields["sources"])
    if row.fields.get("notes"):
        yield _EDITORIAL_NOTE, english(row.fields["notes"])


def _iri_of(row_id: str) -> NamedNode:
    return reference_iri(reference().rows[row_id])


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, str], NamedNode]:
    """The cities by name and code of their state."""
    return {(row.name, row.parent): reference_iri(row) for row in reference().cities}


_STATEMENTS: dict[str, Callable[[ReferenceRow], Iterable[Statement]]] = {
    STATES: _state,
    TERRITORIES: _territory,
    ORGANISATIONS: _organisation,
    PROCESSES: _process,
    INSTRUMENTS: _instrument,
    CITIES: _place,
    REGIONS: _place,
}
