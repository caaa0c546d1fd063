"""Networks out of the facts: each projection says which facts make its edges, and which way they run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pyoxigraph as ox

from kg.network.facts import Facts, Tie
from kg.settings import ONTOLOGY

PRESENCE = ("participant", "host", "organizer", "chair", "speaker")
"""The relations of an event by which an actor counts as having been there."""

Network = nx.Graph  # a DiGraph is one too
"""Nodes are IRIs with `label`, `acronym` and `type`; an edge has `weight` and `facts`, the ties that it stands for."""


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


def _presences(facts: Facts) -> Iterator[Tie]:
    for tie in facts.ties:
        event, actor = facts.nodes.get(tie.subject), facts.nodes.get(tie.object)
        if tie.relation in PRESENCE and event and event.type == "Event" and actor and actor.actor:
            yield tie


def bipartite(facts: Facts) -> Network[str]:
    """Actors on one side (`bipartite=0`), events on the other (`1`), joined where the actor had a part."""
    graph: Network[str] = nx.Graph()
    for tie in _presences(facts):
        _node(graph, facts, tie.object, bipartite=0)
        _node(graph, facts, tie.subject, bipartite=1)
        _edge(graph, tie.object, tie.subject, tie)
    return _weighted(graph)


def co_participation(facts: Facts) -> Network[str]:
    """Actors joined where they had a part in the same event: `weight` is the number of such events, `events` their
    IRIs. Actors who met nobody are in it too."""
    graph: Network[str] = nx.Graph()
    present: defaultdict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in _presences(facts):
        present[tie.subject][tie.object].append(tie)
        _node(graph, facts, tie.object)
    for event, actors in sorted(present.items()):
        for one, other in combinations(sorted(actors), 2):
            known = graph.get_edge_data(one, other, {"events": (), "facts": ()})
            ties = (*known["facts"], *actors[one], *actors[other])
            graph.add_edge(one, other, events=(*known["events"], event), facts=ties, weight=len(known["events"]) + 1)
    return graph


def structure(facts: Facts) -> Network[str]:
    """From members to what they are members of, from parts to the whole, from secretariats to what they serve."""
    return _directed(facts, {"member": True, "partOf": False, "secretariat": True}, actors=True)


def representation(facts: Facts) -> Network[str]:
    """From persons to the bodies that they represent or work for."""
    return _directed(facts, {"represents": False, "worksFor": False})


def funding(facts: Facts) -> Network[str]:
    """From funders and supporters to what they pay for or support."""
    return _directed(facts, {"funder": True, "supporter": True})


def partnership(facts: Facts) -> Network[str]:
    """Actors joined where a text calls them partners, in either direction."""
    graph: Network[str] = nx.Graph()
    for tie in facts.ties:
        if tie.relation == "partner" and _actors(facts, tie):
            for end in (tie.subject, tie.object):
                _node(graph, facts, end)
            _edge(graph, tie.subject, tie.object, tie)
    return _weighted(graph)


def _directed(facts: Facts, relations: Mapping[str, bool], *, actors: bool = False) -> Network[str]:
    """A directed network of these relations; those marked true run from object to subject."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for tie in facts.ties:
        if tie.relation in relations and (not actors or _actors(facts, tie)):
            ends = (tie.object, tie.subject) if relations[tie.relation] else (tie.subject, tie.object)
            for end in ends:
                _node(graph, facts, end)
            _edge(graph, *ends, tie)
    return _weighted(graph)


def _actors(facts: Facts, tie: Tie) -> bool:
    return all(end in facts.nodes and facts.nodes[end].actor for end in (tie.subject, tie.object))


def _node(graph: Network[str], facts: Facts, iri: str, **attributes: int) -> None:
    node = facts.nodes.get(iri)
    known = (node.type, node.acronym) if node else ("", "")
    graph.add_node(iri, label=facts.label(iri), type=known[0], acronym=known[1], **attributes)


def _edge(graph: Network[str], one: str, other: str, tie: Tie) -> None:
    known = graph.get_edge_data(one, other, {"facts": ()})
    graph.add_edge(one, other, facts=(*known["facts"], tie))


def _weighted(graph: Network[str]) -> Network[str]:
    """The graph with the number of facts as the weight of an edge, and their relations."""
    for _, _, data in graph.edges(data=True):
        data["weight"] = len(data["facts"])
        data["relations"] = tuple(sorted({tie.relation for tie in data["facts"]}))
    return graph


@dataclass(frozen=True, slots=True)
class Projection:
    """A way from facts to a network."""

    build: Callable[[Facts], Network[str]]

    @property
    def description(self) -> str:
        """What its edges mean."""
        return " ".join((self.build.__doc__ or "").split())


PROJECTIONS: Mapping[str, Projection] = {
    "co-participation": Projection(co_participation),
    "actor-event": Projection(bipartite),
    "structure": Projection(structure),
    "representation": Projection(representation),
    "funding": Projection(funding),
    "partnership": Projection(partnership),
}


def project(facts: Facts, name: str) -> Network[str]:
    """The network of one of `PROJECTIONS`. Raises KeyError for another name."""
    return PROJECTIONS[name].build(facts)


def quotations(ties: Iterable[Tie]) -> list[str]:
    """The words behind an edge, each once, in the order of the facts."""
    return list(dict.fromkeys(evidence.quotation for tie in ties for evidence in tie.evidence))
