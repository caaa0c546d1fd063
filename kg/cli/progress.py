"""What commands tell on standard error: how far they are, and where the result is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.cli.console import say
from kg.read.errors import printable

Told = Callable[[int, int, str], None]
"""Told how many are done, of how many, and the name of the next."""


class Bar:
    """A progress bar that is told as `Told`."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._task = progress, progress.add_task("", total=None)

    def __call__(self, done: int, total: int, name: str) -> None:
        """How far it is."""
        self._progress.update(self._task, completed=done, total=total, description=printable(name)[-40:])

    def stop(self) -> None:
        """Takes the bar away: somebody is asked on the same terminal."""
        self._progress.stop()


@contextmanager
def bar(console: Console, what: str) -> Iterator[Bar]:
    """A progress bar, shown on a terminal alone."""
    columns = (
        TextColumn(what, markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress)


def wrote(out: Path) -> int:
    """Says where the result is, unless on standard output. Returns the exit code."""
    if str(out) != "-":
        say(f"wrote {out}")
    return 0
