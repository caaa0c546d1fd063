"""`kg view` and `kg export` on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cli_source import Source
from kg.cli_store import opened
from kg.export import export as write
from kg.pipeline import write_text
from kg.remote import CONTACTS, FACTS, PUBLIC, TEXTS
from kg.view import graph_page


def run(actor: str, out: Path, store: Source, least: float = 0.0) -> int:
    """Writes the relationship graph, of claims of a confidence of `least` or more. Returns the exit code."""
    with opened(store, least, (FACTS, PUBLIC, TEXTS)) as graph:
        write_text(out, graph_page(graph.store, actor))
    return _told(out)


def export(name: str, out: Path, store: Source, *, contacts: bool, least: float = 0.0) -> int:
    """Writes the store in a format, of claims of a confidence of `least` or more. Returns the exit code."""
    with opened(store, least, (FACTS, PUBLIC, *((CONTACTS,) if contacts else ()))) as graph:
        write(graph, name, out, contacts=contacts)
    return _told(out)


def _told(out: Path) -> int:
    if str(out) != "-":
        print(f"kg: wrote {out}", file=sys.stderr)
    return 0
