"""Decisions applied to the graph of an article: first who is who, then what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Triple

from kg.decisions.claims import Verdict, reviewed
from kg.decisions.entities import Moves, moved
from kg.decisions.record import REJECT, SPLIT, STATEMENTS, WITHDRAW, Decision, Statement
from kg.graph import ArticleGraph
from kg.graph.dating import dated_once, named_once
from kg.graph.terms import mg
from kg.graph.without_claims import claims_of, fact_of

DECISION = mg("decision")


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions that hold, ready to be applied."""

    decisions: tuple[Decision, ...] = ()
    _chains: Mapping[NamedNode, tuple[Decision, ...]] = field(init=False, repr=False)
    _splits: Mapping[tuple[NamedNode, NamedNode], Decision] = field(init=False, repr=False)
    _statements: Mapping[NamedNode, list[Decision]] = field(init=False, repr=False)
    _gone: Mapping[NamedNode, Decision] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        merges = {d.subject: d for d in self.decisions if d.replacement is not None}
        splits = {(d.article, d.subject): d for d in self.decisions if d.action == SPLIT and d.article}
        object.__setattr__(self, "_chains", {subject: tuple(_chain(subject, merges)) for subject in merges})
        object.__setattr__(self, "_splits", splits)
        object.__setattr__(self, "_gone", {d.subject: d for d in self.decisions if d.action == WITHDRAW})
        statements: dict[NamedNode, list[Decision]] = {}
        for decision in (d for d in self.decisions if d.action in STATEMENTS):
            statements.setdefault(self.now(decision.subject, decision.article), []).append(decision)
        object.__setattr__(self, "_statements", statements)

    def now(self, node: NamedNode, article: NamedNode | None = None) -> NamedNode:
        """What an entity has become in the end, in an article or in general."""
        return self._led(node, article)[0]

    def _led(self, node: NamedNode, article: NamedNode | None) -> tuple[NamedNode, tuple[Decision, ...]]:
        """What an entity has become, and the decisions that lead there."""
        chain = self._chains.get(node, ())
        found = (chain[-1].replacement or node) if chain else node
        split = self._split(node, found, article)
        if split is None or not isinstance(split.object, NamedNode):
            return found, chain
        beyond = self._chains.get(split.object, ())
        return (beyond[-1].replacement or split.object) if beyond else split.object, (*chain, split, *beyond)

    def _split(self, node: NamedNode, found: NamedNode, article: NamedNode | None) -> Decision | None:
        if article is None or not self._splits:
            return None
        return self._splits.get((article, node)) or self._splits.get((article, found))

    def replaced(self) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The entities that others take the place of, each with what it has become in the end."""
        for subject in self._chains:
            yield subject, self.now(subject)

    def gone(self) -> Iterator[NamedNode]:
        """The entities that are no more, and that nothing takes the place of."""
        yield from self._gone

    def _without(self, said: Statement) -> Decision | None:
        """The decision by which one of the ends of a statement is no more."""
        ends = (end for end in (said.subject, said.object) if isinstance(end, NamedNode))
        return next((self._gone[end] for end in ends if end in self._gone), None)

    def ruling(self, said: Statement, article: NamedNode) -> Decision | None:
        """The decision on a statement of the article, or None; one on this article holds over one on all."""
        found = (
            decision
            for decision in self._statements.get(said.subject, ())
            if decision.relation == said.relation
            and decision.article in (None, article)
            and self._means(decision, said.object, article)
        )
        return max(found, key=lambda decision: decision.article is not None, default=None)

    def _means(self, decision: Decision, target: object, article: NamedNode) -> bool:
        if isinstance(decision.object, NamedNode):
            return self.now(decision.object, article) == target
        value = getattr(target, "value", None)
        return not isinstance(target, NamedNode) and decision.object is not None and decision.object.value == value

    def verdict(self, said: Statement, article: NamedNode) -> Verdict:
        """What becomes of a statement of the article: what stands in place of an edited one may be decided on too."""
        used: list[Decision] = []
        stands = said
        while (decision := self.ruling(stands, article)) is not None and decision not in used:
            used.append(decision)
            if decision.action == REJECT:
                return Verdict(None, tuple(used))
            if decision.correction is not None:
                stands = self._corrected(decision.correction, article)
        if (withdrawn := self._without(stands)) is not None:
            return Verdict(None, (*used, withdrawn))
        return Verdict(stands, tuple(used))

    def _corrected(self, new: Statement, article: NamedNode) -> Statement:
        target = self.now(new.object, article) if isinstance(new.object, NamedNode) else new.object
        return replace(new, subject=self.now(new.subject, article), object=target)

    def apply(self, graph: ArticleGraph) -> ArticleGraph:
        """The graph of an article as the decisions will have it, with those that changed something named in it."""
        used: set[NamedNode] = set()
        public, contacts = (self._apply(part, graph.article, used) for part in (graph.public, graph.contacts))
        named = (Triple(graph.article, DECISION, iri) for iri in sorted(used, key=lambda iri: iri.value))
        once = dated_once(named_once(public))
        return replace(graph, public=(*once, *named), contacts=contacts) if used else graph

    def _apply(self, triples: Sequence[Triple], article: NamedNode, used: set[NamedNode]) -> tuple[Triple, ...]:
        placed = moved(triples, self._moves(triples, article, used))
        looped = {fact for fact in map(fact_of, claims_of(placed).values()) if fact[0] == fact[2]}
        looped -= {(said.subject, said.predicate, said.object) for said in triples}

        def verdict(said: Statement) -> Verdict:
            if (said.subject, said.relation, said.object) in looped:
                return Verdict(None, ())
            found = self.verdict(said, article)
            used.update(decision.iri for decision in found.decisions)
            return found

        return tuple(said for said in reviewed(placed, verdict) if not self._names_gone(said, used))

    def _names_gone(self, said: Triple, used: set[NamedNode]) -> bool:
        """Whether a triple names what is no more."""
        ends = {end for end in (said.subject, said.object) if isinstance(end, NamedNode)} & self._gone.keys()
        used.update(self._gone[end].iri for end in ends)
        return bool(ends)

    def _moves(self, triples: Sequence[Triple], article: NamedNode, used: set[NamedNode]) -> Moves:
        """What the entities of the triples become, where they become another one."""
        if not self._chains and not self._splits:
            return {}
        ends = {end for said in triples for end in (said.subject, said.object) if isinstance(end, NamedNode)}
        moves = {}
        for node in ends:
            new, decisions = self._led(node, article)
            if new != node:
                moves[node] = new
                used.update(decision.iri for decision in decisions)
        return moves


def _chain(subject: NamedNode, merges: Mapping[NamedNode, Decision]) -> Iterator[Decision]:
    """The merges that lead from an entity to what it is now."""
    seen: set[NamedNode] = set()
    node: NamedNode | None = subject
    while node is not None and node in merges and node not in seen:
        seen.add(node)
        yield merges[node]
        node = merges[node].replacement
