"""How much memory and time this process may take: beyond it, it ends, whatever code it is in."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 71
"""The exit code of a process that tells so that it ended for want of memory."""


def limit_memory(more: int) -> None:
    """Lets this process take `more` bytes beyond what it has, and leave no core file. On Linux alone: elsewhere the
    present size cannot be read, or the limit is not kept."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """Ends this process at once when it has used so many more seconds of processor time; 0 takes the limit away.
    Without effect on Windows."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def ended_by_time(code: int) -> bool:
    """Whether a process that ended with this exit code had used up its time."""
    return hasattr(signal, "SIGPROF") and code == -signal.SIGPROF
