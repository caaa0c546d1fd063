"""The workers, and how queries are shared among them.

A query waits in its lane for a place and a worker. It may move to a slower lane while it runs; where there is no place
in it, the worker is paused until there is. Whoever waits or runs beyond the time limit is told so, and its worker is
ended: nothing else can stop a query. Workers that end, for whatever reason, are replaced, and a spare one is always
started ahead."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.records import KgError
from kg.serve.errors import Busy, Died, Late, ServeError
from kg.serve.jobs import Job, Outcome, decoded_outcome
from kg.serve.lanes import NEW, QUICK, SLOW, Costs, lanes
from kg.serve.processes import WorkerProcess
from kg.serve.worker import Options

_STARTED_WITHIN = 30.0
_AGAIN_AFTER = 0.5
"""Seconds until another worker is started where the last one ended before it took a job."""


_SHARE = 4
"""A query that has not got a quarter of a processor is taken to have had it: on a machine that is busy with other
things, processor time alone would let it stay in its lane for too long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: `seconds` of time in all, `slow_after` seconds of processor time before it counts as a
    slow one, `memory` and `answer` in bytes. `workers` evaluate quick queries at the same time, `spares` stand by; so
    many paused queries are kept, and so many may wait in a lane. `confined`: workers give up the network."""

    workers: int = 4
    seconds: float = 5.0
    slow_after: float = 0.3
    memory: int = 512 * 2**20
    answer: int = 10_000_000
    spares: int = 2
    paused: int = 4
    waiting: int = 256
    confined: bool = True


@dataclass(slots=True, eq=False)
class _Run:
    """A query on its way to its outcome."""

    job: Job
    lane: int
    outcome: asyncio.Future[Outcome]
    worker: WorkerProcess | None = None
    waits: bool = True
    began_at: float = 0.0
    began_clock: float = 0.0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class Pool:
    """Workers on the store at `directory`."""

    def __init__(self, directory: Path, limits: Limits | None = None) -> None:
        self.directory = directory
        self.limits = limits or Limits()
        self._lanes = lanes(self.limits.workers, self.limits.slow_after)
        self._costs = Costs(self._lanes)
        self._running = [0 for _ in self._lanes]
        self._waiting: list[deque[_Run]] = [deque() for _ in self._lanes]
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._paused = 0
        self._stopping = False
        self._fault = ""

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

    def renew(self, directory: Path) -> None:
        """Serves another directory from now on: idle workers are replaced at once, others when they have answered."""
        self.directory = directory
        for worker in self._all:
            worker.outdated = True
        for worker in [worker for worker in self._idle if worker.ready]:
            worker.kill()

    async def answer(self, job: Job) -> Outcome:
        """The answer to a query. Raises the error that the query or the state of the server calls for; where the caller
        is cancelled, the query is given up and its worker is free."""
        run = _Run(job, self._costs.lane_of(job.text), self._loop.create_future())
        queue = self._waiting[run.lane]
        if self._stopping or len(queue) >= self.limits.waiting:
            raise Busy("too many queries wait already: ask again later")
        run.timers.append(self._loop.call_later(self.limits.seconds, self._late, run))
        queue.append(run)
        self._dispatch()
        try:
            outcome = await run.outcome
        finally:
            self._leave(run)
        if outcome.error is not None:
            raise outcome.error
        return outcome

    # Workers

    def _replenish(self) -> None:
        """Starts workers until there are enough that have served no slow query."""
        fresh = sum(worker.nice == 0 for worker in self._all)
        most = self.limits.workers + self.limits.spares
        for _ in range(0 if self._stopping else most - fresh):
            worker = WorkerProcess(self._is_ready, self._has_ended)
            self._all.add(worker)
            task = self._loop.create_task(self._start(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start(self, worker: WorkerProcess) -> None:
        limits = self.limits
        try:
            await worker.start(
                self.directory, Options(os.getpid(), limits.memory, limits.answer, confined=limits.confined)
            )
        except OSError as error:
            self._has_ended(worker, str(error))

    def _is_ready(self, worker: WorkerProcess) -> None:
        self._first.set()
        if worker.outdated:
            worker.kill()
            return
        self._idle.append(worker)
        self._dispatch()

    def _has_ended(self, worker: WorkerProcess, said: str) -> None:
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.ready:
            self._replenish()
        elif not self._stopping:
            self._fault = said or "they end at once"
            self._first.set()
            self._loop.call_later(_AGAIN_AFTER, self._replenish)

    def _release(self, worker: WorkerProcess) -> None:
        """A worker that has given its answer: it is used again, unless its priority was lowered and there are enough of
        those."""
        if worker.outdated:
            worker.kill()
            return
        same = sum(other.nice == worker.nice for other in self._idle)
        if worker.nice and same >= max(lane.places for lane in self._lanes if lane.nice == worker.nice):
            worker.kill()
        elif not worker.ended:
            self._idle.append(worker)

    def _take(self, lane: int) -> WorkerProcess | None:
        """An idle worker for a lane, rather one whose priority is lowered already."""
        fitting = [worker for worker in self._idle if worker.nice <= self._lanes[lane].nice]
        if not fitting:
            return None
        worker = max(fitting, key=lambda worker: worker.nice)
        self._idle.remove(worker)
        return worker

    # Runs

    def _dispatch(self) -> None:
        """Lets run whoever waits and has a place and a worker."""
        for lane, queue in enumerate(self._waiting):
            while queue and self._running[lane] < self._lanes[lane].places:
                run = queue[0]
                worker = run.worker or self._take(lane)
                if worker is None:
                    break
                queue.popleft()
                self._begin(run, worker)

    def _begin(self, run: _Run, worker: WorkerProcess) -> None:
        self._running[run.lane] += 1
        run.waits = False
        self._lower(worker, run.lane)
        if worker.paused:
            self._paused -= 1
            worker.resume()
        else:
            run.worker = worker
            run.began_at, run.began_clock = worker.seconds(), self._loop.time()
            answer = worker.ask(run.job.encoded())
            answer.add_done_callback(lambda answer: self._answered(run, answer))
        self._check_later(run, self._lanes[QUICK].until)

    def _lower(self, worker: WorkerProcess, lane: int) -> None:
        if worker.nice < self._lanes[lane].nice:
            worker.lower(self._lanes[lane].nice)
            self._replenish()

    def _check_later(self, run: _Run, seconds: float) -> None:
        if run.lane != SLOW:
            run.timers.append(self._loop.call_later(seconds, self._check, run))

    def _check(self, run: _Run) -> None:
        """Moves a run that has taken more than its lane is for; to the steady lane only while others wait."""
        worker = run.worker
        if worker is None or worker.paused or run.outcome.done():
            return
        elapsed = (self._loop.time() - run.began_clock) / _SHARE
        lane = self._costs.lane_for(max(worker.seconds() - run.began_at, elapsed))
        if lane == SLOW or (lane > run.lane and (self._waiting[QUICK] or self._waiting[NEW])):
            self._move(run, worker, lane)
        self._check_later(run, self._lanes[QUICK].until)

    def _move(self, run: _Run, worker: WorkerProcess, lane: int) -> None:
        free = self._running[lane] < self._lanes[lane].places
        if not free and self._paused >= self.limits.paused:
            if lane == SLOW:
                self._end(run, Busy("too many slow queries are being answered: ask again later"))
            return
        self._running[run.lane] -= 1
        run.lane = lane
        if free:
            self._running[lane] += 1
            self._lower(worker, lane)
        else:
            self._paused += 1
            run.waits = True
            worker.pause()
            self._waiting[lane].append(run)
        self._dispatch()

    def _answered(self, run: _Run, answer: asyncio.Future[bytes]) -> None:
        died = answer.cancelled() or answer.exception() is not None
        if run.outcome.done():
            return
        if died:
            self._costs.learn(run.job.text, float("inf"))
            self._end(run, Died("the worker has ended, most likely since the query needs too much memory: narrow it"))
            return
        outcome = decoded_outcome(answer.result())
        self._costs.learn(run.job.text, outcome.seconds)
        worker, run.worker = run.worker, None
        self._running[run.lane] -= 1
        if worker is not None:
            self._release(worker)
        run.outcome.set_result(outcome)
        self._dispatch()

    def _late(self, run: _Run) -> None:
        """The time of a run is over: its own fault where it has run for half of it."""
        ran = 0.0 if run.worker is None else self._loop.time() - run.began_clock
        if ran > self.limits.seconds / 2 and not run.waits:
            self._costs.learn(run.job.text, float("inf"))
            seconds = self.limits.seconds
            self._end(run, Late(f"the query has no answer within {seconds:g} seconds: narrow it"))
        else:
            self._end(run, Busy("other queries have taken all the time that this one could wait: ask again later"))

    def _end(self, run: _Run, error: ServeError) -> None:
        if not run.outcome.done():
            run.outcome.set_result(replace(Outcome(), error=error))
        self._leave(run)

    def _leave(self, run: _Run) -> None:
        """Frees what a run holds; what it still runs on is ended."""
        for timer in run.timers:
            timer.cancel()
        run.timers.clear()
        if run.waits:
            run.waits = False
            self._waiting[run.lane].remove(run)
        elif run.worker is not None:
            self._running[run.lane] -= 1
        worker, run.worker = run.worker, None
        if worker is not None:
            self._paused -= worker.paused
            worker.kill()
            self._dispatch()
