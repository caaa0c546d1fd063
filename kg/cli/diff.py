"""`kg diff` on the terminal: in words with totals, as JSON, as an RDF Patch."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.changes import Change, Difference, Lines, difference, find_lines, lines_of_store, write_patch
from kg.changes.difference import Totals, by_reason
from kg.changes.records import Kind
from kg.changes.streams import Side
from kg.changes.words import SIGNS, as_json, heading, renamed, sentence
from kg.cli.console import PlainConsole
from kg.cli.source import Source
from kg.cli.store import opened
from kg.export.files import STANDARD_OUTPUT, whole_file
from kg.remote import FACTS, PUBLIC

_DIFFERS = 1
_STYLES = {Kind.added: "green", Kind.gone: "red", Kind.changed: "yellow"}


def run(old: str, new: str, format: str, out: Path, *, exit_code: bool, timeout: float) -> int:
    """Compares the graphs at `old` and `new`, paths or addresses of servers, and writes what differs to `out`. Returns
    0, or with `exit_code` 1 where they differ."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(_lines(place, timeout)) for place in (old, new))
        with whole_file(out) as file:
            differs = _WRITERS[format](one, other, file, str(out) == STANDARD_OUTPUT)
    return _DIFFERS if exit_code and differs else 0


@contextmanager
def _lines(place: str, timeout: float) -> Iterator[Lines]:
    """The lines of a graph: of a server, which is read into memory, or of what stands at a path."""
    if not place.startswith(("http://", "https://")):
        yield find_lines(Path(place))
        return
    with opened(Source(Path(), place, timeout), parts=(FACTS, PUBLIC)) as store:
        yield lines_of_store(store)


def _patch(old: Lines, new: Lines, file: BinaryIO, _: bool) -> bool:
    return write_patch(old, new, file) > 0


def _json(old: Lines, new: Lines, file: BinaryIO, _: bool) -> bool:
    """One change a line, then the renamed entities and the totals."""
    written = 0

    def tell(change: Change) -> None:
        nonlocal written
        file.write(b",\n" if written else b"\n")
        file.write(json.dumps(as_json(change), ensure_ascii=False).encode())
        written += 1

    file.write(b'{"changes": [')
    found = difference(old, new, tell)
    renames = [
        {"old": r.old, **({"new": r.new} if r.new else {}), "because": r.because, "undone": r.undone}
        for r in found.renames
    ]
    rest = {"renamed": renames, "totals": _totals(found.totals)}
    file.write(("\n],\n" + json.dumps(rest, ensure_ascii=False, indent=1)[1:].lstrip("\n") + "\n").encode())
    return not found.empty


def _totals(totals: Totals) -> dict[str, object]:
    named = {Side.NEW: "new", Side.OLD: "gone"}
    return {
        "changes": {reason: dict(counts) for reason, counts in by_reason(totals).items()},
        **{
            name: {said: numbers.get(side, 0) for side, said in named.items()}
            for name, numbers in (("facts", totals.facts), ("entities", totals.entities), ("triples", totals.triples))
        },
    }


def _table(old: Lines, new: Lines, file: BinaryIO, terminal: bool) -> bool:
    """The changes in words, article by article, then the renamed entities and a table of totals."""
    text = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
    console = PlainConsole() if terminal else PlainConsole(file=text)
    before = ""

    def tell(change: Change) -> None:
        nonlocal before
        if heading(change) != before:
            before = heading(change)
            console.print(Text(before[:1].upper() + before[1:], style="bold"))
        console.print(_row(SIGNS[change.kind], sentence(change), _STYLES[change.kind]))

    found = difference(old, new, tell)
    if found.renames:
        console.print(Text("Other identifiers", style="bold"))
        for rename in found.renames:
            console.print(_row("→", renamed(rename)))
    _print_totals(console, found)
    text.detach()
    return not found.empty


def _row(sign: str, words: str, style: str = "") -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(f"  {sign}", style=style), Text(words))
    return row


def _print_totals(console: Console, found: Difference) -> None:
    if found.empty:
        console.print("No difference.")
        return
    table = Table(title="Changes by reason", title_justify="left")
    table.add_column("reason", overflow="fold")
    for kind in Kind:
        table.add_column(kind.value, justify="right")
    for reason, numbers in by_reason(found.totals).items():
        table.add_row(reason, *(f"{numbers[kind]:,}" for kind in Kind))
    if table.row_count:
        console.print(table)
    console.print(f"{_numbers(found.totals)}.")


def _numbers(totals: Totals) -> str:
    """What the whole graph has more and fewer of."""
    pairs = (("Facts", totals.facts), ("entities", totals.entities), ("triples", totals.triples))
    return "; ".join(f"{name}: {said.get(Side.NEW, 0):,} new, {said.get(Side.OLD, 0):,} gone" for name, said in pairs)


_WRITERS: dict[str, Callable[[Lines, Lines, BinaryIO, bool], bool]] = {"table": _table, "json": _json, "patch": _patch}
