"""Which other sites' pages may read what is answered (CORS)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg.records import KgError
from kg.serve.hosts import is_loopback
from kg.serve.protocol import METHODS

ANY = "*"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?")


def origins_for(host: str, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The origins whose pages may read what a server that is reached at this host answers: those that are given; else
    any, since all of it is public, but none where the server is for this machine alone: whatever page its user looks at
    could send home what is served. Raises KgError where one is no origin."""
    for origin in given:
        if origin != ANY and not _ORIGIN.fullmatch(origin):
            raise KgError(f"--allow-origin {origin}: give it as browsers do, such as https://example.org, or {ANY}")
    return tuple(given) or (() if is_loopback(host) else (ANY,))


def readable_from(origins: Sequence[str]) -> list[Middleware]:
    """What goes around the resources that pages of these origins may read. Where people decide is none of them."""
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=METHODS,
            allow_headers=("*",),
            expose_headers=("ETag", "Retry-After", "Link"),
            max_age=86_400,
        )
    ]
