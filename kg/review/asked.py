"""The queries that tell what there is to decide. What begins with `$` is filled in."""

from __future__ import annotations

from string import Template

from kg import settings
from kg.graph.terms import DCTERMS, OA, RDF, RDFS

_PREFIXES = f"""PREFIX dcterms: <{DCTERMS}>
PREFIX graph: <{settings.GRAPH}>
PREFIX mg: <{settings.ONTOLOGY}>
PREFIX oa: <{OA}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
"""
_ARTICLE = """?article mg:key ?key .
  OPTIONAL { ?article dcterms:title ?title } OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued } OPTIONAL { ?article dcterms:source ?source }"""

DOUBTS = Template(
    _PREFIXES
    + """SELECT ?article ?subject ?relation ?object (MAX(?sure) AS ?confidence) (MIN(STR(?one)) AS ?claim) WHERE {
  { SELECT ?article ?one ?sure WHERE { GRAPH ?article { ?one mg:confidence ?sure } FILTER(?sure < $below) } }
  GRAPH ?article { ?one rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }
  FILTER NOT EXISTS {
    GRAPH ?article {
      ?other rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; mg:confidence ?surer }
    FILTER(?surer >= $below)
  }
} GROUP BY ?article ?subject ?relation ?object
ORDER BY ?confidence STR(?article) STR(?claim) LIMIT $limit"""
)
"""The few that are less sure come first, and only then what they say: that is faster where few are in doubt."""
WORDS = Template(
    _PREFIXES
    + """SELECT DISTINCT ?article ?subject ?relation ?object ?quote ?key ?title ?publisher ?issued ?source ?status ?rule
    ?subjectLabel ?objectLabel ?start WHERE {
  VALUES (?article ?subject ?relation ?object) { $statements }
  GRAPH ?article {
    ?one rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; mg:status ?status ; mg:rule ?rule ;
         mg:evidence ?segment .
    ?segment oa:exact ?quote ; oa:start ?start .
  }
  $article
  OPTIONAL { ?subject rdfs:label ?subjectLabel }
  OPTIONAL { ?object rdfs:label ?objectLabel }
} ORDER BY ?start STR(?quote) STR(?rule)"""
)
PAIRS = Template(
    _PREFIXES
    + """SELECT DISTINCT ?one ?other WHERE {
  VALUES ?decisions { graph:decisions }
  GRAPH ?decisions { ?one mg:identityCandidate ?other }
} ORDER BY STR(?one) STR(?other)"""
)
NAMES = Template(
    _PREFIXES
    + """SELECT ?node ?label ?kind WHERE {
  VALUES ?node { $nodes }
  ?node rdfs:label ?label ; a ?kind .
} ORDER BY STR(?node) STR(?label) STR(?kind)"""
)
MENTIONS = Template(
    _PREFIXES
    + """SELECT DISTINCT ?article ?quote ?key ?title ?publisher ?issued ?source WHERE {
  {
    SELECT DISTINCT ?article ?quote WHERE {
      GRAPH ?article {
        { ?one rdf:subject $node } UNION { ?one rdf:object $node }
        ?one mg:evidence ?segment .
        ?segment oa:exact ?quote .
      }
    } LIMIT $limit
  }
  $article
} ORDER BY STR(?issued) STR(?article) STR(?quote)"""
)
"""Words of the articles that make claims about an entity."""
CLAIM = Template(
    _PREFIXES
    + """SELECT ?article ?subject ?relation ?object WHERE {
  GRAPH ?article { $claim a mg:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }
}"""
)


STATEMENT = Template(
    _PREFIXES
    + """SELECT (MAX(?sure) AS ?confidence) (MIN(STR(?one)) AS ?claim) WHERE {
  GRAPH $graph {
    ?one rdf:subject $subject ; rdf:predicate $relation ; rdf:object $object ; mg:confidence ?sure }
}"""
)


def filled(query: Template, **values: object) -> str:
    """A query with its values."""
    return query.substitute({"article": _ARTICLE, **values})
