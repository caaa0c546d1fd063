"""`kg serve` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.serve.command import Settings, serve
from kg.serve.limits import Limits


def run(
    store: Path,
    host: str,
    port: int,
    *,
    url: str,
    workers: int,
    seconds: float,
    memory: int,
    unconfined: bool,
    quiet: bool,
) -> int:
    """Serves the store until it is told to end. Returns the exit code."""
    limits = Limits(workers=workers, seconds=seconds, memory=memory * 2**20, confined=not unconfined)
    serve(store, Settings(host, port, url, quiet, limits))
    return 0
