"""Answers as tables that fit the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pyoxigraph import NamedNode
from rich import box
from rich.table import Table
from rich.text import Text

from kg import settings
from kg.query.results import Result, Term, plain

_LABEL = "Label"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.=,/#%-]*[A-Za-z0-9_-])?")
_NAMED = re.compile(r"([a-z][a-z0-9-]*)/([^/]+)")


def as_table(result: Result, prefixes: Mapping[str, str]) -> Table:
    """The answer as a table. Beside a column of labels the column of IRIs is left out; concepts and terms of the
    ontology stand by their names, other IRIs as prefixed names."""
    found = result.as_rows()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in (shown := _shown(found.columns)):
        table.add_column(_heading(found.columns[column]), overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(short(row[column] or _iri_beside(found, row, column), prefixes)) for column in shown))
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
