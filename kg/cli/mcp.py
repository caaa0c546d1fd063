"""`kg mcp` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.records import KgError
from kg.serve.limits import Limits
from kg.store.states import check_forgotten


def run(store: Path, *, workers: int, seconds: float, memory: int, unconfined: bool) -> int:
    """Serves the store on standard input and output until the former ends. Returns the exit code. Raises KgError where
    the extra is not installed, or the store may have what is withheld on request."""
    try:
        from kg.mcp.server import serve
    except ImportError as error:
        raise KgError("kg mcp needs the package mcp: pip install 'migration-governance-kg[mcp]'") from error
    check_forgotten(store)
    serve(store, Limits(workers=workers, spares=1, seconds=seconds, memory=memory * 2**20, confined=not unconfined))
    return 0
