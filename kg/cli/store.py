"""Stores as the commands that read open them: the newest published snapshot, never what a writer works on, or what a
server holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.cli.console import say
from kg.cli.source import Source
from kg.records import KgError
from kg.store import ArticleStore, as_of, check_day, confident, is_damage, open_snapshot, unreadable
from kg.store.articles import LIVE
from kg.store.states import check_forgotten


@contextmanager
def opened(
    source: Source | Path,
    least: float = 0.0,
    parts: Collection[str] = (),
    day: str = "",
    *,
    to_keep: bool = False,
) -> Iterator[ArticleStore]:
    """The store for reading, without claims of a confidence below `least`, and where a `day` is given without articles
    that were not published by then; of a server those `parts` alone. Raises KgError where there is none, where it
    turns out to be damaged, or where what is read is `to_keep`, as a file or elsewhere, and may have what is withheld
    on request."""
    given = source if isinstance(source, Source) else Source(source)
    if to_keep and not given.endpoint:
        check_forgotten(given.directory)
    if day:
        check_day(day)  # before a server is read
    try:
        with _read(given, least, parts, day) if given.endpoint else open_snapshot(given.directory) as store:
            until = _until(store, day) if day else store
            yield ArticleStore(confident(until.store, least)) if least > 0 else until
    except (OSError, RuntimeError) as error:
        if not is_damage(error):
            raise
        raise unreadable(given.directory, error) from error


def _until(store: ArticleStore, day: str) -> ArticleStore:
    until, left_out = as_of(store, day)
    say(f"as of {day}: {left_out}")
    return until


def _read(source: Source, least: float, parts: Collection[str], day: str) -> ArticleStore:
    from kg.query import Endpoint
    from kg.remote import KEYS, PUBLIC, read_store

    more = ((PUBLIC,) if least > 0 else ()) + ((PUBLIC, KEYS) if day else ())
    return read_store(Endpoint(source.endpoint, source.timeout), {*parts, *more})


def opened_for_writing(directory: Path) -> ArticleStore:
    """The store for writing. Raises KgError where there is none, or another process writes to it."""
    if not any(directory.glob(f"{LIVE}*")):  # it may have stepped aside for a new one
        raise KgError(
            f"{directory}: there is no store: make one with 'kg build PATH --out DIR', or name it with --store"
        )
    return ArticleStore.open(directory)
