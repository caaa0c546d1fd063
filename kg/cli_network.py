"""`kg network` on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kg.cli_store import opened
from kg.network import Table, measure, parts


def run(name: str, top: int, store: Path, *, persons: bool, least: float = 0.0) -> int:
    """Prints the table of one measure, over facts of a confidence of `least` or more. Returns the exit code."""
    with opened(store, least) as graph:
        table = measure(name, parts(graph.store, persons=persons))
    console = Console(highlight=False)
    console.print(as_table(table, top))
    console.print(table.note)
    left = len(table.rows) - top
    if left > 0:
        Console(stderr=True, highlight=False).print(f"kg: {left} more rows: --top {len(table.rows)} shows all")
    return 0


def as_table(table: Table, top: int) -> RichTable:
    """The first rows as a table for the terminal; numbers stand to the right."""
    shown = RichTable(title=table.title, title_justify="left")
    for column, cell in zip(table.columns, (table.rows or [("",) * len(table.columns)])[0], strict=True):
        shown.add_column(column, justify="left" if isinstance(cell, str) else "right", overflow="fold")
    for row in table.rows[:top]:
        shown.add_row(*(Text(cell if isinstance(cell, str) else f"{cell:,}") for cell in row))
    return shown
