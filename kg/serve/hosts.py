"""Under which names a server answers. To a page that is loaded from a name of its own site, and has this name lead to
the machine of who looks at it, a server there is the same site (DNS rebinding): only the header Host tells the two
apart."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.errors import Misdirected
from kg.serve.responses import send_error


def is_loopback(host: str) -> bool:
    """Whether a name or an address is one of this machine for itself alone."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


class OwnNames:
    """An application for this machine alone: it answers what is asked of a name of loopback or of one of these names.
    The word of a proxy for another name is not taken, since scripts can send it too."""

    def __init__(self, application: ASGIApp, names: Iterable[str]) -> None:
        self._application = application
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request by the application, or says that it is meant for another server."""
        if scope["type"] == "http":
            name = next((_name(value) for header, value in scope["headers"] if header == b"host"), None)
            if name is not None and name not in self._names and not is_loopback(name):
                await send_error(send, Misdirected(_told(name)))
                return
        await self._application(scope, receive, send)


def _name(host: bytes) -> str:
    """The name in a header Host, without port, brackets and a last dot, in small letters."""
    said = host.decode("latin-1").strip().lower()
    name = said[1:].partition("]")[0] if said.startswith("[") else said.partition(":")[0]
    return name.removesuffix(".")


def _told(name: str) -> str:
    name = name if len(name) <= 100 else f"{name[:100]}…"
    return (
        f"this server is for its own machine alone and does not answer for {name}: ask it at localhost, or start it "
        "with --url and the address that clients use"
    )
