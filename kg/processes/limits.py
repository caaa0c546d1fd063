"""How much memory and time this process may take: beyond it, it ends, whatever code it is in."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from kg.records import KgError

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 71
"""The exit code of a process that tells so that it ended for want of memory."""

MEMORY_SETTING = "KG_MAX_MEMORY"

_SET_DEATH_SIGNAL = 1


def stated_memory() -> int:
    """The bytes that the environment variable KG_MAX_MEMORY states in MB, 0 where it is not set. Raises KgError where
    it is no number."""
    stated = os.environ.get(MEMORY_SETTING, "")
    if stated and not (stated.isascii() and stated.isdecimal() and int(stated)):
        raise KgError(f"{MEMORY_SETTING}: no number of megabytes: set it to one such as 4000, or leave it out")
    return int(stated or 0) << 20


def memory_limit() -> int:
    """The bytes that a command that reads may take: what is stated, else half of what the machine has. Not for Windows.
    Raises KgError where the setting is no number."""
    return stated_memory() or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2


def limit_memory(more: int) -> None:
    """Lets this process take `more` bytes beyond what it has, and leave no core file. On Linux alone: elsewhere the
    present size cannot be read, or the limit is not kept."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_data(most: int) -> None:
    """Lets this process take so many bytes for its data in all, or fewer where it may not take more, and leave no core
    file. On Linux alone. What the engines only reserve does not count, as it does with `limit_memory`."""
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (least, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """Ends this process at once when it has used so many more seconds of processor time; 0 takes the limit away.
    Without effect on Windows."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def end_with_parent(parent: int) -> None:
    """Ends this process at once when the process `parent` that started it ends, however that is, and whatever code
    this one is in; now, where it has ended already. Strictly, when the thread of it that started this one ends. On
    Linux alone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before that took effect
            os._exit(1)


def ended_by_time(code: int) -> bool:
    """Whether a process that ended with this exit code had used up its time."""
    return hasattr(signal, "SIGPROF") and code == -signal.SIGPROF
