"""A graph of an article without some of its claims: the facts, the evidence and the dates that rest on them alone go
with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pyoxigraph import Quad, Triple

from kg.graph.dating import DATES, EDTF
from kg.graph.terms import RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, concept, mg

_CLAIM, _STATUS, _EVIDENCE = mg("Claim"), mg("status"), mg("evidence")
_ATTRIBUTED = concept("assertion-status", "attributed")

Statement = TypeVar("Statement", Triple, Quad)
Claim = Mapping[object, set[object]]
"""What is said of a claim, by predicate."""

Fact = tuple[object, object, object]


def without_claims(statements: Sequence[Statement], unwanted: Callable[[Claim], bool]) -> Iterator[Statement]:
    """The triples or quads of one graph, in their order, that do not rest on unwanted claims alone. Entities stay, for
    the article names them."""
    claims = claims_of(statements)
    weak = {iri for iri, claim in claims.items() if unwanted(claim)}
    if not weak:
        yield from statements
        return
    kept = [claim for iri, claim in claims.items() if iri not in weak]
    stated = {fact_of(claim) for claim in kept if _ATTRIBUTED not in claim[_STATUS]}
    gone = {fact_of(claims[iri]) for iri in weak} - stated
    cited = {segment for claim in kept for segment in claim[_EVIDENCE]}
    uncited = {segment for iri in weak for segment in claims[iri][_EVIDENCE]} - cited
    undated = {subject for subject, predicate, _ in gone if predicate in DATES}
    for said in statements:
        dated = said.predicate == EDTF and said.subject in undated
        fact = (said.subject, said.predicate, said.object)
        if not (dated or fact in gone or said.subject in weak or said.subject in uncited):
            yield said


def claims_of(statements: Iterable[Triple | Quad]) -> dict[object, Claim]:
    """The claims of a graph by IRI."""
    found: defaultdict[object, defaultdict[object, set[object]]] = defaultdict(lambda: defaultdict(set))
    for said in statements:
        found[said.subject][said.predicate].add(said.object)
    return {iri: values for iri, values in found.items() if _CLAIM in values[RDF_TYPE]}


def fact_of(claim: Claim) -> Fact:
    """What a claim says: subject, predicate and object, of which it has one each."""
    subject, predicate, target = (next(iter(claim[name])) for name in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
    return subject, predicate, target
