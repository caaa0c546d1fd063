"""What stands in the graph of pushes: what was sent as a whole, written last, so that a broken push is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.graph.terms import DCTERMS, RDF_TYPE, integer
from kg.remote.paging import Ask, triples
from kg.store import Marker
from kg.store.articles import TRIPLES, VERSION, marker_triples

PUSHES = NamedNode(settings.PUSHES_GRAPH)
FACTS = NamedNode(settings.FACTS_GRAPH)
BEGUN, WHOLE = "begun", "whole"
"""What the marker of the facts says: that a push is under way, or that all was sent."""
_HASH = NamedNode(DCTERMS + "identifier")
_DATASET = NamedNode("http://rdfs.org/ns/void#Dataset")


@dataclass(frozen=True, slots=True)
class Sent:
    """The marker of something that was sent whole: an article, a graph, the facts. `digest` is of all its triples,
    `triples` their number; `article` is what the store knows of an article; `version` is that of the whole graph, where
    the server holds all of it and nothing else."""

    name: NamedNode
    digest: str
    triples: int
    article: Marker | None = None
    version: str = ""

    def as_triples(self) -> Iterator[Triple]:
        """The marker as it stands on the server."""
        yield Triple(self.name, _HASH, Literal(self.digest))
        if self.article is not None:
            yield from marker_triples(replace(self.article, triples=self.triples))
        else:
            yield Triple(self.name, TRIPLES, integer(self.triples))
        if self.version:
            yield Triple(self.name, RDF_TYPE, _DATASET)
            yield Triple(self.name, VERSION, Literal(self.version))


def sent(ask: Ask) -> dict[str, Sent]:
    """The markers on a server by the IRI of what they mark; of articles, too, without what the store knows of them."""
    found: dict[NamedNode, dict[object, str]] = defaultdict(dict)
    for triple in triples(ask, PUSHES):
        if isinstance(triple.subject, NamedNode):
            found[triple.subject][triple.predicate] = str(getattr(triple.object, "value", ""))
    return {
        name.value: Sent(name, about.get(_HASH, ""), int(about.get(TRIPLES, "0")), None)
        for name, about in found.items()
    }
