"""The copies of a store on disk: what the writer works on, the newest snapshot, and its public graphs alone.

They are only read. RocksDB checks a block when it reads it, and the store below keeps each quad in nine orders, so that
a flipped bit in one of them may be met by one kind of query alone: every order is read to its end here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.store import is_public

Graph = NamedNode | BlankNode | DefaultGraph


def lacking(store: Store) -> Iterator[str]:
    """Reads every order of the quads to its end, and tells which has fewer than the first. Raises OSError or
    RuntimeError where a file is damaged."""
    whole = sum(1 for _ in store)
    orders = _by_term(store)
    for graph in (DefaultGraph(), *store.named_graphs()):
        orders += _by_graph(store, graph)
    for name, number in sorted(orders.items()):
        if number < whole:
            yield f"{number:,} of {whole:,} triples are found by {name}"


def _by_term(store: Store) -> Counter[str]:
    """How many quads are found by their terms, whatever their graph."""
    subjects, predicates, objects = (
        {getattr(quad, name) for quad in store} for name in ("subject", "predicate", "object")
    )
    return Counter(
        {
            "subject": _sum(store.quads_for_pattern(term, None, None, None) for term in subjects),
            "predicate": _sum(store.quads_for_pattern(None, term, None, None) for term in predicates),
            "object": _sum(store.quads_for_pattern(None, None, term, None) for term in objects),
        }
    )


def _by_graph(store: Store, graph: Graph) -> Counter[str]:
    """How many quads of a graph are found by it, and by it and a term."""
    quads = list(store.quads_for_pattern(None, None, None, graph))
    predicates, objects = {quad.predicate for quad in quads}, {quad.object for quad in quads}
    return Counter(
        {
            "graph": len(quads),
            "graph and predicate": _sum(store.quads_for_pattern(None, term, None, graph) for term in predicates),
            "graph and object": _sum(store.quads_for_pattern(None, None, term, graph) for term in objects),
        }
    )


def _sum(groups: Iterable[Iterable[Quad]]) -> int:
    return sum(1 for group in groups for _ in group)


def public_quads(store: Store) -> Iterator[Quad]:
    """What of a store its public copy holds."""
    return (quad for quad in store if is_public(quad.graph_name))
