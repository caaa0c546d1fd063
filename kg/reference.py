"""The reference data: who the states, organisations, processes, instruments and places of the field are.

It is read from `ontology/reference` with the plain csv module, so that the code `NA` stays Namibia. A blank cell means
not known; lists inside a cell use `;`.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.records import KgError
from kg.resources import folder

STATES, TERRITORIES = "states.csv", "territories.csv"
ORGANISATIONS, PROCESSES, INSTRUMENTS = "organisations.csv", "processes.csv", "instruments.csv"
CITIES, REGIONS = "cities.csv", "regions.csv"
TABLES = (STATES, TERRITORIES, ORGANISATIONS, PROCESSES, INSTRUMENTS, CITIES, REGIONS)
"""The tables with one entity a row, in the order in which they are read."""

_ID_COLUMNS = {STATES: "iso3", TERRITORIES: "iso3"}
_FIXED_TYPES = {STATES: "State", TERRITORIES: "Place", CITIES: "Place", REGIONS: "Place"}
_SCHEMES = {ORGANISATIONS: "actor-type", PROCESSES: "actor-type", INSTRUMENTS: "instrument-type"}
_PARENT_COLUMNS = ("parent_id", "country_iso3")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_GUARD_COLUMNS = {"file", "id", "form", "kind", "also_means", "guard"}


class ReferenceDataError(KgError):
    """A table of the reference data is missing or malformed."""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One entity of the reference data. `type` is its entity type, `parent` the id of the row it belongs to (for a
    city its state) or an empty string, `fields` all cells by column name, `languages` the codes of the languages of
    those aliases that are not English ('Union africaine@fr' in the table)."""

    id: str
    type: str
    name: str
    acronym: str
    aliases: tuple[str, ...]
    aliases_ambiguous: tuple[str, ...]
    parent: str
    table: str
    fields: Mapping[str, str]
    languages: Mapping[str, str] = field(default_factory=dict)

    def list_of(self, column: str) -> tuple[str, ...]:
        """The items of a cell that holds a list; empty where the cell is blank or the column missing."""
        return _items(self.fields.get(column, ""))


@dataclass(frozen=True, slots=True)
class Guard:
    """When a form of a row may not be taken for it. `conditions` maps the name of a condition to its values."""

    table: str
    row_id: str
    form: str
    kind: str
    conditions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Membership:
    """What a value in a column of the states means: membership of an organisation, or, with a `note`, less."""

    column: str
    value: str
    organisation: str
    note: str


@dataclass(frozen=True, slots=True)
class MembershipDates:
    """When a state was a member of an organisation: the first and the last day, month or year; no end where it still
    is. A state that came back has a row for each time. `verification` and `source` say how well that is known."""

    organisation: str
    state: str
    start: str
    end: str
    verification: str
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All rows by id, the guards of ambiguous forms, the word classes that the guards name, the spellings (lower case)
    that mean the same word, what the columns for memberships of states mean, since when and until when states were
    members, the cells (id of the row, column) whose value is near and not the same elsewhere, and where places lie:
    latitude and longitude in degrees (WGS 84) by id."""

    rows: Mapping[str, ReferenceRow]
    guards: tuple[Guard, ...]
    word_classes: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]
    memberships: tuple[Membership, ...]
    membership_dates: tuple[MembershipDates, ...]
    close_matches: frozenset[tuple[str, str]]
    coordinates: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def table(self, name: str) -> tuple[ReferenceRow, ...]:
        """The rows of one table, in its order."""
        return tuple(row for row in self.rows.values() if row.table == name)

    @property
    def states(self) -> tuple[ReferenceRow, ...]:
        """The states."""
        return self.table(STATES)

    @property
    def cities(self) -> tuple[ReferenceRow, ...]:
        """The cities, camps and meeting places."""
        return self.table(CITIES)

    def country(self, row_id: str) -> str:
        """The alpha-3 code of the state that a row is, lies in or belongs to by its parents, else an empty string."""
        known = (self.rows[one] for one in (row_id, *self.ancestors(row_id)) if one in self.rows)
        return next((row.id for row in known if row.table in (STATES, TERRITORIES)), "")

    def ancestors(self, row_id: str) -> tuple[str, ...]:
        """The ids of what a row belongs to by its parents, from the nearest on."""
        found: list[str] = []
        row = self.rows.get(row_id)
        while row is not None and row.parent and row.parent not in (row_id, *found):
            found.append(row.parent)
            row = self.rows.get(row.parent)
        return tuple(found)


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The reference data of the package, read once. Raises ReferenceDataError where a table is missing or malformed."""
    return load(folder("ontology") / "reference")


