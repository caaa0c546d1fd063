"""Decisions in the store: in the graph of decisions, and what of the articles does not follow them yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg import settings
from kg.decisions.applying import DECISION, Rulings
from kg.decisions.claims import REVIEW, statement_of
from kg.decisions.rdf import DECISIONS, DIFFERENT, REPLACED_BY, decision_triples
from kg.decisions.record import REJECT, SPLIT, STATEMENTS, WITHDRAW, Decision
from kg.graph.terms import LABEL, RDF_SUBJECT
from kg.graph.without_claims import claims_of
from kg.records import KgError
from kg.store import ArticleStore

_REFERENCE = NamedNode(settings.REFERENCE_GRAPH)
_OF_ENTITIES = (DIFFERENT, LABEL)
"""What decisions say of the entities themselves."""


def check_decisions(store: ArticleStore) -> None:
    """Raises KgError where a store lost what people decided."""
    if store.lost_decisions:
        raise KgError(
            f"{store.directory}: lost what people decided last: run kg build with --decisions FILE, or kg build "
            "--repair, which looks for it in the snapshots"
        )


def record_decisions(store: ArticleStore, rulings: Rulings) -> None:
    """Puts the decisions that hold into the graph of decisions, in place of the earlier ones. Raises KgError where the
    store cannot be written."""
    stands = {quad.triple for quad in store.store.quads_for_pattern(None, None, None, DECISIONS)}
    stands = {triple for triple in stands if _is_of_decision(triple)}
    wanted = {triple for decision in rulings.decisions for triple in decision_triples(decision)}
    wanted |= {apart for decision in rulings.decisions for apart in _apart(decision, rulings)}
    store.decide(stands - wanted, wanted - stands)


def _is_of_decision(triple: Triple) -> bool:
    return str(triple.subject).startswith(f"<{settings.DECISION}") or triple.predicate in _OF_ENTITIES


def _apart(decision: Decision, rulings: Rulings) -> Iterator[Triple]:
    """That two entities are not one, so that nobody asks again."""
    if decision.action == SPLIT and isinstance(decision.object, NamedNode):
        yield Triple(rulings.now(decision.subject), DIFFERENT, rulings.now(decision.object))


def redirect_quads(rulings: Rulings) -> Iterator[Quad]:
    """Which entities were replaced by which, for the graph of reference data: who is who is known before an article is
    read."""
    for old, new in rulings.replaced():
        yield Quad(old, REPLACED_BY, new, _REFERENCE)


def unmatched(store: Store, rulings: Rulings) -> Iterator[Decision]:
    """The decisions that change nothing of what the store holds: what they are about is no longer there."""
    for decision in rulings.decisions:
        if decision.action == SPLIT and decision.article is None:
            ends = (rulings.now(end) for end in (decision.subject, decision.object) if isinstance(end, NamedNode))
            matches = all(any(store.quads_for_pattern(end, None, None, DefaultGraph())) for end in ends)
        else:
            matches = any(store.quads_for_pattern(None, DECISION, decision.iri, DefaultGraph()))
        if not matches and decision.action != WITHDRAW:
            yield decision


def stale(store: Store, rulings: Rulings) -> set[NamedNode]:
    """The articles in the store that do not follow the decisions: that name what was replaced or is no more, make a
    claim that was decided on, or were changed by a decision that no longer holds."""
    holding = {decision.iri for decision in rulings.decisions}
    changed = (quad for quad in store.quads_for_pattern(None, DECISION, None, None) if quad.object not in holding)
    quads = [quad for quad in changed if not isinstance(quad.graph_name, DefaultGraph)]
    for old in (*(old for old, _ in rulings.replaced()), *rulings.gone()):
        quads += _naming(store, old, None)
    new = (one for one in rulings.decisions if not any(store.quads_for_pattern(one.iri, None, None, DECISIONS)))
    named = {one.article for one in new if one.article and any(store.quads_for_pattern(one.article, None, None, None))}
    return {*_articles(quad.graph_name for quad in quads), *named, *_split(store, rulings), *_undecided(store, rulings)}


def _naming(store: Store, node: NamedNode, graph: NamedNode | None) -> list[Quad]:
    return [*store.quads_for_pattern(node, None, None, graph), *store.quads_for_pattern(None, None, node, graph)]


def _split(store: Store, rulings: Rulings) -> Iterator[NamedNode]:
    """The articles that still name what is another entity in them."""
    for decision in (one for one in rulings.decisions if one.action == SPLIT and one.article is not None):
        assert decision.article is not None
        if any(_naming(store, node, decision.article) for node in (decision.subject, rulings.now(decision.subject))):
            yield decision.article


def _undecided(store: Store, rulings: Rulings) -> Iterator[NamedNode]:
    """The articles with claims that were decided on and do not say so."""
    for decision in (one for one in rulings.decisions if one.action in STATEMENTS):
        subject = rulings.now(decision.subject, decision.article)
        for quad in store.quads_for_pattern(None, RDF_SUBJECT, subject, None):
            for article in _articles([quad.graph_name]):
                if isinstance(quad.subject, NamedNode) and not _is_decided(store, quad, article, rulings):
                    yield article


def _is_decided(store: Store, subject: Quad, article: NamedNode, rulings: Rulings) -> bool:
    """Whether a claim, of which its subject is told, is as the decisions will have it."""
    triples = [quad.triple for quad in store.quads_for_pattern(subject.subject, None, None, subject.graph_name)]
    for claim in claims_of(triples).values():
        decision = rulings.ruling(statement_of(claim), article)
        return decision is None or (decision.action != REJECT and decision.iri in claim[REVIEW])
    return True


def _articles(graphs: Iterable[object]) -> Iterator[NamedNode]:
    """The articles that the graphs are of."""
    for graph in graphs:
        name = graph.value if isinstance(graph, NamedNode) else ""
        if name.startswith((settings.ARTICLE, settings.CONTACTS_GRAPHS)):
            yield NamedNode(settings.ARTICLE + name.rpartition("/")[2])
