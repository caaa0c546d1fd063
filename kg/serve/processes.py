"""One worker process as the front end sees it: started, asked, slowed down, paused, ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import kg
from kg.serve.jobs import LENGTH, framed
from kg.serve.worker import READY, Options

_REAPED_EVERY = 0.05
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""The variables of the environment that a worker gets: none that could hold a secret."""


class WorkerProcess(asyncio.Protocol):
    """A worker. `on_ready` is called once it takes jobs, `on_end` once it has ended, with what it said of why.
    `nice` says how far its priority has been lowered, `outdated` that it is not to be asked again, `stopped` that
    it was ended from here."""

    def __init__(self, on_ready: Callable[[WorkerProcess], None], on_end: Callable[[WorkerProcess, str], None]) -> None:
        self.nice = 0
        self.ready = self.ended = self.paused = self.outdated = self.stopped = False
        self._on_ready, self._on_end = on_ready, on_end
        self._answer: asyncio.Future[bytes] | None = None
        self._parts: list[bytes] = []
        self._missing = 0
        self._said = ""

    async def start(self, directory: Path, options: Options) -> None:
        """Starts the process. Raises OSError where it cannot be started."""
        near, far = socket.socketpair()
        with far:
            near.setblocking(False)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.serve.worker", str(directory), options.encoded()],
                stdin=far.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        self._clock = (~self._process.pid << 3) | 2  # the processor time of another process, as Linux names it
        self._loop = asyncio.get_running_loop()
        self._transport, _ = await self._loop.create_connection(lambda: self, sock=near)

    def ask(self, content: bytes) -> asyncio.Future[bytes]:
        """Sends a job; the future gets the content of the outcome, or ConnectionError where the worker ends before."""
        self._answer = self._loop.create_future()
        self._transport.write(framed(content))
        return self._answer

    def seconds(self) -> float:
        """The processor time that it has used so far; where that cannot be known, the time of the clock."""
        if sys.platform != "linux":
            return time.monotonic()
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0

    def lower(self, nice: int) -> None:
        """Lowers its priority, which only the system's administrator could raise again."""
        self.nice = nice
        with contextlib.suppress(OSError):  # it has ended, which is told elsewhere
            os.setpriority(os.PRIO_PROCESS, self._process.pid, nice)

    def pause(self) -> None:
        """Stops it where it is, until `resume`."""
        self.paused = True
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Lets it go on."""
        self.paused = False
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Ends it at once."""
        self.stopped = True
        self._process.kill()
        self._transport.abort()

    @property
    def gone(self) -> bool:
        """Whether the process has ended and been taken leave of."""
        return self._process.poll() is not None

    def data_received(self, data: bytes) -> None:
        """Collects the parts of a frame."""
        self._parts.append(data)
        self._missing -= len(data)
        while self._missing <= 0 and self._parts:
            whole = b"".join(self._parts)
            if len(whole) < LENGTH.size:
                self._parts, self._missing = [whole], 0
                return
            size = LENGTH.size + LENGTH.unpack_from(whole)[0]
            self._missing = size - len(whole)
            self._parts = [whole]
            if self._missing <= 0:
                self._parts = [whole[size:]] if len(whole) > size else []
                self._missing = 0
                self._got(whole[LENGTH.size : size])

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - it has ended, for whatever reason
        """The worker has closed its end."""
        self.ended = True
        self._process.kill()
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_exception(ConnectionError("the worker has ended"))
        self._on_end(self, self._said)
        self._reap()

    def _got(self, content: bytes) -> None:
        if not self.ready:
            self.ready = content == READY
            self._said = "" if self.ready else content.decode("utf-8", "replace")
            if self.ready:
                self._on_ready(self)
            return
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_result(content)

    def _reap(self) -> None:
        """Takes leave of the process, which may need a moment to give back its memory."""
        if not self.gone and not self._loop.is_closed():
            self._loop.call_later(_REAPED_EVERY, self._reap)


def _environment() -> dict[str, str]:
    """The environment of a worker: this package can be imported, and nothing private is in it."""
    home = str(Path(kg.__file__).parents[1])
    return {"PYTHONPATH": home, **{name: os.environ[name] for name in _PASSED_ON if name in os.environ}}
