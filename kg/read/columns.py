"""Which column of a collection holds what of an article: as the user says, else by its name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kg.read.errors import ReadError, printable

_WORDS = re.compile(r"[^a-z0-9]+")


def fields() -> tuple[str, ...]:
    """What a column may hold: text, title and so on."""
    return tuple(dict.fromkeys(_known().values()))


def chosen(columns: Iterable[str], stated: Mapping[str, str]) -> dict[str, str]:
    """The column for each field that has one: that which `stated` names, else the first in the table of names."""
    there = list(columns)
    plain = {_plain(column): column for column in reversed(there)}
    named = {field: plain[name] for name, field in reversed(_known().items()) if name in plain}
    taken = {column for column in stated.values() if column in there}
    free = {field: column for field, column in named.items() if field not in stated and column not in taken}
    return free | {field: column for field, column in stated.items() if column in there}


def refuse_unknown(columns: Iterable[str], stated: Mapping[str, str], name: str) -> None:
    """Raises ReadError where a column that the user names, or one for the text, is not among those of a table."""
    there = list(columns)
    has = f"it has {printable(', '.join(there))[:200]}"
    if absent := [column for column in stated.values() if column not in there]:
        raise ReadError(f"{name}: has no column '{printable(absent[0])}', {has}; mend --columns")
    if "text" not in chosen(there, stated):
        raise ReadError(f"{name}: no column tells the text, {has}; name it with --columns text=COLUMN")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """The field by the name of a column, the better names first."""
    with (Path(__file__).parent / "columns.tsv").open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["field"] for row in csv.DictReader(file, delimiter="\t")}


def _plain(column: str) -> str:
    # `datePublished` is `date_published`
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column.strip())
    return _WORDS.sub("_", words.lower())
