"""What commands tell on standard error: how far they are, and where the result is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Told = Callable[[int, int, str], None]
"""Told how many are done, of how many, and the name of the next."""


@contextmanager
def bar(console: Console, what: str) -> Iterator[Told]:
    """A progress bar, shown on a terminal alone."""
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def told(done: int, total: int, name: str) -> None:
            progress.update(task, completed=done, total=total, description=name[-40:])

        yield told


def wrote(out: Path) -> int:
    """Says where the result is, unless on standard output. Returns the exit code."""
    if str(out) != "-":
        print(f"kg: wrote {out}", file=sys.stderr)
    return 0
