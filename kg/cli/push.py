"""`kg push` on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from kg.cli.console import PlainConsole
from kg.cli.progress import bar
from kg.cli.store import opened
from kg.remote import Contents, Push, Pushed, Server


def run(store: Path, server: Server, *, contacts: bool, texts: bool, prune: bool, again: bool, dry_run: bool) -> int:
    """Sends the store, with a bar on standard error where that is a terminal, and prints what was sent. Returns the
    exit code."""
    messages = PlainConsole(stderr=True)
    with opened(store, to_keep=True) as graph, bar(messages, "Pushing") as told:
        push = Push(Contents(graph, contacts, texts), server, again, told)
        pushed = push.plan(prune=prune) if dry_run else push.run(prune=prune)
    PlainConsole().print(as_table(pushed, dry_run=dry_run))
    if pushed.foreign:
        messages.print(
            f"kg: {pushed.foreign:,} articles on the server are not in the store: --prune takes them away",
            soft_wrap=True,
        )
    return 0


def as_table(pushed: Pushed, *, dry_run: bool) -> Table:
    """The summary of a push, or of what one would do."""
    title, done = ("Push (nothing was sent)", "to be ") if dry_run else ("Push", "")
    table = Table(title=title, title_justify="left", show_header=False, width=78)
    table.add_column("what", no_wrap=True)
    table.add_column("how many", overflow="fold", ratio=1)
    table.add_row(f"Articles and reference graphs {done}sent, new", f"{pushed.new:,}")
    table.add_row(f"  {done}sent, replacing", f"{pushed.changed:,}")
    table.add_row("  unchanged, not sent", f"{pushed.unchanged:,}")
    if pushed.removed:
        table.add_row(f"  {done}removed (--prune)", f"{pushed.removed:,}")
    table.add_section()
    table.add_row("Triples in these graphs", f"{pushed.triples:,}{'' if dry_run else ', and as many on the server'}")
    agreed = "" if dry_run or pushed.foreign else ", and as many on the server"
    table.add_row("Plain facts", f"{pushed.facts:,}{agreed}")
    return table
