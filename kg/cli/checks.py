"""`kg validate` and `kg verify` on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole
from kg.cli.source import Source
from kg.cli.store import opened
from kg.contacts import redact
from kg.export.turtle_terms import STANDARD
from kg.read.errors import printable
from kg.remote import CONTACTS, FACTS, MARKERS, PUBLIC, TEXTS
from kg.settings import ARTICLE, ENTITY
from kg.store import Mismatch
from kg.store import verify as mismatches
from kg.validate import Violation, validate_files, validate_store

_NAMESPACES = {namespace: f"{prefix}:" for prefix, namespace in STANDARD.items()} | {ENTITY: "id/", ARTICLE: "article/"}
_FOUND = 3


def validate(files: Sequence[Path], store: Source) -> int:
    """Prints the SHACL report on the files, else on the store. Returns 3 where there are violations, else 0."""
    if files:
        found = validate_files(files)
    else:
        with opened(store, parts=(FACTS, PUBLIC, CONTACTS)) as graph:
            found = validate_store(graph.store)
    return print_report(found, len(files))


def print_report(found: Sequence[tuple[str, Violation]], files: int) -> int:
    """Prints violations, by the places where they were found, of so many files, or of the store where there is none.
    Returns 3 where there are violations, else 0."""
    console = PlainConsole()
    for place, group in groupby(found, key=lambda pair: pair[0]):
        console.print(_report(place, [violation for _, violation in group]))
    counts = Counter(violation.severity for _, violation in found)
    console.print(_in_words(counts, files), soft_wrap=True)
    return _FOUND if counts["Violation"] else 0


def verify(store: Source) -> int:
    """Checks every quotation against the stored text, and the store against its own markers. Returns 1 where one does
    not hold, else 0."""
    console = PlainConsole()
    with opened(store, parts=(FACTS, PUBLIC, CONTACTS, TEXTS, MARKERS)) as graph:
        wrong = [_mismatch(found) for found in mismatches(graph)]
        wrong += [f"{fault.graph}: {fault.message}" for fault in graph.check(default_graph=True)]
        claims = graph.counts()["claims"]
    for line in wrong:
        console.print(redact(line), soft_wrap=True)
    verdict = f"{len(wrong):,} faults." if wrong else "every quotation stands at its place in the stored text."
    console.print(f"{claims:,} claims checked: {verdict}", soft_wrap=True)
    return 1 if wrong else 0


def _mismatch(found: Mismatch) -> str:
    stands = "nothing" if found.found is None else f"'{found.found}'"
    return f"{found.key}: {found.segment}: quotes '{found.quoted}' where the text has {stands}: run kg build again"


def _in_words(counts: Counter[str], files: int) -> str:
    what = f"{files} file{'s' if files > 1 else ''}" if files else "The store"
    if not counts:
        return f"{what}: conforms to the shapes."
    kinds = ", ".join(f"{count} {kind.lower()}{'s' if count > 1 else ''}" for kind, count in sorted(counts.items()))
    return f"{what}: {kinds}."


def _report(place: str, found: Sequence[Violation]) -> Table:
    table = Table(title=Text(printable(place)), title_justify="left", show_lines=True, expand=True)
    table.add_column("Severity", no_wrap=True, min_width=9)
    for column, share in (("Focus", 3), ("Path", 2), ("Value", 2), ("What to mend", 5)):
        table.add_column(column, overflow="fold", ratio=share)
    for violation in found:
        ends = (violation.focus, violation.path, violation.value)
        table.add_row(*(Text(cell) for cell in (violation.severity, *map(_short, ends), violation.message)))
    return table


def _short(node: object) -> str:
    """A node as it fits a column."""
    text = redact("" if node is None else str(node))
    for namespace, prefix in _NAMESPACES.items():
        if text.startswith(namespace):
            text = prefix + text.removeprefix(namespace)
    return text if len(text) <= 120 else f"{text[:119]}…"
