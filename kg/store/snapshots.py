"""Read-only copies of the store for readers, so that no query ever touches what a writer works on."""

from __future__ import annotations

import shutil
from pathlib import Path

from pyoxigraph import Store

from kg.records import KgError
from kg.store.articles import LIVE, ArticleStore

_SNAPSHOTS = "snapshots"
_UNFINISHED = ".new"
_KEPT = 2
"""The newest snapshots that stay: a reader may be about to open the last but one."""


def publish(store: ArticleStore) -> Path:
    """Makes the present state of a store on disk what readers see from now on, and returns its directory. Raises
    KgError where the store is in memory or cannot be copied."""
    if store.directory is None:
        raise KgError("a store in memory has no snapshots: open one with a directory")
    folder = store.directory / _SNAPSHOTS
    done = _finished(store.directory)
    target = folder / f"{int(done[-1].name) + 1 if done else 1:08d}"
    unfinished = target.with_suffix(_UNFINISHED)
    try:
        folder.mkdir(exist_ok=True)
        for leftover in folder.glob(f"*{_UNFINISHED}"):
            shutil.rmtree(leftover)
        store.store.backup(str(unfinished))
        unfinished.rename(target)
    except (OSError, RuntimeError) as error:
        raise KgError(f"{folder}: no snapshot can be written ({error}): make room and run again") from error
    for old in _finished(store.directory)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def open_snapshot(directory: Path | str) -> ArticleStore:
    """Opens the newest published state of the store at `directory` for reading. Where a build was broken off before
    it published anything, publishes what it left. Raises KgError where there is no store."""
    path = Path(directory)
    if not _finished(path) and (path / LIVE).is_dir():
        with ArticleStore.open(path) as store:
            publish(store)
    for snapshot in reversed(_finished(path)):
        try:
            return ArticleStore(Store.read_only(str(snapshot)))
        except (OSError, RuntimeError):
            continue  # a writer has just replaced it: the next one
    raise KgError(f"{path}: there is no store: make one with 'kg build PATH --out DIR', or name it with --store")


def _finished(directory: Path) -> list[Path]:
    folder = directory / _SNAPSHOTS
    found = (path for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else iter(())
    return sorted(found, key=lambda path: int(path.name))
