"""The reference facts that an article's graph leans on: types and labels of what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

_NEEDED = frozenset(
    (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
    )
)


@dataclass(slots=True)
class ReferenceFacts:
    """Types and labels of the reference data by subject."""

    _quads: dict[str, list[ox.Quad]] = field(default_factory=lambda: defaultdict(list))

    def add(self, quads: Iterable[ox.Quad]) -> ReferenceFacts:
        """Takes in reference quads; other predicates than types and labels are left out. Returns itself."""
        for quad in quads:
            if quad.predicate.value in _NEEDED and isinstance(quad.subject, ox.NamedNode):
                self._quads[quad.subject.value].append(quad)
        return self

    def of(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """The facts about every node that the quads name, in a fixed order."""
        terms = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
        return [quad for iri in sorted(terms & self._quads.keys()) for quad in self._quads[iri]]
