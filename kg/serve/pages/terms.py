"""The terms of the ontology as the graph that is served tells them."""

from __future__ import annotations

from collections import defaultdict

from kg import settings
from kg.documentation.ontology import ANNOTATION, CLASS, Term
from kg.query.results import plain
from kg.serve.asking import Ask

__all__ = ["ANNOTATION", "CLASS", "Term", "read_terms"]

_QUERY = f"""SELECT ?term ?property ?value WHERE {{
  GRAPH <{settings.ONTOLOGY_GRAPH}> {{ ?term ?property ?value }}
  FILTER(STRSTARTS(STR(?term), "{settings.ONTOLOGY}"))
}} ORDER BY STR(?term) STR(?property) STR(?value)"""


async def read_terms(ask: Ask) -> dict[str, Term]:
    """All terms by IRI."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for term, property_, value in (await ask.rows(_QUERY)).rows:
        found[plain(term)][plain(property_)] += (plain(value),)
    return {iri: Term(iri, dict(values)) for iri, values in found.items()}
