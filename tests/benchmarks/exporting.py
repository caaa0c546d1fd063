"""How fast `kg export` is beside the engine's own dump, and how much memory it takes.

    python -m tests.benchmarks.exporting [DIR] [--triples N...]

makes graphs of so many triples below DIR, where they are not there yet, and exports each in every format and profile,
each time in a process of its own. `one graph` is a store with all the triples in its default graph: what stands there
as Turtle is measured against the engine's Turtle, which is neither sorted nor grouped by subject.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store
from rich.console import Console
from rich.table import Table

from kg.export import FORMATS, Profile, export
from kg.store import ArticleStore, is_public, open_snapshot
from tests.benchmarks.build import ROOT, machine
from tests.benchmarks.graph_generator import MILLION, generate

SIZES = (100_000, MILLION)
ONE_GRAPH = "one graph"
DUMPS = {"Turtle": RdfFormat.TURTLE, "N-Quads": RdfFormat.N_QUADS}
"""What the engine writes: the default graph as Turtle, all graphs as N-Quads."""
Figures = dict[str, float]


def prepared(folder: Path, triples: int) -> tuple[Path, Path]:
    """A store of so many triples, and one with the same triples in its default graph; made where they are missing."""
    store, flat = folder / f"{triples}" / "store", folder / f"{triples}" / "flat"
    if not store.exists():
        generate(store, triples)
    if not flat.exists():
        with open_snapshot(store) as source:
            graphs = [DefaultGraph(), *filter(is_public, source.store.named_graphs())]
            quads = (quad for graph in graphs for quad in source.store.quads_for_pattern(None, None, None, graph))
            copy = Store(str(flat))
            copy.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            copy.optimize()
    return store, flat


def jobs() -> dict[str, tuple[str, Callable[[ArticleStore, Path], None]]]:
    """What is measured, by name: of which of the two stores, and how."""
    found: dict[str, tuple[str, Callable[[ArticleStore, Path], None]]] = {
        f"{ONE_GRAPH}: the engine's Turtle": ("flat", lambda store, out: dumped(store, "Turtle", out)),
        f"{ONE_GRAPH}: turtle": ("flat", lambda store, out: export(store, "turtle", out)),
        "the engine's Turtle": ("store", lambda store, out: dumped(store, "Turtle", out)),
        "the engine's N-Quads": ("store", lambda store, out: dumped(store, "N-Quads", out)),
    }
    for name, entry in FORMATS.items():
        for profile in entry.profiles:
            found[f"{name} {profile}"] = ("store", exporting(name, profile))
    return found


def exporting(name: str, profile: Profile) -> Callable[[ArticleStore, Path], None]:
    """The export of a store in a format and profile."""
    return lambda store, out: export(store, name, out, profile)


def dumped(store: ArticleStore, name: str, out: Path) -> None:
    """Writes what the engine writes by itself."""
    syntax = DUMPS[name]
    store.store.dump(str(out), syntax, **({"from_graph": DefaultGraph()} if syntax == RdfFormat.TURTLE else {}))


def measure(name: str, folder: Path) -> Figures:
    """One job in this process: seconds of the clock and of the processor, peak memory and size of the files in MB."""
    which, job = jobs()[name]
    directory = folder / which
    store = open_snapshot(directory) if which == "store" else ArticleStore(Store.read_only(str(directory)))
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        clock, processor = time.perf_counter(), time.process_time()
        job(store, out)
        seconds, spent = time.perf_counter() - clock, time.process_time() - processor
        files = out.rglob("*") if out.is_dir() else [out]
        size = sum(file.stat().st_size for file in files)
    return {"seconds": seconds, "processor": spent, "memory": peak(), "size": size / 1e6}


def peak() -> float:
    """The peak of this process in MB. (What `getrusage` tells begins with the peak of the process that started it.)"""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def measured_apart(name: str, folder: Path) -> Figures:
    """`measure` in a process of its own, so that its peak of memory is that of one export."""
    command = [sys.executable, "-m", "tests.benchmarks.exporting", str(folder), "--job", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def as_table(triples: int, found: dict[str, Figures]) -> Table:
    """The figures of one size, a line an export; how many times the engine takes, for the same graph as Turtle, and for
    all graphs as N-Quads."""
    table = Table(title=f"{triples:,} triples, {machine()}, load {os.getloadavg()[0]:.1f}", title_justify="left")
    for column in ("", "seconds", "of the processor", "times the engine", "peak MB", "file MB"):
        table.add_column(column, justify="right" if column else "left")
    for name, figures in found.items():
        engine = found[engine_of(name)]["processor"]
        times = f"{figures['processor'] / engine:.1f}"
        cells = (f"{figures[key]:.1f}" for key in ("seconds", "processor"))
        table.add_row(name, *cells, times, f"{figures['memory']:.0f}", f"{figures['size']:.0f}")
    return table


def engine_of(name: str) -> str:
    """The dump that an export is compared with."""
    if name.startswith(ONE_GRAPH):
        return f"{ONE_GRAPH}: the engine's Turtle"
    return "the engine's Turtle" if name in ("the engine's Turtle", "turtle plain") else "the engine's N-Quads"


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the graphs, measures, and prints a table for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exporting", description="Measures kg export.")
    parser.add_argument("directory", metavar="DIR", type=Path, nargs="?", default=Path(tempfile.gettempdir()) / "kg")
    parser.add_argument("--triples", metavar="N", type=int, nargs="+", default=SIZES, help="sizes of the graphs")
    parser.add_argument("--only", metavar="TEXT", default="", help="exports with this in their names, and the dumps")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.job:
        print(json.dumps(measure(given.job, given.directory)))
        return
    names = [name for name in jobs() if "engine" in name or given.only in name]
    for triples in given.triples:
        folder = prepared(given.directory, triples)[0].parent
        Console(width=110).print(as_table(triples, {name: measured_apart(name, folder) for name in names}))


if __name__ == "__main__":
    main()
