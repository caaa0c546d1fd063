"""Decisions in the store: in the graph of decisions, and what of the articles does not follow them yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import settings
from kg.contacts import redact
from kg.decisions.applying import DECISION, Rulings
from kg.decisions.record import MERGE, REFERENCE_DATA, Decision
from kg.graph.terms import (
    DCTERMS,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    date_literal,
    mg,
    text_literal,
)
from kg.graph.without_claims import claims_of
from kg.store import ArticleStore

DECISIONS = NamedNode(settings.DECISIONS_GRAPH)
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
_REFERENCE = NamedNode(settings.REFERENCE_GRAPH)
_BY, _DATE, _REASON, _ARTICLE = (NamedNode(DCTERMS + name) for name in ("creator", "date", "description", "relation"))
_ACTION = mg("action")
_CLASS = mg("Decision")


def decision_triples(decision: Decision) -> Iterator[Triple]:
    """A decision as it stands in the graph of decisions."""
    iri = decision.iri
    yield Triple(iri, RDF_TYPE, _CLASS)
    yield Triple(iri, _ACTION, Literal(decision.action))
    yield Triple(iri, RDF_SUBJECT, decision.subject)
    if decision.object is not None:
        relation = REPLACED_BY if decision.action == MERGE else decision.relation
        assert relation is not None, "what is rejected has a relation"
        yield Triple(iri, RDF_PREDICATE, relation)
        yield Triple(iri, RDF_OBJECT, decision.object)
    if decision.article is not None:
        yield Triple(iri, _ARTICLE, decision.article)
    yield Triple(iri, _BY, text_literal(redact(decision.by)))
    yield Triple(iri, _DATE, date_literal(decision.date))
    yield Triple(iri, _REASON, text_literal(redact(decision.reason)))


def record_decisions(store: ArticleStore, rulings: Rulings) -> None:
    """Puts the decisions that hold into the graph of decisions, in place of the earlier ones. Raises KgError where the
    store cannot be written."""
    stands = {quad.triple for quad in store.store.quads_for_pattern(None, None, None, DECISIONS)}
    stands = {triple for triple in stands if str(triple.subject).startswith(f"<{settings.DECISION}")}
    wanted = {triple for decision in rulings.decisions for triple in decision_triples(decision)}
    store.replace_triples(DECISIONS, stands - wanted, wanted - stands)
    if stands and not wanted and not any(store.store.quads_for_pattern(None, None, None, DECISIONS)):
        store.store.remove_graph(DECISIONS)  # an empty graph would still be written


def redirect_quads(rulings: Rulings) -> Iterator[Quad]:
    """Which entities were replaced by which, for the graph of reference data: who is who is known before an article is
    read."""
    for old, new in rulings.replaced():
        yield Quad(old, REPLACED_BY, new, _REFERENCE)


def stored_decisions(store: Store) -> list[Decision]:
    """The decisions of people in the graph of decisions, in the order of their IRIs."""
    quads = store.quads_for_pattern(None, RDF_TYPE, _CLASS, DECISIONS)
    nodes = sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=lambda n: n.value)
    found = (
        _decision({q.predicate: q.object for q in store.quads_for_pattern(n, None, None, DECISIONS)}) for n in nodes
    )
    return [decision for decision in found if decision.by != REFERENCE_DATA]


def _decision(said: dict[NamedNode, object]) -> Decision:
    def text(predicate: NamedNode) -> str:
        return str(getattr(said.get(predicate), "value", ""))

    def node(predicate: NamedNode) -> NamedNode | None:
        value = said.get(predicate)
        return value if isinstance(value, NamedNode) else None

    action, target = text(_ACTION), said.get(RDF_OBJECT)
    return Decision(
        action,
        NamedNode(text(RDF_SUBJECT)),
        text(_BY),
        text(_DATE),
        text(_REASON),
        relation=None if action == MERGE else node(RDF_PREDICATE),
        object=target if isinstance(target, NamedNode | Literal) else None,
        article=node(_ARTICLE),
    )


def stale(store: Store, rulings: Rulings) -> set[NamedNode]:
    """The articles in the store that do not follow the decisions: that name what was replaced, make a claim that was
    rejected, or were changed by a decision that no longer holds."""
    holding = {decision.iri for decision in rulings.decisions}
    changed = (quad for quad in store.quads_for_pattern(None, DECISION, None, None) if quad.object not in holding)
    quads = [quad for quad in changed if not isinstance(quad.graph_name, DefaultGraph)]
    for old, _ in rulings.replaced():
        quads += [*store.quads_for_pattern(old, None, None, None), *store.quads_for_pattern(None, None, old, None)]
    return set(_articles(quad.graph_name for quad in quads)) | _rejected(store, rulings)


def _rejected(store: Store, rulings: Rulings) -> set[NamedNode]:
    """The articles with claims that were rejected."""
    found = set()
    for decision in (d for d in rulings.decisions if d.relation is not None):
        for quad in store.quads_for_pattern(None, RDF_SUBJECT, rulings.now(decision.subject), None):
            for article in _articles([quad.graph_name]):
                (claim,) = claims_of(
                    quad.triple for quad in store.quads_for_pattern(quad.subject, None, None, quad.graph_name)
                ).values() or (None,)
                if claim is not None and rulings.rejection(claim, article):
                    found.add(article)
    return found


def _articles(graphs: Iterable[object]) -> Iterator[NamedNode]:
    """The articles that the graphs are of."""
    for graph in graphs:
        name = graph.value if isinstance(graph, NamedNode) else ""
        if name.startswith((settings.ARTICLE, settings.CONTACTS_GRAPHS)):
            yield NamedNode(settings.ARTICLE + name.rpartition("/")[2])
