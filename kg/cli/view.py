"""`kg view` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.cli.progress import wrote
from kg.cli.source import Source
from kg.cli.store import opened
from kg.pipeline.flow import write_text
from kg.remote import FACTS, PUBLIC, TEXTS
from kg.view import graph_page


def run(actor: str, out: Path, store: Source, least: float = 0.0) -> int:
    """Writes the relationship graph, of claims of a confidence of `least` or more. Returns the exit code."""
    with opened(store, least, (FACTS, PUBLIC, TEXTS), to_keep=True) as graph:
        write_text(out, graph_page(graph.store, actor))
    return wrote(out)
