"""What changed in a store since its newest snapshot: where that is little, the next one is made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.graph.article_graph import in_graph
from kg.store.public import is_public

_MOST = 2000
"""With more graphs than that all are copied, for which nothing has to be kept in mind."""


@dataclass(slots=True)
class Unpublished:
    """`base` is the name of the newest snapshot, empty where what changed since is not known. `facts` are triples that
    came to the default graph or left it; `private` whether anything changed that no public copy holds."""

    base: str = ""
    graphs: set[NamedNode] = field(default_factory=set)
    facts: set[Triple] = field(default_factory=set)
    private: bool = False

    def note(self, graphs: Iterable[NamedNode], facts: Iterable[Triple] = ()) -> None:
        """Puts down what changes."""
        if self.base:
            changed = set(graphs)
            public = {graph for graph in changed if is_public(graph)}
            self.private = self.private or changed != public
            self.graphs |= public
            self.facts.update(facts)
            if len(self.graphs) > _MOST:
                self.base, self.graphs, self.facts = "", set(), set()

    @property
    def published(self) -> str:
        """The name of the snapshot that holds all there is, empty where none does."""
        return "" if self.graphs or self.facts or self.private else self.base

    def bring(self, copy: Store, store: Store) -> None:
        """Makes a copy of the public graphs of the newest snapshot one of those of the store."""
        for graph in self.graphs:
            copy.remove_graph(graph)
            if store.contains_named_graph(graph):
                copy.add_graph(graph)
                copy.extend(store.quads_for_pattern(None, None, None, graph))
        quads = [in_graph(fact, DefaultGraph()) for fact in self.facts]
        stands: list[Quad] = [quad for quad in quads if quad in store]
        for quad in set(quads) - set(stands):
            copy.remove(quad)
        copy.extend(stands)
