"""How much faster `kg build` is with several workers, and what memory they take.

    python -m tests.benchmarks.workers [FOLDER] [--copies N] [--workers N...]

builds the articles of a folder (by default the examples), each so many times under other names, with each number of
workers, in a process of its own. Other work on the machine shows in the share of its processors that the build got.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.pipeline.flow import build
from tests.benchmarks.build import EXAMPLES, ROOT, Figures, machine

ROWS = {
    "articles": "articles",
    "stored": "until all are stored, s",
    "speed": "articles a second until then",
    "later": "articles a second in their second half",
    "busy": "processors busy with it until then",
    "whole": "with the results, s",
    "main": "peak memory of the process that stores, MB",
    "worker": "peak memory of the largest worker, MB",
}


def copies(folder: Path, number: int, into: Path) -> None:
    """The articles of a folder, so many times each, without the addresses that would make copies one article."""
    for file in sorted(folder.iterdir()):
        text = re.sub(r"^url:.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
        for copy in range(number):
            (into / f"{copy:03}-{file.name}").write_text(text, "utf-8")


def measure(folder: Path, out: Path, workers: int) -> Figures:
    """Builds a folder once. Workers have ended before the results are written, so that their time is known."""
    start = time.perf_counter()
    reached: list[tuple[int, float, float]] = []
    summary = build([folder], out, workers=workers, progress=lambda done, *_: reached.append((done, *now())))
    whole = time.perf_counter() - start
    first_half = summary.found // 2
    half = next(at for done, at, _ in reached if done >= first_half)
    _, end, used = reached[-1]
    return {
        "articles": summary.added,
        "stored": end - start,
        "speed": summary.added / (end - start),
        "later": (summary.found - first_half) / (end - half),
        "busy": used / (end - start),
        "whole": whole,
        "main": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def now() -> tuple[float, float]:
    """The time, and the processor time that this process and its ended children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), sum(usage.ru_utime + usage.ru_stime for usage in used)


def measured_apart(folder: Path, workers: int) -> Figures:
    """`measure` in a process of its own, so that memory and caches are those of one build."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.workers",
            str(folder),
            "--workers",
            str(workers),
            "--into",
            out,
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def as_table(columns: dict[int, Figures]) -> Table:
    """Figures for each number of workers, side by side."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    table = Table(title=f"kg build --workers on {machine()}; load {load}", title_justify="left")
    table.add_column("workers")
    for workers in columns:
        table.add_column(str(workers), justify="right")
    for name, label in ROWS.items():
        places = 0 if name in ("articles", "main", "worker") else 2
        table.add_row(label, *(f"{figures[name]:.{places}f}" for figures in columns.values()))
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures each number of workers and prints the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.workers", description="Measures kg build --workers."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=EXAMPLES)
    parser.add_argument("--copies", metavar="N", type=int, default=5, help="how often each article (default 5)")
    parser.add_argument("--workers", metavar="N", type=int, nargs="+", default=[1, 2], help="default 1 2")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.into:
        print(json.dumps(measure(given.folder, given.into, given.workers[0])))
        return
    with tempfile.TemporaryDirectory() as folder:
        copies(given.folder, given.copies, Path(folder))
        columns = {workers: measured_apart(Path(folder), workers) for workers in given.workers}
    Console(width=100).print(as_table(columns))


if __name__ == "__main__":
    main()
