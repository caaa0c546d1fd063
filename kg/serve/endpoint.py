"""The resource `/sparql`: queries in, whole answers out."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.errors import REPLIES
from kg.serve.jobs import Job
from kg.serve.negotiation import Choice, choose, prefers_page
from kg.serve.pool import Pool
from kg.serve.protocol import read_request
from kg.serve.responses import accepted, cached, encoded, send_error, send_options, send_unchanged, send_whole
from kg.serve.tags import has, tag_of
from kg.serve.void import send_description

Answer = TypeVar("Answer")

_WATCHED_AFTER = 0.1
"""Seconds after which a query is watched for clients that leave: nearly all are answered by then."""


class ClientLeft(Exception):
    """The client has closed the connection."""


@dataclass(frozen=True, slots=True)
class SparqlEndpoint:
    """The endpoint as an ASGI application. `description` is the description of the service by names of formats;
    `version` tells the version of the graph; `editor` answers browsers that come without a query."""

    pool: Pool
    description: Mapping[str, bytes]
    version: Callable[[], str] = str
    editor: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        try:
            await self._answer(scope, receive, send)
        except ClientLeft:
            pass
        except Exception as error:
            if type(error) not in REPLIES:
                traceback.print_exc(file=sys.stderr)
            await send_error(send, error)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await send_options(send)
            return
        headers = dict(scope["headers"])
        body = await body_of(receive) if scope["method"] == "POST" else b""
        content_type = headers.get(b"content-type", b"").decode("latin-1")
        request = read_request(scope["method"], scope["query_string"], content_type, body)
        accept = accepted(scope)
        if request is None:
            await self._describe(scope, receive, send, accept)
            return
        choice = choose(accept, request.format)
        job = Job(request.query, request.default_graphs, request.named_graphs, _names(choice), _base(scope, headers))
        tag = tag_of(self.version(), job)
        if tag and has(headers.get(b"if-none-match", b"").decode("latin-1"), tag):
            await send_unchanged(send, tag)
            return
        outcome = await unless_left(self.pool.answer(job), receive)
        chosen = choice[outcome.kind]
        assert chosen is not None
        body, coding = await encoded(scope, outcome.body)
        await send_whole(send, 200, chosen.content_type, body, [*cached(tag), *coding])

    async def _describe(self, scope: Scope, receive: Receive, send: Send, accept: str) -> None:
        """Sends the description of the service, or to a browser the page with the editor."""
        if self.editor is not None and prefers_page(accept):
            await self.editor(scope, receive, send)
        else:
            await send_description(self.description, accept, send)


def _names(choice: Choice) -> tuple[str | None, str | None, str | None]:
    table, boolean, graph = (None if chosen is None else chosen.format.name for chosen in choice)
    return table, boolean, graph


def _base(scope: Scope, headers: Mapping[bytes, bytes]) -> str:
    """The address of the endpoint: relative IRIs in a query are relative to it."""
    host = headers.get(b"host", b"").decode("latin-1")
    if not host or not all(character.isalnum() or character in ".-:[]" for character in host):
        host = "localhost"
    return f"{scope['scheme']}://{host}/sparql"


async def body_of(receive: Receive) -> bytes:
    """The body of the request; how large and how slow it may be is the matter of its connection. Raises ClientLeft."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


async def unless_left(answer: Awaitable[Answer], receive: Receive) -> Answer:
    """An answer; where the client leaves before, ClientLeft, and what is asked for it is given up."""
    asking = asyncio.current_task()
    assert asking is not None
    left = False
    watching: asyncio.Task[None] | None = None

    async def watch() -> None:
        nonlocal left
        while (await receive())["type"] != "http.disconnect":
            pass
        left = True
        asking.cancel()

    def begin() -> None:
        nonlocal watching
        watching = asyncio.create_task(watch())

    timer = asyncio.get_running_loop().call_later(_WATCHED_AFTER, begin)
    try:
        return await answer
    except asyncio.CancelledError:
        if left:
            raise ClientLeft from None
        raise
    finally:
        timer.cancel()
        if watching is not None:
            watching.cancel()
