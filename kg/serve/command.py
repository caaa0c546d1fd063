"""`kg serve` without the command line around it."""

from __future__ import annotations

import resource
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

import uvicorn
from starlette.types import ASGIApp

from kg.decisions import Decision, stored_decisions
from kg.records import KgError
from kg.serve import api
from kg.serve.application import application
from kg.serve.asking import FromPool
from kg.serve.condition import Condition
from kg.serve.confinement import check_confined
from kg.serve.connections import connections_within
from kg.serve.description import written
from kg.serve.drawn import Drawn
from kg.serve.hosts import OwnNames, is_loopback
from kg.serve.limits import ConnectionLimits, Limits
from kg.serve.log import Log
from kg.serve.origins import origins_for, readable_from
from kg.serve.pages import editor, reviewing, routes
from kg.serve.pool import Pool
from kg.serve.renewal import Renewal
from kg.serve.reviewers import Knowing, Review
from kg.serve.served import Served, served_copy
from kg.serve.tally import Tally
from kg.store import open_snapshot

_BACKLOG = 2048
_IDLE_FOR = 15
_END_WITHIN = 5
_FILES = 1024
"""How many files a server may have open beside its connections."""
_SURGE = 8
"""How many times as many connections there may be for a moment as may stay."""
_EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and how to serve. `url` is the address that clients use, where it is another one than that of host and
    port; `quiet`: no line a request; `review`: the page on which people decide, where it is to be there; pages of
    `origins` may read what is answered, where there are any, else as `origins_for` says."""

    host: str = "127.0.0.1"
    port: int = 7474
    url: str = ""
    quiet: bool = False
    limits: Limits = field(default_factory=Limits)
    connections: ConnectionLimits = field(default_factory=ConnectionLimits)
    review: Review | None = None
    origins: Sequence[str] = ()


def serve(store: Path, settings: Settings) -> None:
    """Serves the newest snapshot of the store until the process is told to end by Ctrl-C or SIGTERM. Raises KgError
    where there is no store, the address is taken, an origin is none, or the workers cannot be shut off from the
    network."""
    check_confined(settings.limits)
    with _listening(settings) as listener:
        url = settings.url or _address(listener)
        host = urlsplit(settings.url).hostname or listener.getsockname()[0]
        origins = origins_for(host, settings.origins)
        print("kg: the public part of the store is made ready", file=sys.stderr, flush=True)
        with served_copy(store) as served:
            url = url if url.endswith("/") else f"{url}/"
            _run(listener, store, served, settings, url, origins, alone=is_loopback(host))


def _run(
    listener: socket.socket,
    store: Path,
    served: Served,
    settings: Settings,
    url: str,
    origins: Sequence[str],
    *,
    alone: bool,
) -> None:
    """Serves a copy until the process is told to end; `alone`: for this machine alone."""
    pool = Pool(served.directory, settings.limits)
    description: dict[str, bytes] = {}

    def serves(copy: Served) -> None:
        description.update(written(copy.facts, url))
        told = f"kg: {url}sparql answers queries to {copy.facts.counts.quads:,} triples; Ctrl-C ends it"
        print(told, file=sys.stderr, flush=True)
        if settings.review is not None:
            token = f"?token={quote(settings.review.token)}" if settings.review.told else ""
            way = f"kg: decisions go to {settings.review.file}: {url}review{token}"
            print(way, file=sys.stderr, flush=True)

    renewal = Renewal(store, pool, served, serves)

    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        serves(served)
        async with renewal.running():
            yield

    def version() -> str:
        return renewal.served.facts.version

    def held() -> Sequence[Decision]:
        with open_snapshot(store) as snapshot:
            return stored_decisions(snapshot.store)

    review = None if settings.review is None else partial(reviewing, review=settings.review, held=held)
    readable = readable_from(origins)
    graph = FromPool(pool)
    json_api = api.routes(api.Api(graph, version, 2 * settings.limits.seconds, settings.url), readable)
    pages = [*json_api, *routes(graph, Drawn(lambda: renewal.served), review, readable, graph, settings.url, version)]
    tally = Tally()
    pages = [*Condition(pool, tally, lambda: renewal.served).routes(), *pages]
    app: ASGIApp = application(pool, description, version, pages, editor, running, readable)
    app = app if settings.review is None else Knowing(app, settings.review)
    app = OwnNames(app, (settings.host,)) if alone else app
    most = settings.connections.most
    at_once = max(most, min(_SURGE * most, _files(_FILES + _SURGE * most) - _FILES))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app = tally.around(app)
        app = app if settings.quiet else Log(app)
        connections = replace(settings.connections, at_once=at_once)
        uvicorn.Server(_configuration(app, connections)).run(sockets=[listener])
    except KeyboardInterrupt:
        print("kg: the server has ended", file=sys.stderr)


def _configuration(app: ASGIApp, limits: ConnectionLimits) -> uvicorn.Config:
    """The server's settings for an application: no sockets of the web, no log and no name of its own."""
    return uvicorn.Config(
        app,
        http=connections_within(limits),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_IDLE_FOR,
        timeout_graceful_shutdown=_END_WITHIN,
    )


def _listening(settings: Settings) -> socket.socket:
    """A socket at the address. Raises KgError where it is taken or is none of this machine."""
    try:
        family, *_ = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        raise KgError(
            f"--host {settings.host} --port {settings.port}: it cannot be listened there ({error.strerror or error}): "
            "end what listens there, or give another --port"
        ) from error
    return listener


def _files(wanted: int) -> int:
    """Raises the limit of open files to what is wanted, as far as the system lets it; how many there may be then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = max(soft, wanted if hard == resource.RLIM_INFINITY else min(wanted, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


def _address(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    host = "localhost" if host in _EVERYWHERE else host
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
