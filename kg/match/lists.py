"""Lists of names as files: a table with a header, or plain text with a name a line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.read.decoding import decode
from kg.read.errors import ReadError, printable
from kg.read.opening import opened, size_limit, whole

_TABLES = {".csv": "", ".tsv": "\t"}
_SEPARATORS = (",", ";", "\t", "|")
_NAME = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a list, and the country that stands beside it, as it is written there."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list in its order. `column` is the one they were taken from, empty in plain text; `blank` counts
    the lines without a name."""

    entries: tuple[Entry, ...]
    column: str = ""
    blank: int = 0


def read_list(path: Path | None, column: str = "", country: str = "") -> NameList:
    """The names in a file, or on standard input for None. A file that ends in .csv or .tsv is a table, and so is any
    other where a `column` or a `country` is named; without a `column` names stand in that called 'name', else in the
    first. Raises ReadError where the file cannot be read or has no such column."""
    where = "standard input" if path is None else printable(path)
    text = decode(_bytes(path, where), where).text
    separator = _TABLES.get(path.suffix.lower()) if path is not None else None
    if separator is None and not (column or country):
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return NameList(tuple(Entry(line) for line in lines if line), "", lines.count(""))
    return _table(text, separator or _separator(text), where, column, country)


def _bytes(path: Path | None, where: str) -> bytes:
    if path is None:
        return whole(sys.stdin.buffer, where, size_limit())
    with opened(path, where) as file:
        return whole(file, where, size_limit())


def _separator(text: str) -> str:
    """What parts the cells of a table: the sign that the header has most of."""
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _table(text: str, separator: str, where: str, column: str, country: str) -> NameList:
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ReadError(f"{where}: is no table ({error}): mend its quotation marks, or save it again as CSV") from error
    if not rows:
        raise ReadError(f"{where}: holds nothing: give a table with a header, or a name a line")
    header = [cell.strip() for cell in rows[0]]
    names = _place(header, column, where, "--column") if column else _own_place(header)
    countries = _place(header, country, where, "--country") if country else None
    entries = [Entry(_cell(row, names), "" if countries is None else _cell(row, countries)) for row in rows[1:]]
    named = tuple(entry for entry in entries if entry.name)
    return NameList(named, header[names], len(entries) - len(named))


def _own_place(header: Sequence[str]) -> int:
    lower = [cell.casefold() for cell in header]
    return lower.index(_NAME) if _NAME in lower else 0


def _place(header: Sequence[str], wanted: str, where: str, option: str) -> int:
    if wanted not in header:
        raise ReadError(
            f"{where}: has no column '{printable(wanted)}', it has {printable(', '.join(header))[:200]}; mend {option}"
        )
    return header.index(wanted)


def _cell(row: Sequence[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""
