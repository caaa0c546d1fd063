"""`kg import` on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from kg.cli.checks import print_report
from kg.cli.console import PlainConsole, say
from kg.cli.store import opened_for_writing
from kg.contacts import redact
from kg.foreign.conversion import LeftOut
from kg.pipeline.imports import ImportRefused, NothingToImport, import_file, remove_source

_REFUSED = 3
_LONGEST = 160
"""Of a longer example this much is shown."""


def run(file: Path, name: str, date: str, license: str, mapping: Path | None, directory: Path) -> int:
    """Brings a file in and lists what of it is left out; or prints what is wrong with it and returns 3."""
    with opened_for_writing(directory) as store:
        try:
            imported = import_file(store, file, name, date, license, mapping)
        except ImportRefused as refused:
            print_report([(str(file), violation) for violation in refused.found], 1)
            say(f"{file}: nothing was brought in: mend the file and run again")
            return _REFUSED
        except NothingToImport as nothing:
            _tell(nothing.left, nothing.notes)
            raise
    _tell(imported.left, imported.notes)
    if count := sum(row.count for row in imported.left):
        say(f"{file}: {count:,} statements or rows were left out, as the table lists")
    say(f"{imported.claims:,} claims of {name} are in {directory}; {_REST}")
    return 0


def remove(name: str, directory: Path) -> int:
    """Takes out what a source stated."""
    with opened_for_writing(directory) as store:
        remove_source(store, name)
    say(f"what {name} alone stated is gone from {directory}; {_REST}")
    return 0


def _tell(left: Sequence[LeftOut], notes: Sequence[str]) -> None:
    """Lists what is left out, each sort once, and says what was taken for what."""
    if left:
        table = Table(title="Left out", title_justify="left", show_lines=True, expand=True)
        table.add_column("Times", justify="right", no_wrap=True, min_width=5)
        for column, share in (("What", 3), ("Why", 4), ("For example", 6)):
            table.add_column(column, overflow="fold", ratio=share)
        for row in left:
            cells = (f"{row.count:,}", redact(row.term), redact(row.why), _short(row.example))
            table.add_row(*map(Text, cells))
        PlainConsole(stderr=True).print(table)
    for note in notes:
        say(redact(note))


def _short(example: str) -> str:
    """An example as it fits a column."""
    text = redact(example)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_REST = "'kg build' or 'kg export' writes the graph files anew"
