"""`kg undo` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.cli.console import say
from kg.cli.store import opened_for_writing
from kg.pipeline.undo import undo


def run(directory: Path) -> int:
    """Takes the last build back, and tells what the store holds now."""
    with opened_for_writing(directory) as store:
        held = undo(store)
    counts = ", ".join(f"{number:,} {name}" for name, number in held.items())
    say(f"{directory} is as it was before: {counts}; 'kg undo' again takes this back")
    return 0
