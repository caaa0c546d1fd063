"""Puts a store that can be read in the place of one that cannot. What is damaged is moved away, never deleted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store

from kg.health.copies import lacking
from kg.records import KgError
from kg.store import snapshots_of
from kg.store.articles import LIVE, ArticleStore, is_locked
from kg.store.journal import NAME as JOURNAL
from kg.store.rewriting import settle
from kg.store.states import LIST
from kg.withheld.record import KEY

_AGAIN = "what it lacks is read again where it is found"


def repair(directory: Path, say: Callable[[str], None]) -> None:
    """Reads the store at `directory` from end to end, and where that fails, moves it away and puts its newest snapshot
    that can be read there, else nothing; `say` is told. Raises KgError where another process writes to it, or nothing
    can be moved."""
    if not directory.is_dir():
        return
    fault = _fault(directory)
    if not fault:
        say(f"{directory}: can be read from end to end: nothing to repair")
        return
    try:
        moved = directory.rename(_free(directory))
        snapshot = _restored(moved, directory)
    except OSError as error:
        raise KgError(f"{directory}: cannot be repaired ({error.strerror}): check its folder and the disk") from error
    place = f"snapshot {snapshot} is in its place" if snapshot else "none of its snapshots can be read"
    lost = "" if snapshot else "; import again what was imported, and give again what was decided"
    say(f"{directory}: damaged ({fault}): moved to {moved.name}; {place}; {_AGAIN}{lost}")


def _fault(directory: Path) -> str:
    """Why the live store cannot be read or written, empty where it can."""
    settle(directory / LIVE)
    if not (directory / LIVE).is_dir():
        return "there is no live store"
    try:
        with ArticleStore.open(directory) as store:
            return next(lacking(store.store), "")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the engine is no Exception
        if isinstance(error, KgError) and is_locked(error.__cause__):
            raise
        cause = error.__cause__ or error
        return " ".join(str(cause).split())


def _restored(moved: Path, directory: Path) -> str:
    """Makes the newest snapshot that can be read the live store of a directory; its name, empty where there is none."""
    directory.mkdir()
    for name in filter(lambda name: (moved / name).exists(), (LIST, KEY)):  # what is withheld stays so
        shutil.copy2(moved / name, directory / name)
    for snapshot in reversed(snapshots_of(moved)):
        if _is_whole(snapshot):
            Store.read_only(str(snapshot)).backup(str(directory / LIVE))
            if (moved / JOURNAL).exists():  # it tells what is newer than the snapshot
                shutil.copyfile(moved / JOURNAL, directory / JOURNAL)
            return snapshot.name
    return ""


def _is_whole(snapshot: Path) -> bool:
    try:
        return not any(lacking(Store.read_only(str(snapshot))))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return False


def _free(directory: Path) -> Path:
    number = 1
    while (target := directory.with_name(f"{directory.name}.damaged{number}")).exists():
        number += 1
    return target
