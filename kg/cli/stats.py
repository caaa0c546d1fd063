"""`kg stats` on the terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple
from itertools import groupby

from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole
from kg.cli.source import Source
from kg.cli.store import opened
from kg.contacts import redact
from kg.export.spreadsheet import defused
from kg.health.machine import size
from kg.pipeline.quarantine_file import QuarantineFile
from kg.release.statistics import SIZE, Figure, statistics
from kg.remote import FACTS, PUBLIC

_MOST = 20


def run(source: Source, format: str) -> int:
    """Prints the figures of a store or server. Returns the exit code."""
    with opened(source, parts=(FACTS, PUBLIC)) as graph:
        found = list(statistics(graph, None if source.endpoint else QuarantineFile(source.directory.parent).written()))
    if not source.endpoint:
        found.insert(0, Figure(SIZE, "bytes on disk", "number", size(source.directory)))
    if format == "json":
        json.dump([asdict(one) for one in found], sys.stdout, indent=1, ensure_ascii=False)
        print()
    elif format == "csv":
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(("group", "name", "figure", "value"))
        for one in found:
            rows.writerow(defused(cell) if isinstance(cell, str) else cell for cell in astuple(one))
    else:
        _print(found)
    return 0


def _print(found: Sequence[Figure]) -> None:
    """A table a group; of long groups the first rows."""
    console = PlainConsole()
    for _, group in groupby(found, key=lambda one: one.group):
        listed = list(group)
        console.print(_as_table(listed))
        left = len({one.name for one in listed}) - _MOST
        if left > 0:
            console.print(f"{left} more: --format csv has all", soft_wrap=True)


def _as_table(found: Sequence[Figure]) -> Table:
    """One group: a row a name, a column a figure."""
    columns = list(dict.fromkeys(one.figure for one in found))
    rows: dict[str, dict[str, int | float]] = {}
    for one in found:
        rows.setdefault(one.name, {})[one.figure] = one.value
    table = Table()
    table.add_column(found[0].group, overflow="fold")
    for column in columns:
        table.add_column(column, justify="right")
    for name, cells in list(rows.items())[:_MOST]:
        table.add_row(Text(redact(name)), *(f"{cells[column]:,}" if column in cells else "" for column in columns))
    return table
