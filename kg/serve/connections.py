"""HTTP connections with limits: how long a request may take to arrive and an answer to be fetched, how large a head may
be, how many connections there may be. Everything else is uvicorn's."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 65_536
"""How many bytes the first line and the headers may have together, a query in the address among them."""


class LimitedConnection(HttpToolsProtocol):
    """One connection. Of too many, the one that has been waiting longest for a request is closed; where all are being
    answered, the new one is."""

    head_within = 10.0
    fetched_within = 60.0
    most_connections = 500
    most_pipelined = 16

    begun = 0.0
    """When the last request, or without any the connection, began."""

    _head_size = 0
    _head_complete = True
    _deadline: asyncio.TimerHandle | None = None
    _fetching: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._expect_head()
        if len(self.connections) > self.most_connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left, or was sent away."""
        self._head_arrived()
        self._stop_fetching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what the client sends, unless its head becomes too large."""
        super().data_received(data)
        if not self._head_complete:
            self._head_size += len(data)
            if self._head_size > LARGEST_HEAD:
                self._refuse_head()

    def on_message_begin(self) -> None:
        """A request begins to arrive."""
        super().on_message_begin()
        if self._deadline is None:
            self._expect_head()

    def on_headers_complete(self) -> None:
        """The head of a request has arrived."""
        self._head_arrived()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > LARGEST_HEAD:
            self._refuse_head()
        elif len(self.pipeline) >= self.most_pipelined:
            self.transport.abort()
        elif not self.transport.is_closing():
            super().on_headers_complete()

    def pause_writing(self) -> None:
        """The client does not fetch its answer as fast as it is sent."""
        super().pause_writing()
        self._stop_fetching()
        self._fetching = self.loop.call_later(self.fetched_within, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has fetched it."""
        self._stop_fetching()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the text is our own
        """Answers what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, "this is no HTTP/1.1 request")

    def _expect_head(self) -> None:
        self._head_complete, self._head_size = False, 0
        self.begun = self.loop.time()
        self._deadline = self.loop.call_later(self.head_within, self._late)

    def _head_arrived(self) -> None:
        self._head_complete = True
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse_head(self) -> None:
        """Answers a head that is too large."""
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if len(self.url) > LARGEST_HEAD // 2:
            status = HTTPStatus.REQUEST_URI_TOO_LONG
        self._refuse(status, f"address and headers have more than {LARGEST_HEAD:,} bytes: post the query")

    def _late(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, f"the request did not arrive within {self.head_within:g} seconds")

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        """Answers and closes the connection; where an answer is being sent already, only closes it."""
        self._head_arrived()
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            body = f"{text}\n".encode()
            head = (
                f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
                f"access-control-allow-origin: *\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(head.encode() + body)
        self.transport.close()

    def _stop_fetching(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def _make_room(self) -> None:
        others = (other for other in self.connections if isinstance(other, LimitedConnection) and other.waits)
        oldest = min(others, key=lambda other: other.begun, default=self)
        oldest.transport.abort()

    @property
    def waits(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete
