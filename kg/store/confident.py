"""A store without the claims that are not sure enough, for readers."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import settings
from kg.graph.article_graph import in_graph
from kg.graph.terms import mg
from kg.graph.without_claims import Claim, without_claims
from kg.store.default_graph import recomputed

_CONFIDENCE = mg("confidence")
_WITH_CLAIMS = (settings.ARTICLE, settings.CONTACTS_GRAPHS)


def confident(store: Store, least: float) -> Store:
    """A copy in memory of what the store holds, without claims of a confidence below `least`. Entities stay, for the
    articles name them."""
    copy = Store()
    for graph in store.named_graphs():
        quads: Iterable[Quad] = store.quads_for_pattern(None, None, None, graph)
        if isinstance(graph, NamedNode) and graph.value.startswith(_WITH_CLAIMS):
            quads = without_claims(list(quads), lambda claim: _confidence(claim) < least)
        copy.bulk_extend(quads)
    copy.bulk_extend(in_graph(triple, DefaultGraph()) for triple in recomputed(copy))
    return copy


def _confidence(claim: Claim) -> float:
    return max((float(value.value) for value in claim[_CONFIDENCE] if isinstance(value, Literal)), default=1.0)
