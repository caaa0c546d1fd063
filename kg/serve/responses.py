"""Whole answers as the server sends them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from http import HTTPStatus

from anyio import to_thread
from starlette.types import Scope, Send

from kg.serve.errors import Busy, Misdirected, Reply, WrongMethod, reply_to
from kg.serve.protocol import METHODS

Header = tuple[bytes, bytes]

_SNIFFED: Header = (b"x-content-type-options", b"nosniff")
_SHORT = 1000
"""What has fewer bytes is sent as it is."""
_LEVEL = 5


def accepted(scope: Scope) -> str:
    """The header Accept of a request, which may come in several lines."""
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"]
    return lines[0] if len(lines) == 1 else ",".join(lines)


def takes_gzip(scope: Scope) -> bool:
    """Whether the client of a request takes answers in gzip."""
    lines = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding").decode("latin-1")
    for part in lines.lower().split(","):
        coding, _, weight = (piece.strip() for piece in part.partition(";"))
        if coding in ("gzip", "x-gzip", "*"):
            return re.fullmatch(r"q\s*=\s*0(\.0*)?", weight) is None
    return False


async def encoded(scope: Scope, body: bytes) -> tuple[bytes, list[Header]]:
    """An answer as it is sent to the client of a request, and how it is encoded: in gzip where the client takes that
    and it is worth it, made beside the loop."""
    if len(body) < _SHORT or not takes_gzip(scope):
        return body, []
    return await to_thread.run_sync(lambda: gzip.compress(body, _LEVEL, mtime=0)), [(b"content-encoding", b"gzip")]


async def send_whole(send: Send, status: int, content_type: str, body: bytes, more: Sequence[Header] = ()) -> None:
    """Sends an answer."""
    headers = [
        (b"content-type", content_type.encode("latin-1")),
        (b"content-length", str(len(body)).encode()),
        _SNIFFED,
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def cached(tag: str | None) -> list[Header]:
    """The headers that tell how long an answer may be kept: with a tag for as long as it is asked for again by that."""
    vary = (b"vary", b"Accept, Accept-Encoding")
    if tag is None:
        return [vary, (b"cache-control", b"no-store")]
    return [vary, (b"cache-control", b"no-cache"), (b"etag", tag.encode())]


async def send_unchanged(send: Send, tag: str) -> None:
    """Sends that the client has the answer already."""
    await send({"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED, "headers": [_SNIFFED, *cached(tag)]})
    await send({"type": "http.response.body", "body": b""})


async def send_options(send: Send, methods: Sequence[str] = METHODS) -> None:
    """Sends what may be done with the resource: its methods."""
    headers = [_SNIFFED, (b"allow", ", ".join(methods).encode())]
    await send({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def send_error(send: Send, error: Exception) -> None:
    """Sends an error as one line of text."""
    reply, text = reply_to(error)
    await send_whole(send, reply.status, "text/plain; charset=utf-8", f"{text}\n".encode(), headers_of(error, reply))


def headers_of(error: Exception, reply: Reply, methods: Sequence[str] = METHODS) -> list[Header]:
    """What the headers of an error tell, of a resource that has these methods."""
    more: list[Header] = []
    if reply.retry_after is not None:
        more.append((b"retry-after", str(reply.retry_after).encode()))
    if isinstance(error, WrongMethod):
        more.append((b"allow", ", ".join(methods).encode()))
    if isinstance(error, (WrongMethod, Misdirected)):
        more.append((b"connection", b"close"))  # since the body was not read
    if isinstance(error, Busy):
        more.append((b"cache-control", b"no-store"))
    return more
