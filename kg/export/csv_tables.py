"""Tables as comma-separated values (RFC 4180), with what describes them: a Data Package (datapackage.json) and CSV on
the Web (csv-metadata.json)."""

from __future__ import annotations

from datetime import date

from kg.export.csv_file import CsvFile
from kg.export.files import Files
from kg.export.formats import Options
from kg.export.spreadsheet import defused
from kg.export.table_descriptions import csv_on_the_web, data_package
from kg.export.table_model import Table, tables
from kg.export.table_rows import Row, Value, write_rows
from kg.store import ArticleStore


def write_csv(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes a file for each table of the profile, and their descriptions."""
    shown = tables(options)
    write_rows(store, options, _CsvRows(shown, files))
    files.open("datapackage.json").write(data_package(shown))
    files.open("csv-metadata.json").write(csv_on_the_web(shown))


class _CsvRows:
    """Tables that are written row by row, texts that begin a formula defused."""

    def __init__(self, shown: tuple[Table, ...], files: Files) -> None:
        self._columns = {table.name: tuple(column.name for column in table.columns) for table in shown}
        self._files = {name: CsvFile(files.open(f"{name}.csv"), columns) for name, columns in self._columns.items()}

    def add(self, table: str, row: Row) -> None:
        """Adds a row; what it lacks is an empty cell."""
        self._files[table].write(_cell(row.get(name)) for name in self._columns[table])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else repr(value)
