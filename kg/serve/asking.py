"""How pages ask the graph: through the workers of the server, never in the process that answers requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from anyio import from_thread
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.query.results import Result
from kg.query.targets import as_result
from kg.serve.formats import CSV, JSON, Kind
from kg.serve.jobs import Job
from kg.serve.negotiation import choose
from kg.serve.pool import Pool


class Ask(Protocol):
    """Something that answers the queries of pages."""

    async def rows(self, query: str) -> Result:
        """The rows of a SELECT, or the answer to an ASK. Raises KgError where there is no answer."""

    async def table(self, query: str) -> bytes:
        """The rows of a SELECT as comma-separated values. Raises KgError where there is no answer."""

    async def graph(self, query: str, media_type: str) -> bytes:
        """The graph of a CONSTRUCT in the format with this media type. Raises KgError where there is no answer."""


@dataclass(frozen=True, slots=True)
class FromPool:
    """The workers of a pool."""

    pool: Pool

    async def rows(self, query: str) -> Result:
        """The rows of a SELECT, or the answer to an ASK. Raises ServeError as the pool does."""
        outcome = await self.pool.answer(Job(query, formats=(JSON.name, JSON.name, None)))
        return as_result(parse_query_results(outcome.body, format=QueryResultsFormat.JSON))

    async def table(self, query: str) -> bytes:
        """The rows of a SELECT. Raises ServeError as the pool does."""
        return (await self.pool.answer(Job(query, formats=(CSV.name, CSV.name, None)))).body

    async def graph(self, query: str, media_type: str) -> bytes:
        """The graph of a CONSTRUCT. Raises ServeError as the pool does."""
        chosen = choose(media_type)[Kind.GRAPH]
        assert chosen is not None, f"{media_type} is no format of graphs"
        return (await self.pool.answer(Job(query, formats=(None, None, chosen.format.name)))).body


@dataclass(frozen=True, slots=True)
class FromThread:
    """The same as a target for what does not wait asynchronously, such as the lookup of names; it runs in a thread that
    `anyio.to_thread` has started."""

    ask: Ask

    def query(self, text: str) -> Result:
        """The answer to a SELECT or an ASK. Raises KgError where there is none."""
        return from_thread.run(self.ask.rows, text)
