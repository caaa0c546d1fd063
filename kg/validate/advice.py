"""What is worth a look in a graph that conforms to the shapes: warnings, which keep nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.terms import concept, mg
from kg.validate.shapes import Violation
from kg.validate.terms import to_rdflib

_STATUS, _SPEAKER, _ATTRIBUTED = mg("status"), mg("attributedTo"), concept("assertion-status", "attributed")


def unnamed_speakers(quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """Claims that somebody makes of whom the graph does not say who it is: an unnamed speaker cannot be pointed to."""
    given = [quad for quad in quads if quad.predicate in (_STATUS, _SPEAKER)]
    named = {quad.subject for quad in given if quad.predicate == _SPEAKER}
    for quad in given:
        if quad.object == _ATTRIBUTED and quad.subject not in named:
            message = "The claim's status is attributed, but it names no speaker: add mg:attributedTo."
            yield Violation(to_rdflib(quad.subject), to_rdflib(_SPEAKER), None, "Warning", "speaker", message)
