"""How accurate the facts are, as pages tell it: from `accuracy.tsv`, the table of examples/evaluation as data."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """What extraction reached on one set of annotated texts; `unseen`: nobody had read them when rules were written."""

    texts: str
    what: str
    unseen: bool
    facts: int
    precision: str
    recall: str
    f1: str


def measured() -> tuple[Measured, ...]:
    """The sets that were measured, in the order of that table."""
    with Path(__file__).with_name("accuracy.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(map(_measured, csv.DictReader(file, delimiter="\t")))


def _measured(row: dict[str, str]) -> Measured:
    figures = row["precision"], row["recall"], row["f1"]
    return Measured(row["texts"], row["what"], row["unseen"] == "yes", int(row["facts"]), *figures)


def accuracy_words() -> str:
    """What to expect of articles that nobody has looked at, as a sentence for readers."""
    unseen = [one for one in measured() if one.unseen]
    right, found = (_range([getattr(one, name) for one in unseen]) for name in ("precision", "recall"))
    return (
        f"On articles that no rule was written with, {right} of 100 facts were right, and {found} of 100 that a "
        "careful reader would note were found."
    )


def _range(shares: Sequence[str]) -> str:
    """Shares as whole numbers of a hundred: `46 to 62`."""
    numbers = sorted(round(float(share) * 100) for share in shares)
    return " to ".join(str(number) for number in dict.fromkeys((numbers[0], numbers[-1])))
