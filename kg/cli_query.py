"""`kg query` on the terminal: which target a question is put to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.cli_store import opened
from kg.query import Endpoint, LocalStore, about, listing, query_command


def run(
    name: str,
    given: Sequence[str],
    format: str,
    store: Path,
    *,
    contacts: bool,
    endpoint: str,
    timeout: float,
    only_about: bool,
    least: float = 0.0,
) -> int:
    """Puts a question to the store, without claims of a confidence below `least`, or to the server at `endpoint`;
    without a name, lists the questions. Returns the exit code."""
    if not name or only_about:
        print(about(name) if name else listing())
    elif endpoint:
        query_command(name, given, format, Endpoint(endpoint, timeout), contacts=contacts)
    else:
        with opened(store, least) as graph:
            query_command(name, given, format, LocalStore(graph.store, contacts), contacts=contacts)
    return 0
