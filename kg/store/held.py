"""What a store holds, in a few figures that are kept up to date with each article, so that nobody has to go through all
of it to know them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode, Store, Triple

from kg import settings
from kg.graph.terms import RDF_TYPE, mg
from kg.store.journal import Marker

CLASSES = {"articles": mg("Article"), "actors": mg("Actor"), "events": mg("Event"), "claims": mg("Claim")}
"""What is counted: each thing that a graph of an article gives this class, once."""


@dataclass(slots=True)
class Held:
    """`state` tells apart what articles there are, with which text, read by what; their order has no part in it."""

    state: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def counted(cls, store: Store, markers: Iterable[Marker]) -> Held:
        """What a store holds, by going through it."""
        held = cls(counts=Counter(counted(store)))
        for marker in markers:
            held.turn(marker)
        return held

    @classmethod
    def put_down(cls, line: Mapping[str, Any]) -> Held:
        """What `as_line` made."""
        return cls(int(str(line["state"]), 16), Counter(line["counts"]))

    def as_line(self) -> dict[str, object]:
        """The figures for a line of the journal."""
        return {"state": self.name, "counts": dict(self.counts)}

    @property
    def name(self) -> str:
        """The state, as it is written."""
        return f"{self.state:064x}"

    def turn(self, marker: Marker | None) -> None:
        """Takes an article into the state, or out of it where it is in."""
        if marker is not None:
            parts = (marker.key, marker.text_hash, marker.version, str(marker.triples))
            self.state ^= int.from_bytes(sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest(), "big")


def counted(store: Store) -> dict[str, int]:
    """How many articles there are, and how many actors, events and public claims they name."""
    found = {}
    for name, kind in CLASSES.items():
        quads = store.quads_for_pattern(None, RDF_TYPE, kind, None)
        found[name] = len({quad.subject for quad in quads if _of_article(quad.graph_name)})
    return found


def change(store: Store, graph: NamedNode, old: Iterable[Triple], new: Iterable[Triple]) -> Counter[str]:
    """How the numbers of `counted` change when the triples of an article's graph change from `old` to `new`. The store
    may hold either."""
    before, after = _classes(old), _classes(new)
    found: Counter[str] = Counter()
    for name in CLASSES:
        found[name] += sum(_is_named_here_alone(store, graph, one, name) for one in after[name] - before[name])
        found[name] -= sum(_is_named_here_alone(store, graph, one, name) for one in before[name] - after[name])
    return found


def _classes(triples: Iterable[Triple]) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {name: set() for name in CLASSES}
    names: dict[Any, str] = {kind: name for name, kind in CLASSES.items()}
    for triple in triples:
        if triple.predicate == RDF_TYPE and triple.object in names:
            found[names[triple.object]].add(triple.subject)
    return found


def _is_named_here_alone(store: Store, graph: NamedNode, subject: Any, name: str) -> bool:
    """Whether no other article has the thing in this class."""
    quads = store.quads_for_pattern(subject, RDF_TYPE, CLASSES[name], None)
    return not any(quad.graph_name != graph and _of_article(quad.graph_name) for quad in quads)


def _of_article(graph: object) -> bool:
    return isinstance(graph, NamedNode) and graph.value.startswith(settings.ARTICLE)
