"""Tables as Apache Parquet, a file for each, with the types, keys and meanings of their columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from kg.export.files import Files
from kg.export.formats import Options
from kg.export.table_model import Column, Table, tables
from kg.export.table_rows import Row, Value, write_rows
from kg.records import KgError
from kg.store import ArticleStore

_BATCH = 10_000
"""How many rows are in memory at a time, for each table."""


def write_parquet(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes a file for each table of the profile. Raises KgError where pyarrow is not installed."""
    arrow = _arrow()
    written = {table.name: _ParquetFile(arrow, table, files) for table in tables(options)}
    write_rows(store, options, _ParquetRows(written))
    for file in written.values():
        file.finish()


class _ParquetRows:
    """The tables by name."""

    def __init__(self, written: Mapping[str, _ParquetFile]) -> None:
        self._files = written

    def add(self, table: str, row: Row) -> None:
        """Adds a row; what it lacks is null."""
        self._files[table].add(row)


class _ParquetFile:
    """A table that is written in batches to a file that somebody else closes."""

    def __init__(self, arrow: ModuleType, table: Table, files: Files) -> None:
        self._arrow = arrow
        self._schema = _schema(arrow, table)
        out = files.open(f"{table.name}.parquet")
        self._writer = arrow.parquet.ParquetWriter(out, self._schema, compression="zstd")
        self._columns: dict[str, list[Value]] = {column.name: [] for column in table.columns}
        self._rows = 0

    def add(self, row: Row) -> None:
        """Adds a row."""
        for name, values in self._columns.items():
            values.append(row.get(name))
        self._rows += 1
        if self._rows == _BATCH:
            self._write()

    def finish(self) -> None:
        """Writes what is left, and the end."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pydict(self._columns, schema=self._schema))
        for values in self._columns.values():
            values.clear()
        self._rows = 0


def _schema(arrow: ModuleType, table: Table) -> Any:
    """The columns of a table as Arrow has them; what they mean stands in their metadata."""
    types = {
        "string": arrow.string(),
        "integer": arrow.int32(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    fields = [
        arrow.field(column.name, types[column.type], nullable=not column.required, metadata=_meaning(column))
        for column in table.columns
    ]
    return arrow.schema(fields, metadata={"description": table.description, "primaryKey": json.dumps(table.key)})


def _meaning(column: Column) -> dict[str, str]:
    known = {"description": column.description, "references": column.references, "property": column.property}
    return {name: text for name, text in known.items() if text}


def _arrow() -> ModuleType:
    try:
        arrow = import_module("pyarrow")
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise KgError("--format parquet needs pyarrow: pip install '.[parquet]'") from error
    return arrow
