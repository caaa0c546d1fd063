"""How much memory this process may take."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform != "win32":
    import resource


def limit_memory(more: int) -> None:
    """Lets this process take `more` bytes beyond what it has, and leave no core file. On Linux alone: elsewhere the
    present size cannot be read, or the limit is not kept."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
