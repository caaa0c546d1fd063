"""Claims as people decided on them: taken out, marked as right, or with another statement in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.decisions.entities import described
from kg.decisions.record import Decision, Statement
from kg.graph.dating import DATES, edtf_of
from kg.graph.terms import (
    LABEL,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    concept,
    decimal,
    mg,
    text_literal,
)
from kg.graph.without_claims import Claim, Fact, claims_of, fact_of, without_claims
from kg.vocabulary import vocabulary

REVIEW = mg("review")
_STATUS, _CONFIDENCE, _RULE, _ATTRIBUTED_TO, _EDTF = map(mg, ("status", "confidence", "rule", "attributedTo", "edtf"))
_ATTRIBUTED = concept("assertion-status", "attributed")
_BY_HAND = text_literal("edited by hand")
"""The rule of a claim with another statement than the one that was read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands in the place of a statement (None: nothing), and the decisions that say so."""

    stands: Statement | None
    decisions: tuple[Decision, ...]


def reviewed(triples: Sequence[Triple], verdict: Callable[[Statement], Verdict]) -> Sequence[Triple]:
    """The triples of one graph with its claims as decided. What was found right has a confidence of 1 and is a fact;
    what rests on a claim that was taken out goes with it."""
    claims = claims_of(triples)
    verdicts = {iri: verdict(statement_of(claim)) for iri, claim in claims.items()}
    wrong = {iri for iri, found in verdicts.items() if found.stands is None}
    right = {iri: found for iri, found in verdicts.items() if found.stands is not None and found.decisions}
    if not wrong and not right:
        return triples
    unwanted = {fact_of(claims[iri]) for iri in wrong}
    left = list(without_claims(triples, lambda claim: fact_of(claim) in unwanted))
    return tuple(dict.fromkeys(_dated(triples, [*_amended(left, right)])))


def statement_of(claim: Claim) -> Statement:
    """What a claim says."""
    subject, predicate, target = fact_of(claim)
    assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    assert isinstance(target, NamedNode | Literal)
    return Statement(subject, predicate, target)


def _amended(triples: Sequence[Triple], verdicts: Mapping[object, Verdict]) -> Iterator[Triple]:
    """The triples with the claims that were decided on, and with the facts that claims state now."""
    before = claims_of(triples)
    said = [new for triple in triples for new in _of_claim(triple, verdicts.get(triple.subject), before)]
    for iri, verdict in ((iri, found) for iri, found in verdicts.items() if isinstance(iri, NamedNode)):
        said += (Triple(iri, REVIEW, decision.iri) for decision in verdict.decisions)
    stated = {fact_of(claim) for claim in claims_of(said).values() if _ATTRIBUTED not in claim[_STATUS]}
    gone = {fact_of(before[iri]) for iri in verdicts} - stated
    yield from (triple for triple in said if (triple.subject, triple.predicate, triple.object) not in gone)
    for verdict in verdicts.values():
        yield from _fact(verdict, stated)
    yield from _newcomers(triples, verdicts.values())


def _of_claim(said: Triple, verdict: Verdict | None, claims: Mapping[object, Claim]) -> Iterator[Triple]:
    """What takes the place of a triple, where it is of a claim that was decided on."""
    if verdict is None or verdict.stands is None:
        yield said
        return
    new = verdict.stands
    edited = statement_of(claims[said.subject]) != new
    status = new.status or None
    values: dict[NamedNode, NamedNode | Literal | None] = {_CONFIDENCE: decimal(1)}
    if edited:
        values |= {RDF_SUBJECT: new.subject, RDF_PREDICATE: new.relation, RDF_OBJECT: new.object, _RULE: _BY_HAND}
    if status:
        values[_STATUS] = concept("assertion-status", status)
    if status and values[_STATUS] != _ATTRIBUTED:
        values[_ATTRIBUTED_TO] = None
    target = values.get(said.predicate, said.object)
    if target is not None:
        yield Triple(said.subject, said.predicate, target)


def _fact(verdict: Verdict, stated: set[Fact]) -> Iterator[Triple]:
    """The fact that a claim states which was found right, where its relation makes facts."""
    new = verdict.stands
    if new is None or (new.subject, new.relation, new.object) not in stated:
        return
    relation = vocabulary().relations.get(new.relation.value.removeprefix(settings.ONTOLOGY))
    if relation is not None and relation.asserted:
        yield Triple(new.subject, new.relation, new.object)


def _newcomers(triples: Sequence[Triple], verdicts: Iterable[Verdict]) -> Iterator[Triple]:
    """Types and names of the entities that corrections bring into the article."""
    named = {said.subject for said in triples if said.predicate == LABEL}
    for decision in (decision for verdict in verdicts for decision in verdict.decisions):
        for node, name in decision.names:
            if node not in named:
                yield from described(node, name)


def _dated(before: Sequence[Triple], after: Sequence[Triple]) -> Iterator[Triple]:
    """The triples of now, with the dates of an event as one expression where its dates are others than before."""
    had, has = ({said for said in triples if said.predicate in DATES} for triples in (before, after))
    events = dict.fromkeys(said.subject for said in (*before, *after) if said in had ^ has)
    yield from (said for said in after if not (said.predicate == _EDTF and said.subject in events))
    for event in events:
        starts, ends = (_days(has, event, relation) for relation in DATES)
        if whole := edtf_of(starts, ends):
            yield Triple(event, _EDTF, Literal(whole))


def _days(facts: Iterable[Triple], event: object, relation: NamedNode) -> set[str]:
    found = (said.object for said in facts if (said.subject, said.predicate) == (event, relation))
    return {day.value for day in found if isinstance(day, Literal)}
