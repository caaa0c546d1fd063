"""Cells that no spreadsheet takes for a formula, and the texts that they stand for.

What begins a formula is what OWASP lists (CSV Injection), wide signs among it; such a cell gets an apostrophe in front,
and so does a text that has apostrophes before such a beginning, so that each cell stands for one text.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """The text as a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that a cell of `defused` stands for."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
