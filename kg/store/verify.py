"""Whether the words that claims rest on stand where the claims say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.article_graph import contacts_graph
from kg.graph.terms import OA, mg
from kg.store.articles import ArticleStore

_START, _END, _EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A claim whose quotation does not stand at its offsets. `found` is what stands there, None where the stored text
    does not reach so far or is missing; `quoted` is None where the segment is not described."""

    key: str
    claim: str
    segment: str
    quoted: str | None
    found: str | None


def verify(store: ArticleStore) -> Iterator[Mismatch]:
    """The claims of the store, public and private, whose quotation is not at its place in the stored text."""
    for marker in store.markers():
        text = store.text_of(marker.article)
        for graph in (marker.article, contacts_graph(marker.article)):
            for claim, segment in _evidence(store, graph):
                quoted, found = _quoted(store, graph, segment), _found(store, graph, segment, text)
                if quoted is None or quoted != found:
                    yield Mismatch(marker.key, claim.value, segment.value, quoted, found)


def _evidence(store: ArticleStore, graph: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    pairs = (
        (quad.subject, quad.object)
        for quad in store.store.quads_for_pattern(None, mg("evidence"), None, graph)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    )
    yield from sorted(pairs, key=lambda pair: (pair[0].value, pair[1].value))


def _one(store: ArticleStore, graph: NamedNode, segment: NamedNode, predicate: NamedNode) -> str | None:
    """The only value of a property of a segment, None where there is none or more than one."""
    values = [quad.object for quad in store.store.quads_for_pattern(segment, predicate, None, graph)]
    return values[0].value if len(values) == 1 and isinstance(values[0], Literal) else None


def _quoted(store: ArticleStore, graph: NamedNode, segment: NamedNode) -> str | None:
    return _one(store, graph, segment, _EXACT)


def _found(store: ArticleStore, graph: NamedNode, segment: NamedNode, text: str | None) -> str | None:
    start, end = (_one(store, graph, segment, predicate) for predicate in (_START, _END))
    if text is None or start is None or end is None or not (start.isdecimal() and end.isdecimal()):
        return None
    return text[int(start) : int(end)] if int(start) < int(end) <= len(text) else None
