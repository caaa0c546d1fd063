"""Sends a store to a server, article by article, so that a push that is broken off and run again gives the same.

The plain facts stand on a server in one named graph, for servers differ in what they take for their default graph. What
it says of a thing depends on all articles that name it; so, with each article that changes, all that this graph says of
what the article names (or named before) is replaced by what the store says of it.

The order makes it whole again after any break: the marker of the old state goes first; the new triples come beside the
old ones, so that the graph names all whose facts may be touched; then the facts; then the old triples go; and the
marker of the new state comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import settings
from kg.citation import graph_version
from kg.graph.article_graph import contacts_graph, text_graph
from kg.records import KgError
from kg.remote.contents import Contents, Unit
from kg.remote.markers import BEGUN, FACTS, PUSHES, WHOLE, Sent, sent
from kg.remote.paging import count, rows, sizes
from kg.remote.server import Server, deletion, in_parts, insertion
from kg.store.default_graph import has_plain_facts, supports

Progress = Callable[[int, int, str], None]
"""Told before each unit: how many are done, of how many, and the name of the next."""

_TOGETHER = 100
"""Of how many subjects the facts are replaced in one request."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push sent, or would send: how many articles and graphs of reference data anew, again and not at all, how
    many it took away, and how many on the server are not in the store. `triples` and `facts` are what the server holds
    now of what is in the store."""

    new: int
    changed: int
    unchanged: int
    removed: int
    foreign: int
    triples: int
    facts: int


@dataclass(slots=True)
class Push:
    """One push of the contents of a store to a server. `again` sends what is there already too."""

    contents: Contents
    server: Server
    again: bool = False
    progress: Progress = lambda *_: None
    _held: dict[str, int] = field(default_factory=dict)
    _markers: dict[str, Sent] = field(default_factory=dict)
    _refreshed: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)
    _wanted: dict[str, int] = field(default_factory=dict)
    _begun: bool = False

    def run(self, *, prune: bool = False) -> Pushed:
        """Sends what the server lacks, with `prune` takes away what the store lacks, and checks what the server then
        holds. Raises KgError where the server refuses or does not hold what was sent."""
        self._look()
        if self.again:
            self._begin_anew()
        for unit in self._counted():
            if self._state(unit) != "unchanged":
                self._begin()
                self._send(unit)
        foreign = self._foreign()
        for name in foreign if prune else ():
            self._begin()
            self._remove(NamedNode(name))
        self._finish(foreign, prune=prune)
        return self._summary(foreign, prune=prune)

    def plan(self, *, prune: bool = False) -> Pushed:
        """What `run` would do, without sending anything."""
        self._look()
        for unit in self._counted():
            self._state(unit)
        return self._summary(self._foreign(), prune=prune)

    def _look(self) -> None:
        """What the server holds and what it says was sent."""
        self._held = sizes(self.server.ask)
        self._markers = sent(self.server.ask)

    def _counted(self) -> Iterator[Unit]:
        """All units, told to the user and counted by what is to be done with them."""
        total = len(self.contents)
        for done, unit in enumerate(self.contents.units()):
            self.progress(done, total, unit.label)
            self._counts[self._state(unit)] += 1
            self._wanted.update({graph.value: len(lines) for graph, lines in unit.graphs.items()})
            yield unit

    def _state(self, unit: Unit) -> str:
        """Whether a unit is new to the server, there with other content, or unchanged."""
        known = self._markers.get(unit.graph.value)
        beside = [graph for graph in _beside(unit.graph) if graph.value in self._held and graph not in unit.graphs]
        whole = all(self._held.get(graph.value, 0) == len(lines) for graph, lines in unit.graphs.items())
        facts = settings.FACTS_GRAPH in self._held or not unit.has_facts
        if known is not None and known.digest == unit.marker.digest and whole and facts and not (beside or self.again):
            return "unchanged"
        return "changed" if unit.graph.value in self._held else "new"

    def _begin(self) -> None:
        """Before the first change: says that a push is under way."""
        if not self._begun:
            self._mark(Sent(FACTS, BEGUN, 0))
            self._begun = True

    def _begin_anew(self) -> None:
        self._begin()
        for name in self._markers.keys() - {FACTS.value}:
            self.server.update(_unmark(NamedNode(name)))
        self.server.drop(FACTS)
        self._markers.clear()
        self._held.pop(settings.FACTS_GRAPH, None)

    def _send(self, unit: Unit) -> None:
        own, lines = unit.graph, unit.graphs[unit.graph]
        there = own.value in self._held
        if own.value in self._markers:
            self.server.update(_unmark(own))
        self.server.add(own, lines)
        self._refresh(self._subjects(own) if there else unit.subjects())
        if there:
            self.server.replace(own, lines)
        for graph in _beside(own):
            if graph in unit.graphs or graph.value in self._held:
                self.server.replace(graph, unit.graphs.get(graph, ()))
        self._mark(unit.marker)

    def _remove(self, graph: NamedNode) -> None:
        self.server.update(_unmark(graph))
        self._refresh(self._subjects(graph))
        for name in (*_beside(graph), graph):
            if name.value in self._held:
                self.server.drop(name)

    def _refresh(self, subjects: Iterable[str]) -> None:
        """Makes the facts about these subjects those of the store, once in a push: the store does not change."""
        wanted = sorted(set(subjects) - self._refreshed)
        if settings.FACTS_GRAPH not in self._held:  # nothing to take out, so the facts may come in large pieces
            self.server.add(FACTS, (line for subject in wanted for line in self.contents.facts(subject)))
        else:
            for part in in_parts(wanted, _TOGETHER):
                self.server.update(deletion(FACTS, part))
                self.server.add(FACTS, (line for subject in part for line in self.contents.facts(subject)))
        self._refreshed.update(wanted)

    def _subjects(self, graph: NamedNode) -> set[str]:
        """What a graph on the server states plain facts about, as IRIs."""
        if not supports(graph):
            return set()
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        total = count(self.server.ask, "COUNT(DISTINCT ?s)", pattern)
        found = (row[0] for row in rows(self.server.ask, ("s",), pattern, total))
        return {term.value for term in found if isinstance(term, NamedNode) and has_plain_facts(term.value)}

    def _mark(self, marker: Sent) -> None:
        self.server.update(_unmark(marker.name), insertion(PUSHES, (f"{triple} ." for triple in marker.as_triples())))

    def _foreign(self) -> list[str]:
        """The articles on the server that are not in the store."""
        there = {name for name in (*self._held, *self._markers) if name.startswith(settings.ARTICLE)}
        there |= {_article_of(name) for name in self._held if name.startswith(_BESIDE)}
        return sorted(there - self.contents.names())

    def _finish(self, foreign: Sequence[str], *, prune: bool) -> None:
        """Checks what the server holds, and says on it that all is there."""
        held = sizes(self.server.ask)
        for name, wanted in self._wanted.items():
            _agree(name, held.get(name, 0), wanted)
        facts = held.get(settings.FACTS_GRAPH, 0)
        if prune or not foreign:
            _agree(settings.FACTS_GRAPH, facts, self.contents.fact_count())
        if self._begun or FACTS.value not in self._markers or self._markers[FACTS.value].digest != WHOLE:
            alone = prune or not foreign
            self._mark(Sent(FACTS, WHOLE, facts, version=graph_version(self.contents.store) if alone else ""))

    def _summary(self, foreign: Sequence[str], *, prune: bool) -> Pushed:
        new, changed, unchanged = (self._counts[state] for state in ("new", "changed", "unchanged"))
        removed, left = (len(foreign), 0) if prune else (0, len(foreign))
        return Pushed(new, changed, unchanged, removed, left, sum(self._wanted.values()), self.contents.fact_count())


_BESIDE = (settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS)


def _beside(graph: NamedNode) -> tuple[NamedNode, ...]:
    """The graphs that may stand beside that of an article."""
    return (contacts_graph(graph), text_graph(graph)) if graph.value.startswith(settings.ARTICLE) else ()


def _article_of(name: str) -> str:
    return settings.ARTICLE + name.rpartition("/")[2]


def _unmark(name: NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {PUSHES} {{ {name} ?p ?o }} }}"


def _agree(graph: str, held: int, wanted: int) -> None:
    if held != wanted:
        raise KgError(
            f"the server holds {held:,} triples of <{graph}> instead of {wanted:,}: 'kg push --again' sends all anew"
        )
