"""No article may hold up the others for good: a limit of processor time that grows with the text."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AT_LEAST, _A_CHARACTER = 60.0, 0.001
"""Seconds for any text, and more for each character: about five times what ordinary text takes."""


class TakesTooLongError(BaseException):
    """The time is up. No `Exception`, so that nothing on the way takes it for a fault that it can go on after."""


def seconds_for(text: str) -> float:
    """The processor time that may be spent on a text. The clock would refuse on a busy machine what it reads on an idle
    one."""
    return _AT_LEAST + _A_CHARACTER * len(text)


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises TakesTooLongError in its block once this process has used so many seconds more. There is no limit outside
    of the main thread, which alone hears signals, and on Windows."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _time_is_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _time_is_up(*_: int | FrameType | None) -> None:
    raise TakesTooLongError
