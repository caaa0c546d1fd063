"""The tables that decisions are written in: a file of the user, and the redirects of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.decisions.cells import Cells
from kg.decisions.contradictions import check
from kg.decisions.record import (
    ACTIONS,
    EDIT,
    MERGE,
    REFERENCE_DATA,
    SPLIT,
    STATEMENTS,
    WITHDRAW,
    Decision,
    kind_of,
)
from kg.records import KgError
from kg.resources import folder

COLUMNS = ("action", "subject", "relation", "object", "article", "by", "date", "reason")
NEW_COLUMNS = ("new subject", "new relation", "new object", "new status")
"""What an edit changes; a table without edits may do without them."""
COMMENT = "#"
_REDIRECTS = ("old", "new", "date", "reason")


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in a table of the user (tabs between the columns COLUMNS, or these and NEW_COLUMNS; lines from `#`
    on are comments). Raises KgError, with the line, where it cannot be read, a line is malformed or decisions
    contradict one another."""
    return [decision for _, decision in decisions_in(text_of(path), path)]


def decisions_in(text: str, path: Path) -> list[tuple[int, Decision]]:
    """The decisions in the text of a table, which is at `path`, with the numbers of their lines. Raises KgError as
    `read_decisions`."""
    found = [(number, decision_of(cells)) for number, cells in _rows(text, path, COLUMNS, NEW_COLUMNS)]
    check(path, [decision for _, decision in found])
    return found


def text_of(path: Path) -> str:
    """The text of a table. Raises KgError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: the decisions cannot be read ({error}): give a table in UTF-8") from error


def reference_redirects(path: Path | None = None) -> list[Decision]:
    """The identifiers that rows of the reference data had before, as decisions of the reference data. Raises KgError
    as `read_decisions`."""
    table = path or folder("ontology") / "reference" / "redirects.tsv"
    found = [_redirect(cells) for _, cells in _rows(text_of(table), table, _REDIRECTS)]
    check(table, found)
    return found


def _rows(text: str, path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> Iterator[tuple[int, Cells]]:
    lines = enumerate(text.splitlines(), start=1)
    told = [(number, row) for number, row in lines if row.strip() and not row.startswith(COMMENT)]
    (first, header), *rest = told or [(1, "")]
    named = header.split("\t")
    if named not in (list(columns), [*columns, *more]):
        raise KgError(f"{path}, line {first}: the first line must be, with tabs between: {' '.join(columns)}")
    for number, row in rest:
        cells = row.split("\t")
        if not len(columns) <= len(cells) <= len(named):
            raise KgError(f"{path}, line {number}: {len(cells)} cells, and the header has {len(named)}: add tabs")
        yield number, Cells(f"{path}, line {number}", dict(zip(named, map(str.strip, cells), strict=False)))


def decision_of(cells: Cells) -> Decision:
    """The decision that the cells of a line tell. Raises KgError where they tell none."""
    action = cells.needed("action")
    if action not in ACTIONS:
        raise cells.wrong(f"'{action}' is no action: write {', '.join(ACTIONS)}")
    if action != EDIT:
        cells.none(*NEW_COLUMNS)
    return _of_statement(cells, action) if action in STATEMENTS else _of_entities(cells, action)


def _of_statement(cells: Cells, action: str) -> Decision:
    about = (cells.needed("by"), cells.day(), cells.needed("reason"))
    said = cells.statement()
    given = Decision(action, said.subject, *about, said.relation, said.object, cells.article())
    if action != EDIT:
        return given
    new = cells.correction(said)
    return Decision(action, said.subject, *about, said.relation, said.object, given.article, new, cells.names())


def _of_entities(cells: Cells, action: str) -> Decision:
    subject, about = cells.entity("subject"), (cells.needed("by"), cells.day(), cells.needed("reason"))
    unused = {MERGE: ["relation", "article"], SPLIT: ["relation"], WITHDRAW: ["relation", "object", "article"]}[action]
    cells.none(*unused)
    if action == WITHDRAW:
        return Decision(action, subject, *about)
    other = cells.entity("object")
    if kind_of(other) != kind_of(subject):
        raise cells.wrong(f"a {kind_of(subject)} cannot become a {kind_of(other)}: {action} two entities of one type")
    return Decision(action, subject, *about, object=other, article=cells.article() if action == SPLIT else None)


def _redirect(cells: Cells) -> Decision:
    subject, about = cells.entity("old"), (REFERENCE_DATA, cells.day(), cells.needed("reason"))
    if not cells.values["new"]:
        return Decision(WITHDRAW, subject, *about)
    return Decision(MERGE, subject, *about, object=cells.entity("new"))
