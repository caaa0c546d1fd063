"""Tables as an SQLite database, with keys, and with what each column means as a comment where the table is made."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from kg.export.files import Files, copy
from kg.export.formats import Options
from kg.export.table_model import Column, Table, tables
from kg.export.table_rows import Row, Value, write_rows
from kg.store import ArticleStore

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}
"""The types as they are declared: SQLite keeps days as text like 2018-10-01, and truth values as 0 and 1."""
_BATCH = 10_000
_LIBRARY_AT, _LIBRARY_SIZE = 96, 4
"""Where a database notes which version of SQLite wrote it (https://www.sqlite.org/fileformat2.html, 1.3.18). It is left
empty, so that the same facts are the same bytes on any machine."""


def write_sqlite(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes a database with a table for each of the profile."""
    out = files.open()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.sqlite")
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, store, options)
        with path.open("r+b") as made:
            made.seek(_LIBRARY_AT)
            made.write(bytes(_LIBRARY_SIZE))
            copy(made, out)


def _fill(database: sqlite3.Connection, store: ArticleStore, options: Options) -> None:
    database.execute("PRAGMA journal_mode = OFF")  # nobody else has the file, and a part of it is never kept
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    shown = tables(options)
    for table in shown:
        database.execute(_declaration(table))
    rows = _SqliteRows(database, shown)
    write_rows(store, options, rows)
    rows.finish()
    for table in shown:
        for column in table.columns:
            if column.references:
                name = f"{table.name}_{column.name}"
                database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
    database.execute("COMMIT")


class _SqliteRows:
    """Tables that are written in batches."""

    def __init__(self, database: sqlite3.Connection, shown: tuple[Table, ...]) -> None:
        self._database = database
        self._columns = {table.name: tuple(column.name for column in table.columns) for table in shown}
        self._waiting: dict[str, list[tuple[Value, ...]]] = {table.name: [] for table in shown}

    def add(self, table: str, row: Row) -> None:
        """Adds a row; what it lacks is null."""
        waiting = self._waiting[table]
        waiting.append(tuple(_cell(row.get(name)) for name in self._columns[table]))
        if len(waiting) == _BATCH:
            self._write(table)

    def finish(self) -> None:
        """Writes what is left."""
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        places = ", ".join("?" for _ in self._columns[table])
        self._database.executemany(f'INSERT INTO "{table}" VALUES ({places})', self._waiting[table])
        self._waiting[table].clear()


def _declaration(table: Table) -> str:
    """How a table is made, with its meaning in comments, which SQLite keeps."""
    parts = [*map(_column, table.columns), *_constraints(table)]
    separated = [f"{part}{',' if number < len(parts) else ''}{note}" for number, (part, note) in enumerate(parts, 1)]
    lines = "\n".join(f"  {line}" for line in separated)
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n{lines}\n)'


def _column(column: Column) -> tuple[str, str]:
    needed = " NOT NULL" if column.required else ""
    return f'"{column.name}" {_TYPES[column.type]}{needed}', f" -- {column.description}"


def _constraints(table: Table) -> Iterator[tuple[str, str]]:
    key = ", ".join(f'"{name}"' for name in table.key)
    yield f"PRIMARY KEY ({key})", ""
    for column in table.columns:
        if column.references:
            yield f'FOREIGN KEY ("{column.name}") REFERENCES "{column.references}" ("id")', ""


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
