"""`kg import` on the terminal."""

from __future__ import annotations

from pathlib import Path

from kg.cli.checks import print_report
from kg.cli.console import say
from kg.cli.store import opened_for_writing
from kg.pipeline.imports import ImportRefused, import_file, remove_source

_REFUSED = 3


def run(file: Path, name: str, date: str, license: str, directory: Path) -> int:
    """Brings a file in, or prints what is wrong with it and returns 3."""
    with opened_for_writing(directory) as store:
        try:
            claims = import_file(store, file, name, date, license)
        except ImportRefused as refused:
            print_report([(str(file), violation) for violation in refused.found], 1)
            say(f"{file}: nothing was brought in: mend the file and run again")
            return _REFUSED
    say(f"{claims:,} claims of {name} are in {directory}; {_REST}")
    return 0


def remove(name: str, directory: Path) -> int:
    """Takes out what a source stated."""
    with opened_for_writing(directory) as store:
        remove_source(store, name)
    say(f"what {name} alone stated is gone from {directory}; {_REST}")
    return 0


_REST = "'kg build' or 'kg export' writes the graph files anew"
