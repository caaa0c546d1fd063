"""Comma-separated values as RFC 4180 has them: lines end in CR LF, so that a cell with either is quoted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO


class CsvFile:
    """A table that is written row by row to a file that somebody else closes."""

    def __init__(self, out: BinaryIO, header: Iterable[str]) -> None:
        self._out = out
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line)
        self.write(header)

    def write(self, cells: Iterable[object]) -> None:
        """Adds a row."""
        self._writer.writerow(list(cells))
        self._out.write(self._line.getvalue().encode())
        self._line.seek(0)
        self._line.truncate()
