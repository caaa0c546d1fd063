"""The tables of an export: their columns with type, keys and meaning, read from tables.tsv. Whatever writes tables, or
describes them, goes by it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal, cast

from kg.export.formats import Options, Profile

Type = Literal["string", "integer", "number", "boolean", "date"]
_REQUIRED, _KEY = "required", "key"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `references` is the table to whose key its values belong, or empty; `property` the property of the
    graph that it comes from, as a prefixed name, or empty; `full`: only the full profile has it."""

    name: str
    type: Type
    required: bool
    key: bool
    references: str
    property: str
    description: str
    full: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, in their order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    full: bool

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        return tuple(column.name for column in self.columns if column.key)


def tables(options: Options) -> tuple[Table, ...]:
    """The tables of a profile, in an order in which none refers to a later one."""
    whole = options.profile is Profile.full
    return tuple(
        Table(table.name, table.description, tuple(_shown(table.columns, whole)), table.full)
        for table in _tables()
        if whole or not table.full
    )


def _shown(columns: Iterable[Column], whole: bool) -> Iterable[Column]:
    return (column for column in columns if whole or not column.full)


@cache
def _tables() -> tuple[Table, ...]:
    with Path(__file__).with_name("tables.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(_table(name, list(group)) for name, group in groupby(rows, key=itemgetter("table")))


def _table(name: str, rows: list[Mapping[str, str]]) -> Table:
    head, *columns = rows
    return Table(name, head["description"], tuple(map(_column, columns)), head["profile"] == Profile.full)


def _column(row: Mapping[str, str]) -> Column:
    return Column(
        row["column"],
        cast(Type, row["type"]),
        row["required"] == _REQUIRED,
        row["key"] == _KEY,
        row["references"].partition(".")[0],
        row["property"],
        row["description"],
        row["profile"] == Profile.full,
    )
