"""Requests to servers, with what the libraries lack: a deadline for the whole answer, a limit of its size, no
redirects to other hosts, credentials that stay with their address, and errors of one line."""

from __future__ import annotations

import http.client
import io
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from kg.query.credentials import PASSWORD, TOKEN, USER, Credentials
from kg.query.waiting import within
from kg.records import KgError

DEADLINE = 60.0
LIMIT = 50_000_000
"""How many seconds an answer may take as a whole, and how many bytes it may have."""

_CHUNK = 65_536
_SHOWN = 300
_WHOLE = frozenset((http.client.OK,))
_BUSY = frozenset((429, 502, 503, 504))
_BROKEN = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, http.client.IncompleteRead)


class ServerError(KgError):
    """A server that cannot be reached or that refuses. `code` is its status, 0 where there is none; `again` says
    whether the same request may do later, `after` how many seconds later, where the server says so."""

    def __init__(self, message: str, code: int = 0, *, again: bool = False, after: float | None = None) -> None:
        super().__init__(message)
        self.code, self.again, self.after = code, again, after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, read to its end; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Web:
    """Sends requests to one address. Raises KgError on an address that is none of the web, or that has a name and a
    password in it; `option` is how the user gave it."""

    address: str
    deadline: float = DEADLINE
    limit: int = LIMIT
    credentials: Credentials = field(default_factory=Credentials.configured, repr=False)
    option: str = "--endpoint"

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise KgError(f"{self.option} {self.address}: give an address like http://localhost:8890/sparql")
        if parts.username is not None:
            raise KgError(
                f"{self.option} {parts.hostname}: an address with a name and a password in it is not used: "
                f"set {USER} and {PASSWORD}"
            )

    def send(self, request: urllib.request.Request, good: Collection[int] = _WHOLE) -> Answer:
        """The whole answer to a request, if its status is one of `good`. Raises ServerError where the server cannot
        be reached or refuses, KgError where it takes too long, answers too much or sends to another host."""
        end = time.monotonic() + self.deadline
        return within(self.deadline, lambda: self._sent(request, good, end), self._late)

    def _sent(self, request: urllib.request.Request, good: Collection[int], end: float) -> Answer:
        self.credentials.sign(request)
        try:
            with self._opener().open(request, timeout=self.deadline) as response:
                return self._read(response, good, end)
        except urllib.error.HTTPError as error:
            if error.code in good:
                return Answer(error.code, {}, b"")
            raise self._refused(error) from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            said = f"{self.address}: the server cannot be asked ({reason}): check the address"
            raise ServerError(self.credentials.hidden(said), again=isinstance(reason, _BROKEN)) from error
        except ValueError as error:
            said = f"{self.address}: the server asks for a password in a way that is not known ({error}): use {TOKEN}"
            raise KgError(self.credentials.hidden(said)) from error

    def _read(self, response: http.client.HTTPResponse, good: Collection[int], end: float) -> Answer:
        if response.status not in good:
            raise ServerError(
                f"{self.address}: the server answers {response.status} {response.reason}, which is no whole "
                "answer: narrow the query, or let the server take longer",
                response.status,
            )
        body = io.BytesIO()
        while chunk := response.read1(_CHUNK):
            body.write(chunk)
            if body.tell() > self.limit:
                raise KgError(f"{self.address}: the answer has more than {self.limit:,} bytes: narrow it")
            if time.monotonic() > end:
                raise self._late()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, body.getvalue())

    def _refused(self, error: urllib.error.HTTPError) -> ServerError:
        said = " ".join(error.read(_SHOWN * 4).decode("utf-8", "replace").split())[:_SHOWN]
        if error.code in (401, 403):
            said = f"set {USER} and {PASSWORD}, or {TOKEN}, to those of an account that may do this. {said}".strip()
        wait = error.headers.get("Retry-After", "") if error.headers else ""
        return ServerError(
            self.credentials.hidden(f"{self.address}: the server answers {error.code} {error.reason}: {said}"),
            error.code,
            again=error.code in _BUSY,
            after=float(wait) if wait.isdecimal() else None,
        )

    def _late(self) -> KgError:
        return KgError(
            f"{self.address}: no whole answer within {self.deadline:g} seconds: narrow the query or raise --timeout"
        )

    def _opener(self) -> urllib.request.OpenerDirector:
        """Opens addresses of the web and nothing else."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.UnknownHandler(),
            *self.credentials.handlers(without_query(self.address)),
            _SameHost(),
        ):
            opener.add_handler(handler)
        return opener


def without_query(address: str) -> str:
    """The address without its parameters."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects of the same host only, and none that would lose the query."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: io.IOBase,  # type: ignore[override]
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname or req.data is not None:
            raise KgError(
                f"{req.full_url.partition('?')[0]}: the server sends on to {newurl}: give that address, if you trust it"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
