"""`kg match` on the terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole, say
from kg.cli.options import DEFAULT_STORE
from kg.cli.progress import bar
from kg.cli.source import Source
from kg.cli.store import opened
from kg.export.spreadsheet import defused
from kg.match import Candidate, Matcher, Names, names_of, reference_names, settled, wanted_types
from kg.match.lists import Entry, NameList, read_list
from kg.read.errors import printable
from kg.remote import FACTS, PUBLIC
from kg.vocabulary import vocabulary

_LOOKED_AT = 10
"""Candidates that a country is compared with, if no more are asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name with one of its candidates; without any, the others are empty."""

    name: str
    match: str = ""
    label: str = ""
    type: str = ""
    score: float = 0.0
    sure: str = "no"
    why: str = "nothing in the graph is called so, or nearly so"


def run(file: Path, source: Source, *, column: str, country: str, types: Sequence[str], top: int, format: str) -> int:
    """Prints what each name of a list means in the graph of a store, or in the reference data alone where there is no
    store and none was named. Returns the exit code. Raises KgError where the list or the graph cannot be read, a type
    is none, or rapidfuzz is not installed."""
    wanted = wanted_types(types)
    listed = read_list(None if str(file) == "-" else file, column, country)
    if listed.column and not column:
        say(f"the names are those of the column '{listed.column}'; --column names another")
    matcher = Matcher(_names(source))
    rows = _rows(listed, matcher, wanted, top)
    WRITERS[format](rows, sys.stdout)
    _tell(rows, listed)
    return 0


def _names(source: Source) -> Names:
    if not source.endpoint and source.directory == DEFAULT_STORE and not source.directory.exists():
        say(f"there is no store at {DEFAULT_STORE}: names are matched with the reference data alone")
        return reference_names()
    with opened(source, parts=(FACTS, PUBLIC)) as graph:
        return names_of(graph.store)


def _rows(listed: NameList, matcher: Matcher, types: frozenset[str], top: int) -> list[Row]:
    rows: list[Row] = []
    country_of = _countries(matcher)
    found = lru_cache(None)(lambda entry: _candidates(entry, matcher, types, top, country_of))
    with bar(PlainConsole(stderr=True), "names") as told:
        for number, entry in enumerate(listed.entries):
            told(number, len(listed.entries), entry.name)
            candidates = found(entry)
            rows += [_row(entry.name, one) for one in candidates] or [Row(entry.name)]
    unknown = sorted({entry.country for entry in listed.entries if entry.country and not country_of(entry.country)})
    if unknown:
        say(f"not known as countries, and left out of account: {', '.join(unknown[:10])}{' …' * (len(unknown) > 10)}")
    return rows


def _countries(matcher: Matcher) -> Callable[[str], str]:
    """The IRI of the state that a country beside a name certainly is, else an empty text."""

    @lru_cache(None)
    def found(written: str) -> str:
        first = matcher.candidates(written, {"State"}, 1)
        return first[0].entity.iri if first and first[0].sure else ""

    return found


def _candidates(
    entry: Entry, matcher: Matcher, types: frozenset[str], top: int, country_of: Callable[[str], str]
) -> list[Candidate]:
    candidates = matcher.candidates(entry.name, types, max(top, _LOOKED_AT))
    if country := country_of(entry.country) if entry.country else "":
        known = [one.entity.country == country if one.entity.country else None for one in candidates]
        candidates = settled(candidates, known, "country")
    return candidates[:top]


def _row(name: str, one: Candidate) -> Row:
    sure = "yes" if one.sure else "no"
    return Row(name, one.entity.iri, one.entity.label, one.entity.type, one.score, sure, one.why)


def _tell(rows: Sequence[Row], listed: NameList) -> None:
    names = len(listed.entries)
    sure, none = sum(row.sure == "yes" for row in rows), sum(not row.match for row in rows)
    blank = f"; lines without a name: {listed.blank}" if listed.blank else ""
    say(f"{names} names: {sure} sure, {names - sure - none} to look at, {none} without a match{blank}")


def _print(rows: Iterable[Row], out: TextIO) -> None:
    console = PlainConsole(file=out)
    table = Table()
    table.add_column("name", overflow="fold", min_width=12)
    table.add_column("match", overflow="fold", min_width=12)
    table.add_column("score", justify="right")
    table.add_column("sure")
    table.add_column("why", overflow="fold")
    classes = vocabulary().classes
    last = ""
    for row in rows:
        match = f"{row.label} ({classes[row.type].label})" if row.match else "–"
        figures = (f"{row.score:g}", row.sure) if row.match else ("", "")
        cells = ("" if row.name == last else row.name, match, *figures, row.why)
        table.add_row(*(Text(printable(cell)) for cell in cells))
        last = row.name
    console.print(table)


def _write_csv(rows: Iterable[Row], out: TextIO) -> None:
    columns = list(Row.__dataclass_fields__)
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: defused(cell) if isinstance(cell, str) else cell for name, cell in asdict(row).items()})


def _write_json(rows: Iterable[Row], out: TextIO) -> None:
    json.dump([asdict(row) for row in rows], out, ensure_ascii=False, indent=1)
    out.write("\n")


WRITERS: dict[str, Callable[[Iterable[Row], TextIO], None]] = {"table": _print, "csv": _write_csv, "json": _write_json}
"""How rows are written, by the name of the format."""
