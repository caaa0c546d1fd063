"""How pages ask the graph: through the workers of the server, never in the process that answers requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from anyio import from_thread
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.match import Candidate
from kg.match.names import Named
from kg.query.results import Result
from kg.query.targets import as_result
from kg.serve.formats import CSV, JSON, Kind
from kg.serve.jobs import Job
from kg.serve.naming import Beginning, Name, decoded_begun, decoded_candidates, encoded_beginning, encoded_names
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


class LookUp(Protocol):
    """Something that looks names up."""

    async def candidates(self, names: Sequence[Name]) -> list[list[Candidate]]:
        """What each name may mean. Raises KgError where there is no answer."""

    async def beginning(self, wanted: Beginning) -> list[tuple[Named, str]]:
        """The entities of which a name begins so, each with that name. Raises KgError where there is no answer."""


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

    async def candidates(self, names: Sequence[Name]) -> list[list[Candidate]]:
        """What each name may mean. Raises ServeError as the pool does."""
        return decoded_candidates(await self._looked_up(encoded_names(names))) if names else []

    async def beginning(self, wanted: Beginning) -> list[tuple[Named, str]]:
        """The entities of which a name begins so. Raises ServeError as the pool does."""
        return decoded_begun(await self._looked_up(encoded_beginning(wanted)))

    async def _looked_up(self, asked: str) -> bytes:
        return (await self.pool.answer(Job(asked, of_names=True))).body


@dataclass(frozen=True, slots=True)
class FromThread:
    """The same as a target for what does not wait asynchronously, such as the lookup of names; it runs in a thread that
    `anyio.to_thread` has started."""

    ask: Ask

    def query(self, text: str) -> Result:
        """The answer to a SELECT or an ASK. Raises KgError where there is none."""
        return from_thread.run(self.ask.rows, text)
