"""The workers, and how queries are shared among them.

A query waits in its lane for a place and a worker. It may move to a slower lane while it runs; where there is no place
in it, the worker is paused until there is. Whoever waits or runs beyond the time limit is told so, and its worker is
ended: nothing else can stop a query. Of those that wait in a lane, one goes first whose client has the fewest queries
under way, and no client may fill more than half of it: many queries of one keep no other out."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.serve.clients import CLIENT
from kg.serve.crew import Crew
from kg.serve.errors import Busy, Died, Late, ServeError
from kg.serve.jobs import Job, Outcome, decoded_outcome
from kg.serve.lanes import NEW, QUICK, SLOW, Costs, lanes
from kg.serve.limits import Limits
from kg.serve.processes import WorkerProcess

_SHARE = 4
"""A query that has not got a quarter of a processor is taken to have had it: on a machine that is busy with other
things, processor time alone would let it stay in its lane for too long."""


@dataclass(frozen=True, slots=True)
class Load:
    """How busy the workers are: how many queries wait and run in each lane, how many are paused, how many workers are
    `ready`, and how many have `started` and `ended` so far, by why they ended."""

    waiting: tuple[int, ...]
    running: tuple[int, ...]
    paused: int
    ready: int
    started: int
    ended: Mapping[str, int]


@dataclass(slots=True, eq=False)
class _Run:
    """A query on its way to its outcome."""

    job: Job
    lane: int
    outcome: asyncio.Future[Outcome]
    client: str = ""
    worker: WorkerProcess | None = None
    waits: bool = True
    begun: bool = False
    began_at: float = 0.0
    began_clock: float = 0.0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class Pool:
    """Workers on the store at `directory`."""

    def __init__(self, directory: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lanes = lanes(self.limits.workers, self.limits.slow_after)
        self._costs = Costs(self._lanes)
        self._crew = Crew(directory, self.limits, self._kept, self._dispatch)
        self._running = [0 for _ in self._lanes]
        self._waiting: list[deque[_Run]] = [deque() for _ in self._lanes]
        self._under_way: Counter[str] = Counter()
        self._paused = 0
        self._open = False

    async def start(self) -> None:
        """Starts the workers. Raises KgError where they cannot be started."""
        self._loop = asyncio.get_running_loop()
        await self._crew.start()
        self._open = True

    async def stop(self) -> None:
        """Ends all workers and waits until they are gone."""
        self._open = False
        await self._crew.stop()

    def renew(self, directory: Path) -> None:
        """Serves another directory from now on; queries that are being answered are not disturbed."""
        self._crew.renew(directory)

    def load(self) -> Load:
        """How busy the workers are now."""
        crew = self._crew
        waiting = tuple(map(len, self._waiting))
        return Load(waiting, tuple(self._running), self._paused, crew.ready, crew.started, dict(crew.ended))

    async def answer(self, job: Job) -> Outcome:
        """The answer to a query of the client whose request is being answered. Raises the error that the query or the
        state of the server calls for; where the caller is cancelled, the query is given up and its worker is free."""
        client = CLIENT.get()
        run = _Run(job, self._costs.lane_of(job.text), self._loop.create_future(), client)
        queue = self._waiting[run.lane]
        if not self._open or len(queue) >= self.limits.waiting or self._fills_half(queue, client):
            raise Busy("too many queries wait already: ask again later")
        run.timers.append(self._loop.call_later(self.limits.seconds, self._late, run))
        queue.append(run)
        self._dispatch()
        try:
            outcome = await run.outcome
        finally:
            self._leave(run)
            if run.begun:
                self._under_way.subtract([client])
                self._under_way += Counter()  # keeps those alone who have some
        if outcome.error is not None:
            raise outcome.error
        return outcome

    def _kept(self, nice: int) -> int:
        """How many idle workers of a lowered priority are worth keeping."""
        return max(lane.places for lane in self._lanes if lane.nice == nice)

    def _fills_half(self, queue: Sequence[_Run], client: str) -> bool:
        half = self.limits.waiting // 2
        return bool(client) and len(queue) >= half > 1 and sum(run.client == client for run in queue) >= half

    def _dispatch(self) -> None:
        """Lets run whoever waits and has a place and a worker."""
        for lane, queue in enumerate(self._waiting):
            while queue and self._running[lane] < self._lanes[lane].places:
                run = min(queue, key=lambda run: self._under_way[run.client])
                worker = run.worker or self._crew.take(self._lanes[lane].nice)
                if worker is None:
                    break
                queue.remove(run)
                self._begin(run, worker)

    def _begin(self, run: _Run, worker: WorkerProcess) -> None:
        self._running[run.lane] += 1
        run.waits = False
        self._crew.lower(worker, self._lanes[run.lane].nice)
        if worker.paused:
            self._paused -= 1
            worker.resume()
        else:
            run.worker, run.begun = worker, True
            self._under_way[run.client] += 1
            run.began_at, run.began_clock = worker.seconds(), self._loop.time()
            answer = worker.ask(run.job.encoded())
            answer.add_done_callback(lambda answer: self._answered(run, answer))
        self._check_later(run, self._lanes[QUICK].until)

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
            self._crew.lower(worker, self._lanes[lane].nice)
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
            self._crew.release(worker)
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
