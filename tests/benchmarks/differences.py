"""How long `kg diff` takes on a big graph, and how much memory.

    python -m tests.benchmarks.differences STORE

compares the store at STORE (of `python -m tests.benchmarks.graph_generator`, say) with itself and with a copy that
lacks every hundredth article, each in a process of its own. The store is only read.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg.export import export
from kg.store import ArticleStore, newest_snapshot, open_snapshot, publish

_EVERY = 100
_MEGABYTE = 1024  # of the kilobytes that the system counts in


def thinned(store: Path, target: Path) -> int:
    """A copy of the store without every hundredth article; returns how many are gone."""
    with open_snapshot(store):
        pass
    newest = newest_snapshot(store)
    assert newest is not None
    target.mkdir()
    with open_snapshot(store) as source:
        source.store.backup(str(target / "live"))
    with ArticleStore.open(target) as copy:
        gone = [copy.remove(key) for key in copy.keys()[::_EVERY]]
        publish(copy)
    return len(gone)


def measured(*arguments: object) -> str:
    """Runs `kg diff` with its answer thrown away: seconds by the clock, seconds of the processor, and the most memory
    that it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kg", "diff", *map(str, arguments)]
    _, status, usage = os.wait4(subprocess.Popen(command, stdout=subprocess.DEVNULL).pid, 0)
    seconds = time.perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 0, command
    spent = usage.ru_utime + usage.ru_stime
    return f"{seconds:6.1f} s, {spent:5.1f} s of them computing, {usage.ru_maxrss / _MEGABYTE:6.0f} MB"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints a line for each comparison."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.differences", description="Measures kg diff.")
    parser.add_argument("store", metavar="STORE", type=Path, help="a store, as kg build makes it")
    store = parser.parse_args(arguments).store
    with tempfile.TemporaryDirectory() as folder:
        fewer, file = Path(folder) / "fewer", Path(folder) / "graph.nq"
        gone = thinned(store, fewer)
        with open_snapshot(store) as graph:
            export(graph, "nquads", file)
            print(f"{graph.counts()['articles']:,} articles, {sum(1 for _ in file.open('rb')):,} public quads")
        print(f"the same store twice              {measured(store, store)}")
        print(f"{gone:,} articles fewer, in words      {measured(store, fewer)}")
        print(f"{gone:,} articles fewer, as a patch    {measured(store, fewer, '--format', 'patch')}")
        print(f"the store and its N-Quads         {measured(store, file)}")


if __name__ == "__main__":
    main()
