"""What the queries of pages are put together from."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg import settings
from kg.graph.terms import DCTERMS, OA, RDF, RDFS, SKOS

PREFIXES = f"""PREFIX dcterms: <{DCTERMS}>
PREFIX mg: <{settings.ONTOLOGY}>
PREFIX oa: <{OA}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
PREFIX skos: <{SKOS}>
"""
ONTOLOGY = f"<{settings.ONTOLOGY_GRAPH}>"
DECISIONS = f"<{settings.DECISIONS_GRAPH}>"


def node(iri: str) -> str:
    """An IRI as it stands in a query. Raises ValueError where it is none."""
    return str(NamedNode(iri))


def nodes(iris: Iterable[str]) -> str:
    """Several IRIs as they stand in a query."""
    return " ".join(map(node, iris))
