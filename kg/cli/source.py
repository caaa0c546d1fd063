"""What a command reads, as the command line names it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """The store at `directory`, or where an `endpoint` is given, that server, each answer of which may take `timeout`
    seconds."""

    directory: Path
    endpoint: str = ""
    timeout: float = 60.0
