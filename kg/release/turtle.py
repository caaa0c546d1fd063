"""Triples that are no part of a store as Turtle, in the same writing as exports."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Triple

from kg.export.lines import lines_of
from kg.export.turtle import TurtleExporter


def turtle(triples: Iterable[Triple]) -> bytes:
    """The triples by subject, the same bytes in whatever order they come."""
    out = io.BytesIO()
    exporter = TurtleExporter(out)
    exporter.write(DefaultGraph(), lines_of(triples))
    exporter.finalize()
    return out.getvalue()
