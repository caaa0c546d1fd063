"""Tables as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.query import Result
from kg.query.results import Term, plain
from kg.records import KgError
from kg.research.values import Value, value

if TYPE_CHECKING:
    import pandas

LANGUAGES = "languages"
"""The attribute of a data frame that has the languages of its columns."""

_LARGEST = 2**63


def data_frame(table: Result) -> pandas.DataFrame:
    """A table as a data frame, with the types that `Rows.df` tells. Raises KgError where pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise KgError("a data frame needs pandas: pip install 'migration-governance-kg[dataframe]'") from error
    columns: dict[str, pandas.Series] = {}
    languages: dict[str, str] = {}
    for place, name in enumerate(table.columns):
        terms = [row[place] for row in table.rows]
        columns[name] = _series(terms)
        spoken = [term.language if isinstance(term, Literal) else None for term in terms]
        found = {language for language, term in zip(spoken, terms, strict=True) if term is not None}
        if len(found) > 1:
            columns[f"{name}@language"] = pandas.Series(spoken, dtype="string")
        elif language := next(iter(found), None):
            languages[name] = language
    frame = pandas.DataFrame(columns)
    frame.attrs[LANGUAGES] = languages
    return frame


def _series(terms: Sequence[Term | None]) -> pandas.Series:
    import pandas

    values = [value(term) for term in terms]
    kind = _kind(values)
    if kind == "string":
        return pandas.Series([None if term is None else plain(term) for term in terms], dtype="string")
    if kind.startswith("datetime64"):
        return pandas.to_datetime(pandas.Series(list(_moments(values)), dtype="object")).astype(kind)
    return pandas.Series(values, dtype=kind)


def _kind(values: Sequence[Value]) -> str:
    """The type of a column with these values."""
    kinds = {type(cell) for cell in values if cell is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int} and all(abs(cell) < _LARGEST for cell in values if isinstance(cell, int)):
        return "Int64"
    if float in kinds and kinds <= {int, float}:
        return "float64"
    if kinds == {date}:
        return "datetime64[s]"
    if kinds == {datetime}:
        aware = {cell.tzinfo is not None for cell in values if isinstance(cell, datetime)}
        return "string" if len(aware) > 1 else "datetime64[us, UTC]" if aware.pop() else "datetime64[us]"
    return "string"


def _moments(values: Sequence[Value]) -> Iterator[date | None]:
    for cell in values:
        if isinstance(cell, datetime):
            yield cell.astimezone(UTC) if cell.tzinfo else cell
        else:
            yield cell if isinstance(cell, date) else None
