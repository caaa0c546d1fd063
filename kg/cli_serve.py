"""`kg serve` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.review import DecisionFile
from kg.serve.command import Settings, serve
from kg.serve.limits import Limits
from kg.serve.reviewers import Review


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
    review: bool,
    decisions: Path,
    token: str,
    token_file: Path | None,
) -> int:
    """Serves the store until it is told to end. Returns the exit code. Raises KgError where people are to decide and
    the file of decisions is wrong."""
    limits = Limits(workers=workers, seconds=seconds, memory=memory * 2**20, confined=not unconfined)
    reviewed = (
        Review.with_token(decisions, token, by_tls=url.startswith("https:"), token_file=token_file) if review else None
    )
    if reviewed is not None:
        DecisionFile(decisions).decisions()
    serve(store, Settings(host, port, url, quiet, limits, reviewed))
    return 0
