"""The file of decisions: each one a line, put in or taken back while nobody else writes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg import settings
from kg.decisions import Decision, read_decisions
from kg.decisions.lines import as_line, header, in_words
from kg.decisions.record import MERGE, STATEMENTS, WITHDRAW
from kg.decisions.tables import COLUMNS, COMMENT, decisions_in, text_of
from kg.export.files import whole_file
from kg.graph.terms import clean
from kg.records import KgError


class DecisionFile:
    """A table of decisions at `path`, which may be not there yet. Several processes may write to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def decisions(self) -> list[Decision]:
        """All decisions in it, in their order. Raises KgError where it cannot be read or is wrong."""
        return read_decisions(self.path) if self.path.exists() and self.path.stat().st_size else []

    def add(self, decision: Decision, held: Sequence[Decision] = ()) -> None:
        """Puts a decision in at the end; a new file begins with those that are `held` already. Raises KgError where
        the decision says nothing that could hold beside the others, or the file cannot be written; it is then as it
        was."""
        with self._alone():
            text = text_of(self.path) or "\n".join([header(), *map(as_line, held), ""])
            known = [one for _, one in decisions_in(text, self.path)]
            self._check(decision, known)
            self._write(_with_line(text, as_line(decision)), [*known, decision])

    def undo(self, name: str, by: str, date: str, reason: str) -> Decision:
        """Takes a decision back, which is named by the end of its IRI or the beginning of that: its line becomes a
        comment that says who undid it, when and why. Raises KgError where there is no such one or more than one."""
        with self._alone():
            text = text_of(self.path) or header()
            known = decisions_in(text, self.path)
            found = {one.iri: one for _, one in known if name and named(one, name)}
            if len(found) != 1:
                raise KgError(
                    f"{self.path}: {len(found)} decisions are called '{name}': kg review list --decided has all"
                )
            (decision,) = found.values()
            lines = text.splitlines()
            for number in (number for number, one in known if one.iri == decision.iri):
                said = clean(f"undone by {by}, {date}: {reason}")
                lines[number - 1] = f"{COMMENT} {said}\n{COMMENT} {lines[number - 1]}"
            self._write("\n".join([*lines, ""]), [one for _, one in known if one.iri != decision.iri])
        return decision

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile. A file that was made only to be locked goes again."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._locked() as is_new:
                try:
                    yield
                finally:
                    if is_new and not self.path.stat().st_size:
                        self.path.unlink()
        except OSError as error:
            said = f"cannot be written ({error.strerror or error}): give another place with --decisions"
            raise KgError(f"{self.path}: {said}") from error

    @contextmanager
    def _locked(self) -> Iterator[bool]:
        """The lock is on the file itself: where another one has come into its place meanwhile, on that. Gives whether
        the file was not there before."""
        while True:
            is_new = not self.path.exists()
            with self.path.open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self.path.exists() and os.path.samestat(os.fstat(file.fileno()), self.path.stat()):
                    yield is_new
                    return

    def _check(self, decision: Decision, known: Sequence[Decision]) -> None:
        for other in known:
            if _fate(other) == _fate(decision):
                raise KgError(f"{self.path}: decided already: {in_words(other)}: undo that first: {ending(other)}")

    def _write(self, text: str, expected: Sequence[Decision]) -> None:
        """Puts the text in the place of the file, once it says what it should."""
        read = [one for _, one in decisions_in(text, self.path)]
        if [one.iri for one in read] != [one.iri for one in expected]:
            raise KgError(f"{self.path}: this cannot be written as a line: leave out unusual characters")
        with whole_file(self.path.resolve()) as file:
            file.write(text.encode())


def ending(decision: Decision) -> str:
    """What a decision is called on the command line: the end of its IRI."""
    return decision.iri.value.removeprefix(settings.DECISION)


def named(decision: Decision, name: str) -> bool:
    """Whether a decision is called so."""
    return ending(decision).startswith(name.removeprefix(settings.DECISION))


def _fate(decision: Decision) -> object:
    """What can be decided only once."""
    if decision.action in STATEMENTS:
        return decision.statement, decision.article
    return decision.subject if decision.action in (MERGE, WITHDRAW) else decision.iri


def _with_line(text: str, line: str) -> str:
    """The text of a table with a line at its end, and with a header for all columns where the line has more cells."""
    lines = text.splitlines()
    if line.count("\t") >= len(COLUMNS):
        first = next(number for number, row in enumerate(lines) if row.strip() and not row.startswith(COMMENT))
        lines[first] = header()
    return "\n".join([*lines, line, ""])
