"""A process for work that may take too long, take all memory or crash: it is thrown away when it does.

The work is a function that can be imported, its arguments and its answer are pickled. The process is reused from one
call to the next. Time is processor time, so that a busy machine refuses nothing that an idle one reads.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from kg.processes.limits import OUT_OF_MEMORY, end_with_parent, ended_by_time, limit_memory, limit_time

_HOME = str(Path(__file__).parents[1])
"""Where this package can be imported from; the present folder, which may be anybody's, is no such place."""


class EndedError(Exception):
    """The process ended over its work; the message says how, so that 'the page' can stand before it."""


@dataclass(slots=True)
class Disposable:
    """A process that calls `function` of the module `module`, with so many `seconds` for each call and so many bytes of
    `memory` beyond what it needs when idle. It is started by the first call. Not for use by two threads at a time."""

    module: str
    function: str
    seconds: int
    memory: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __call__(self, *arguments: Any) -> Any:
        """What the function answers; what it raises is raised here. Raises EndedError where the process ends before."""
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump(arguments, process.stdin)
            process.stdin.flush()
            good, answer = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise EndedError(self._ending()) from None
        if good:
            return answer
        raise answer

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            program = [sys.executable, "-P", "-m", "kg.processes.disposable", self.module, self.function]
            self._process = subprocess.Popen(
                [*program, str(self.seconds), str(self.memory), str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join((_HOME, os.environ.get("PYTHONPATH", _HOME)))},
            )
        return self._process

    def _ending(self) -> str:
        process = self._process
        code = process.wait() if process else 0
        self.close()
        if ended_by_time(code):
            return f"takes longer than {self.seconds} seconds to read"
        if code in (OUT_OF_MEMORY, -signal.SIGKILL):
            return f"takes more than {self.memory >> 20} MB of memory to read"
        return f"makes the program that reads it crash ({code})"


def _serve(call: Callable[..., Any], seconds: int, calls: BinaryIO, answers: BinaryIO) -> None:
    """Answers calls until nobody is there to make them."""
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            arguments = pickle.load(calls)
            limit_time(seconds)
            answer = _answer(call, arguments)
            limit_time(0)
            pickle.dump(answer, answers)
            answers.flush()


def _answer(call: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, call(*arguments)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        return False, error


def main(module: str, function: str, seconds: str, memory: str, parent: str) -> None:
    """The process: `python -m kg.processes.disposable MODULE FUNCTION SECONDS MEMORY PARENT`."""
    end_with_parent(int(parent))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who calls
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    call = getattr(importlib.import_module(module), function)
    limit_memory(int(memory))
    _serve(call, int(seconds), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
