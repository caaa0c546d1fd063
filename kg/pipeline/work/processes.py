"""Workers that are processes of this machine.

They are spawned, not forked: a fork would copy the locks of the store's threads as they happen to stand. A worker ends
with this process, however that ends and whatever the worker does; where the system cannot do that, when it next turns
to its pipe. It hears no Ctrl-C, which is for the process that stores.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock
from time import monotonic, sleep
from typing import Any

from kg.pipeline.work.article import ArticleWork, Outcome, Refused
from kg.pipeline.work.limits import USUAL, Limits
from kg.processes.limits import OUT_OF_MEMORY, end_with_parent, ended_by_time, limit_memory, limit_time
from kg.records import Article, KgError

_MEND = "free memory, or run with --workers 1"
_NOTED_WITHIN = 10.0
"""Seconds that another thread may take, on a busy machine, to note how a process ended."""
_SPAWN = multiprocessing.get_context("spawn")


class WorkerEndedError(Exception):
    """A worker that is no more, with its exit code and how it ended."""

    def __init__(self, code: int) -> None:
        super().__init__(_ending(code))
        self.code = code


class Worker:
    """A process that works on one article at a time."""

    def __init__(self, work: Callable[[Article], Outcome], limits: Limits) -> None:
        """Starts it. Raises KgError where it does not come up, WorkerEndedError where it was killed meanwhile."""
        self._limits = limits
        self._pipe, far = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(far, os.getpid()), daemon=True, name="kg worker")
        try:
            with _deaf():
                self._process.start()
        except OSError as error:
            raise KgError(f"build: a worker process does not start: {error}: {_MEND}") from error
        far.close()
        try:
            self._answer()
            # no argument of the process: where it died early, nobody would empty that pipe
            self._hand_over((work, limits.memory))
        except WorkerEndedError as ended:
            if ended.code < 0:
                raise
            raise KgError(f"build: a worker process {ended} before its work: {_MEND}") from ended

    def ask(self, article: Article) -> Outcome:
        """The outcome of an article, which may take its time. Raises WorkerEndedError where the process ends before."""
        self._hand_over((article, self._limits.seconds))
        outcome: Outcome = self._answer()
        return outcome

    def _hand_over(self, what: object) -> None:
        with contextlib.suppress(OSError):  # it has ended, as the lack of an answer tells
            self._pipe.send(what)

    def _answer(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerEndedError(self._code()) from error

    def _code(self) -> int:
        """The exit code, waited for. Where another thread learns it first, since multiprocessing looks after all its
        processes as one starts, `join` returns before that thread has noted it."""
        self._process.join()
        patience = monotonic() + _NOTED_WITHIN
        while self._process.exitcode is None and monotonic() < patience:
            sleep(0.01)
        return self._process.exitcode or 0

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.join()


class ProcessCrew:
    """So many processes, each started when it is first needed, and again where it ended with an article in hand."""

    def __init__(self, work: Callable[[Article], Outcome], count: int, limits: Limits = USUAL) -> None:
        self.count = count
        self._work, self._limits = work, limits
        self._free: SimpleQueue[Worker | None] = SimpleQueue()
        self._started: list[Worker] = []
        self._closed = False
        self._known = Lock()
        for _ in range(count):
            self._free.put(None)
        resource_tracker.ensure_running()  # as a worker starts, it would unblock what `_deaf` blocks

    def do(self, article: Article) -> Outcome:
        """The outcome of an article; where the worker ended over it, a refusal that says how."""
        worker = self._free.get()
        try:
            worker = worker or self._new()
            return worker.ask(article)
        except WorkerEndedError as ended:
            worker = None
            return _refused(article, ended, self._limits)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Ends all workers at once, whatever they do."""
        with self._known:
            self._closed = True
        for worker in self._started:
            worker.end()

    def _new(self) -> Worker:
        worker = Worker(self._work, self._limits)
        with self._known:
            self._started.append(worker)
            closed = self._closed
        if closed:  # while it started
            worker.end()
        return worker


def _refused(article: Article, ended: WorkerEndedError, limits: Limits) -> Refused:
    if ended_by_time(ended.code):
        return limits.takes_too_long(article)
    if ended.code == OUT_OF_MEMORY:
        return limits.takes_too_much(article)
    return Refused("article", f"{article.path}: the process that worked on it {ended}; run again for this one")


def _serve(pipe: Connection, parent: int) -> None:
    """What a worker does, until nobody is there to ask it, or until it meets its limits."""
    end_with_parent(parent)
    try:
        pipe.send(None)  # ready
        work, memory = pipe.recv()
        if isinstance(work, ArticleWork):
            work.load()
        limit_memory(memory)
        while True:
            article, seconds = pipe.recv()
            limit_time(seconds)
            outcome = work(article)
            limit_time(0)
            pipe.send(outcome)
    except (EOFError, OSError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    lack = " (where memory runs out, use fewer workers)" if code == -signal.SIGKILL else ""
    return f"was killed by signal {-code}{lack}"


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Blocks Ctrl-C in this thread, which a process that it starts meanwhile keeps; Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
