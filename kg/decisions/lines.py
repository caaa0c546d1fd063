"""Decisions as the lines of a table."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg.decisions.cells import written
from kg.decisions.record import Decision
from kg.decisions.tables import COLUMNS, NEW_COLUMNS
from kg.graph.terms import clean


def as_line(decision: Decision) -> str:
    """The line of a decision, without its end. Cells that nothing follows are left out."""
    cells = [*_cells(decision), *_correction(decision)]
    while len(cells) > len(COLUMNS) and not cells[-1]:
        cells.pop()
    return "\t".join(clean(cell) for cell in cells)


def header() -> str:
    """The first line of a table that any decision can go into."""
    return "\t".join((*COLUMNS, *NEW_COLUMNS))


def in_words(decision: Decision) -> str:
    """A decision in one short line: what is done to what, who says so, and when."""
    done = " ".join(filter(None, [*_cells(decision)[:5], *_correction(decision)]))
    return f"{done} ({decision.by}, {decision.date})"


def _cells(decision: Decision) -> list[str]:
    ends = (decision.subject, decision.relation, decision.object, decision.article)
    return [decision.action, *map(written, ends), decision.by, decision.date, decision.reason]


def _correction(decision: Decision) -> list[str]:
    new, names = decision.correction, dict(decision.names)
    if new is None:
        return [""] * len(NEW_COLUMNS)
    changed = (
        new.subject if new.subject != decision.subject else None,
        new.relation if new.relation != decision.relation else None,
        new.object if new.object != decision.object else None,
    )
    return [*(_named(node, names) for node in changed), new.status]


def _named(node: NamedNode | Literal | None, names: Mapping[NamedNode, str]) -> str:
    name = names.get(node, "") if isinstance(node, NamedNode) else ""
    return f"{written(node)} {name}".strip()
