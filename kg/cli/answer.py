"""`kg query` without the command line around it: what is asked, of what, and how the answer is written."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from kg.cli.console import PlainConsole
from kg.query.asking import Asked, asked
from kg.query.names import Say
from kg.query.questions import Question, find_question, prefixes
from kg.query.results import WRITERS, Result, write_turtle
from kg.query.table import as_table
from kg.query.targets import Target, run
from kg.query.values import settings_of
from kg.records import KgError

TABLE = "table"
FORMATS = (TABLE, *WRITERS)


def query_command(
    name: str, given: Sequence[str], format: str, target: Target, *, contacts: bool = False, say: Say | None = None
) -> tuple[Asked, Result]:
    """Puts the question `name` (or the SPARQL of a file `NAME.rq`, or of standard input for `-`) to `target` and writes
    the answer to standard output as `format`, one of FORMATS. `given` are texts like `actor=Egypt`; `say` is told what
    names were taken for. Returns what was asked and the answer. Raises KgError where the question is unknown, a value
    is not understood, or the target cannot answer."""
    tell = say or _to_standard_error
    if format not in FORMATS:
        raise KgError(f"--format {format}: choose one of {', '.join(FORMATS)}")
    question = _question(name)
    if question is None:
        put = Asked(_own(name, given))
    else:
        put = asked(question, settings_of(given), target, tell)
        if question.contacts and not contacts:
            tell("telephone numbers and e-mail addresses are left out: --with-contacts shows them")
    result = run(put.text, target)
    write(result, format, sys.stdout, prefixes(put.text))
    return put, result


def write(result: Result, format: str, out: TextIO, declared: Mapping[str, str]) -> None:
    """Writes an answer. Raises KgError where the format does not suit it."""
    if format == TABLE:
        console = PlainConsole(file=out)
        console.print(as_table(result, declared, console.width))
        return
    written = io.StringIO()
    if format == "turtle":
        write_turtle(result, written, declared)
    else:
        WRITERS[format](result, written)
    out.write(written.getvalue())


def _question(name: str) -> Question | None:
    """The question with this name; None where `name` is a file or standard input. Raises KgError where it is none."""
    if name == "-" or name.endswith(".rq"):
        return None
    return find_question(name)


def _own(name: str, given: Sequence[str]) -> str:
    """The user's own SPARQL."""
    if given:
        raise KgError("--set is for the questions of the package: write the values into your own query")
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{name}: the query cannot be read ({error}): give a file of SPARQL in UTF-8") from error


def _to_standard_error(line: str) -> None:
    print(f"kg: {line}", file=sys.stderr)
