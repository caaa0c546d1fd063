"""HTTP connections with limits: how long a request may take to arrive and an answer to be fetched, how large head and
body may be, how many connections there may be, and of one client. Everything else is uvicorn's."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.clients import client_at, client_of
from kg.serve.limits import ConnectionLimits
from kg.serve.room import given_up

LARGEST_HEAD = 65_536
"""How many bytes the first line and the headers may have together, a query in the address among them."""
_HOST = re.compile(rb"(?:[\w.~%!$&'()*+,;=-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?", re.ASCII)


class LimitedConnection(HttpToolsProtocol):
    """One connection. Of too many, those that have waited longest for their clients are given up; one that is being
    answered never is."""

    limits: ClassVar[ConnectionLimits] = ConnectionLimits()
    making_room: ClassVar[bool] = False
    """Whether room will be made presently; of the class, of which each server has its own."""

    begun = 0.0
    """When the last request, or without any the connection, began."""

    _awaits_head = False
    _awaits_body = False
    _size = 0
    """How many bytes of a head or body that is awaited have come."""
    _deadline: asyncio.TimerHandle | None = None
    _fetching: asyncio.TimerHandle | None = None
    _paused = 0.0
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._expect_head()
        if len(self.connections) > self.limits.of_client:
            self._make_room_soon()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left, or was sent away."""
        self._arrived()
        self._stop_fetching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what the client sends, unless its head becomes too large."""
        if self._refused:
            self._size += len(data)
            if self._size > self.limits.thrown_away:
                self.transport.abort()
            return
        super().data_received(data)
        if self._awaits_head:
            self._size += len(data)
            if self._size > LARGEST_HEAD:
                self._refuse_head()

    def on_message_begin(self) -> None:
        """A request begins to arrive."""
        if self._refused:
            return
        super().on_message_begin()
        if self._deadline is None:
            self._expect_head()

    def on_headers_complete(self) -> None:
        """The head of a request has arrived."""
        if self._refused:
            return
        self._arrived()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > LARGEST_HEAD:
            self._refuse_head()
        elif (wrong := _wrong_host(self.headers, self.parser.get_http_version())) is not None:
            self._refuse(HTTPStatus.BAD_REQUEST, wrong)
        elif len(self.pipeline) >= self.limits.ahead:
            self.transport.abort()
        elif (length := _length(self.headers)) is not None and length > self.limits.largest_body:
            self._refuse_body()
        elif not self.transport.is_closing():
            super().on_headers_complete()
            if length != 0:
                self._expect_body()
            if len(self.connections) > self.limits.of_client:  # a proxy may have told another client
                self._make_room_soon()

    def on_body(self, body: bytes) -> None:
        """More of a body has arrived."""
        if self._refused:
            return
        self._size += len(body)
        if self._size > self.limits.largest_body:
            self._refuse_body()
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has arrived."""
        if not self._refused:
            self._arrived()
            super().on_message_complete()

    def pause_writing(self) -> None:
        """The client does not fetch its answer as fast as it is sent."""
        super().pause_writing()
        self._stop_fetching()
        self._paused = self.loop.time()
        self._fetching = self.loop.call_later(self.limits.fetched_within, self.transport.abort)
        self._make_room_soon()

    def resume_writing(self) -> None:
        """The client has fetched it."""
        self._stop_fetching()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the text is our own
        """Answers what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, "this is no HTTP/1.1 request")

    @property
    def of(self) -> str:
        """The client: the one for whom a proxy that is trusted sent the last request, else that at the address."""
        if self.cycle is not None:
            return client_of(self.cycle.scope)
        return client_at(self.client[0] if self.client else "")

    @property
    def waits(self) -> bool:
        """Whether the client is waited for: to send a request, or to fetch its answer."""
        if self._fetching is not None or self._refused or self.cycle is None or self.cycle.response_complete:
            return True
        return self._awaits_body and not self._earlier and not self.cycle.response_started

    @property
    def since(self) -> float:
        """Since when, as far as the client is credited with what it has sent of a body."""
        if self._fetching is not None:
            return self._paused
        return self.begun + self._size / self.limits.body_rate if self._awaits_body else self.begun

    @property
    def unfetched(self) -> int:
        """How many bytes of an answer the client has not fetched."""
        return self.transport.get_write_buffer_size() if self._fetching is not None else 0

    @property
    def _earlier(self) -> bool:
        """Whether an earlier request is being answered than the one that arrives."""
        if self._awaits_body:
            return bool(self.pipeline)
        return self.cycle is not None and not self.cycle.response_complete

    def _expect_head(self) -> None:
        self._awaits_head, self._size = True, 0
        self.begun = self.loop.time()
        self._deadline = self.loop.call_later(self.limits.head_within, self._late_head)

    def _expect_body(self) -> None:
        self._awaits_body, self._size = True, 0
        self.begun = self.loop.time()
        self._deadline = self.loop.call_later(self.limits.body_grace, self._check_body)

    def _arrived(self) -> None:
        """What was awaited of a request has arrived, or is not awaited any more."""
        self._awaits_head = self._awaits_body = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late_head(self) -> None:
        seconds = self.limits.head_within
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, f"the request did not arrive within {seconds:g} seconds")

    def _check_body(self) -> None:
        """Refuses a body that comes too slowly, unless it is the server that does not take more of it."""
        if self.flow.read_paused:
            self.begun = self.loop.time()
        due = self.since + self.limits.body_grace
        if due > self.loop.time():
            self._deadline = self.loop.call_at(due, self._check_body)
            return
        grace, rate = self.limits.body_grace, self.limits.body_rate
        slow = f"the body came too slowly: after {grace:g} seconds it must come with {rate:,} bytes a second"
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, slow)

    def _refuse_head(self) -> None:
        """Answers a head that is too large."""
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if len(self.url) > LARGEST_HEAD // 2:
            status = HTTPStatus.REQUEST_URI_TOO_LONG
        self._refuse(status, f"address and headers have more than {LARGEST_HEAD:,} bytes: post the query")

    def _refuse_body(self) -> None:
        """Answers a body that is too large, of which nothing more is kept."""
        most = self.limits.largest_body
        text = f"the body has more than {most:,} bytes: shorten the query"
        self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text, closes=False)
        if not self.transport.is_closing():
            self._size = 0
            self.flow.resume_reading()
            self.transport.write_eof()
            self._deadline = self.loop.call_later(self.limits.lingering, self.transport.abort)

    def _refuse(self, status: HTTPStatus, text: str, *, closes: bool = True) -> None:
        """Answers and closes the connection; where another answer is being sent already, or an earlier one is due, only
        closes it."""
        if self._refused:
            return
        due = self._earlier or (self._awaits_body and self.cycle.response_started)
        self._arrived()
        self._refused = True
        if not due:
            if self.cycle is not None:
                self.cycle.disconnected = True
                self.cycle.message_event.set()
            body = f"{text}\n".encode()
            after = "retry-after: 2\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
            head = (
                f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n{after}"
                f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(head.encode() + body)
        if closes or due:
            self.transport.close()

    def _stop_fetching(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def _make_room_soon(self) -> None:
        """Makes room within a moment; where there are far too many connections, at once, if need be by this one."""
        if len(self.connections) > self.limits.at_once:
            self._make_room()
            if sum(not one.transport.is_closing() for one in self.connections) > self.limits.at_once:
                self.transport.abort()
        elif not self.making_room:
            type(self).making_room = True
            self.loop.call_later(self.limits.room_after, self._make_room)

    def _make_room(self) -> None:
        type(self).making_room = False
        held = [one for one in self.connections if isinstance(one, LimitedConnection)]
        for one in given_up([one for one in held if one.unfetched or not one.transport.is_closing()], self.limits):
            one.give_up()

    def give_up(self) -> None:
        """Sends the client away, with an answer where it has begun to send a request."""
        if self._size and (self._awaits_head or self._awaits_body):
            self._refuse(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "there are too many connections, and this request was long in coming: send it again, at once",
            )
        else:
            self.transport.abort()


def connections_within(limits: ConnectionLimits) -> type[LimitedConnection]:
    """The connections of one server."""
    return type("ServerConnection", (LimitedConnection,), {"limits": limits})


def _wrong_host(headers: Sequence[tuple[bytes, bytes]], version: str) -> str | None:
    """What is wrong with the header Host, without which nobody knows which server is meant."""
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) > 1:
        return "the request has more than one header Host"
    if not hosts:
        return None if version == "1.0" else "the request has no header Host"
    return None if _HOST.fullmatch(hosts[0].strip()) else "the header Host names no host"


def _length(headers: Sequence[tuple[bytes, bytes]]) -> int | None:
    """How many bytes the body has; None where it comes in chunks."""
    lengths = [value.strip() for name, value in headers if name == b"content-length"]
    if lengths and lengths[0].isdigit():
        return int(lengths[0][:20])
    return None if any(name == b"transfer-encoding" for name, _ in headers) else 0
