"""`kg build` on the terminal: progress, complaints, summary."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.console import PlainConsole
from kg.cli.progress import Bar, bar
from kg.health.repair import repair as put_right
from kg.pipeline.flow import STORE, BuildSummary, build
from kg.pipeline.pruning import Agree, always, never
from kg.pipeline.work.limits import USUAL
from kg.read.errors import printable


def run(
    paths: list[Path],
    out: Path,
    *,
    prune: bool,
    prune_all: bool = False,
    strict: bool,
    least: float = 0.0,
    decisions: Path | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | str = 0,
    seconds_per_article: float = USUAL.seconds,
    store_only: bool = False,
    repair: bool = False,
    readings: Path | None = None,
) -> int:
    """Builds, with a bar on standard error where that is a terminal, and prints the summary. Returns the exit code."""
    messages = PlainConsole(stderr=True)
    if repair:
        put_right(out / STORE, lambda line: say(messages, line))
    with bar(messages, "Reading") as told:
        summary = build(
            paths,
            out,
            prune=prune or prune_all,
            agree=always if prune_all else _asked(messages, told),
            strict=strict,
            least=least,
            decisions=decisions,
            columns=columns,
            workers=workers,
            seconds_per_article=seconds_per_article,
            store_only=store_only,
            readings=readings,
            progress=told,
            say=lambda line: say(messages, line),
        )
    PlainConsole().print(as_table(summary))
    return summary.exit_code


def _asked(console: Console, told: Bar) -> Agree:
    """Asks whoever sits at the terminal; agrees to nothing where nobody does."""
    if not (sys.stdin.isatty() and console.is_terminal):
        return never

    def ask(why: str) -> bool:
        told.stop()
        return typer.confirm(f"kg: {why}. Remove them all the same?", err=True)

    return ask


def say(console: Console, line: str) -> None:
    """One line on standard error, however long and whatever stands in it."""
    console.print(f"kg: {printable(line)}", soft_wrap=True)


def as_table(summary: BuildSummary) -> Table:
    """The summary, no wider than 80 columns."""
    table = Table(title="Build", title_justify="left", show_header=False, width=78)
    table.add_column("what", no_wrap=True)
    table.add_column("how many", overflow="fold", ratio=1)
    table.add_row("Articles found", f"{summary.found:,}")
    table.add_row("  read, new", f"{summary.added:,}")
    table.add_row("  read, replacing", f"{summary.replaced:,}")
    table.add_row("  unchanged, skipped", f"{summary.skipped:,}")
    table.add_row("  failed", f"{summary.failed:,}")
    if summary.withheld:
        table.add_row("  withheld on request", f"{summary.withheld:,}")
    if summary.removed:
        table.add_row("Removed (--prune)", f"{summary.removed:,}", end_section=True)
    table.add_section()
    for name in ("articles", "actors", "events", "claims", "quarantined"):
        table.add_row(
            f"{name.capitalize()} {'lines' if name == 'quarantined' else 'in the store'}", f"{getattr(summary, name):,}"
        )
    table.add_section()
    table.add_row("Files", "\n".join(map(printable, summary.files)))
    spent = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds.items())
    table.add_row("Seconds", spent)
    return table
