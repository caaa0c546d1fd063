"""Who may decide: those who have the token of the server, from its own pages; and what their browsers keep."""

from __future__ import annotations

import hmac
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.records import KgError
from kg.serve.errors import ServeError

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


@dataclass(frozen=True, slots=True)
class Review:
    """The file that decisions go to, and the token of those who may decide. `by_tls`: clients reach the server by TLS
    alone, whatever it sees of that."""

    file: Path
    token: str
    by_tls: bool = False

    @classmethod
    def with_token(cls, file: Path, token: str = "", *, by_tls: bool = False) -> Review:
        """The same with this token, else a random one. Raises KgError where it could be guessed."""
        if token and (len(token) < SHORTEST or not token.isascii() or not token.isprintable()):
            raise KgError(f"--token: give at least {SHORTEST} printable ASCII characters, or none for a random one")
        return cls(file, token or secrets.token_urlsafe(32), by_tls)

    @property
    def sign(self) -> str:
        """What the forms of the pages carry, so that no other page can send them."""
        return hmac.new(self.token.encode(), b"form", sha256).hexdigest()

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

    def admit(self, request: Request) -> None:
        """Lets a request in. Raises NoToken or WrongToken."""
        said = request.headers.get("authorization", "")
        given = said[len(_BEARER) :] if said.lower().startswith(_BEARER) else unquote(request.cookies.get(TOKEN, ""))
        if not given:
            raise NoToken("this page is for those who have its token")
        self.check(given)

    def check(self, token: str) -> None:
        """Raises WrongToken where the token is another one."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise WrongToken("the token is not that of this server: it tells it when it is started")

    def check_origin(self, request: Request, sign: str) -> None:
        """Raises WrongToken where a form was not sent from a page of this server. Programs that send the token in a
        header have no forms."""
        if request.headers.get("authorization"):
            return
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "")
        own = site == "same-origin" if site else urlsplit(origin).netloc in ("", request.headers.get("host", ""))
        if not own or not hmac.compare_digest(sign.encode(), self.sign.encode()):
            raise WrongToken("the form was not sent from this page: load the page again")


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
