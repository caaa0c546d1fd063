"""Read-only copies of the store for readers, so that no query ever touches what a writer works on.

Each snapshot has a second copy beside it with the public graphs alone. A query that names no graphs is put to that: the
engine looks into each graph that it is told to keep to one after the other, which takes up to hundreds of times longer.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.records import KgError
from kg.store.articles import LIVE, ArticleStore, damaged, is_damage, unreadable
from kg.store.public import write_public
from kg.store.states import (
    END_REQUEST,
    PUBLIC,
    SNAPSHOTS,
    UNFINISHED,
    UNFINISHED_REQUEST,
    State,
    changed_files,
    checksums,
    clear_unfinished,
    forget_states,
    is_forgetting,
    requests_of,
)
from kg.store.unpublished import Unpublished

_log = logging.getLogger(__name__)
SERVED = "served"
"""The folder in which servers keep what they make of snapshots."""
_BEGUN = "undoing"
"""The file that names the state that an undoing has published anew and not brought back yet."""
KEPT = 2
"""The newest snapshots that stay: a reader may be about to open the last but one."""


def publish(store: ArticleStore, kept: int = KEPT, quarantine: str | None = None) -> Path:
    """Makes the present state of a store on disk what readers see from now on, beside which `kept` - 1 older ones stay,
    and returns its directory. Where none stays, what servers made of older ones goes too. Where the newest one is this
    state and whole, it stays, and with it what was before; a run that is done again after a kill so takes nothing of
    what can be undone. `quarantine` is the text of what was kept out, None where that is as before. Raises KgError
    where the store is in memory or cannot be copied."""
    if store.directory is None:
        raise KgError("a store in memory has no snapshots: open one with a directory")
    store.flush()
    (store.directory / _BEGUN).unlink(missing_ok=True)  # what is published now takes its place
    newest = newest_snapshot(store.directory)
    name = _next(store.directory)
    before = State.read(store.directory, newest.name) if newest else None
    if quarantine is None and before:
        quarantine = before.quarantine
    if newest and before and kept > 1 and before.quarantine == quarantine and _is_published(store, newest, before):
        store.unpublished = Unpublished(newest.name)
        _drop(store.directory, kept)  # what a killed run has left
        return newest
    try:
        _copy_public(store, store.directory / PUBLIC, name)
        target = _copied(store.directory, name, lambda path: store.store.backup(str(path)), quarantine, before)
    except (OSError, RuntimeError) as error:
        if is_damage(error):
            raise damaged(store.directory, error) from error
        raise KgError(f"{store.directory}: no snapshot can be written ({error}): make room and run again") from error
    store.unpublished = Unpublished(name)
    if kept == 1:
        shutil.rmtree(store.directory / SERVED, ignore_errors=True)
    _drop(store.directory, kept)
    return target


def kept_out(store: ArticleStore) -> str | None:
    """The text of what was kept out of all that a store on disk holds; None where it holds something that was not
    published, or that is not known."""
    name = store.unpublished.published
    state = State.read(store.directory, name) if store.directory and name else None
    return state.quarantine if state else None


def _is_published(store: ArticleStore, newest: Path, state: State) -> bool:
    """Whether the newest snapshot, of which this state was put down, is whole and holds what a store holds."""
    assert store.directory is not None
    try:
        if state.requests != requests_of(store.directory) or not _public_of(newest).is_dir():
            return False
        if store.unpublished.base:
            same = store.unpublished.published == newest.name
        else:
            same = not differ(store.store, Store.read_only(str(newest)))
        return same and not any(changed_files(store.directory, state))
    except (OSError, RuntimeError):
        return False


def differ(first: Iterable[Quad], second: Iterable[Quad]) -> bool:
    """Whether two stores hold other quads. The engine gives them in one order, that of their digests."""
    return any(one != other for one, other in zip_longest(first, second))


def publish_again(store: ArticleStore, snapshot: Path) -> Path:
    """Makes an older snapshot of a store on disk what readers see from now on, beside the newest one until then, and
    returns the directory of its copy, which is `begun_undoing` until `end_undoing`. Raises KgError where it cannot be
    copied."""
    assert store.directory is not None
    name, before = _next(store.directory), State.read(store.directory, snapshot.name)
    try:
        (store.directory / _BEGUN).write_text(name, "ascii")
        if _public_of(snapshot).is_dir():
            public = Store.read_only(str(_public_of(snapshot)))
            _whole(store.directory / PUBLIC / name, lambda path: public.backup(str(path)))
        kept_out = before.quarantine if before else None
        again = Store.read_only(str(snapshot))
        target = _copied(store.directory, name, lambda path: again.backup(str(path)), kept_out, before)
    except (OSError, RuntimeError) as error:
        if is_damage(error):
            raise unreadable(store.directory, error) from error
        raise KgError(f"{store.directory}: no snapshot can be written ({error}): make room and run again") from error
    _drop(store.directory, KEPT)
    return target


def begun_undoing(directory: Path) -> Path | None:
    """The newest snapshot, where an undoing that was broken off published it."""
    newest, begun = newest_snapshot(directory), directory / _BEGUN
    return newest if newest and begun.exists() and begun.read_text("ascii") == newest.name else None


def end_undoing(directory: Path) -> None:
    """Puts down that what an undoing published was brought back, with the results, and deletes what is too old."""
    _drop(directory, KEPT)
    (directory / _BEGUN).unlink(missing_ok=True)


def open_snapshot(directory: Path | str) -> ArticleStore:
    """Opens the newest published state of the store at `directory` for reading; where that does not open, the last but
    one, which the log then tells, as where it may have what is withheld on request. Where a build was broken off before
    it published anything, publishes what it left. Raises KgError where there is no store, or none that opens."""
    path = Path(directory)
    if not snapshots_of(path) and (path / LIVE).is_dir():
        with ArticleStore.open(path) as store:
            publish(store)
    if is_forgetting(path):
        _log.warning("kg: %s: %s: %s", path, UNFINISHED_REQUEST, END_REQUEST)
    broken: dict[Path, Exception] = {}
    while left := [snapshot for snapshot in snapshots_of(path) if snapshot not in broken]:
        try:
            store = _opened(left[-1])
        except (OSError, RuntimeError) as error:
            broken[left[-1]] = error
            continue
        for snapshot in broken.keys() & {*snapshots_of(path)[-KEPT:]}:  # others a writer has just replaced
            _log.warning("kg: %s: %s is read instead, an older state", unreadable(path, broken[snapshot]), left[-1])
        return store
    if broken:
        raise unreadable(path, broken[max(broken)])
    raise KgError(f"{path}: there is no store: make one with 'kg build PATH --out DIR', or name it with --store")


def _opened(snapshot: Path) -> ArticleStore:
    """A snapshot with the copy of what is public in it, where there is one."""
    public = _public_of(snapshot)
    return ArticleStore(
        Store.read_only(str(snapshot)), public=Store.read_only(str(public)) if public.is_dir() else None
    )


def newest_snapshot(directory: Path | str) -> Path | None:
    """The directory of the newest published state of the store at `directory`, or None. It may be asked again and again
    to learn whether there is a newer one."""
    done = snapshots_of(Path(directory))
    return done[-1] if done else None


def _next(directory: Path) -> str:
    newest = newest_snapshot(directory)
    return f"{int(newest.name) + 1 if newest else 1:08d}"


def _copied(
    directory: Path, name: str, copy: Callable[[Path], None], quarantine: str | None, before: State | None
) -> Path:
    """Makes a snapshot, once what is to be known of it is put down."""

    def write(unfinished: Path) -> None:
        copy(unfinished)
        files = checksums(unfinished, f"{SNAPSHOTS}/{name}", before)
        if (public := directory / PUBLIC / name).is_dir():
            files |= checksums(public, f"{PUBLIC}/{name}", before)
        State(requests_of(directory), quarantine, files).write(directory, name)

    return _whole(directory / SNAPSHOTS / name, write)


def _drop(directory: Path, kept: int) -> None:
    """Deletes all snapshots but the newest ones, and what lies beside those that are gone."""
    for old in snapshots_of(directory)[:-kept]:
        old.rename(old.with_suffix(UNFINISHED))  # half deleted it is none
    clear_unfinished(directory)
    left = {snapshot.name for snapshot in snapshots_of(directory)}
    for public in (directory / PUBLIC).glob("*"):
        if public.name not in left:
            shutil.rmtree(public, ignore_errors=True)
    forget_states(directory, left)


def _copy_public(store: ArticleStore, folder: Path, name: str) -> None:
    """Copies the public graphs of a store: those of the newest copy, and what changed since where that is known."""
    before = folder / store.unpublished.base
    if store.unpublished.base not in ("", name) and before.is_dir():
        try:
            _whole(folder / name, lambda unfinished: _bring(store, Store.read_only(str(before)), unfinished))
            return
        except (OSError, RuntimeError) as error:
            if not is_damage(error):  # what can be made anew needs no repair
                raise
    _whole(folder / name, lambda unfinished: write_public(store.store, unfinished))


def _bring(store: ArticleStore, before: Store, target: Path) -> None:
    """Copies the public graphs as they were published, with what changed since."""
    before.backup(str(target))
    copy = Store(str(target))
    store.unpublished.bring(copy, store.store)
    copy.flush()


def _whole(target: Path, write: Callable[[Path], None]) -> Path:
    """Makes a folder of files, whole or not at all; `write` writes them into one with another name."""
    unfinished = target.with_suffix(UNFINISHED)
    target.parent.mkdir(exist_ok=True)
    for leftover in (*target.parent.glob(f"*{UNFINISHED}"), target):
        shutil.rmtree(leftover, ignore_errors=True)  # of a run that was broken off
    write(unfinished)
    return unfinished.rename(target)


def _public_of(snapshot: Path) -> Path:
    """The copy of a snapshot with the public graphs alone."""
    return snapshot.parents[1] / PUBLIC / snapshot.name


def snapshots_of(directory: Path) -> list[Path]:
    """The directories of the published states of the store at `directory`, the newest last."""
    folder = directory / SNAPSHOTS
    found = (path for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else iter(())
    return sorted(found, key=lambda path: int(path.name))
