"""The facts between entities, each with its evidence: what every network is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.reference import STATES, reference
from kg.settings import ARTICLE, CONCEPT, ENTITY, ONTOLOGY
from kg.vocabulary import narrowest

PREFIXES = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX mg: <{ONTOLOGY}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_CLAIMS = """
SELECT ?claim ?subject ?relation ?object ?status ?confidence ?article ?quotation WHERE {
  GRAPH ?article {
    ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
           mg:status ?status ; mg:confidence ?confidence ; mg:evidence ?segment .
    ?segment oa:exact ?quotation .
  }
  ?subject ?relation ?object .
  FILTER(isIRI(?object))
}
"""
_KNOWN = """
SELECT ?subject ?relation ?object WHERE {
  VALUES ?relation { mg:member mg:partOf }
  GRAPH ?reference { ?subject ?relation ?object }
  FILTER(!STRSTARTS(STR(?reference), "%s"))
}
"""
_ARTICLES = """
SELECT ?article ?title ?publisher ?issued ?topic WHERE {
  ?article a mg:Article .
  OPTIONAL { ?article dcterms:title ?title }
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?article mg:topic ?topic }
}
"""
_NODES = """
SELECT ?node ?type ?label ?acronym WHERE {
  ?node a ?type ; rdfs:label ?label . OPTIONAL { ?node mg:acronym ?acronym }
}
"""
_DATES = """
SELECT ?event ?start ?end WHERE { ?event mg:startDate ?start . OPTIONAL { ?event mg:endDate ?end } }
"""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An article: `issued` as far as it is known, `topics` by the ends of their IRIs."""

    iri: str
    title: str = ""
    publisher: str = ""
    issued: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One quotation that says a fact, and how sure it is (0 to 1)."""

    source: Source
    quotation: str
    status: str
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A fact between two entities; without evidence where it stands in the reference data."""

    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An entity. `type` is its most special class; `start` and `end` are the dates of an event as the text gives them;
    `region` that of a state (M49); `acronym` its shortest one."""

    iri: str
    label: str
    type: str
    actor: bool = False
    start: str = ""
    end: str = ""
    region: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Entities by IRI, and the ties between them, sorted."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()

    def label(self, iri: str) -> str:
        """The name of an entity, the end of its IRI where it has none."""
        return self.nodes[iri].label if iri in self.nodes else iri.rpartition("/")[2]


def read_facts(store: ox.Store) -> Facts:
    """All accepted facts between entities of a store. What only a speaker says is no fact; memberships of the
    reference data are facts without evidence."""
    sources = _sources(store)
    evidence: defaultdict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for claim in _rows(store, _CLAIMS):
        key = (claim["subject"], claim["relation"].removeprefix(ONTOLOGY), claim["object"])
        evidence[key].add(_evidence(claim, sources))
    for known in _rows(store, _KNOWN % ARTICLE):
        evidence.setdefault((known["subject"], known["relation"].removeprefix(ONTOLOGY), known["object"]), set())
    between = {key: found for key, found in evidence.items() if key[0].startswith(ENTITY) and key[2].startswith(ENTITY)}
    ties = tuple(sorted(Tie(*key, tuple(sorted(found))) for key, found in between.items()))
    named = {end for tie in ties for end in (tie.subject, tie.object)}
    return Facts({iri: node for iri, node in _nodes(store) if iri in named}, ties)


def _evidence(claim: Mapping[str, str], sources: Mapping[str, Source]) -> Evidence:
    source = sources.get(claim["article"], Source(claim["article"]))
    return Evidence(source, claim["quotation"], claim["status"].rpartition("/")[2], float(claim["confidence"]))


def _sources(store: ox.Store) -> dict[str, Source]:
    topics: defaultdict[str, set[str]] = defaultdict(set)
    found: dict[str, Source] = {}
    for row in _rows(store, _ARTICLES):
        topics[row["article"]] |= {row["topic"].removeprefix(CONCEPT).rpartition("/")[2]} - {""}
        found[row["article"]] = Source(row["article"], row["title"], row["publisher"], row["issued"])
    return {iri: Source(iri, s.title, s.publisher, s.issued, tuple(sorted(topics[iri]))) for iri, s in found.items()}


def _nodes(store: ox.Store) -> Iterator[tuple[str, Node]]:
    types: defaultdict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    acronyms: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(store, _NODES):
        types[row["node"]].add(row["type"].removeprefix(ONTOLOGY))
        labels[row["node"]] = row["label"]
        acronyms[row["node"]].add(row["acronym"])
    dates = {row["event"]: (row["start"], row["end"] or row["start"]) for row in _rows(store, _DATES)}
    regions = {ENTITY + f"state/{row.id}": row.fields.get("region_m49", "") for row in reference().table(STATES)}
    for iri in sorted(labels):
        own, short = types[iri], min(acronyms[iri], key=lambda name: (len(name), name))
        dated = dates.get(iri, ("", ""))
        yield iri, Node(iri, labels[iri], narrowest(own), "Actor" in own, *dated, regions.get(iri, ""), short)


def _rows(store: ox.Store, query: str) -> Iterator[dict[str, str]]:
    """The solutions of a SELECT query as text by variable, unbound ones empty."""
    solutions = store.query(PREFIXES + query)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: _text(solution[name]) for name in names}


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
