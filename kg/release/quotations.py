"""A store without the words of articles, for those who may not or would not pass them on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph.terms import OA, RDF_PREDICATE, RDF_TYPE, digest, mg
from kg.store import ArticleStore, is_public

RIGHTS_WITHOUT = (
    "The licence covers the facts and how they are arranged. Words quoted from articles are left out: of each segment "
    "there are the positions and the SHA-256 of the words (mg:textHash). Titles and names stand as they are written."
)
_EXACT, _QUOTATION, _HASH = NamedNode(OA + "exact"), mg("quotation"), mg("textHash")
_QUOTES = NamedNode(OA + "TextQuoteSelector")


def without_quotations(store: ArticleStore) -> ArticleStore:
    """A copy in memory of what is public, with the digest of the words in the place of the words of each segment, and
    without the claims that say what somebody is quoted with."""
    copy = Store()
    copy.bulk_extend(store.store.quads_for_pattern(None, None, None, DefaultGraph()))
    for graph in filter(is_public, store.store.named_graphs()):
        copy.bulk_extend(_kept(list(store.store.quads_for_pattern(None, None, None, graph))))
    return ArticleStore(copy)


def _kept(quads: Sequence[Quad]) -> Iterator[Quad]:
    quoting = {quad.subject for quad in quads if (quad.predicate, quad.object) == (RDF_PREDICATE, _QUOTATION)}
    for quad in quads:
        if quad.predicate == _EXACT and isinstance(quad.object, Literal):
            yield Quad(quad.subject, _HASH, Literal(digest(quad.object.value)), quad.graph_name)
        elif quad.subject not in quoting and (quad.predicate, quad.object) != (RDF_TYPE, _QUOTES):
            yield quad
