"""Waiting for an answer no longer than agreed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def within(seconds: float | None, job: Callable[[], Found], late: Callable[[], Exception]) -> Found:
    """What `job` returns or raises; after so many seconds (None: however long it takes) the error that `late` makes.

    The job runs in a thread of its own, since neither a server that sends a byte now and then nor a query in the store
    can be stopped otherwise, not even by the keyboard; where it is too late, that thread ends with the process."""
    outcome: queue.Queue[tuple[bool, Found | Exception]] = queue.Queue(maxsize=1)

    def work() -> None:
        try:
            outcome.put((True, job()))
        except Exception as error:
            outcome.put((False, error))

    threading.Thread(target=work, daemon=True).start()
    try:
        done, found = outcome.get(timeout=seconds)
    except queue.Empty:
        raise late() from None
    if not done:
        assert isinstance(found, Exception)
        raise found
    return found  # type: ignore[return-value] # of a job that is done
