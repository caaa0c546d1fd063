"""`kg network` on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table as RichTable
from rich.text import Text

from kg.cli.console import PlainConsole, say
from kg.cli.options import DEFAULT_STORE
from kg.cli.source import Source
from kg.cli.store import opened
from kg.network import WRITERS, Facts, Request, Selection, Table, measure, read_facts, select, undated
from kg.network.projections import project
from kg.network.speed import long_betweenness
from kg.query import LocalStore, find_actor
from kg.records import KgError
from kg.remote import FACTS, PUBLIC

_SLOW = ("betweenness", "brokers")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command line asks for: `to` is a name, `before` and `after` are periods like `2014..2018`."""

    measure: str
    projection: str = "co-participation"
    selection: Selection = field(default_factory=Selection)
    to: str = ""
    before: str = ""
    after: str = ""


def run(wish: Wish, store: Source, *, top: int, format: str, report: Path | None) -> int:
    """Prints the table of one measure, or writes the report of the network. Returns the exit code."""
    with opened(store, parts=(FACTS, PUBLIC), to_keep=report is not None) as graph:
        facts = read_facts(graph.store)
        to = find_actor(wish.to, LocalStore(graph.store), say) if wish.to else ""
    if report is not None:
        return _report(facts, wish.selection, report, _options(store))
    request = Request(wish.measure, wish.projection, wish.selection, to, *map(period, (wish.before, wish.after)))
    _warn(facts, request)
    table = measure(facts, request)
    if format in WRITERS:
        WRITERS[format](table, sys.stdout)
        return 0
    _print(table, top)
    return 0


def period(text: str) -> Selection | None:
    """The period in a text like `2014..2018`, `2019..` or `2019`; None where it is empty. Raises KgError on another."""
    if not text:
        return None
    since, dots, until = text.partition("..")
    if not (since or until):
        raise KgError(f"'{text}' is no period: write it like 2014..2018, 2019.. or 2019")
    return Selection(since=since, until=until if dots else since)


def _report(facts: Facts, selection: Selection, file: Path, source: Sequence[str]) -> int:
    from kg.pipeline.flow import write_text
    from kg.view.network_report import network_report

    write_text(file, network_report(facts, selection, source))
    say(f"wrote {file}")
    return 0


def _options(store: Source) -> tuple[str, ...]:
    """The options that name on a command line what is read; none where that goes without saying."""
    if store.endpoint:
        return "--endpoint", store.endpoint
    return () if store.directory == DEFAULT_STORE else ("--store", str(store.directory))


def _warn(facts: Facts, request: Request) -> None:
    """Says what will take long, and how many facts a question of time leaves out."""
    chosen = select(facts, request.selection)
    if request.measure in _SLOW and (warning := long_betweenness(project(chosen, request.projection))):
        say(warning)
    asked = request.selection.timed or request.measure == "change"
    if asked and (number := undated(facts)):
        say(f"{number:,} facts have no date that is known, and are left out")


def _print(table: Table, top: int) -> None:
    console = PlainConsole()
    console.print(as_table(table, top))
    console.print(table.note)
    left = len(table.rows) - top
    if left > 0:
        PlainConsole(stderr=True).print(f"kg: {left} more rows: --top {len(table.rows)} shows all")


def as_table(table: Table, top: int) -> RichTable:
    """The first rows as a table for the terminal; numbers stand to the right."""
    shown = RichTable(title=table.title, title_justify="left")
    for column, cell in zip(table.columns, (table.rows or [("",) * len(table.columns)])[0], strict=True):
        shown.add_column(column, justify="left" if isinstance(cell, str) else "right", overflow="fold")
    for row in table.rows[:top]:
        shown.add_row(*(Text(cell if isinstance(cell, str) else f"{cell:,}") for cell in row))
    return shown