def load(directory: Path) -> Reference:
    """Read the tables below `directory`. Raises ReferenceDataError, which names the table and the line."""
    types = _entity_types(directory)
    rows: dict[str, ReferenceRow] = {}
    for table in TABLES:
        for line, cells in enumerate(rows_of(directory / table), start=2):
            row = _row(table, line, cells, types)
            if row.id in rows:
                raise ReferenceDataError(
                    f"{table}, line {line}: the id {row.id} stands in {rows[row.id].table} already"
                )
            rows[row.id] = row
    guards = tuple(_guard(cells) for cells in rows_of(directory / "ambiguous_forms.tsv"))
    spellings = {cells["spelling"]: cells["same_as"] for cells in rows_of(directory / "spelling_variants.tsv")}
    memberships = tuple(Membership(**cells) for cells in rows_of(directory / "memberships.tsv"))
    dates = tuple(_membership_dates(directory, rows))
    classes = MappingProxyType(_word_classes(directory))
    close = frozenset((cells["id"], cells["column"]) for cells in rows_of(directory / "close_matches.tsv"))
    points = MappingProxyType(dict(_coordinates(directory, rows)))
    return Reference(
        MappingProxyType(rows), guards, classes, MappingProxyType(spellings), memberships, dates, close, points
    )


def _row(table: str, line: int, cells: dict[str, str], types: Mapping[tuple[str, str], str]) -> ReferenceRow:
    """One row with its entity type."""
    kind = _FIXED_TYPES.get(table) or types.get((_SCHEMES[table], cells["type"]), "")
    if not kind:
        raise ReferenceDataError(f"{table}, line {line}: the type {cells['type']!r} is no concept with an entity type")
    aliases = [alias.partition("@") for alias in _items(cells.get("aliases", ""))]
    return ReferenceRow(
        id=cells[_ID_COLUMNS.get(table, "id")],
        type=kind,
        name=cells["name"],
        acronym=cells.get("acronym", ""),
        aliases=tuple(alias for alias, _, _ in aliases),
        aliases_ambiguous=_items(cells.get("aliases_ambiguous", "")),
        parent=next((cells[column] for column in _PARENT_COLUMNS if cells.get(column)), ""),
        table=table,
        fields=MappingProxyType(cells),
        languages=MappingProxyType({alias: language for alias, _, language in aliases if language}),
    )


def _entity_types(directory: Path) -> dict[tuple[str, str], str]:
    """The entity type that a concept of the schemes for types stands for."""
    concepts = rows_of(directory / "concepts.tsv")
    return {(cells["scheme"], cells["concept"]): cells["entity_type"] for cells in concepts}


def _guard(cells: dict[str, str]) -> Guard:
    """A line of ambiguous_forms.tsv; its blank conditions are left out."""
    conditions = {name: _items(value) for name, value in cells.items() if name not in _GUARD_COLUMNS and value}
    return Guard(cells["file"], cells["id"], cells["form"], cells["kind"], MappingProxyType(conditions))


def _membership_dates(directory: Path, rows: Mapping[str, ReferenceRow]) -> Iterator[MembershipDates]:
    """The rows of membership_dates.tsv, checked: whoever reads them need not doubt ids and dates."""
    name = "membership_dates.tsv"
    for line, cells in enumerate(rows_of(directory / name), start=2):
        row = MembershipDates(**cells)
        if row.organisation not in rows or row.state not in rows or rows[row.state].table != STATES:
            raise ReferenceDataError(f"{name}, line {line}: {row.organisation} or {row.state} is no row of the tables")
        if not _is_date(row.start) or (row.end and (not _is_date(row.end) or row.end < row.start)):
            raise ReferenceDataError(
                f"{name}, line {line}: {row.start} to {row.end}: give dates in order, like 2019, 2019-05 or 2019-05-24"
            )
        yield row


def _coordinates(directory: Path, rows: Mapping[str, ReferenceRow]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The rows of coordinates.tsv, checked."""
    name = "coordinates.tsv"
    for line, cells in enumerate(rows_of(directory / name), start=2):
        try:
            point = float(cells["latitude"]), float(cells["longitude"])
        except ValueError:
            point = math.nan, math.nan
        if cells["id"] not in rows or not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
            raise ReferenceDataError(
                f"{name}, line {line}: {cells['id']} is no row of the tables, or {cells['latitude']} and "
                f"{cells['longitude']} are no degrees: give latitude (-90 to 90) and longitude (-180 to 180)"
            )
        yield cells["id"], point


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    except ValueError:
        return False


def _word_classes(directory: Path) -> dict[str, frozenset[str]]:
    """The classes of words that guards name in angle brackets."""
    classes: dict[str, set[str]] = {}
    for cells in rows_of(directory / "word_classes.tsv"):
        classes.setdefault(cells["class"], set()).update(_items(cells["words"]))
    return {name: frozenset(words) for name, words in classes.items()}


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a table as dictionaries, tabs or commas by the suffix. Raises ReferenceDataError where it is missing
    or malformed."""
    tabs = path.suffix == ".tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(
                file, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
            )
            for cells in lines:
                if None in cells or None in cells.values():
                    raise ReferenceDataError(f"{path.name}, line {lines.line_num}: not as many cells as the header has")
                yield cells
    except FileNotFoundError as error:
        raise ReferenceDataError(f"{path}: the table is missing; install the package again") from error


def _items(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())
