"""What a server tells its operator: `/health`, whether it can answer, and `/metrics`, what it does, for Prometheus.
Both are answered here and by no worker: also while the server is busy, and in nobody's turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg import settings
from kg.serve.pool import Pool
from kg.serve.prometheus import CONTENT_TYPE, Measure, Sample, written
from kg.serve.served import Served
from kg.serve.tally import Tally

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_LANES = ("quick", "new", "steady", "slow")


@dataclass(frozen=True, slots=True)
class Condition:
    """The condition of a server: its workers, its counts, and which state of the graph it serves now."""

    pool: Pool
    tally: Tally
    served: Callable[[], Served]

    def routes(self) -> list[Route]:
        """Where it is told."""
        return [Route("/health", self._health), Route("/metrics", self._metrics)]

    async def _health(self, _: Request) -> Response:
        """200 where at least one worker takes queries, else 503."""
        ready = self.pool.load().ready
        facts = self.served().facts
        said = {
            "status": "ok" if ready else "no worker is ready",
            "workers": ready,
            "state": facts.version,
            "triples": facts.counts.quads,
        }
        return JSONResponse(said, 200 if ready else 503, _HEADERS)

    async def _metrics(self, _: Request) -> Response:
        body = written([*self.tally.measures(), *self._measures()])
        return Response(body, headers={**_HEADERS, "Content-Type": CONTENT_TYPE})

    def _measures(self) -> Iterator[Measure]:
        load, facts = self.pool.load(), self.served().facts

        def by_lane(numbers: tuple[int, ...]) -> list[Sample]:
            return [Sample(number, {"lane": lane}) for lane, number in zip(_LANES, numbers, strict=True)]

        yield Measure("kg_queries_waiting", "gauge", "Queries that wait, by lane.", by_lane(load.waiting))
        yield Measure("kg_queries_running", "gauge", "Queries that are evaluated, by lane.", by_lane(load.running))
        yield Measure("kg_queries_paused", "gauge", "Slow queries that are paused.", [Sample(load.paused)])
        yield Measure("kg_workers_ready", "gauge", "Workers that run, busy or not.", [Sample(load.ready)])
        yield Measure("kg_workers_started_total", "counter", "Workers started so far.", [Sample(load.started)])
        yield Measure(
            "kg_workers_ended_total",
            "counter",
            "Workers that ended: renewed for a newer state; stopped, since what they did was late, given up or slow; "
            "died of themselves, mostly since a query needed too much memory. Others take their places.",
            [Sample(number, {"why": why}) for why, number in load.ended.items()],
        )
        yield Measure("kg_triples", "gauge", "Triples of the state that is served.", [Sample(facts.counts.quads)])
        yield Measure(
            "kg_state_info", "gauge", "The digest of the state that is served.", [Sample(1, {"digest": facts.version})]
        )
        yield Measure("kg_build_info", "gauge", "The program.", [Sample(1, {"version": settings.VERSION})])
