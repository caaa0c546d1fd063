"""Why something that the model said is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class Left(Exception):
    """A statement is left out, for the reason in words."""


def told(left: Counter[str]) -> str:
    """`3 left out: a quotation that is not in the text (2), a date that is not ISO (1)`; nothing where none was."""
    reasons: Iterable[str] = (f"{reason} ({number})" for reason, number in left.most_common())
    return f"{left.total()} left out: {', '.join(reasons)}" if left else ""
