"""Waiting for an answer no longer than agreed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")

_idle: list[_Helper] = []


def within(seconds: float | None, job: Callable[[], Found], late: Callable[[], Exception]) -> Found:
    """What `job` returns or raises; after so many seconds (None: however long it takes) the error that `late` makes.

    The job runs in another thread, since neither a server that sends a byte now and then nor a query in the store can
    be stopped otherwise, not even by the keyboard; where it is too late, that thread ends with the process. Else it
    takes the next job: the engine's first query in a new thread takes longer than many a query."""
    try:
        helper = _idle.pop()
    except IndexError:
        helper = _Helper()
    helper.jobs.put(job)
    try:
        done, found = helper.outcomes.get(timeout=seconds)
    except queue.Empty:
        raise late() from None
    _idle.append(helper)
    if not done:
        raise found
    return found  # type: ignore[no-any-return] # of a job that is done


class _Helper:
    """A thread that does one job after the other."""

    def __init__(self) -> None:
        self.jobs: queue.SimpleQueue[Callable[[], Any]] = queue.SimpleQueue()
        self.outcomes: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            self.outcomes.put(_outcome(self.jobs.get()))


def _outcome(job: Callable[[], Any]) -> tuple[bool, Any]:
    """Whether a job was done, and what it returned or raised."""
    try:
        return True, job()
    except Exception as error:
        return False, error
