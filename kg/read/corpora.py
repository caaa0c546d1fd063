"""Collections of articles in one file, a line or a row each: where each begins and ends.

They may be larger than memory: a pass over the file tells the places, and each article is read from its place when its
turn comes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.read.columns import refuse_unknown
from kg.read.decoding import decode
from kg.read.errors import ReadError
from kg.read.opening import opened, size_limit

JSON_LINES, TABLE = "application/jsonl", "text/csv"
CORPUS_TYPES = {".jsonl": JSON_LINES, ".csv": TABLE}

_MARK, _WIDE_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table in the order of its cells, and what stands between the cells."""

    columns: tuple[str, ...]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Record:
    """One article in a file: its first and last byte (exclusive), its first line, whether it is the first in the file,
    and the table that it is a row of."""

    start: int
    end: int
    line: int
    first: bool = False
    table: Table | None = None


def records(path: Path, media_type: str, name: str, stated: Mapping[str, str]) -> Iterator[Record]:
    """The articles in a file, blank lines left out. `stated`: the columns as the user names them. Raises ReadError for
    a file that cannot be read, is no text in 8 bits, or a table that does not tell its columns."""
    with opened(path, name) as file:
        if file.read(2) in _WIDE_MARKS:
            raise ReadError(f"{name}: is in UTF-16; save it again as UTF-8")
        file.seek(0)
        yield from _lines(file) if media_type == JSON_LINES else _rows(file, name, stated)


def _lines(file: BinaryIO) -> Iterator[Record]:
    at, number, first = 0, 0, True
    while chunk := file.readline(_CHUNK):
        start, blank = at, not chunk.removeprefix(_MARK).strip()
        while True:
            at += len(chunk)
            if chunk.endswith(b"\n") or not (chunk := file.readline(_CHUNK)):
                break
            blank = blank and not chunk.strip()
        number += 1
        if not blank:
            yield Record(start, at, number, first)
            first = False


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Lines that a row whose quotes did not close had within them: where the first begins and the last ends, and the
    number of lines up to there. Within quotes at the first, any row is so at the last."""

    start: int
    end: int
    number: int


class _TextLines:
    """The lines of a file as the reader of tables wants them, a character a byte; it tells where they end. Lines that
    are known to be quoted are not read again for each of them that opens a quotation too."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self.file, self.limit = file, limit
        self.at = self.number = 0
        self.row = self.first_ends = 0
        self.ended = self.leapt = False
        self._quoted = _Quoted(0, 0, 0)
        self._last = 0, 0

    def begin_row(self) -> None:
        """Has the next line be the first of a row."""
        self.row, self.first_ends, self.leapt = self.at, 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.first_ends and self._quoted.start <= self.at < self._quoted.end:
            self.back_to(self._quoted.end, self._quoted.number)
            self.leapt = True
        if self.leapt and self.at - self.row > self.limit:
            raise csv.Error("longer than any article")
        self._last = self.at, self.number
        line = self.file.readline(self.limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        long = len(line) > self.limit
        self.at += len(line)
        while long and line and not line.endswith(b"\n"):
            line = self.file.readline(_CHUNK)
            self.at += len(line)
        self.number += 1
        self.first_ends = self.first_ends or self.at
        if long:
            raise csv.Error("longer than any article")
        return line.decode("latin-1")

    def give_up_row(self, number: int) -> None:
        """Goes on behind the first line of a row, that of the number, whose quotes do not close."""
        if self.first_ends < self._last[0]:
            known = self._quoted.start <= self.first_ends < self._quoted.end
            self._quoted = _Quoted(self._quoted.start if known else self.first_ends, *self._last)
        self.back_to(self.first_ends, number)

    def back_to(self, place: int, number: int) -> None:
        """Goes on at another place, at the end of the line of that number."""
        self.file.seek(place)
        self.at, self.number, self.ended = place, number, False


def _rows(file: BinaryIO, name: str, stated: Mapping[str, str]) -> Iterator[Record]:
    limit = size_limit()
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    lines = _TextLines(file, limit)
    table, first = None, True
    delimiter = _delimiter(file)
    while (place := _row(lines, delimiter)) is not None:
        start, end, line = place
        if table is None:
            table = _table(file, start, end, delimiter, name, stated)
        elif line:
            yield Record(start, end, line, first, table)
            first = False


def _row(lines: _TextLines, delimiter: str) -> tuple[int, int, int] | None:
    """Where the next row begins and ends, and its first line, 0 for a blank one; None at the end. Of a row whose quotes
    do not close, the first line alone: the rows behind it are not lost with it."""
    start, number = lines.at, lines.number + 1
    lines.begin_row()
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except StopIteration:
        return None
    except csv.Error:
        if lines.ended or lines.at - start > lines.limit:
            lines.give_up_row(number)
        return start, lines.at, number
    return start, lines.at, number if lines.leapt or any(map(str.strip, cells)) else 0


def _delimiter(file: BinaryIO) -> str:
    """What stands between the names of the columns."""
    head = file.readline(_CHUNK).decode("latin-1")
    file.seek(0)
    return max(_DELIMITERS, key=head.count)


def _table(file: BinaryIO, start: int, end: int, delimiter: str, name: str, stated: Mapping[str, str]) -> Table:
    file.seek(start)
    head = decode(file.read(end - start), name).text
    file.seek(end)
    try:
        columns = next(csv.reader(head.splitlines(True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ReadError(f"{name}: line 1: {error}; give the names of the columns there") from None
    columns = [column.strip() for column in columns]
    refuse_unknown(columns, stated, name)
    return Table(tuple(columns), delimiter)
