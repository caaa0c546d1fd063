"""Stores as the commands that read open them: the newest published snapshot, never what a writer works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store import ArticleStore, open_snapshot


@contextmanager
def opened(directory: Path) -> Iterator[ArticleStore]:
    """The store at `directory`, for reading. Raises KgError where there is none."""
    with open_snapshot(directory) as store:
        yield store
