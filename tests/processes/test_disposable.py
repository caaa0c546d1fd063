"""Work in a process that is thrown away when it takes too long, takes all memory or crashes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from kg.processes.disposable import Disposable, EndedError
from kg.read.errors import ReadError

HERE = "tests.processes.test_disposable"


def work(what: str) -> object:
    """What the process is asked to do."""
    if what == "spin":
        while True:
            pass
    if what == "grow":
        return [bytes(1 << 20) + bytes([n % 256]) for n in range(4_000)]
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "refuse":
        raise ReadError("page.html: is empty")
    print("what a library prints is no answer")
    return os.getpid()


@pytest.fixture
def worker():
    disposable = Disposable(HERE, "work", seconds=1, memory=200 << 20)
    yield disposable
    disposable.close()


def test_it_is_reused_while_it_behaves(worker):
    first = worker("answer")
    assert first != os.getpid()
    with pytest.raises(ReadError, match="is empty"):
        worker("refuse")
    assert worker("answer") == first


@pytest.mark.parametrize(
    ("what", "said"),
    [("spin", "takes longer than 1 seconds"), ("grow", "takes more than 200 MB of memory"), ("crash", "crash")],
)
def test_over_a_limit_it_ends_says_why_and_is_replaced(worker, what, said):
    before = worker("answer")
    with pytest.raises(EndedError, match=said):
        worker(what)
    assert worker("answer") != before


def test_idle_time_counts_towards_no_limit(worker):
    first = worker("answer")
    time.sleep(1.2)
    assert worker("answer") == first


def test_it_does_not_outlive_the_one_who_calls():
    """Whatever it does: here code that never turns to the pipe, and that has ten minutes."""
    program = f"""
        import os, threading
        from kg.processes.disposable import Disposable
        process = Disposable({HERE!r}, "work", 600, 1 << 28)
        print(process("answer"), flush=True)
        threading.Timer(1, lambda: os.kill(os.getpid(), 9)).start()
        process("spin")
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True)
    worker = int(ended.stdout)
    assert ended.returncode == -signal.SIGKILL
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail(f"{worker} still ran")
