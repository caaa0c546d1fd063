"""Claims as RDF: the plain fact where the article asserts it, and the reified statement with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.evidence import EvidenceText
from kg.graph.identity import Identity
from kg.graph.terms import (
    DCTERMS,
    RDF,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    concept,
    date_literal,
    decimal,
    integer,
    mg,
    public_line,
    text_literal,
)
from kg.records import DOCUMENT, Claim, Extraction, KgError, Span
from kg.vocabulary import Relation, Vocabulary

_ATTRIBUTED = "attributed"
_OBSERVED = "figure"
"""The relation whose claims are observations."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that the triples of an article are made from."""

    extraction: Extraction
    identities: Mapping[str, Identity]
    words: Vocabulary
    text: EvidenceText
    least: float = 0.0

    def states(self, claim: Claim) -> bool:
        """Whether the article's graph states what is claimed as a plain fact: not what stands only in a quotation, nor
        what is less sure than `least`."""
        return claim.status != _ATTRIBUTED and claim.confidence >= self.least


@dataclass(slots=True)
class ClaimTriples:
    """Collects the triples of the claims of one article, public ones and those with contact data."""

    context: Context
    public: list[Triple] = field(default_factory=list)
    contacts: list[Triple] = field(default_factory=list)

    def build(self) -> ClaimTriples:
        """Adds all claims, numbered from 1 in their order. Raises KgError as `article_graph` does."""
        for number, claim in enumerate(self.context.extraction.claims, start=1):
            self._add(number, claim)
        return self

    def _add(self, number: int, claim: Claim) -> None:
        relation = self.context.words.relations.get(claim.relation)
        if relation is None:
            raise KgError(
                f"{self._key}: claim {number} has the relation '{claim.relation}', which the ontology lacks: "
                "add it to ontology/mgkg.ttl or mend the rule"
            )
        spans = _ordered(claim.evidence)
        shown = spans if relation.private else _ordered(s for span in spans for s in self.context.text.public(span))
        # what rests on contact data alone is as private as that
        private = relation.private or (bool(spans) and not shown)
        target = self.contacts if private else self.public
        target += self._triples(number, claim, relation, spans if private else shown, private=private)

    def _triples(
        self, number: int, claim: Claim, relation: Relation, spans: tuple[Span, ...], *, private: bool
    ) -> Iterator[Triple]:
        fact = Triple(
            self._node(claim.subject, number),
            mg(claim.relation),
            self._value(relation, claim.object, number, private=private),
        )
        if relation.asserted and self.context.states(claim):
            yield fact
        iri = NamedNode(f"{self.context.text.iri.value}/claim/{number}")
        yield from self._statement(iri, number, claim, fact)
        for name, value in claim.qualifiers:
            qualifier = self._qualifier(name, number)
            yield Triple(iri, mg(name), self._value(qualifier, value, number, private=private))
        for span in spans:
            yield Triple(iri, mg("evidence"), self.context.text.segment_iri(span))
            yield from self.context.text.triples(span)

    def _statement(self, iri: NamedNode, number: int, claim: Claim, fact: Triple) -> Iterator[Triple]:
        if claim.relation == _OBSERVED:
            yield Triple(iri, RDF_TYPE, mg("Observation"))
        yield from statement(iri, fact, self.context.text.iri, claim.status, claim.confidence, claim.rule)
        if claim.attributed_to:
            yield Triple(iri, mg("attributedTo"), self._node(claim.attributed_to, number))

    @property
    def _key(self) -> str:
        return self.context.extraction.article.key

    def _qualifier(self, name: str, number: int) -> Relation:
        qualifier = self.context.words.qualifiers.get(name)
        if qualifier is None:
            raise KgError(
                f"{self._key}: claim {number} has the qualifier '{name}', which the ontology lacks: "
                "add it to ontology/mgkg.ttl or mend the rule"
            )
        return qualifier

    def _node(self, entity_id: str, number: int) -> NamedNode:
        if entity_id == DOCUMENT:
            return self.context.text.iri
        if entity_id not in self.context.identities:
            raise KgError(f"{self._key}: claim {number} names the entity '{entity_id}', which the article lacks")
        return self.context.identities[entity_id].iri

    def _value(self, relation: Relation, value: str, number: int, *, private: bool) -> NamedNode | Literal:
        if relation.value == "entity":
            return self._node(value, number)
        return plain_value(
            relation, value if private or relation.value != "string" else public_line(value, self.context.text.contacts)
        )


def plain_value(relation: Relation, text: str) -> NamedNode | Literal:
    """The object of a relation that leads to no entity."""
    if relation.value == "concept":
        return concept(relation.scheme or "", text)
    if relation.value == "date":
        return date_literal(text)
    return integer(text) if relation.value == "integer" else text_literal(text)


def statement(
    iri: NamedNode, fact: Triple, article: NamedNode, status: str, confidence: float, rule: str
) -> Iterator[Triple]:
    """The description of a claim about a fact, without its evidence."""
    for kind in (mg("Claim"), NamedNode(RDF + "Statement")):
        yield Triple(iri, RDF_TYPE, kind)
    yield Triple(iri, RDF_SUBJECT, fact.subject)
    yield Triple(iri, RDF_PREDICATE, fact.predicate)
    yield Triple(iri, RDF_OBJECT, fact.object)
    yield Triple(iri, mg("status"), concept("assertion-status", status))
    yield Triple(iri, mg("confidence"), decimal(confidence))
    yield Triple(iri, mg("rule"), text_literal(rule))
    yield Triple(iri, NamedNode(DCTERMS + "isPartOf"), article)


def _ordered(spans: Iterator[Span] | tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))
