"""Tables for people, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; numbers stand at the right, nothing in a cell breaks it."""
    listed = [tuple(row) for row in rows]
    marks = ["---:" if listed and isinstance(listed[0][at], int | float) else "---" for at in range(len(columns))]
    lines = [columns, marks, *([_cell(value) for value in row] for row in listed)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if isinstance(value, float) else str(value)
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
