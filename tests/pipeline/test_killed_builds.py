"""A build that is killed at any moment: what it leaves is whole, and running again gives what one undisturbed gives."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.pipeline.flow import build
from kg.pipeline.pruning import always
from kg.store import ArticleStore
from tests.killed_builds import stand_ins
from tests.pipeline.test_flow import results

ARTICLES = 30
STATES = ("KEN", "EGY", "SDN", "TUN")
ROOT = Path(__file__).parents[2]


class Builds:
    """The program that runs builds and kills them."""

    def __init__(self, program: subprocess.Popen[str], workers: int) -> None:
        self._program, self._workers = program, workers

    def run(self, articles: Path, out: Path, moment: float | None = None) -> tuple[float, bool]:
        """Seconds that the build ran, and whether it was killed."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(json.dumps([str(articles), str(out), moment, self._workers]) + "\n")
        self._program.stdin.flush()
        seconds, killed = json.loads(self._program.stdout.readline())
        return seconds, killed


@contextmanager
def running(workers: int) -> Iterator[Builds]:
    command = [sys.executable, "-m", "tests.killed_builds"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        yield Builds(program, workers)
        program.communicate()


def write_articles(folder: Path, chance: random.Random) -> Path:
    """Articles that share states, with claims that are kept out and persons who may be one; some are missing."""
    folder.mkdir()
    for number in range(ARTICLES):
        if chance.random() < 0.8:
            hosts = "".join(f"{state} hosts.\n" for state in STATES if chance.random() < 0.5)
            more = "".join(f"{word}\n" for word in ("bad", "Jane") if chance.random() < 0.3)
            (folder / f"{number}.txt").write_text(f"Article {number}.\n{hosts}{more}", "utf-8")
    return folder


def held(out: Path) -> list[str]:
    """All that the store holds, whole or not; it must be whole."""
    with ArticleStore.open(out / "store") as store:
        assert not list(store.check(default_graph=True))
        return sorted(map(str, store.store))


def files(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


def kill_and_run_again(folder: Path, moments: int, workers: int = 0) -> int:
    """Kills so many builds, each second one over the results of earlier articles. Returns how many it came in time
    for."""
    chance = random.Random(20261126)
    before, after = (write_articles(folder / name, chance) for name in ("before", "after"))
    old, new = folder / "old", folder / "new"
    with running(workers) as builds:
        builds.run(before, old)
        seconds, _ = builds.run(after, new)
        whole = held(new), results(new), files(new)
        killed = 0
        for number in range(moments):
            out = folder / f"out{number}"
            if number % 2:
                shutil.copytree(old, out)
            killed += builds.run(after, out, seconds * chance.random())[1]
            if (out / "store").is_dir():
                held(out)
            build([after], out, prune=True, agree=always)
            assert (held(out), results(out), files(out)) == whole, f"moment {number}"
            shutil.rmtree(out)
    return killed


def test_what_a_killed_build_leaves_is_whole_and_running_again_gives_the_same_bytes(tmp_path, monkeypatch):
    stand_ins(monkeypatch)
    assert kill_and_run_again(tmp_path, 8) >= 4


@pytest.mark.benchmark
def test_a_hundred_killed_builds(tmp_path, monkeypatch):
    stand_ins(monkeypatch)
    assert kill_and_run_again(tmp_path, 100) >= 50


@pytest.mark.benchmark
def test_killed_builds_of_two_workers(tmp_path):
    assert kill_and_run_again(tmp_path, 20, workers=2) >= 10
