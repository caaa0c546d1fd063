"""Errors on the way to a page, told to those who read it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.errors import REPLIES, reply_to
from kg.serve.negotiation import prefers_page
from kg.serve.pages.shell import SAFE, rendered

Handler = Callable[[Request], Awaitable[Response]]


def answering(handler: Handler) -> Handler:
    """The handler with its errors answered: a page for browsers, a line of text for others. What is not foreseen goes
    to the log."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Exception as error:
            if type(error) not in REPLIES:
                traceback.print_exc(file=sys.stderr)
            return _told(error, request)

    return answered


def _told(error: Exception, request: Request) -> Response:
    reply, text = reply_to(error)
    headers = {} if reply.retry_after is None else {"Retry-After": str(reply.retry_after)}
    if not prefers_page(request.headers.get("accept", "")):
        return PlainTextResponse(f"{text}\n", reply.status, {**SAFE, **headers})
    return rendered("no_answer.html", {"text": text}, "No answer", status=reply.status, headers=headers)
