"""Stores as the commands that read open them: the newest published snapshot, never what a writer works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store import ArticleStore, confident, open_snapshot


@contextmanager
def opened(directory: Path, least: float = 0.0) -> Iterator[ArticleStore]:
    """The store at `directory`, for reading, without claims of a confidence below `least`. Raises KgError where there
    is none."""
    with open_snapshot(directory) as store:
        yield ArticleStore(confident(store.store, least)) if least > 0 else store
