"""One line a request on standard error."""

from __future__ import annotations

import sys
import time
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Log:
    """An application that does what another does and tells what became of each request: when, which status, how long,
    how many bytes, for what. Addresses and queries of clients are not written."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request by the other application."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begun = time.perf_counter()
        status = sent = 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._application(scope, receive, counted)
        finally:
            _say(status, time.perf_counter() - begun, sent, f"{scope['method']} {scope['raw_path'].decode('ascii')}")


def _say(status: int, seconds: float, sent: int, what: str) -> None:
    shown = f"{status} {HTTPStatus(status).phrase}" if status else "the client has left"
    now = time.strftime("%H:%M:%S")
    sys.stderr.write(f"{now}  {shown}  {seconds * 1000:,.0f} ms  {sent:,} bytes  {what[:200]}\n")
