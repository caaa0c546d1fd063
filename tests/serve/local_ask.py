"""Pages over a store of this process: the same queries, without workers."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pyoxigraph import RdfFormat, serialize
from starlette.applications import Starlette
from starlette.routing import Route

from kg.query import LocalStore, Result
from kg.query.results import write_csv
from kg.serve import api
from kg.serve.pages import editor, routes


@dataclass(frozen=True, slots=True)
class LocalAsk:
    """Asks a local store."""

    store: LocalStore

    async def rows(self, query: str) -> Result:
        return self.store.query(query)

    async def table(self, query: str) -> bytes:
        out = io.StringIO(newline="")
        write_csv(self.store.query(query), out)
        return out.getvalue().encode()

    async def graph(self, query: str, media_type: str) -> bytes:
        format = RdfFormat.from_media_type(media_type)
        written = serialize(self.store.query(query).triples or (), format=format)
        assert written is not None
        return written


async def being_drawn() -> None:
    """A graph that is never ready."""
    return


def pages(store: LocalStore) -> Starlette:
    """The pages and the JSON API with the editor in its place, but without an endpoint."""
    ask = LocalAsk(store)
    return Starlette(routes=[Route("/sparql", editor), *api.routes(api.Api(ask)), *routes(ask, being_drawn)])
