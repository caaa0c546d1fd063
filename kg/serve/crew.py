"""The worker processes of a server: enough of them, each replaced when it ends."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from kg.records import KgError
from kg.serve.limits import Limits
from kg.serve.processes import WorkerProcess
from kg.serve.worker import Options

_STARTED_WITHIN = 30.0
_AGAIN_AFTER = 0.5
"""Seconds until another worker is started where the last one ended before it took a job."""


class Crew:
    """Workers on the store at `directory`. There are always as many of full priority as `limits` says with its spares;
    those whose priority was lowered come on top, and of them `keeps` says how many wait idle at a priority. `on_free`
    is called whenever a worker gets ready. `started` counts the workers so far, `ended` those that are gone, by why."""

    def __init__(
        self, directory: Path, limits: Limits, keeps: Callable[[int], int], on_free: Callable[[], None]
    ) -> None:
        self.directory = directory
        self._limits = limits
        self._keeps, self._on_free = keeps, on_free
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._fault = ""
        self.started = 0
        self.ended = {"renewed": 0, "stopped": 0, "died": 0}

    async def start(self) -> None:
        """Starts the workers. Raises KgError where they cannot be started."""
        self._loop = asyncio.get_running_loop()
        self._first = asyncio.Event()
        self._replenish()
        try:
            async with asyncio.timeout(_STARTED_WITHIN):
                await self._first.wait()
        except TimeoutError:
            self._fault = "they do not get ready"
        if not any(worker.ready for worker in self._all):
            await self.stop()
            raise KgError(f"{self.directory}: no worker can be started ({self._fault})")

    async def stop(self) -> None:
        """Ends all workers and waits until they are gone."""
        self._stopping = True
        await asyncio.gather(*self._tasks)
        workers = set(self._all)
        for worker in workers:
            worker.kill()
        while not all(worker.gone for worker in workers):
            await asyncio.sleep(0.01)

    @property
    def ready(self) -> int:
        """How many workers take jobs, those included that have one."""
        return sum(worker.ready for worker in self._all)

    def renew(self, directory: Path) -> None:
        """Opens another directory from now on: idle workers are replaced at once, others when they have answered."""
        self.directory = directory
        for worker in self._all:
            worker.outdated = True
        idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def take(self, nice: int) -> WorkerProcess | None:
        """An idle worker of this priority or a higher one, rather of a lowered one; None where there is none."""
        fitting = [worker for worker in self._idle if worker.nice <= nice]
        if not fitting:
            return None
        worker = max(fitting, key=lambda worker: worker.nice)
        self._idle.remove(worker)
        return worker

    def release(self, worker: WorkerProcess) -> None:
        """Takes back a worker that has given its answer: it is used again, unless its priority was lowered and there
        are enough of those, or it is outdated."""
        same = sum(other.nice == worker.nice for other in self._idle)
        if worker.outdated or (worker.nice and same >= self._keeps(worker.nice)):
            worker.kill()
        elif not worker.ended:
            self._idle.append(worker)

    def lower(self, worker: WorkerProcess, nice: int) -> None:
        """Lowers the priority of a worker, if it is higher; another one takes its place."""
        if worker.nice < nice:
            worker.lower(nice)
            self._replenish()

    def _replenish(self) -> None:
        fresh = sum(worker.nice == 0 for worker in self._all)
        wanted = self._limits.workers + self._limits.spares
        for _ in range(0 if self._stopping else wanted - fresh):
            worker = WorkerProcess(self._is_ready, self._has_ended)
            self._all.add(worker)
            self.started += 1
            task = self._loop.create_task(self._start(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start(self, worker: WorkerProcess) -> None:
        limits = self._limits
        options = Options(os.getpid(), limits.memory, limits.answer, confined=limits.confined)
        try:
            await worker.start(self.directory, options)
        except OSError as error:
            self._has_ended(worker, str(error))

    def _is_ready(self, worker: WorkerProcess) -> None:
        self._first.set()
        if worker.outdated:
            worker.kill()
        else:
            self._idle.append(worker)
            self._on_free()

    def _has_ended(self, worker: WorkerProcess, said: str) -> None:
        self._all.discard(worker)
        self.ended["renewed" if worker.outdated else "stopped" if worker.stopped else "died"] += 1
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.ready:
            self._replenish()
        elif not self._stopping:
            self._fault = said or "they end at once"
            self._first.set()
            self._loop.call_later(_AGAIN_AFTER, self._replenish)
