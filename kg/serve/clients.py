"""Which client a request or a connection is of, as far as its address tells."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from typing import Any

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
