"""How this program shows a SPARQL server who asks: a name and a password, or a bearer token, out of the environment."""

from __future__ import annotations

import base64
import os
import urllib.request
from dataclasses import dataclass

from kg.records import KgError

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
HIDDEN = "[hidden]"


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What a server is shown; nothing, where all is empty. Never part of an address, a message or a `repr`."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        if bool(self.user) != bool(self.password):
            raise KgError(f"{USER} and {PASSWORD}: one is set without the other: set both or neither")
        if self.user and self.token:
            raise KgError(f"{USER} and {TOKEN} are both set: set the one that the server takes")
        if not all(part.isascii() and part.isprintable() for part in (self.user, self.password, self.token)):
            raise KgError(f"{USER}, {PASSWORD} or {TOKEN} has a line end or a letter that is not ASCII: write it again")
        if ":" in self.user:
            raise KgError(f"{USER} has a colon, which no server can tell from the password: take another name")

    @classmethod
    def configured(cls) -> Credentials:
        """Those of the environment. Raises KgError where they cannot be used."""
        return cls(*(os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN)))

    def handlers(self, address: str) -> tuple[urllib.request.BaseHandler, ...]:
        """What answers a server that asks for a password (Digest, else Basic), at this address and below it alone."""
        if not self.user:
            return ()
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, address, self.user, self.password)  # whatever the realm
        return urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)

    def sign(self, request: urllib.request.Request) -> None:
        """Gives the token to a request, and to none that a redirect makes of it."""
        if self.token:
            request.add_unredirected_header("Authorization", f"Bearer {self.token}")

    def hidden(self, text: str) -> str:
        """`text`, where a server repeats what it was shown, without it."""
        basic = base64.b64encode(f"{self.user}:{self.password}".encode()).decode() if self.user else ""
        for secret in filter(None, (basic, self.password, self.token)):
            text = text.replace(secret, HIDDEN)
        return text
