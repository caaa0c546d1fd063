"""`kg doctor` on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole
from kg.cli.progress import bar
from kg.contacts import redact
from kg.health.examination import examine
from kg.health.finding import Finding, State
from kg.read.errors import printable

_COLOURS = {State.ok: "green", State.note: "yellow", State.wrong: "bold red", State.skipped: "dim"}


def doctor(store: Path) -> int:
    """Examines a store and the machine, a line a check. Returns 1 where something is wrong, else 0."""
    with bar(PlainConsole(stderr=True), "Examining") as told:
        found = examine(store, told)
    PlainConsole().print(_as_table(found))
    return int(any(one.state is State.wrong for one in found))


def _as_table(found: list[Finding]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in found:
        said = redact(one.said) + (f". To mend: {redact(one.mend)}" if one.mend else "")
        table.add_row(Text(one.state, style=_COLOURS[one.state]), one.check, Text(printable(said)))
    return table
