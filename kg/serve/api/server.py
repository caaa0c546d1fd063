"""The API as an ASGI application: requests in, whole answers in JSON out, errors as problems."""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from kg import settings
from kg.serve.api.atom import Feed, written_feed
from kg.serve.api.openapi import PROBLEM, description
from kg.serve.api.parameters import read
from kg.serve.api.resources import ATOM, JSON, Json, Resource
from kg.serve.api.table import resources
from kg.serve.asking import Ask
from kg.serve.endpoint import Answer, ClientLeft, unless_left
from kg.serve.errors import REPLIES, Late, Missing, Unsuitable, WrongMethod, reply_to
from kg.serve.pages.reconciliation.manifest import address
from kg.serve.pages.site import Site
from kg.serve.protocol import parameters_in
from kg.serve.responses import Header, headers_of, send_options, send_unchanged, send_whole
from kg.serve.tags import has

METHODS = ("GET", "HEAD", "OPTIONS")
OPENAPI = "/openapi.json"
_QUESTIONS = tuple(f"/questions/{{name:path}}.{ending}" for ending in ("json", "csv", "atom"))


@dataclass(slots=True)
class Api:
    """The resources over a graph. `version` tells its state; a whole answer, for which several queries may be put, has
    so many `seconds`. `url` is the address that clients use, where the server was told one; `site` is whom the answers
    ask, and what they ask only once."""

    ask: Ask
    version: Callable[[], str] = str
    seconds: float = 10.0
    url: str = ""
    site: Site = field(init=False)

    def __post_init__(self) -> None:
        self.site = Site(self.ask, self.version)

    async def answer(self, resource: Resource, values: Mapping[str, Any]) -> Json | bytes | Feed:
        """The answer of a resource to values that were read. Raises ServeError where there is none."""
        found, state = await self.from_one_state(lambda: resource.answer(self.site, values))
        return {"generatedFrom": state, **found} if isinstance(found, dict) else found

    async def from_one_state(self, ask: Callable[[], Awaitable[Answer]]) -> tuple[Answer, Json]:
        """What `ask` answers, and what that was made from: where the server goes over to a newer state meanwhile, it is
        asked again. Raises Late where that takes too long."""
        try:
            async with asyncio.timeout(self.seconds):
                while True:
                    version = self.version()
                    found = await ask()
                    if version == self.version():
                        return found, _state(version)
        except TimeoutError as error:
            raise Late(f"there is no answer within {self.seconds:g} seconds: ask for less") from error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        try:
            await self._respond(scope, receive, send)
        except ClientLeft:
            pass
        except Exception as error:
            if type(error) not in REPLIES:
                traceback.print_exc(file=sys.stderr)
            await send_problem(send, error)

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path = scope["method"], scope["path"]
        if method == "OPTIONS":
            await send_options(send, METHODS)
            return
        if method not in METHODS:
            raise WrongMethod(f"{method} is no method of this resource: use GET")
        resource = resources().get(path)
        if resource is None and path != OPENAPI:
            raise Missing(_missing(path))
        given = parameters_in(scope["query_string"], "the address")
        values = read(resource.parameters if resource else (), given)
        base = address(Request(scope), self.url) if resource and resource.media_type == ATOM else ""
        tag = _tag(self.version() if resource else OPENAPI, f"{base}{path}", scope["query_string"])
        if tag and has(dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1"), tag):
            await send_unchanged(send, tag)
            return
        if resource is None:
            found: Json | bytes | Feed = _description()
        else:
            found = await unless_left(self.answer(resource, values), receive)
        if isinstance(found, Feed):
            query = quote(scope["query_string"], safe="%&=+:/")
            found = written_feed(found, base, f"{path}?{query}" if query else path)
        body = found if isinstance(found, bytes) else written(found)
        await send_whole(send, 200, resource.media_type if resource else JSON, body, _headers(tag, found, path, given))


def routes(api: Api, readable: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The routes of the API, with `readable` around them. They stand before those of pages, of which some would answer
    to these addresses too."""
    places = (OPENAPI, *(path for path in resources() if not path.startswith("/questions/")), *_QUESTIONS)
    return [Route(place, api, middleware=readable) for place in places]


def written(found: Json) -> bytes:
    """An object as JSON, its fields in their order."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")


async def send_problem(send: Send, error: Exception) -> None:
    """Sends an error as a problem (RFC 9457), with the parameter that is wrong, if one is."""
    reply, text = reply_to(error)
    problem: Json = {
        "type": "about:blank",
        "title": HTTPStatus(reply.status).phrase,
        "status": reply.status,
        "detail": text,
    }
    if isinstance(error, Unsuitable):
        problem |= {"parameter": error.parameter, "allowed": error.allowed}
    await send_whole(send, reply.status, PROBLEM, written(problem), headers_of(error, reply, METHODS))


def _missing(path: str) -> str:
    """What is told of an address that is like that of a question."""
    stem, _, ending = path.rpartition(".")
    if ending == "atom" and f"{stem}.json" in resources():
        return f"this question has no feed, since its rows are not what single articles say: {stem}.json answers it"
    return f"there is no question of this name: /questions.json lists them ({path[:100]})"


def _state(version: str) -> Json:
    return {"version": version or None, "base": settings.BASE, "program": f"kg {settings.VERSION}"}


@cache
def _description() -> bytes:
    return written(description(resources()))


def _tag(version: str, path: str, query: bytes) -> str | None:
    """The tag of the answer to a request on a graph of this version, by a program that answers as described."""
    if not version:
        return None
    asked = b"\n".join((_description(), version.encode(), path.encode(), query))
    return f'"{blake2b(asked, digest_size=16).hexdigest()}"'


def _headers(tag: str | None, found: Json | bytes, path: str, given: Sequence[tuple[str, str]]) -> list[Header]:
    """How long the answer may be kept, and where the next page of it is."""
    headers = [(b"cache-control", b"no-cache"), (b"etag", tag.encode())] if tag else [(b"cache-control", b"no-store")]
    after = found.get("paging", {}).get("next") if isinstance(found, dict) else None
    if after is not None:
        kept = [pair for pair in given if pair[0] != "offset"]
        headers.append((b"link", f'<{path}?{urlencode([*kept, ("offset", str(after))])}>; rel="next"'.encode()))
    return headers
