"""Mapping sets in SSSOM: how the vocabulary and the reference data relate to those of others, as tables for programs.

The truth is `ontology/alignments.ttl` for the vocabulary and the tables of `ontology/reference` for the entities; what
is made of them here stands in `ontology/mappings`, so that it can be read without this program. The format is SSSOM 1.0
(https://mapping-commons.github.io/sssom/): a header of YAML in comments, then tab-separated rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode, Quad

from kg import settings
from kg.graph.matches import GEONAMES, ISO_3166, ROR, WIKIDATA, Match, code_match, matches
from kg.graph.reference_graph import ontology_quads, reference_iri
from kg.graph.terms import LABEL, OA, PROV, RDF, RDF_TYPE, RDFS, SKOS
from kg.reference import CITIES, ReferenceRow, reference

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
VOCABULARIES = {
    "cv": ("http://data.europa.eu/m8g/", "the Core Public Organisation Vocabulary"),
    "dcterms": ("http://purl.org/dc/terms/", "DCMI Metadata Terms"),
    "foaf": ("http://xmlns.com/foaf/0.1/", "FOAF"),
    "oa": (OA, "the Web Annotation Vocabulary"),
    "org": ("http://www.w3.org/ns/org#", "the W3C Organization Ontology"),
    "prov": (PROV, "PROV-O"),
    "rdf": (RDF, "RDF"),
    "schema": ("https://schema.org/", "schema.org"),
    "skos": (SKOS, "SKOS"),
    "time": ("http://www.w3.org/2006/time#", "OWL-Time"),
}
"""The vocabularies that ours is aligned with, by their prefixes: namespace, and name."""
COLLECTIONS = {
    "wikidata": (WIKIDATA, "Wikidata"),
    "geonames": (GEONAMES, "GeoNames"),
    "ror": (ROR, "the Research Organization Registry"),
    "iso3166": (ISO_3166, "ISO 3166-1, by codes of two letters"),
}
"""The collections of entities, likewise."""

_PREFIXES = {
    "mg": settings.ONTOLOGY,
    "id": settings.ENTITY,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": RDFS,
    "semapv": "https://w3id.org/semapv/vocab/",
    **{prefix: namespace for prefix, (namespace, _) in {**VOCABULARIES, **COLLECTIONS}.items()},
}
_COLUMNS = tuple("subject_id subject_label subject_type predicate_id object_id mapping_justification comment".split())
_ALIGNING = (
    RDFS + "subClassOf",
    RDFS + "subPropertyOf",
    *(SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
)
_TYPES = {
    "Class": "owl class",
    "ObjectProperty": "owl object property",
    "DatatypeProperty": "owl data property",
    "AnnotationProperty": "owl annotation property",
}
_CURATED, _BY_NAME, _CHAINED = (
    f"semapv:{name}" for name in ("ManualMappingCuration", "LexicalMatching", "MappingChaining")
)


def mapping_sets() -> dict[str, str]:
    """The mapping sets by the names of their files, as text. Raises KgError where the ontology or a table of the
    reference data cannot be read."""
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in (*_alignments(), *_matches()):
        rows[row[4].partition(":")[0]].append(row)
    return {f"{prefix}.sssom.tsv": _written(prefix, found) for prefix, found in sorted(rows.items())}


def _alignments() -> Iterator[tuple[str, ...]]:
    """The terms of the ontology that are tied to terms of other vocabularies."""
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ontology_quads():
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(settings.ONTOLOGY):
            terms[quad.subject.value][quad.predicate.value].append(_value(quad))
    for term, values in terms.items():
        kind = _TYPES[values[RDF_TYPE.value][0].rpartition("#")[2]]
        for predicate in _ALIGNING:
            for other in values[predicate]:
                if not other.startswith(settings.BASE):
                    yield (_curie(term), values[LABEL.value][0], kind, _curie(predicate), _curie(other), _CURATED, "")


def _matches() -> Iterator[tuple[str, ...]]:
    """The entities of the reference data that other collections have too."""
    for row in reference().rows.values():
        for match in matches(row):
            yield _matched(row, match, _justified(row, match))
        if (code := code_match(row)) is not None:
            yield _matched(row, code, _CURATED)


def _matched(row: ReferenceRow, match: Match, justification: str) -> tuple[str, ...]:
    cells = (_curie(reference_iri(row).value), row.name, "owl named individual", _curie(match.predicate.value))
    return (*cells, _curie(match.iri.value), justification, _cell(match.sources))


def _justified(row: ReferenceRow, match: Match) -> str:
    """States and territories were tied by the codes that both sides have, cities by their names within a state."""
    if row.table == CITIES:
        return _BY_NAME
    return _CHAINED if "iso3" in row.fields and match.namespace in (WIKIDATA, GEONAMES) else _CURATED


def _written(prefix: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A file: the header, the names of the columns, the rows in order."""
    body = sorted(set(rows))
    used = {cell.partition(":")[0] for row in body for cell in (row[0], *row[3:6])}
    lines = [f"#{line}" for line in _header(prefix, {name: _PREFIXES[name] for name in sorted(used)})]
    return "\n".join([*lines, "\t".join(_COLUMNS), *("\t".join(row) for row in body)]) + "\n"


def _header(prefix: str, curies: Mapping[str, str]) -> Iterator[str]:
    known = VOCABULARIES | COLLECTIONS
    what = "Terms of the Migration Governance Ontology" if prefix in VOCABULARIES else "States, bodies and places"
    yield f"mapping_set_id: {settings.BASE}mappings/{prefix}.sssom.tsv"
    yield f'mapping_set_version: "{settings.VERSION}"'
    yield f'mapping_set_title: "{what} in {known[prefix][1]}"'
    yield f"license: {LICENSE}"
    yield f"mapping_provider: {settings.BASE}"
    yield f'subject_source_version: "{settings.VERSION}"'
    yield "curie_map:"
    for name, namespace in curies.items():
        yield f'  {name}: "{namespace}"'


@cache
def _namespaces() -> tuple[tuple[str, str], ...]:
    """Namespaces with their prefixes, the longest first."""
    return tuple(sorted(((space, prefix) for prefix, space in _PREFIXES.items()), key=lambda pair: -len(pair[0])))


def _curie(iri: str) -> str:
    """An IRI behind its prefix. Raises ValueError where it has none: add its vocabulary above."""
    for namespace, prefix in _namespaces():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    raise ValueError(f"{iri}: no prefix of the mapping sets begins it")


def _value(quad: Quad) -> str:
    return str(getattr(quad.object, "value", ""))


def _cell(text: str) -> str:
    return " ".join(text.split())
