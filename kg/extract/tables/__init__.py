"""The tables that the extractors run: vocabulary and patterns as data, one TSV file each."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path


@lru_cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `kg/extract/tables/<name>.tsv`, by column name; lines that start with `#` are comments."""
    with (Path(__file__).parent / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        wanted = (line for line in lines if not line.startswith("#") and line.strip())
        return tuple(csv.DictReader(wanted, delimiter="\t", quoting=csv.QUOTE_NONE))


def relation_rows() -> tuple[dict[str, str], ...]:
    """The inventory of phrasings: the rows of `relations/*.tsv`, one file a relation, in the order of their names."""
    files = sorted((Path(__file__).parent / "relations").glob("*.tsv"))
    return tuple(row for file in files for row in table(f"relations/{file.stem}"))
