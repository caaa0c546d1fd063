"""No article may hold up the others for good, nor take their memory.

Processor time, the same for any, and memory beyond what the program takes. A worker that is a process ends at
its limits, whatever code it is in; in the process that stores, time is watched by a signal, which no code of C hears
before it comes back, and memory is not.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from kg.pipeline.work.article import Outcome, Refused
from kg.records import Article, KgError
from kg.settings import SECONDS_PER_ARTICLE


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article may take. `memory` is in bytes beyond what a worker takes with its model loaded: ordinary text
    takes a hundredth of it. `seconds` are of processor time, and suffice for some hundred thousand words: the clock
    would refuse on a busy machine what it reads on an idle one."""

    memory: int = 1 << 30
    seconds: float = SECONDS_PER_ARTICLE

    def takes_too_long(self, article: Article) -> Refused:
        """What is said of an article whose time is up."""
        said = (
            f"takes more than {self.seconds:g} s of processor time; split it, or give more with --seconds-per-article"
        )
        return Refused("article", f"{article.path or article.key}: {said}")

    def takes_too_much(self, article: Article) -> Refused:
        """What is said of an article for which the memory does not suffice."""
        return Refused("article", f"{article.path}: takes more than {self.memory >> 20:,} MB of memory; split it")


USUAL = Limits()
_AGAIN = 0.5
"""Seconds of processor time after which a block that has not ended hears again that its time is up."""


class TakesTooLongError(BaseException):
    """The time is up. No `Exception`, so that nothing on the way takes it for a fault that it can go on after."""


def watched(work: Callable[[Article], Outcome], article: Article, limits: Limits = USUAL) -> Outcome:
    """The outcome of the work on an article in this process, given up when its time is up."""
    try:
        with processor_time(limits.seconds):
            return work(article)
    except TakesTooLongError:
        return limits.takes_too_long(article)
    except MemoryError:
        return Refused("article", f"{article.path}: takes more memory than there is; split it")


@contextmanager
def alone_in_time(article: Article, limits: Limits = USUAL) -> Iterator[None]:
    """For work on an article that nothing else waits for. Raises KgError in its block when its time is up."""
    try:
        with processor_time(limits.seconds):
            yield
    except TakesTooLongError:
        raise KgError(limits.takes_too_long(article).said) from None


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises TakesTooLongError in its block once this process has used so many seconds more, and again until it ends:
    Python swallows what is raised while it collects garbage. There is no limit outside
    of the main thread, which alone hears signals, and on Windows."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _time_is_up)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _time_is_up(*_: int | FrameType | None) -> None:
    raise TakesTooLongError
