"""Answers as Python has them: rows of typed values, data frames, RDF graphs, and their citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from markupsafe import Markup

from kg.citation import Citation, Source, cite, write_citation
from kg.query import Asked, Result
from kg.records import KgError
from kg.research.values import Value, value

if TYPE_CHECKING:
    import pandas
    import rdflib

_SHOWN = 20


class Row:
    """One row of an answer. A cell is got by the name of its column (`row.state`, `row["state"]`) or by its place
    (`row[0]`); a row unpacks as a tuple does."""

    __slots__ = ("_columns", "_values")

    def __init__(self, columns: tuple[str, ...], values: tuple[Value, ...]) -> None:
        self._columns = columns
        self._values = values

    def __getitem__(self, key: int | str) -> Value:
        if isinstance(key, int):
            return self._values[key]
        if key not in self._columns:
            raise KeyError(f"there is no column '{key}'; the columns are {', '.join(self._columns)}")
        return self._values[self._columns.index(key)]

    def __getattr__(self, name: str) -> Value:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Row):
            return (self._columns, self._values) == (other._columns, other._values)
        return self._values == other

    def __hash__(self) -> int:
        return hash(self._values)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._columns]

    def __repr__(self) -> str:
        cells = zip(self._columns, self._values, strict=True)
        return f"Row({', '.join(f'{column}={cell!r}' for column, cell in cells)})"

    def as_dict(self) -> dict[str, Value]:
        """The cells by the names of their columns."""
        return dict(zip(self._columns, self._values, strict=True))


@dataclass(frozen=True, eq=False, repr=False)
class Rows(Sequence[Row]):
    """The answer to a query, as a sequence of rows. `result` holds the RDF terms themselves, `asked` the query with the
    values of its parameters as given and as they were taken, `source` what was asked."""

    result: Result
    asked: Asked
    source: Source

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.result.as_rows().columns

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        """Whether there are rows; of an ASK, whether it is true."""
        return bool(self._rows) if self.result.answer is None else self.result.answer

    def df(self) -> pandas.DataFrame:
        """The answer as a pandas data frame, a column each; missing cells are missing values.

        A column of whole numbers is `Int64`, of other numbers `float64`, of truth values `boolean`, of full dates or
        times `datetime64`. All others are `string`: IRIs, texts, and dates that are not all full ones (`2019-05`,
        `--10-15`). Where all texts of a column have one language, `df.attrs["languages"]` has it by the name of the
        column; where they have several, or some have none, a column `NAME@language` follows. Raises KgError where
        pandas is not installed."""
        from kg.research.frame import data_frame

        return data_frame(self.result.as_rows())

    def graph(self) -> rdflib.Graph:
        """The answer to a CONSTRUCT or DESCRIBE as an rdflib graph. Raises KgError where it is a table."""
        from kg.research.rdf import rdflib_graph

        if self.result.triples is None:
            raise KgError("the answer is a table, no graph: ask with CONSTRUCT or DESCRIBE, or take .df()")
        return rdflib_graph(self.result.triples)

    def cite(self, file: Path | str | None = None, *, date: datetime | None = None) -> Citation:
        """The citation of the answer: `.footnote` is a sentence for a footnote. It is written to `file`, as YAML, where
        one is given, for `kg query --replay`. `date` is when the answer was taken: now unless given. Ask for it while
        the graph is open: its version is found out here. Raises KgError where that cannot be, or the file cannot be
        written."""
        citation = cite(self.asked, self.result, self.source, date)
        if file is not None:
            write_citation(citation, file)
        return citation

    @cached_property
    def _rows(self) -> list[Row]:
        table = self.result.as_rows()
        return [Row(table.columns, tuple(value(term) for term in row)) for row in table.rows]

    def __repr__(self) -> str:
        head = f"{len(self)} row{'' if len(self) == 1 else 's'} of {', '.join(self.columns)}"
        return "\n".join([head, *(f"  {row!r}" for row in self[:_SHOWN]), *(["  …"] if len(self) > _SHOWN else [])])

    def _repr_html_(self) -> str:
        """The first rows as a table, as notebooks show it."""
        cells = ([Markup("<td>{}</td>").format(_shown(cell)) for cell in row] for row in self[:_SHOWN])
        left = len(self) - _SHOWN
        table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(
            Markup().join(Markup("<th>{}</th>").format(column) for column in self.columns),
            Markup().join(Markup("<tr>{}</tr>").format(Markup().join(row)) for row in cells),
            Markup("<p>{:,} more rows</p>").format(left) if left > 0 else "",
        )
        return str(table)


def _shown(cell: Value) -> str:
    return "" if cell is None else str(cell)
