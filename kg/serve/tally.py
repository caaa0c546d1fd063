"""How many requests a server has answered, and how fast, by the kind of what was asked for: for its operator. Nothing
else of a request is kept, no address of a client, no path and no query."""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.prometheus import Measure, Sample, histogram

OTHER = "other"
LEFT = "left"
"""What stands for the status where the client left before there was one."""

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds; a query has 5 of them, unless the server is told otherwise."""

_ROUTES = {
    "sparql": r"/sparql/?",
    "api": r"/(?:openapi|search|articles?|entity|network|questions)\.json"
    r"|/entity\.atom|/questions/.+\.(?:json|csv|atom)",
    "reconcile": r"/reconcile(?:/.*)?",
    "data": r"/data/.+",
    "iri": r"/(?:id|article|concept|ontology|context)(?:/.*)?|/ontology\.[a-z]+",
    "graph": r"/graph",
    "page": r"/|/(?:articles|search|shapes|vocabulary\.json|questions(?:/.*)?|page/.+)",
    "review": r"/review(?:/.*)?",
    "static": r"/static/.+",
    "description": r"/\.well-known/void",
    "operation": r"/health|/metrics",
}
"""The kinds of what can be asked for, with the form of their paths; the first one counts."""

_ROUTE = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _ROUTES.items()), re.DOTALL)


def route_of(path: str) -> str:
    """The kind of what is asked for at a path."""
    found = _ROUTE.fullmatch(path)
    return OTHER if found is None or found.lastgroup is None else found.lastgroup


class Tally:
    """The counts of one server."""

    def __init__(self) -> None:
        self._answered: Counter[tuple[str, str]] = Counter()
        self._within: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(_BOUNDS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._under_way = 0

    def around(self, application: ASGIApp) -> ASGIApp:
        """An application that does what another does, and is counted."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            begun = time.perf_counter()
            status = LEFT

            async def noted(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = str(message["status"])
                await send(message)

            self._under_way += 1
            try:
                await application(scope, receive, noted)
            finally:
                self._under_way -= 1
                self._note(route_of(scope["path"]), status, time.perf_counter() - begun)

        return counted

    def measures(self) -> Iterator[Measure]:
        """What was counted."""
        yield Measure(
            "kg_http_requests_total",
            "counter",
            "Requests, by what was asked for and the status of the answer.",
            [Sample(many, {"route": r, "status": s}) for (r, s), many in sorted(self._answered.items())],
        )
        yield Measure(
            "kg_http_request_duration_seconds",
            "histogram",
            "How long answers took, by what was asked for.",
            [
                sample
                for route, counts in sorted(self._within.items())
                for sample in histogram({"route": route}, _BOUNDS, counts, self._seconds[route])
            ],
        )
        yield Measure("kg_http_requests_under_way", "gauge", "Requests not answered yet.", [Sample(self._under_way)])

    def _note(self, route: str, status: str, seconds: float) -> None:
        self._answered[route, status] += 1
        self._within[route][bisect_left(_BOUNDS, seconds)] += 1
        self._seconds[route] += seconds
