"""How the cost of `kg build` grows with the collection: time, memory, disk, questions, and one article more.

    python -m tests.benchmarks.growth [--articles N...] [--full] [--no-gate] [--keep DIR]

writes articles of which it is known what they say (see `told`) and builds them into one store, which grows from each
number to the next. What the articles say stands in for extraction, which looks at one article at a time, so that its
cost cannot grow; with `--full` they are read in earnest. `--no-gate` leaves out the gate for the same reason. All else
is what `kg build` does: files are found and read, the store, its journal, candidates, snapshots and results. Each part
is measured in a process of its own. The law is the exponent of growth over the last step: 1 is in proportion.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.table import Table

from kg.health.machine import size
from kg.pipeline.flow import build
from kg.query import LocalStore, asked, load_questions, run
from kg.query.values import settings_of
from kg.records import Article, Extraction
from kg.store import open_snapshot
from tests.benchmarks.build import ROOT, Figures, machine
from tests.benchmarks.told import told
from tests.killed_builds import lets_in

QUESTIONS = {
    "event-hosts": ["host=Kenya"],
    "actor-roles": ["actor=International Organization for Migration"],
    "ego-network": ["actor=Kenya"],
    "event-types-by-year": [],
    "frequent-hosts": [],
}
"""Five typical questions: three on somebody, of whom ever more is told, and two on all."""

ROWS = {
    "articles": ("articles in the store", 0),
    "speed": ("articles a second, until all are stored", 1),
    "stored": ("seconds for those that are new", 0),
    "results": ("seconds for snapshot, candidates, counts", 1),
    "files": ("seconds for the files that tell all", 1),
    "one": ("one more article alone, s", 2),
    "one_more": ("one more in the whole folder, s", 2),
    "early": ("memory after a tenth of the new ones, MB", 0),
    "late": ("memory after all of them, MB", 0),
    "peak": ("peak memory without the files that tell all, MB", 0),
    "peak_files": ("peak memory for them, MB", 0),
    "megabytes": ("store on disk, MB", 0),
    **{f"query {name}": (f"query {name}, ms", 1) for name in QUESTIONS},
}


def stand_ins(patch: pytest.MonkeyPatch, *, full: bool, gate: bool) -> None:
    """What stands in for extraction and gate."""
    if not full:
        patch.setattr("kg.extract.extract", says)
    if not gate:
        patch.setattr("kg.pipeline.work.article.gated", lets_in)


def says(article: Article) -> Extraction:
    """What an article says, by its name."""
    return told(int(Path(article.path).stem)).extraction(article)


def write(folder: Path, first: int, last: int) -> None:
    """Writes the articles of these numbers, a thousand in a folder."""
    for number in range(first, last):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told(number).text, "utf-8")


def grown(folder: Path, out: Path) -> Figures:
    """Builds what is new in a folder, and tells how that went."""
    start, reached = time.perf_counter(), []

    def progress(done: int, of: int, _: str) -> None:
        if done * 10 // max(of, 1) > len(reached) or done == of:
            reached.append((time.perf_counter(), now()))

    summary = build([folder], out, progress=progress, store_only=True)
    end = time.perf_counter()
    stored, _ = reached[-1]
    return {
        "articles": summary.articles,
        "new": summary.added,
        "speed": summary.added / (stored - start),
        "stored": stored - start,
        "results": end - stored,
        "early": reached[0][1],
        "late": reached[-1][1],
        "peak": peak(),
    }


def one_more(article: Path, out: Path) -> Figures:
    """Builds a folder or a file with one new article."""
    start = time.perf_counter()
    summary = build([article], out, store_only=True)
    assert summary.added == 1, summary
    return {"seconds": time.perf_counter() - start}


def files(folder: Path, out: Path) -> Figures:
    """Writes the files that tell all, with nothing new to read."""
    start = time.perf_counter()
    build([next(folder.rglob("*.txt"))], out)
    return {"files": time.perf_counter() - start, "peak_files": peak()}


def answers(_: Path, out: Path) -> Figures:
    """How long the questions take, each the quickest of three."""
    found, known = {"megabytes": size(out / "store") / 1e6}, load_questions()
    with open_snapshot(out / "store") as store:
        target = LocalStore.of(store)
        for name, given in QUESTIONS.items():
            times = []
            for _ in range(3):
                start = time.perf_counter()
                run(asked(known[name], settings_of(given), target).text, target)
                times.append(time.perf_counter() - start)
            found[f"query {name}"] = min(times) * 1000
    return found


def now() -> float:
    """The memory that this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def peak() -> float:
    """The most memory that this process held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


PARTS = {"grown": grown, "one": one_more, "files": files, "answers": answers}


def apart(part: str, folder: Path, out: Path, flags: Sequence[str]) -> Figures:
    """A part in a process of its own, so that memory and caches are its own."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--part", part, str(folder), str(out), *flags]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def steps(folder: Path, numbers: Sequence[int], flags: Sequence[str]) -> list[Figures]:
    """Lets one collection grow from number to number; the first column is one article in an empty store."""
    found, articles, out, extra = [], folder / "articles", folder / "out", folder / "more"
    part = partial(apart, flags=flags)
    write(extra / "empty", 900_000, 900_001)
    found.append({"articles": 1, "one": part("one", extra / "empty", folder / "empty")["seconds"]})
    before = 0
    for place, number in enumerate(numbers):
        write(articles, before, number)
        figures = part("grown", articles, out)
        print(f"{number:,}: {json.dumps(figures)}", file=sys.stderr, flush=True)
        write(extra / str(number), 900_001 + place, 900_002 + place)
        figures["one"] = part("one", extra / str(number), out)["seconds"]
        write(articles, 900_101 + place, 900_102 + place)
        figures["one_more"] = part("one", articles, out)["seconds"]
        figures |= part("answers", articles, out)
        print(f"{number:,}: {json.dumps(figures)}", file=sys.stderr, flush=True)
        figures |= part("files", articles, out)
        found.append(figures)
        before = number
    return found


