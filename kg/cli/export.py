"""`kg export` on the terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli.progress import wrote
from kg.cli.source import Source
from kg.cli.store import opened
from kg.export import Options, refusal
from kg.export.files import STANDARD_OUTPUT
from kg.export.writing import export
from kg.records import KgError
from kg.remote import CONTACTS, FACTS, PUBLIC
from kg.store.articles import LIVE


def run(name: str, options: Options, out: Path, store: Source, least: float = 0.0) -> int:
    """Writes the store in a format, of claims of a confidence of `least` or more. Returns the exit code. Raises
    BadParameter where the format cannot be written so, KgError where it would stand within a store."""
    if why := refusal(name, options, to_stream=str(out) == STANDARD_OUTPUT):
        raise typer.BadParameter(f"{why}.")
    if inside := next((folder for folder in out.absolute().parents if (folder / LIVE / "CURRENT").exists()), None):
        raise KgError(f"{out}: lies in the store {inside}, whose files are its own: give another place with --out")
    with opened(store, least, (FACTS, PUBLIC, *((CONTACTS,) if options.contacts else ())), to_keep=True) as graph:
        export(graph, name, out, options.profile, contacts=options.contacts, frame=options.frame)
    return wrote(out)
