"""`kg serve` on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.review import DecisionFile
from kg.serve.command import Settings, serve
from kg.serve.limits import ConnectionLimits, Limits
from kg.serve.reviewers import Review
from kg.store.states import check_forgotten


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
    connections: int,
    of_client: int | None,
    body_rate: int,
    origins: Sequence[str],
    review: bool,
    decisions: Path,
    token: str,
    token_file: Path | None,
) -> int:
    """Serves the store until it is told to end. Returns the exit code. Raises KgError where an origin is none, where
    people are to decide and the file of decisions is wrong, or where the store may have what is withheld on request."""
    check_forgotten(store)
    limits = Limits(workers=workers, seconds=seconds, memory=memory * 2**20, confined=not unconfined)
    reviewed = (
        Review.with_token(decisions, token, by_tls=url.startswith("https:"), token_file=token_file) if review else None
    )
    if reviewed is not None:
        DecisionFile(decisions).decisions()
    of_client = max(1, connections // 2) if of_client is None else of_client
    within = ConnectionLimits(most=connections, of_client=of_client, body_rate=body_rate)
    serve(store, Settings(host, port, url, quiet, limits, within, reviewed, origins))
    return 0
