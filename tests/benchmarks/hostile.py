"""Seconds of processor time that the extractor takes for text that repeats one thing, at one length and at twice that.

    python -m tests.benchmarks.hostile [--length N] [UNIT...]

What takes four times as long for twice the length is a rule that looks at everything from everywhere; what takes eight
times, one that does so within a loop. The units are those of tests/extract/test_hostile.py unless some are given.
"""

from __future__ import annotations

import argparse
import time

from rich.console import Console
from rich.table import Table

from kg.extract import extract
from kg.records import Article
from tests.extract.test_hostile import UNITS

_BEGIN, _END = "IOM and Kenya met.\n\n", " end.\n"


def seconds(unit: str, length: int) -> float:
    """The processor time for a text of about `length` characters that repeats `unit`."""
    begun = time.process_time()
    extract(Article("key", _BEGIN + unit * (length // len(unit)) + _END))
    return time.process_time() - begun


def main() -> None:
    """Prints a line for each unit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("units", nargs="*", default=UNITS)
    parser.add_argument("--length", type=int, default=6_000)
    given = parser.parse_args()
    seconds("loaded first ", 100)
    table = Table("unit", f"{given.length:,} characters, s", f"{2 * given.length:,} characters, s")
    for unit in given.units:
        table.add_row(repr(unit), *(f"{seconds(unit, given.length * times):.1f}" for times in (1, 2)))
    Console().print(table)


if __name__ == "__main__":
    main()
