"""The server as an ASGI application: which resource is where."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.serve.clients import OfClient
from kg.serve.endpoint import SparqlEndpoint
from kg.serve.pool import Pool
from kg.serve.void import VoidDescription


def application(
    pool: Pool,
    description: Mapping[str, bytes],
    version: Callable[[], str] = str,
    pages: Sequence[BaseRoute] = (),
    editor: ASGIApp | None = None,
    running: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    readable: Sequence[Middleware] = (),
) -> Starlette:
    """The application over a pool of workers, which it starts and stops. `description` is the description of the
    service by names of formats, `version` tells the version of the graph; `pages` are further resources, `editor` the
    page for browsers at `/sparql`; `running` goes on for as long as queries are answered; `readable` goes around what
    other sites' pages may read."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            async with running():
                yield
        finally:
            await pool.stop()

    endpoint = SparqlEndpoint(pool, description, version, editor)
    routes: list[BaseRoute] = [
        Route("/sparql", endpoint, middleware=readable),
        Route("/sparql/", endpoint, middleware=readable),
        Route("/.well-known/void", VoidDescription(description), middleware=readable),
        *pages,
    ]
    return Starlette(routes=routes, middleware=[Middleware(OfClient)], lifespan=lifespan)
