"""How fast `kg build` is, where the time goes, and how much memory it takes.

    python -m tests.benchmarks.build [FOLDER...] [--runs N]

builds each folder (by default the examples) N times, each time into a new store by a new process, and prints the
median.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "articles"
Figures = dict[str, float]

STAGES = {
    "read": "read",
    "spacy": "extract: spaCy's own work",
    "extract": "extract: all else",
    "graph": "make the graph",
    "validate": "validate",
    "store": "store",
    "export": "export",
}
"""The stages of a build, in order, and how the table names them."""


class Clock:
    """Sums the seconds that a function takes, under a name."""

    def __init__(self) -> None:
        self.seconds: Figures = {}

    def on(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

        return timed


def measure(folder: Path, out: Path) -> Figures:
    """Builds a folder in this process, once. Returns seconds by stage, articles, claims, and peak memory in MB.
    The first article pays for what is read and compiled once: reference data, tables, shapes."""
    clock = Clock()
    start = time.perf_counter()
    pipeline: Any = importlib.import_module("kg.pipeline.flow")
    extraction: Any = importlib.import_module("kg.extract.pipeline")
    importlib.import_module("kg.extract.text.language").model()
    loaded = time.perf_counter()
    extraction.parse = clock.on("spacy", extraction.parse)
    work: Any = importlib.import_module("kg.pipeline.work.article")
    work.article_graph = clock.on("graph", work.article_graph)
    reached: list[float] = []
    summary = pipeline.build([folder], out, progress=lambda *_: reached.append(time.perf_counter()))
    whole = time.perf_counter() - loaded
    spent = {**summary.seconds, **clock.seconds}
    spent["extract"] -= spent["spacy"] + spent["graph"]
    size = sum(len(file.read_bytes()) for file in folder.rglob("*") if file.is_file())
    return {
        **{name: spent[name] for name in STAGES},
        "load": loaded - start,
        "whole": whole,
        "first": reached[1] - loaded,
        "later": (len(reached) - 2) / max(reached[-1] - reached[1], 1e-9),
        "articles": summary.added,
        "claims": summary.claims,
        "kilobytes": size / 1000,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measured_apart(folder: Path) -> Figures:
    """`measure` in a process of its own, so that memory and caches are those of one build."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "tests.benchmarks.build", str(folder), "--into", out]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def medians(folder: Path, runs: int) -> Figures:
    """The median of each figure over some runs."""
    found = [measured_apart(folder) for _ in range(runs)]
    return {name: statistics.median(run[name] for run in found) for name in found[0]}


def as_table(columns: dict[str, Figures]) -> Table:
    """Figures of each folder, side by side."""
    table = Table(title=f"kg build on {machine()}", title_justify="left")
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    for label, cell in rows():
        table.add_row(label, *(cell(figures) for figures in columns.values()))
    return table


def rows() -> list[tuple[str, Callable[[Figures], str]]]:
    """What the table says of each folder, line by line."""
    general: list[tuple[str, Callable[[Figures], str]]] = [
        ("articles", lambda f: f"{f['articles']:.0f}"),
        ("kB of text", lambda f: f"{f['kilobytes']:.0f}"),
        ("claims", lambda f: f"{f['claims']:.0f}"),
        ("loading the program and the language model, s", lambda f: f"{f['load']:.1f}"),
        ("building, s", lambda f: f"{f['whole']:.1f}"),
        ("articles a second", lambda f: f"{f['articles'] / f['whole']:.1f}"),
        ("  until the first article is stored, s", lambda f: f"{f['first']:.1f}"),
        ("  articles a second after the first", lambda f: f"{f['later']:.1f}"),
        ("peak memory, MB", lambda f: f"{f['memory']:.0f}"),
    ]
    shares = [(f"  {label}, %", _share(name)) for name, label in STAGES.items()]
    return [
        *general,
        *shares,
        ("  the rest, %", lambda f: f"{100 * (1 - sum(f[name] for name in STAGES) / f['whole']):.0f}"),
    ]


def _share(name: str) -> Callable[[Figures], str]:
    return lambda figures: f"{100 * figures[name] / figures['whole']:.0f}"


def machine() -> str:
    """Processor and version of Python, as far as the system tells them."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        lines = dict(line.split(":", 1) for line in cpus.read_text("utf-8").splitlines() if ":" in line)
        told = {name.strip(): value.strip() for name, value in lines.items()}
        model = f"{told.get('model name', model)} (model {told.get('model', '?')})"
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures each folder and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.build", description="Measures kg build.")
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*", default=[EXAMPLES])
    parser.add_argument("--runs", metavar="N", type=int, default=3, help="builds of each folder (default 3)")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    folders = [folder.resolve() for folder in given.folders]
    if given.into:
        print(json.dumps(measure(folders[0], given.into)))
        return
    names = {"/".join(folder.parts[-2:]): folder for folder in folders}
    Console(width=max(80, 60 + 24 * len(names))).print(as_table({n: medians(f, given.runs) for n, f in names.items()}))


if __name__ == "__main__":
    main()
