"""A store without the claims that are not sure enough, for readers: the facts, the evidence and the dates that rest on
them alone go with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import settings
from kg.graph.article_graph import in_graph
from kg.graph.terms import RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, concept, mg
from kg.store.default_graph import recomputed

_CONFIDENCE, _STATUS, _EVIDENCE, _EDTF = mg("confidence"), mg("status"), mg("evidence"), mg("edtf")
_ATTRIBUTED = concept("assertion-status", "attributed")
_DATES = (mg("startDate"), mg("endDate"))
_WITH_CLAIMS = (settings.ARTICLE, settings.CONTACTS_GRAPHS)

Claim = defaultdict[NamedNode, set[object]]
"""What is said of a claim, by predicate."""


def confident(store: Store, least: float) -> Store:
    """A copy in memory of what the store holds, without claims of a confidence below `least`. Entities stay, for the
    articles name them."""
    copy = Store()
    for graph in store.named_graphs():
        quads: Iterable[Quad] = store.quads_for_pattern(None, None, None, graph)
        if isinstance(graph, NamedNode) and graph.value.startswith(_WITH_CLAIMS):
            quads = _kept(list(quads), least)
        copy.bulk_extend(quads)
    copy.bulk_extend(in_graph(triple, DefaultGraph()) for triple in recomputed(copy))
    return copy


def _kept(quads: Sequence[Quad], least: float) -> Iterator[Quad]:
    """The quads of one graph that do not rest on weak claims alone."""
    claims = _claims(quads)
    weak = {iri for iri, claim in claims.items() if _confidence(claim) < least}
    sure = [claim for iri, claim in claims.items() if iri not in weak]
    stated = {_fact(claim) for claim in sure if _ATTRIBUTED not in claim[_STATUS]}
    gone = {_fact(claims[iri]) for iri in weak} - stated
    cited = {segment for claim in sure for segment in claim[_EVIDENCE]}
    uncited = {segment for iri in weak for segment in claims[iri][_EVIDENCE]} - cited
    undated = {subject for subject, predicate, _ in gone if predicate in _DATES}
    for quad in quads:
        dated = quad.predicate == _EDTF and quad.subject in undated
        fact = (quad.subject, quad.predicate, quad.object)
        if not (dated or fact in gone or quad.subject in weak or quad.subject in uncited):
            yield quad


def _claims(quads: Iterable[Quad]) -> dict[object, Claim]:
    """The claims of a graph by IRI."""
    found: defaultdict[object, Claim] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        found[quad.subject][quad.predicate].add(quad.object)
    return {iri: values for iri, values in found.items() if _CONFIDENCE in values}


def _confidence(claim: Claim) -> float:
    return max(float(value.value) for value in claim[_CONFIDENCE] if isinstance(value, Literal))


def _fact(claim: Claim) -> tuple[object, object, object]:
    """What a claim says: subject, predicate and object, of which it has one each."""
    subject, predicate, target = (next(iter(claim[name])) for name in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
    return subject, predicate, target
