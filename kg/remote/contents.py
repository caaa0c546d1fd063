"""What of a store goes to a server: the reference data, then each article, each with all that must be there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode

from kg import settings
from kg.export.lines import sorted_lines
from kg.graph.article_graph import contacts_graph, text_graph
from kg.remote.markers import Sent
from kg.store import ArticleStore, Marker
from kg.store.default_graph import has_plain_facts, supports


@dataclass(frozen=True)
class Unit:
    """What is sent together and marked as one: a graph of reference data, or an article with the graphs beside it.
    `graphs` are the lines of its graphs, the first of which is its own."""

    graph: NamedNode
    graphs: Mapping[NamedNode, list[str]]
    label: str
    article: Marker | None = None

    @cached_property
    def marker(self) -> Sent:
        """The marker that says that all of it was sent."""
        content = hashlib.sha256()
        for graph, lines in self.graphs.items():
            content.update("\n".join((str(graph), *lines, "")).encode())
        return Sent(self.graph, content.hexdigest(), sum(map(len, self.graphs.values())), self.article)

    @property
    def has_facts(self) -> bool:
        """Whether what it states plainly stands among the plain facts too."""
        return supports(self.graph)

    def subjects(self) -> set[str]:
        """What it states plain facts about, as IRIs."""
        if not self.has_facts:
            return set()
        found = {line.partition("> ")[0].removeprefix("<") for line in self.graphs[self.graph]}
        return set(filter(has_plain_facts, found))


@dataclass(frozen=True, slots=True)
class Contents:
    """A store as it is sent; contact data and texts only where asked for."""

    store: ArticleStore
    contacts: bool = False
    texts: bool = False
    _markers: list[Marker] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_markers", list(self.store.markers()))

    def __len__(self) -> int:
        return len(self._fixed()) + len(self._markers)

    def units(self) -> Iterator[Unit]:
        """All that is sent, reference data first, articles in the order of their IRIs."""
        for name in self._fixed():
            graph = NamedNode(name)
            yield Unit(graph, {graph: self._lines(graph)}, name.removeprefix(settings.GRAPH))
        for marker in self._markers:
            yield self._article(marker)

    def names(self) -> set[str]:
        """The graphs that the units are named after."""
        return {*self._fixed(), *(marker.article.value for marker in self._markers)}

    def facts(self, subject: str) -> list[str]:
        """The plain facts about the subject with this IRI, as lines."""
        quads = self.store.store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph())
        return sorted(f"{quad.triple} ." for quad in quads)

    def fact_count(self) -> int:
        """How many plain facts there are."""
        return self.store.counts()["facts"]

    def _fixed(self) -> list[str]:
        held = {graph.value for graph in self.store.store.named_graphs() if isinstance(graph, NamedNode)}
        names = (settings.ONTOLOGY_GRAPH, settings.REFERENCE_GRAPH, settings.DECISIONS_GRAPH)
        return [name for name in names if name in held]

    def _article(self, marker: Marker) -> Unit:
        graph = marker.article
        beside = [contacts_graph(graph)] if self.contacts else []
        beside += [text_graph(graph)] if self.texts else []
        graphs = {name: lines for name in (graph, *beside) if (lines := self._lines(name)) or name == graph}
        return Unit(graph, graphs, marker.key, marker)

    def _lines(self, graph: NamedNode) -> list[str]:
        return [line.decode() for line in sorted_lines(self.store.store, graph)]
