"""Answers as tables that fit the terminal, or as records where there are too many columns for that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode
from rich import box
from rich.table import Table
from rich.text import Text

from kg import settings
from kg.query.results import Result, Term, plain

_LABEL = "Label"
_WORD, _BETWEEN = 10, 2
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.=,/#%-]*[A-Za-z0-9_-])?")
_NAMED = re.compile(r"([a-z][a-z0-9-]*)/([^/]+)")


def as_table(result: Result, prefixes: Mapping[str, str], width: int) -> Table:
    """The answer as a table of at most so many characters a line; where that would leave its columns too narrow to
    read, each row is a record, a line a column. Beside a column of labels the column of IRIs is left out; concepts and
    terms of the ontology stand by their names, other IRIs as prefixed names."""
    found = result.as_rows()
    shown = _shown(found.columns)
    headings = [_heading(found.columns[column]) for column in shown]
    rows = [[short(row[column] or _iri_beside(found, row, column), prefixes) for column in shown] for row in found.rows]
    if rows and _least_width(headings, rows) > width:
        return _records(headings, rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _least_width(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The least width at which a table can be read: a column is as wide as what it holds, or as a word."""
    longest = (max(map(len, column)) for column in zip(headings, *rows, strict=True))
    return sum(min(length, _WORD) + _BETWEEN for length in longest)


def _records(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """The rows one below the other. What has no value is left out."""
    table = Table.grid(padding=(0, _BETWEEN, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold", ratio=1)
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                table.add_row(heading, Text(cell))
        table.add_row("", "")
    return table


def short(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term as people read it, on one line and without characters that steer a terminal."""
    if not isinstance(term, NamedNode):
        return _harmless(plain(term))
    iri = term.value
    if iri.startswith(settings.CONCEPT) and (match := _NAMED.fullmatch(iri[len(settings.CONCEPT) :])):
        return _harmless(match[2])
    if iri.startswith(settings.ONTOLOGY):
        return _harmless(iri[len(settings.ONTOLOGY) :])
    if iri.startswith(settings.ENTITY) and (match := _NAMED.fullmatch(iri[len(settings.ENTITY) :])):
        return _harmless(f"{match[1]}:{match[2]}")
    for prefix, namespace in sorted({"article": settings.ARTICLE, **prefixes}.items(), key=lambda pair: -len(pair[1])):
        if namespace and iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return _harmless(iri)


def _shown(columns: tuple[str, ...]) -> list[int]:
    """The columns that stand in the table: a label stands for what it labels."""
    return [place for place, column in enumerate(columns) if column + _LABEL not in columns]


def _heading(column: str) -> str:
    """`eventLabel` as 'event', `dateText` as 'date text'."""
    name = column.removesuffix(_LABEL) or column
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _iri_beside(result: Result, row: tuple[Term | None, ...], column: int) -> Term | None:
    """What a missing label would label."""
    name = result.columns[column].removesuffix(_LABEL)
    return row[result.columns.index(name)] if name in result.columns else None


def _harmless(text: str) -> str:
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else character for character in text
    )
