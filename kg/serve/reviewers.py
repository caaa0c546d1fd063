"""Who may decide: those who have the token of the server, from its own pages; and what their browsers keep."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.records import KgError
from kg.serve.clients import client_of
from kg.serve.errors import Busy, ServeError

TOKEN, NAME, KNOWN = "kg-token", "kg-reviewer", "kg-known"
"""The cookies that keep the token and the name of a reviewer; and one that all pages get and that opens nothing: it
says that somebody has signed in."""
is_known: ContextVar[bool] = ContextVar("is_known", default=False)
"""Whether who asks for a page has signed in: then its navigation leads to where one decides."""
SHORTEST = 16
_BEARER = "bearer "
_PATH = "/review"


class NoToken(ServeError):
    """The request has no token."""


class WrongToken(ServeError):
    """The token is not that of this server, or the request does not come from its pages."""


@dataclass(slots=True)
class Guesses:
    """Who has given wrong tokens: more than a few from one address, and the next is looked at only after a while, one
    at a time. Only so many addresses are remembered, the latest."""

    free: int = 5
    first: float = 0.5
    longest: float = 2.0
    waiting: int = 4
    remembered: int = 1000
    _wrong: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)
    _in_line: dict[str, int] = field(default_factory=dict)

    async def turn(self, client: str) -> None:
        """Waits until a token of this client may be looked at. Raises Busy where too many wait already."""
        if (wrong := self._wrong.get(client, 0)) < self.free:
            return
        if self._in_line.get(client, 0) >= self.waiting:
            raise Busy("too many wrong tokens came from this address: try again later")
        self._in_line[client] = self._in_line.get(client, 0) + 1
        try:
            async with self._turns.setdefault(client, asyncio.Lock()):
                wrong = max(wrong, self._wrong.get(client, 0))
                await asyncio.sleep(min(self.first * 2 ** min(wrong - self.free, 20), self.longest))
        finally:
            self._in_line[client] -= 1
            if not self._in_line[client]:
                del self._in_line[client]
                self._turns.pop(client, None)

    def wrong(self, client: str) -> None:
        """Remembers a wrong token."""
        self._wrong[client] = self._wrong.get(client, 0) + 1
        self._wrong.move_to_end(client)
        if len(self._wrong) > self.remembered:
            self._wrong.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Review:
    """The file that decisions go to, and the token of those who may decide. `by_tls`: clients reach the server by TLS
    alone, whatever it sees of that. `told`: the server says the token when it is started."""

    file: Path
    token: str
    by_tls: bool = False
    told: bool = True
    guesses: Guesses = field(default_factory=Guesses, compare=False)

    @classmethod
    def with_token(cls, file: Path, token: str = "", *, by_tls: bool = False, token_file: Path | None = None) -> Review:
        """The same with this token or the one in a file, else a random one. Raises KgError where it could be guessed,
        the file cannot be read, or there are two."""
        given = "--token"
        if token_file is not None:
            if token:
                raise KgError("--token and --token-file: give one of them")
            given, token = f"--token-file {token_file}", _first_line(token_file)
        if (token or token_file) and (len(token) < SHORTEST or not token.isascii() or not token.isprintable()):
            raise KgError(f"{given}: give at least {SHORTEST} printable ASCII characters, or none for a random one")
        return cls(file, token or secrets.token_urlsafe(32), by_tls, token_file is None)

    def signed(self, kind: str, shown: Mapping[str, str]) -> str:
        """What a form of this kind carries that shows these fields: no other page can make it, and it fits no other
        form."""
        said = json.dumps([kind, sorted(shown.items())])
        return hmac.new(self.token.encode(), b"form\0" + said.encode("utf-8", "surrogatepass"), sha256).hexdigest()

    @property
    def known(self) -> str:
        """The value of the cookie of those who have signed in with the token of now."""
        return hmac.new(self.token.encode(), b"known", sha256).hexdigest()

    def knows(self, request: Request) -> bool:
        """Whether the request comes from a browser that has signed in."""
        return hmac.compare_digest(request.cookies.get(KNOWN, "").encode(), self.known.encode())

    def keep(self, request: Request, response: Response, cookie: str, value: str) -> None:
        """Puts a cookie on an answer that no script reads, that forms of other sites do not send, and that goes by TLS
        alone where the client came by TLS."""
        secure, path = self.by_tls or request.url.scheme == "https", "/" if cookie == KNOWN else _PATH
        response.set_cookie(cookie, quote(value), path=path, httponly=True, samesite="lax", secure=secure)

    async def admit(self, request: Request) -> None:
        """Lets a request in. Raises NoToken, WrongToken, or Busy after many wrong ones."""
        given = _bearer(request) or unquote(request.cookies.get(TOKEN, ""))
        if not given:
            raise NoToken("this page is for those who have its token")
        await self.check(request, given)

    async def check(self, request: Request, token: str) -> None:
        """Raises WrongToken where the token is another one, and Busy where too many wrong ones came. Who has signed in
        never waits."""
        client = client_of(request.scope)
        if not self.knows(request):
            await self.guesses.turn(client)
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            self.guesses.wrong(client)
            raise WrongToken("the token is not that of this server: it tells it when it is started")

    def check_form(self, request: Request, kind: str, shown: Mapping[str, str], sign: str) -> None:
        """Raises WrongToken where a form was not sent from a page of this server, or says something else than that
        page has shown. Programs that send the token itself as a bearer have no forms."""
        if _bearer(request):
            return
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "")
        own = site == "same-origin" if site else urlsplit(origin).netloc == request.headers.get("host") or not origin
        if origin == "null" or not own:
            raise WrongToken("the form was not sent from this page: load the page again")
        if not hmac.compare_digest(sign.encode(), self.signed(kind, shown).encode()):
            raise WrongToken("the form does not say what this page has shown: load the page again")


def _bearer(request: Request) -> str:
    """The token that a program sends. What else is in that header, such as a name and password for a proxy, is none."""
    said = request.headers.get("authorization", "")
    return said[len(_BEARER) :].strip() if said.lower().startswith(_BEARER) else ""


def _first_line(file: Path) -> str:
    try:
        return (file.read_text("utf-8").splitlines() or [""])[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"--token-file {file}: it cannot be read ({error}): give a file with the token alone") from error


class Knowing:
    """An application whose pages know whether who asks for them has signed in."""

    def __init__(self, application: ASGIApp, review: Review) -> None:
        self._application, self._review = application, review

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request by the application."""
        if scope["type"] == "http":
            is_known.set(self._review.knows(Request(scope)))
        await self._application(scope, receive, send)


def name_of(request: Request) -> str:
    """The name that a reviewer has given, or an empty string."""
    return unquote(request.cookies.get(NAME, ""))
