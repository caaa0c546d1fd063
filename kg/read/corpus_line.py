"""One article of a collection: a line of JSON, or a row of a table."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.read.columns import chosen
from kg.read.corpora import Record, Table
from kg.read.decoding import Decoded, decode
from kg.read.errors import ReadError, printable
from kg.read.metadata import one_line

_LONGEST_NAME = 200
_BROKEN = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CorpusLine:
    """What a line holds: the text with its title before it, the fields as of a front matter, its name in the
    collection, its encoding, and what was not used."""

    text: str
    fields: dict[str, str | None]
    id: str
    encoding: str
    notes: tuple[str, ...] = ()


def read_line(data: bytes, record: Record, name: str, stated: Mapping[str, str]) -> CorpusLine:
    """The article in the bytes of a record. Its name is the value of `id`, else made of its words, so that it keeps it
    when lines before it come and go. Raises ReadError for what is no JSON object or no row of the table, or has no
    text."""
    decoded = decode(data, name)
    row = _object(decoded.text, name) if record.table is None else _row(decoded.text, record.table, name)
    columns = chosen(row, stated)
    values = {field: _as_text(row[column]) for field, column in columns.items()}
    text, title = values.pop("text", None), one_line(values.get("title"))
    if not text or not text.strip() or not isinstance(row[columns["text"]], str):
        raise ReadError(f"{name}: has no text; put it into 'text', or name its column with --columns text=COLUMN")
    if "\0" in text:
        raise ReadError(f"{name}: holds NUL characters, so it is no text; mend the line")
    whole = text if not title or one_line(text.lstrip().split("\n", 1)[0]) == title else f"{title}\n\n{text}"
    called = one_line(values.pop("id", None)) or whole
    if len(called) > _LONGEST_NAME or called is whole:
        called = hashlib.sha256(called.encode()).hexdigest()[:16]
    return CorpusLine(whole, values, called, decoded.encoding, _notes(decoded, record, row, columns, name))


def _notes(
    decoded: Decoded, record: Record, row: Mapping[str, Any], columns: Mapping[str, str], name: str
) -> tuple[str, ...]:
    notes = [*decoded.notes]
    if any(_BROKEN.search(value) for value in map(row.get, columns.values()) if isinstance(value, str)):
        notes.append(f"{name}: half characters, which no text can hold, became '\ufffd'")
    unused = [printable(column) for column in row if column not in columns.values()]
    if record.first and unused:
        notes.append(f"{name}: columns not used, here and below: {', '.join(unused)[:200]}")
    return tuple(notes)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        said = f"column {error.colno}" if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise ReadError(f"{name}: is no JSON ({said}); give one object a line") from None
    if not isinstance(found, dict):
        raise ReadError(f"{name}: is no JSON object; give one with the article's text in 'text'")
    return found


def _row(text: str, table: Table, name: str) -> dict[str, str]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, strict=True))
    except csv.Error as error:
        more = text.rstrip("\n").count("\n")
        with_it = f", nor are the {more} lines below it" if more else ""
        raise ReadError(f"{name}: is no row of the table ({error}){with_it}; check its quotes") from None
    cells = rows[0] if rows else []
    if len(cells) != len(table.columns):
        raise ReadError(f"{name}: has {len(cells)} cells for {len(table.columns)} columns; check its quotes")
    return dict(zip(table.columns, cells, strict=True))


def _as_text(value: Any) -> str | None:
    """A value as text; what is nested is none."""
    if value is None or isinstance(value, (dict, list)):
        return None
    return _BROKEN.sub("\ufffd", str(value).replace("\r\n", "\n").replace("\r", "\n"))
