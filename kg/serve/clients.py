"""Which client a request or a connection is of, as far as its address tells."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

CLIENT: ContextVar[str] = ContextVar("client", default="")
"""Whose request is being answered; empty where it is nobody's."""

_NETWORK = 64
"""Bits of an IPv6 address that one client has for itself."""


def client_of(scope: Mapping[str, Any]) -> str:
    """The client of a request."""
    return client_at((scope.get("client") or ("",))[0])


def client_at(host: str) -> str:
    """The client at an address: of IPv6 the network, since one has all addresses of it."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> (128 - _NETWORK) << (128 - _NETWORK))}/{_NETWORK}"
    return host


@dataclass(frozen=True, slots=True)
class OfClient:
    """Goes around an application: whatever is asked to answer a request is asked by its client."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            CLIENT.set(client_of(scope))
        await self.app(scope, receive, send)
