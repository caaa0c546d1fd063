"""What a measure says, as a table, and the forms in which it leaves."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from kg.export.spreadsheet import defused

Cell = str | int | float
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A measure as a table: column names, rows of cells, and in `note` what the figures mean. `keys` holds the IRIs
    that a row is about, one tuple a row."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    keys: tuple[tuple[str, ...], ...] = ()


def write_csv(table: Table, out: TextIO) -> None:
    """The rows as comma-separated values, with the IRIs that they are about in the last columns."""
    width = max(map(len, table.keys), default=0)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*table.columns, *(f"IRI {n}" if width > 1 else "IRI" for n in range(1, width + 1))))
    for number, row in enumerate(table.rows):
        keys = table.keys[number] if table.keys else ()
        writer.writerow((*map(_cell, row), *keys, *("" for _ in range(width - len(keys)))))


def write_json(table: Table, out: TextIO) -> None:
    """The table as one JSON object: title, note, and rows as objects by column, each with its `iris`."""
    rows = [
        dict(zip(table.columns, row, strict=True)) | ({"iris": list(table.keys[number])} if table.keys else {})
        for number, row in enumerate(table.rows)
    ]
    json.dump({"title": table.title, "note": table.note, "rows": rows}, out, ensure_ascii=False, indent=1)
    out.write("\n")


WRITERS: Mapping[str, Callable[[Table, TextIO], None]] = {"csv": write_csv, "json": write_json}
"""The forms for programs."""


def _cell(cell: Cell) -> Cell:
    return defused(cell) if isinstance(cell, str) else cell
