"""Networks of actors out of the store: who took part in which event, and who thereby met whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pyoxigraph as ox

from kg.settings import ONTOLOGY

PRESENCE = ("participant", "host", "organizer", "chair", "speaker")
"""The relations of an event by which an actor counts as having been there."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """An actor's part in an event, with their labels."""

    event: str
    actor: str
    relation: str
    event_label: str
    actor_label: str


_PARTS = """
PREFIX mg: <{ontology}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?event ?actor ?relation ?eventLabel ?actorLabel WHERE {{
  VALUES ?relation {{ {relations} }}
  ?event ?relation ?actor ; a mg:Event .
  ?actor a mg:Actor .
  OPTIONAL {{ ?event rdfs:label ?eventLabel }}
  OPTIONAL {{ ?actor rdfs:label ?actorLabel }}
  {persons}
}}
"""


def parts(store: ox.Store, *, persons: bool = False) -> list[Part]:
    """Who had a part in which event, sorted; organisations and states only unless `persons`. Read from the default
    graph, where every accepted fact stands once."""
    text = _PARTS.format(
        ontology=ONTOLOGY,
        relations=" ".join(f"mg:{name}" for name in PRESENCE),
        persons="" if persons else "FILTER NOT EXISTS { ?actor a mg:Person }",
    )
    solutions = store.query(text)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    return sorted({_part(row) for row in solutions})


def _part(row: ox.QuerySolution) -> Part:
    event, actor, relation, event_label, actor_label = (_value(row[i]) for i in range(5))
    return Part(event, actor, relation.removeprefix(ONTOLOGY), event_label or _end(event), actor_label or _end(actor))


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _end(iri: str) -> str:
    return iri.rpartition("/")[2]


def bipartite(rows: Iterable[Part]) -> nx.Graph[str]:
    """Actors on one side (`bipartite=0`), events on the other (`1`); an edge lists its relations."""
    graph: nx.Graph[str] = nx.Graph()
    for row in sorted(rows):
        graph.add_node(row.actor, bipartite=0, label=row.actor_label)
        graph.add_node(row.event, bipartite=1, label=row.event_label)
        known = graph.get_edge_data(row.actor, row.event, {}).get("relations", ())
        graph.add_edge(row.actor, row.event, relations=(*known, row.relation))
    return graph


def co_participation(rows: Iterable[Part]) -> nx.Graph[str]:
    """Actors joined where they had a part in the same event: `weight` is the number of such events, `events` their
    IRIs. Actors who met nobody are in it too."""
    graph: nx.Graph[str] = nx.Graph()
    present: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows):
        present[row.event][row.actor] = row.actor_label
        graph.add_node(row.actor, label=row.actor_label)
    for event, actors in sorted(present.items()):
        for one, other in combinations(sorted(actors), 2):
            events = graph.get_edge_data(one, other, {}).get("events", ())
            graph.add_edge(one, other, events=(*events, event), weight=len(events) + 1)
    return graph
