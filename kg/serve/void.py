"""The resource `/.well-known/void`: what the data are, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from kg.serve.errors import NotAcceptable, WrongMethod
from kg.serve.formats import OFFERED, Kind
from kg.serve.negotiation import choose
from kg.serve.responses import accepted, send_error, send_options, send_whole


@dataclass(frozen=True, slots=True)
class VoidDescription:
    """The description as an ASGI application, by names of formats."""

    description: Mapping[str, bytes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - no body is read
        """Answers one request."""
        method = scope["method"]
        if method == "OPTIONS":
            await send_options(send)
        elif method in ("GET", "HEAD"):
            await send_description(self.description, accepted(scope), send)
        else:
            await send_error(send, WrongMethod(f"{method} is no method of this resource: use GET"))


async def send_description(description: Mapping[str, bytes], accept: str, send: Send) -> None:
    """Sends the description in the format that the client likes best, or why there is none."""
    chosen = choose(accept)[Kind.GRAPH]
    if chosen is None:
        offered = ", ".join(format.media_types[0] for format in OFFERED[Kind.GRAPH])
        await send_error(send, NotAcceptable(f"the description is written as one of {offered}"))
        return
    await send_whole(send, 200, chosen.content_type, description[chosen.format.name], [(b"vary", b"Accept")])
