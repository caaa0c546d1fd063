"""Decisions as RDF, and back."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg import settings
from kg.contacts import redact
from kg.decisions.record import MERGE, REFERENCE_DATA, SPLIT, STATEMENTS, Decision, Statement
from kg.graph.terms import (
    DCTERMS,
    LABEL,
    RDF,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    concept,
    date_literal,
    english,
    mg,
    text_literal,
)

DECISIONS = NamedNode(settings.DECISIONS_GRAPH)
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
DIFFERENT = NamedNode("http://www.w3.org/2002/07/owl#differentFrom")
_BY, _DATE, _REASON, _ARTICLE = (NamedNode(DCTERMS + name) for name in ("creator", "date", "description", "relation"))
_ACTION, _CORRECTION, _STATUS = mg("action"), mg("correction"), mg("status")
_CLASS = mg("Decision")
_STATEMENT = NamedNode(RDF + "Statement")
_BETWEEN = {MERGE: REPLACED_BY, SPLIT: DIFFERENT}
"""What a decision says of two entities."""


def decision_triples(decision: Decision) -> Iterator[Triple]:
    """A decision as it stands in the graph of decisions."""
    iri = decision.iri
    yield Triple(iri, RDF_TYPE, _CLASS)
    yield Triple(iri, _ACTION, Literal(decision.action))
    yield Triple(iri, RDF_SUBJECT, decision.subject)
    if decision.object is not None:
        relation = _BETWEEN.get(decision.action, decision.relation)
        assert relation is not None, "what is decided of a statement has a relation"
        yield Triple(iri, RDF_PREDICATE, relation)
        yield Triple(iri, RDF_OBJECT, decision.object)
    if decision.article is not None:
        yield Triple(iri, _ARTICLE, decision.article)
    if decision.correction is not None:
        yield from _correction(iri, decision.correction)
    for node, name in decision.names:
        yield Triple(node, LABEL, english(name))
    yield Triple(iri, _BY, text_literal(redact(decision.by)))
    yield Triple(iri, _DATE, date_literal(decision.date))
    yield Triple(iri, _REASON, text_literal(redact(decision.reason)))


def _correction(decision: NamedNode, new: Statement) -> Iterator[Triple]:
    iri = NamedNode(f"{decision.value}/correction")
    yield Triple(decision, _CORRECTION, iri)
    yield Triple(iri, RDF_TYPE, _STATEMENT)
    yield Triple(iri, RDF_SUBJECT, new.subject)
    yield Triple(iri, RDF_PREDICATE, new.relation)
    yield Triple(iri, RDF_OBJECT, new.object)
    if new.status:
        yield Triple(iri, _STATUS, concept("assertion-status", new.status))


def stored_decisions(store: Store) -> list[Decision]:
    """The decisions of people in the graph of decisions, in the order of their IRIs."""
    quads = store.quads_for_pattern(None, RDF_TYPE, _CLASS, DECISIONS)
    nodes = sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=lambda n: n.value)
    return [found for found in (_decision(store, node) for node in nodes) if found.by != REFERENCE_DATA]


def _decision(store: Store, iri: NamedNode) -> Decision:
    said = _Said(store, iri)
    action, correction = said.text(_ACTION), said.correction()
    ends = () if correction is None else (correction.subject, correction.object)
    names = [(end, _Said(store, end).text(LABEL)) for end in ends if isinstance(end, NamedNode)]
    return Decision(
        action,
        said.node(RDF_SUBJECT) or iri,
        said.text(_BY),
        said.text(_DATE),
        said.text(_REASON),
        relation=said.node(RDF_PREDICATE) if action in STATEMENTS else None,
        object=said.value(RDF_OBJECT),
        article=said.node(_ARTICLE),
        correction=correction,
        names=tuple((end, name) for end, name in names if name),
    )


class _Said:
    """What the graph of decisions says of a node."""

    def __init__(self, store: Store, node: NamedNode) -> None:
        self._store = store
        self._values = {q.predicate: q.object for q in store.quads_for_pattern(node, None, None, DECISIONS)}

    def value(self, predicate: NamedNode) -> NamedNode | Literal | None:
        found = self._values.get(predicate)
        return found if isinstance(found, NamedNode | Literal) else None

    def text(self, predicate: NamedNode) -> str:
        found = self.value(predicate)
        return found.value if found is not None else ""

    def node(self, predicate: NamedNode) -> NamedNode | None:
        found = self.value(predicate)
        return found if isinstance(found, NamedNode) else None

    def correction(self) -> Statement | None:
        """The statement that takes the place of the one that was decided on."""
        if (iri := self.node(_CORRECTION)) is None:
            return None
        new = _Said(self._store, iri)
        subject, relation, target = new.node(RDF_SUBJECT), new.node(RDF_PREDICATE), new.value(RDF_OBJECT)
        assert subject is not None and relation is not None and target is not None, "a correction is a whole statement"
        return Statement(subject, relation, target, new.text(_STATUS).rpartition("/")[2])
