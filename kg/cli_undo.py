"""`kg undo` on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cli_store import opened_for_writing
from kg.undoing import undo


def run(directory: Path) -> int:
    """Takes the last build back, and tells what the store holds now."""
    with opened_for_writing(directory) as store:
        held = undo(store)
    counts = ", ".join(f"{number:,} {name}" for name, number in held.items())
    print(f"kg: {directory} is as it was before: {counts}; 'kg undo' again takes this back", file=sys.stderr)
    return 0
