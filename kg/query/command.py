"""`kg query` without the command line around it: what is asked, of what, and how the answer is written."""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console

from kg.query.asking import Asked, asked
from kg.query.names import Say
from kg.query.questions import CHECKS, Parameter, Question, find_question, load_questions, prefixes
from kg.query.results import WRITERS, Result, write_turtle
from kg.query.table import as_table
from kg.query.targets import Target, run
from kg.query.values import settings_of
from kg.records import KgError

TABLE = "table"
FORMATS = (TABLE, *WRITERS)
_GROUPS = ("events", "participation", "bodies", "persons", "documents", "statements", CHECKS)
"""The groups in the order in which they are listed."""


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
        Console(file=out, highlight=False).print(as_table(result, declared))
        return
    written = io.StringIO()
    if format == "turtle":
        write_turtle(result, written, declared)
    else:
        WRITERS[format](result, written)
    out.write(written.getvalue())


def listing() -> str:
    """The questions of the package by groups."""
    questions = load_questions()
    width = max(map(len, questions))
    lines = []
    for group, members in grouped(questions.values()):
        lines += [group.capitalize(), *(f"  {q.name:<{width}}  {q.summary}" for q in members), ""]
    return "\n".join([*lines, "kg query NAME --about tells the parameters and columns of one of them."])


def grouped(questions: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """The questions by their groups, in the order in which these are listed."""
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[question.group].append(question)
    order = {name: place for place, name in enumerate(_GROUPS)}
    return sorted(groups.items(), key=lambda entry: (order.get(entry[0], len(order)), entry[0]))


def about(name: str) -> str:
    """All about one question. Raises KgError where there is none of this name."""
    question = _question(name)
    if question is None:
        raise KgError(f"--about is for the questions of the package: '{name}' is none of them")
    lines = [f"{question.name}: {question.summary}", "", *question.description.splitlines(), "", "Parameters (--set)"]
    lines += [line for parameter in question.parameters for line in _about_parameter(parameter)] or ["  none"]
    lines += ["", "Columns", *(f"  {column.name:<18}{column.description}" for column in question.columns)]
    return "\n".join([*lines, "", "Example", f"  {example(question)}"])


def example(question: Question) -> str:
    """A command line that asks the question."""
    wanted = [p for p in question.parameters if p.required] or [p for p in question.parameters if p.name != "article"]
    settings = "".join(f' --set {parameter.name}="{parameter.example}"' for parameter in wanted[:1])
    return f"kg query {question.name}{settings}{' --with-contacts' if question.contacts else ''}"


def _about_parameter(parameter: Parameter) -> Iterator[str]:
    kind = f"{parameter.type} ({parameter.of})" if parameter.of else parameter.type
    notes = [kind]
    notes += ["may be given several times"] if parameter.many else []
    notes += ["must be given"] if parameter.required else []
    notes += [f"{parameter.default} unless given"] if parameter.default is not None else []
    yield f"  {parameter.name:<18}{parameter.description}"
    yield f"  {'':<18}{', '.join(notes)}; for example {parameter.example}"


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
