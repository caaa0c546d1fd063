"""Kills processes that have workers, and tells which of the workers are alive five seconds later.

    python -m tests.pipeline.work.killed_parents [--kills N]

Each is killed at another moment: while the workers start, while they work in code that hears nothing, and while they
wait.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from kg.pipeline.work import Outcome
from kg.records import Article

ROOT = Path(__file__).parents[3]
WITHIN = 5.0
"""Seconds in which all workers have to end."""
_DOES = ("spin", "wait", "")
_PARENT = """
from kg.pipeline.work import outcomes
from tests.pipeline.work.killed_parents import told
from tests.pipeline.work.test_processes import articles
if __name__ == "__main__":
    print("started", flush=True)
    list(outcomes(told, articles(*[{does!r}] * 1000), 2))
"""


def told(article: Article) -> Outcome:
    """Does as the article says, and tells so before."""
    os.write(1, b"works\n")
    from tests.pipeline.work.test_processes import work  # which imports this

    return work(article)


def left_alive(does: str, *, seconds: float) -> list[int]:
    """The processes that a killed parent leaves: it is killed so long after two articles are worked on, or, with
    less than 0, so long after its own start. They are found by their group, and ended."""
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT.format(does=does)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    if seconds >= 0:
        for _ in range(2):
            assert parent.stdout.readline() == b"works\n"
    time.sleep(abs(seconds))
    parent.kill()
    parent.wait()
    patience = time.monotonic() + WITHIN
    while (alive := of_group(parent.pid)) and time.monotonic() < patience:
        time.sleep(0.05)
    for process in alive:
        os.kill(process, 9)
    return alive


def of_group(group: int) -> list[int]:
    """The processes of a group that are no zombies, as /proc tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of, *_ = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(of) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


def main() -> None:
    """Prints how many kills left how many processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=30)
    kills = parser.parse_args().kills
    chance = random.Random(1)
    left = [left_alive(_DOES[turn % 3], seconds=chance.uniform(-1, 3)) for turn in range(kills)]
    print(f"{kills} kills, {sum(map(bool, left))} of them left {sum(map(len, left))} processes after {WITHIN:.0f} s")


if __name__ == "__main__":
    main()
