"""`kg export` on the terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli_progress import wrote
from kg.cli_source import Source
from kg.cli_store import opened
from kg.export import Profile, refusal
from kg.export.files import STANDARD_OUTPUT
from kg.export.writing import export, options_of
from kg.remote import CONTACTS, FACTS, PUBLIC


def run(name: str, profile: Profile | None, out: Path, store: Source, *, contacts: bool, least: float = 0.0) -> int:
    """Writes the store in a format, of claims of a confidence of `least` or more. Returns the exit code. Raises
    BadParameter where the format cannot be written so."""
    if why := refusal(name, options_of(name, profile, contacts=contacts), to_stream=str(out) == STANDARD_OUTPUT):
        raise typer.BadParameter(f"{why}.")
    with opened(store, least, (FACTS, PUBLIC, *((CONTACTS,) if contacts else ()))) as graph:
        export(graph, name, out, profile, contacts=contacts)
    return wrote(out)
