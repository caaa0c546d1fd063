"""The files of a store written anew, whole or not at all, wherever a run is killed.

The new files lie beside the old ones until they are whole; then the old ones step aside and the new ones take their
place. Whoever opens the store next finishes that, and deletes what is left over.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pyoxigraph import Store

_NEW, _OLD, _UNFINISHED = ".new", ".old", ".unfinished"
REPAIRED = ".repaired"
"""A whole store beside a damaged one, which is to take its place."""


def write_copy(store: Store, live: Path) -> None:
    """Writes all that a store holds into new files beside those in the folder `live`. Raises OSError or RuntimeError
    where that fails."""
    unfinished = live.with_suffix(_UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    copy = Store(str(unfinished))
    copy.bulk_extend(store)
    copy.flush()
    del copy
    unfinished.rename(live.with_suffix(_NEW))


def copy_files(snapshot: Path, live: Path) -> None:
    """Puts a copy of a snapshot beside the files in the folder `live`. Raises OSError or RuntimeError."""
    unfinished = live.with_suffix(_UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    Store.read_only(str(snapshot)).backup(str(unfinished))
    unfinished.rename(live.with_suffix(_NEW))


def exchange(live: Path) -> None:
    """Puts the new files in the place of the old ones, which nobody may have open. Raises OSError where that fails."""
    live.rename(live.with_suffix(_OLD))
    settle(live)


def settle(live: Path, suffix: str = _NEW) -> None:
    """Finishes an exchange that was broken off in the midst. Raises OSError where that fails."""
    new = live.with_name(f"{live.name}{suffix}")
    if new.is_dir() and not live.is_dir():
        new.rename(live)


def clear(live: Path) -> None:
    """Deletes what exchanges have left, for which one must hold the lock of the store."""
    for suffix in (_NEW, _OLD, _UNFINISHED):
        shutil.rmtree(live.with_suffix(suffix), ignore_errors=True)
