"""The files of a store on disk against the checksums that were put down when they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.health.finding import Finding, good, note, wrong
from kg.pipeline.quarantine_file import JOURNAL as UNWRITTEN
from kg.pipeline.quarantine_file import NAME as QUARANTINE
from kg.records import KgError
from kg.store import snapshots_of
from kg.store.articles import LIVE
from kg.store.checksums import FOLDER_SUMS, changed_in
from kg.store.inventory import NAME as INVENTORY
from kg.store.inventory import Inventory
from kg.store.lock import unwritten
from kg.store.snapshots import SERVED
from kg.store.states import KEY, LIST, State, changed_files

_DAMAGED = "run kg build --repair with all of its articles"
_BACKUP = f"put {LIST} and {KEY} back from a backup: without them nobody knows what is withheld on request"
_NAMED = 5


def files(directory: Path) -> Iterator[Finding]:
    """Whether every file of a store is as it was written. Raises OSError where one cannot be read."""
    changed: list[str] = []
    unknown: list[str] = []
    told = 0
    try:
        with unwritten(directory / LIVE):
            inventory = Inventory.read(directory)
            changed += inventory.changed(directory) if inventory else ()
        told += len(inventory.files) if inventory else 0
        unknown += [] if inventory else ["what the last run left, which did not come to its end"]
    except KgError as error:
        unknown.append(f"the live store ({error})")
    except ValueError as error:
        changed.append(f"{INVENTORY} {error}")
    for snapshot in snapshots_of(directory):
        if (state := State.read(directory, snapshot.name)) is not None:
            changed += changed_files(directory, state)
            told += len(state.files)
        elif not any(snapshot.name in what for what in changed):
            unknown.append(f"snapshot {snapshot.name}")
    if changed:
        more = f" (and {len(changed) - _NAMED:,} more)" if changed[_NAMED:] else ""
        mend = _BACKUP if any(what.startswith((LIST, KEY)) for what in changed) else _DAMAGED
        yield wrong("files", f"{'; '.join(changed[:_NAMED])}{more}", mend)
    elif unknown:
        yield note("files", f"no checksums of {'; '.join(unknown)}", "run kg build again, which makes them")
    else:
        yield good("files", f"{told:,} are as they were written")
    yield from _beside(directory)


def _beside(directory: Path) -> Iterator[Finding]:
    """What is made of the store, and can be made anew."""
    for folder in sorted((directory / SERVED).glob("*/")):
        for what in changed_in(folder) if (folder / FOLDER_SUMS).exists() else ():
            yield wrong("files", f"{SERVED}/{folder.name}/{what}", f"delete {folder}: kg serve makes it anew")
    done = snapshots_of(directory)
    state = State.read(directory, done[-1].name) if done else None
    file = directory.parent / QUARANTINE
    written = state.quarantine if state else None
    if written is None or (directory.parent / UNWRITTEN).exists():
        return
    if not file.exists() or file.read_bytes() != written.encode("utf-8", "replace"):
        what = "is not as it was written" if file.exists() else "is missing"
        yield wrong("files", f"{QUARANTINE} {what}", "run kg build --repair, which puts it back")
