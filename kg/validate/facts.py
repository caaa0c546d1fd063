"""The reference facts that an article's graph leans on: types and labels of what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_EXACT_MATCH = ox.NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@dataclass(slots=True)
class ReferenceFacts:
    """Types and labels of the reference data by subject."""

    _quads: dict[str, list[ox.Quad]] = field(default_factory=lambda: defaultdict(list))

    def add(self, quads: Iterable[ox.Quad]) -> ReferenceFacts:
        """Takes in reference quads; other predicates than types and labels are left out. Returns itself."""
        for quad in quads:
            if quad.predicate in (_TYPE, _LABEL) and isinstance(quad.subject, ox.NamedNode):
                self._quads[quad.subject.value].append(quad)
        return self

    def tie(self, quads: Iterable[ox.Quad]) -> ReferenceFacts:
        """Lets what the quads say to match a known entity exactly have its types and label. Returns itself."""
        for quad in quads:
            subject, known = quad.subject, quad.object
            if quad.predicate == _EXACT_MATCH and isinstance(subject, ox.NamedNode) and isinstance(known, ox.NamedNode):
                found = self._quads.get(known.value, ())
                self.add([ox.Quad(subject, one.predicate, one.object, one.graph_name) for one in found])
        return self

    def of(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """The types of every node that the quads name, and the labels of those that they do not label themselves, in
        a fixed order."""
        given = list(quads)
        terms = {term.value for quad in given for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
        labelled = {quad.subject for quad in given if quad.predicate == _LABEL}
        found = [quad for iri in sorted(terms & self._quads.keys()) for quad in self._quads[iri]]
        return [quad for quad in found if quad.predicate != _LABEL or quad.subject not in labelled]
