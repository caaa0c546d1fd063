"""Workers that are processes: real ones, with work of their own that ends some of them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from kg.pipeline.work import Outcome, Refused, outcomes
from kg.pipeline.work.crew import in_order
from kg.pipeline.work.limits import USUAL, Limits
from kg.pipeline.work.processes import Worker, WorkerEndedError
from kg.records import Article, KgError
from kg.settings import RAY
from tests.pipeline.work import killed_parents

ROOT = Path(__file__).parents[3]


def work(article: Article) -> Outcome:
    """Does as the text of the article says, and answers with the process that did it."""
    if article.text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if article.text == "kill that of Ray":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    if article.text == "exit":
        os._exit(3)
    if article.text == "wait":
        time.sleep(600)
    if article.text == "spin":
        sum(range(1 << 50))  # code of C that hears no signal
    if article.text == "grow":
        return [bytes(1 << 20) + bytes([number % 256]) for number in range(4_000)]  # type: ignore[return-value]
    if article.text == "slow":
        time.sleep(0.3)
    return Refused("file", str(os.getpid()))


class Unstartable:
    """Work that, once it has come to another process, keeps that from starting a third."""

    def __call__(self, article: Article) -> Outcome:
        return work(article)

    def __reduce__(self) -> tuple[object, ...]:
        return _without_python, ()


def _without_python() -> Unstartable:
    multiprocessing.set_executable("/bin/false")
    return Unstartable()


def articles(*texts: str) -> list[Article]:
    return [Article(str(number), text, path=str(number)) for number, text in enumerate(texts)]


def said(texts: list[str], workers: int | str = 2, limits: Limits = USUAL) -> list[str]:
    with closing(outcomes(work, articles(*texts), workers, limits)) as worked:
        return [outcome.said for _, outcome in worked if isinstance(outcome, Refused)]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_without_workers_it_is_this_process():
    assert said([""], workers=0) == [str(os.getpid())]


@pytest.fixture
def ray(monkeypatch):
    """Ray on this machine, where it is installed."""
    monkeypatch.setenv("RAY_worker_niceness", "0")  # else on a busy machine it waits for all others
    return pytest.importorskip("ray", reason="the extra ray is not installed")


@pytest.mark.parametrize("workers", [1, 2, RAY])
def test_a_worker_ends_at_its_limits_whatever_it_does_and_the_others_go_on(workers, request):
    if workers == RAY:
        request.getfixturevalue("ray")
    few = Limits(memory=200 << 20, seconds=1.0)
    spun, first, grown, second = said(["spin", "", "grow", ""], workers, few)
    assert spun == "0: takes more than 1 s of processor time; split it, or give more with --seconds-per-article"
    assert grown == "2: takes more than 200 MB of memory; split it"
    assert first.isdecimal() and second.isdecimal()


def test_outcomes_come_in_the_order_of_the_articles_and_no_worker_outlives_them():
    given = articles("slow", "", "", "slow", "", "")
    worked = list(outcomes(work, given, 2))
    assert [article for article, _ in worked] == given
    processes = {int(outcome.said) for _, outcome in worked if isinstance(outcome, Refused)}
    assert len(processes) == 2 and os.getpid() not in processes
    assert not any(map(alive, processes))


def test_a_worker_that_dies_costs_its_article_and_another_takes_its_place():
    found = said(["kill", "", "exit", "", "kill", "", "", ""])
    assert "killed by signal 9" in found[0] and found[0].startswith("0: ")
    assert "exit code 3" in found[2] and "killed by signal 9" in found[4]
    assert all(found[at].isdecimal() for at in (1, 3, 5, 6, 7))


@pytest.mark.usefixtures("ray")
def test_a_worker_of_ray_that_dies_costs_its_article_and_another_takes_its_place():
    lost, killed, *others = said(["kill that of Ray", "kill", "", "", "", ""], RAY)
    assert lost.startswith("0: the worker of Ray") and killed.startswith("1: the process that worked on it was killed")
    assert len(others) == 4 and all(process.isdecimal() for process in others)
    deadline = time.monotonic() + 60
    while any(alive(int(process)) for process in others) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(alive(int(process)) for process in others)


@pytest.mark.usefixtures("ray")
def test_where_a_worker_of_ray_cannot_begin_the_build_ends_and_says_why():
    with pytest.raises(KgError, match="before its work"):
        list(outcomes(Unstartable(), articles("", ""), RAY))


def test_who_waits_for_ray_hears_of_its_end_and_starts_it_no_more(ray):
    before = set(threading.enumerate())
    with closing(outcomes(work, articles("", "wait", "wait"), RAY)) as worked:
        next(worked)
    waiting = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in waiting:
        thread.join(60)
    assert not any(thread.is_alive() for thread in waiting) and not ray.is_initialized()


def test_without_ray_an_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(KgError, match="pip install"):
        said([""], RAY)


def test_what_is_left_before_its_end_ends_its_workers_at_once():
    worked = outcomes(work, articles("", "", "wait", "wait"), 2)
    processes = {int(outcome.said) for _, outcome in islice(worked, 2) if isinstance(outcome, Refused)}
    start = time.monotonic()
    worked.close()
    assert time.monotonic() - start < 60 and not any(map(alive, processes))


@pytest.mark.skipif(sys.platform != "linux", reason="the system must end a process with its parent")
@pytest.mark.parametrize("does", ["spin", "wait", ""])
def test_no_worker_outlives_a_parent_that_is_killed(does):
    assert killed_parents.left_alive(does, seconds=0.5) == []


def test_workers_that_do_not_start_are_an_error_and_no_endless_loop(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from kg.pipeline.work import outcomes\n"
        "from kg.records import Article\n"
        "list(outcomes(repr, [Article('a', 'a')], 2))\n"
    )
    run = subprocess.run(
        [sys.executable, script], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True
    )
    assert run.returncode == 1 and "exit code 1 before its work" in run.stderr


def test_no_more_than_some_tasks_are_taken_before_their_turn():
    taken = []

    def tasks():
        for number in range(100):
            taken.append(number)
            yield number

    with closing(in_order(tasks(), lambda number: number, at_once=2)) as worked:
        for number, result in worked:
            assert number == result and len(taken) <= number + 16 + 1
    assert len(taken) == 100


def test_how_a_worker_ended_is_told_though_another_thread_learns_it_first():
    """As a thread does that starts a process meanwhile: it takes the exit code from the system, and notes it later."""
    worker = Worker(work, USUAL)
    process = worker._process
    os.kill(process.pid, signal.SIGKILL)
    _, status = os.waitpid(process.pid, 0)

    def note() -> None:
        time.sleep(0.3)
        process._popen.returncode = os.waitstatus_to_exitcode(status)

    thread = threading.Thread(target=note)
    thread.start()
    with pytest.raises(WorkerEndedError) as ended:
        worker.ask(articles("kill")[0])
    thread.join()
    assert ended.value.code == -signal.SIGKILL
