"""`kg build --workers`: the same as without, whatever becomes of the workers."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.pipeline.flow import BuildSummary, build
from tests.pipeline.test_flow import lines, results

ROOT = Path(__file__).parents[3]
TEXTS = {
    "a.txt": "Egypt hosted a meeting of the African Union on migration in Cairo on 3 May 2019.\n",
    "b.txt": "Kenya chairs the Khartoum Process. Telephone: +254 20 555 0145\n",
    "c.txt": "---\nurl: https://example.org/c\n---\nThe European Union funded a workshop in Nairobi, Kenya.\n",
    "d.txt": "---\nurl: https://example.org/c\n---\nSudan hosted a workshop in Khartoum.\n",
    "e.txt": "",
    "f.txt": "IOM and Tunisia organised a training in Tunis.\n",
}


class Built(NamedTuple):
    """What a build without workers made of the articles, and what it said."""

    out: Path
    summary: BuildSummary
    said: list[str]


def written(folder: Path) -> Path:
    """Four articles, one with the address of another, and an empty file."""
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The articles, to be changed."""
    return written(tmp_path / "in")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What one process makes of them."""
    folder, said = tmp_path_factory.mktemp("one"), list[str]()
    summary = build([written(folder / "in")], folder / "out", say=said.append)
    return Built(folder / "out", summary, said)


def test_two_workers_give_the_bytes_of_one_and_say_the_same(one, articles, tmp_path):
    said: list[str] = []
    summary = build([articles], tmp_path / "two", workers=2, say=said.append)
    assert results(tmp_path / "two") == results(one.out)
    assert sorted(said) == sorted(one.said)
    assert (summary.added, summary.failed) == (one.summary.added, one.summary.failed) == (4, 2)
    assert summary.seconds["extract"] > 0 and summary.seconds["validate"] > 0


def test_ray_gives_the_bytes_of_one_worker(one, articles, tmp_path, monkeypatch):
    pytest.importorskip("ray", reason="the extra ray is not installed")
    monkeypatch.setenv("RAY_worker_niceness", "0")  # else on a busy machine it waits for all others
    summary = build([articles], tmp_path / "ray", workers="ray")
    assert (summary.added, summary.failed) == (4, 2)
    assert results(tmp_path / "ray") == results(one.out)


def test_workers_that_are_killed_cost_their_articles_until_the_next_run(one, articles, tmp_path):
    def kill_when_both_have_one(_done: int, _total: int, name: str) -> None:
        if name == "f.txt":
            for worker in both():
                worker.kill()

    said: list[str] = []
    summary = build([articles], tmp_path / "two", workers=2, progress=kill_when_both_have_one, say=said.append)
    assert (summary.found, summary.added, summary.failed) == (6, 2, 4)
    killed = [line for line in lines(tmp_path / "two") if "killed by signal 9" in line["message"]]
    assert [line["path"] for line in killed] == ["a.txt", "b.txt"]
    again = build([articles], tmp_path / "two")  # without workers, whose model takes longest to load
    assert (again.added, again.skipped, again.replaced) == (2, 2, 0)
    assert results(tmp_path / "two") == results(one.out)


def test_an_article_that_takes_too_long_costs_itself(articles, tmp_path):
    (articles / "aa-long.txt").write_text(TEXTS["a.txt"] * 10_000, "utf-8")
    summary = build([articles], tmp_path / "out", workers=1, seconds_per_article=8)
    assert (summary.added, summary.failed) == (4, 3)
    [line] = [line for line in lines(tmp_path / "out") if line["path"] == "aa-long.txt"]
    said = "aa-long.txt: takes more than 8 s of processor time; split it, or give more with --seconds-per-article"
    assert (line["kind"], line["message"]) == ("article", said)


def both() -> list[BaseProcess]:
    """The two workers of this process, as soon as they are there: long before they have loaded their model."""
    for _ in range(6000):
        found = multiprocessing.active_children()
        if len(found) == 2:
            return found
        time.sleep(0.01)
    raise AssertionError("no workers within a minute")


def test_ctrl_c_ends_a_build_and_its_workers(articles, tmp_path):
    for number in range(300):
        (articles / f"more-{number}.txt").write_text(TEXTS["a.txt"] * 20 + str(number), "utf-8")
    command = [sys.executable, "-m", "kg", "build", str(articles), "--out", str(tmp_path / "out"), "--workers", "2"]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    workers = started(run)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, messages = run.communicate(timeout=120)
    assert run.returncode == 130 and "Traceback" not in messages
    assert gone(workers)


def test_workers_of_a_build_that_is_killed_end_by_themselves(articles, tmp_path):
    command = [sys.executable, "-m", "kg", "build", str(articles), "--out", str(tmp_path / "out"), "--workers", "2"]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    workers = started(run)
    run.kill()
    run.wait()
    assert gone(workers)


def started(run: subprocess.Popen[str]) -> list[int]:
    """The workers of a build, once there are two. The third process that it starts counts what they share."""
    for _ in range(1200):
        children = Path(f"/proc/{run.pid}/task").glob("*/children")
        found = [int(child) for file in children for child in file.read_text().split()]
        found = [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        if len(found) == 2:
            return found
        time.sleep(0.05)
    raise AssertionError("no workers within a minute")


def gone(processes: list[int]) -> bool:
    """Whether all have ended, waited for up to a minute."""
    for _ in range(1200):
        if not any(Path(f"/proc/{process}/stat").exists() and not dead(process) for process in processes):
            return True
        time.sleep(0.05)
    return False


def dead(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
