"""`kg query` on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.records import KgError


def run(name: str, parameters: Sequence[str], format: str, store: Path) -> int:  # noqa: ARG001
    """Runs a question. Returns the exit code."""
    raise KgError("query: not in this version: use the SPARQL tool of your choice on out/graph.trig")
