"""The lock of a store, which the engine of its writer holds as long as it has the store open."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.records import KgError

_OPEN_FILES = Path("/dev/fd")


@contextmanager
def unwritten(live: Path) -> Iterator[None]:
    """Holds writers off while the live store is read, where the system can. Raises KgError where one is at work. Not
    for a process that has the store open itself: it would lose its lock."""
    try:
        locks = importlib.import_module("fcntl")
    except ImportError:  # Windows
        yield
        return
    if not (live / "LOCK").exists():  # no writer has been there since it was put there
        yield
        return
    with (live / "LOCK").open("rb") as lock:
        try:
            locks.lockf(lock, locks.LOCK_SH | locks.LOCK_NB)
        except OSError as error:
            raise KgError("another kg is writing to it: examine it again when that is done") from error
        yield


def is_open_here(live: Path) -> bool:
    """Whether this process has the live store open, as far as the system tells: an iterator that nobody has finished
    keeps the engine."""
    with suppress(OSError):
        lock = (live / "LOCK").stat()
        for file in _OPEN_FILES.iterdir():
            with suppress(OSError, ValueError):
                if os.path.samestat(os.fstat(int(file.name)), lock):
                    return True
    return False