def as_table(found: Sequence[Figures], said: str) -> Table:
    """The figures of each number of articles, and the exponent of growth between the last two."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    table = Table(title=f"Growth of kg build ({said}) on {machine()}; load {load}", title_justify="left")
    table.add_column("")
    for figures in found:
        table.add_column(f"{figures['articles']:,.0f}", justify="right")
    table.add_column("law", justify="right")
    for name, (label, places) in ROWS.items():
        cells = (f"{f[name]:,.{places}f}" if name in f else "" for f in found)
        table.add_row(label, *cells, _law(name, found))
    return table


def _law(name: str, found: Sequence[Figures]) -> str:
    """The exponent: growth of a figure over growth of the collection, both as logarithms."""
    if len(found) < 3 or name == "articles":
        return ""
    before, after = found[-2], found[-1]
    if min(before[name], after[name]) <= 0:
        return ""
    return f"{math.log(after[name] / before[name]) / math.log(after['articles'] / before['articles']):.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures each number of articles and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description="Measures growth.")
    parser.add_argument("--articles", metavar="N", type=int, nargs="+", default=[100, 1_000], help="default 100 1000")
    parser.add_argument("--full", action="store_true", help="read the articles in earnest")
    parser.add_argument("--no-gate", action="store_true", help="leave out the gate")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="a new folder for articles and store, which stays")
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.part:
        measured(given)
        return
    flags = [flag for flag, wanted in (("--full", given.full), ("--no-gate", given.no_gate)) if wanted]
    with tempfile.TemporaryDirectory() as scratch:
        found = steps(given.keep or Path(scratch), given.articles, flags)
    Console(width=100).print(as_table(found, " ".join(flags) or "generated claims"))


def measured(given: Any) -> None:
    """One part, in this process."""
    part, folder, out = given.part
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch, full=given.full, gate=not given.no_gate)
        print(json.dumps(PARTS[part](Path(folder), Path(out))))


if __name__ == "__main__":
    main()
