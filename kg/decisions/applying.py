"""Decisions applied to the graph of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.decisions.record import REJECT, Decision, kind_of
from kg.graph import ArticleGraph
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, mg
from kg.graph.without_claims import Claim, claims_of, fact_of, without_claims

DECISION = mg("decision")
Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal
_KEY = mg("identityKey")
_SINGLE = (LABEL, mg("edtf"))
"""What an entity has one of in the graph of an article."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions that hold, ready to be applied."""

    decisions: tuple[Decision, ...] = ()
    _chains: Mapping[NamedNode, tuple[Decision, ...]] = field(init=False, repr=False)
    _rejections: Mapping[NamedNode, list[Decision]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        merges = {d.subject: d for d in self.decisions if d.replacement is not None}
        object.__setattr__(self, "_chains", {subject: tuple(_chain(subject, merges)) for subject in merges})
        rejections: dict[NamedNode, list[Decision]] = {}
        for decision in (d for d in self.decisions if d.action == REJECT):
            rejections.setdefault(self.now(decision.subject), []).append(decision)
        object.__setattr__(self, "_rejections", rejections)

    def now(self, node: NamedNode) -> NamedNode:
        """What an entity has become in the end."""
        chain = self._chains.get(node)
        return (chain[-1].replacement or node) if chain else node

    def replaced(self) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The entities that others take the place of, each with what it has become in the end."""
        for subject in self._chains:
            yield subject, self.now(subject)

    def rejection(self, claim: Claim, article: NamedNode) -> Decision | None:
        """The decision that a claim of the article is wrong, or None."""
        subject, predicate, target = fact_of(claim)
        for decision in self._rejections.get(subject, ()) if isinstance(subject, NamedNode) else ():
            if decision.relation == predicate and decision.article in (None, article) and self._means(decision, target):
                return decision
        return None

    def _means(self, decision: Decision, target: object) -> bool:
        if isinstance(decision.object, NamedNode):
            return self.now(decision.object) == target
        return isinstance(target, Literal) and decision.object is not None and decision.object.value == target.value

    def apply(self, graph: ArticleGraph) -> ArticleGraph:
        """The graph of an article as the decisions will have it, with those that changed something named in it."""
        used: set[NamedNode] = set()
        public, contacts = (self._apply(part, graph.article, used) for part in (graph.public, graph.contacts))
        named = (Triple(graph.article, DECISION, iri) for iri in sorted(used, key=lambda iri: iri.value))
        return replace(graph, public=(*public, *named), contacts=contacts) if used else graph

    def _apply(self, triples: Sequence[Triple], article: NamedNode, used: set[NamedNode]) -> tuple[Triple, ...]:
        merged = self._merged(triples, used)
        looped = {fact for fact in map(fact_of, claims_of(merged).values()) if fact[0] == fact[2]}
        looped -= {(said.subject, said.predicate, said.object) for said in triples}

        def unwanted(claim: Claim) -> bool:
            rejected = self.rejection(claim, article)
            used.update([rejected.iri] if rejected else [])
            return rejected is not None or fact_of(claim) in looped

        return tuple(without_claims(merged, unwanted))

    def _merged(self, triples: Sequence[Triple], used: set[NamedNode]) -> Sequence[Triple]:
        """The triples with each entity under the IRI that it has now. A name that another one has the place of stands
        beside it, and the key of what was merged goes."""
        ends = {end for said in triples for end in (said.subject, said.object) if isinstance(end, NamedNode)}
        moved = ends & self._chains.keys()
        if not moved:
            return triples
        used.update(decision.iri for node in moved for decision in self._chains[node])
        own = [said for said in triples if said.subject not in moved and said.predicate in _SINGLE]
        single: dict[tuple[Term, NamedNode], Term] = {(said.subject, said.predicate): said.object for said in own}
        return tuple(dict.fromkeys(filter(None, (self._moved(said, moved, single) for said in triples))))

    def _moved(self, said: Triple, moved: Set[NamedNode], single: dict[tuple[Term, NamedNode], Term]) -> Triple | None:
        """A triple under the IRIs of now, None where it has no place there. `single` holds what may be said once."""
        target = self.now(said.object) if isinstance(said.object, NamedNode) else said.object
        if not isinstance(said.subject, NamedNode) or said.subject not in moved:
            return Triple(said.subject, said.predicate, target)
        subject = self.now(said.subject)
        if said.predicate == _KEY or (said.predicate == RDF_TYPE and kind_of(said.subject) != kind_of(subject)):
            return None
        if said.predicate in _SINGLE and single.setdefault((subject, said.predicate), target) != target:
            return Triple(subject, ALT_LABEL, target) if said.predicate == LABEL else None
        return Triple(subject, said.predicate, target)


def _chain(subject: NamedNode, merges: Mapping[NamedNode, Decision]) -> Iterator[Decision]:
    """The merges that lead from an entity to what it is now."""
    seen: set[NamedNode] = set()
    node: NamedNode | None = subject
    while node is not None and node in merges and node not in seen:
        seen.add(node)
        yield merges[node]
        node = merges[node].replacement
