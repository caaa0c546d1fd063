"""One question to the server: what is sent, how long it may take, how much may come back, and what its failure says."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request
from urllib.request import build_opener as opener_with

from kg.language_model.failure import ModelError
from kg.language_model.settings import Settings

WAIT = 1.0
"""Seconds before the second try; each further one waits twice as long."""
TRIES = 5
_LONGEST_WAIT = 60.0
"""Seconds at most between two tries, whatever the server asks for."""
LARGEST = 4_000_000
"""Bytes of an answer; what is longer is no answer to this question."""
_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({400, 422})
"""What servers say that do not know a field of the question."""
_OPTIONAL = frozenset({"response_format", "seed", "temperature"})
"""Fields that some servers, or some of their models, do not take."""
_SERVERS_OWN = frozenset({401, 402, 403, 404, 405, *_AGAIN})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CHUNK = 65_536


class _NoRedirects(HTTPRedirectHandler):
    """A question holds a key and an article: it goes to the address that was given, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def answer(settings: Settings, body: dict[str, Any]) -> str:
    """What the model says to the question `body`, after further tries where the server was busy or slow, and one
    without the fields that not every server knows. Raises ModelError."""
    try:
        return _with_tries(settings, body)
    except ModelError as error:
        plain = {name: value for name, value in body.items() if name not in _OPTIONAL}
        if error.status not in _REFUSED or plain == body:
            raise
    return _with_tries(settings, plain)


def _with_tries(settings: Settings, body: dict[str, Any]) -> str:
    for number in range(TRIES - 1):
        try:
            return content_of(_post(settings, body))
        except ModelError as error:
            if not error.again:
                raise
            time.sleep(min(max(WAIT * 2**number, error.wait * (WAIT > 0)), _LONGEST_WAIT))
    return content_of(_post(settings, body))


def _post(settings: Settings, body: dict[str, Any]) -> bytes:
    """The bytes of the answer. Raises ModelError in place of all that can go wrong on the way."""
    try:
        return _sent(settings, body)
    except HTTPError as error:
        with error:
            raise _refusal(settings, error) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            raise ModelError(f"no answer within {settings.timeout:g} s", again=True, server=True) from error
        said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise ModelError(f"cannot be reached ({_shown(said, settings)})", server=True) from error


def _sent(settings: Settings, body: dict[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "kg"}
    request = Request(settings.address, json.dumps(body).encode("ascii"), headers, method="POST")
    if settings.key:
        request.add_unredirected_header("Authorization", f"Bearer {settings.key}")
    end = time.monotonic() + settings.timeout
    with _opener(settings).open(request, timeout=settings.timeout) as response:
        return _read(response, end)


def _opener(settings: Settings) -> OpenerDirector:
    """Speaks HTTP and HTTPS only; to a server on this machine without the proxy that the environment may name."""
    proxies = [ProxyHandler({})] if urlsplit(settings.url).hostname in _LOOPBACK else []
    return opener_with(_NoRedirects, HTTPHandler, HTTPSHandler, *proxies)


def _read(response: http.client.HTTPResponse, end: float) -> bytes:
    """The answer as it comes, which may neither drip for ever nor be without end."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > LARGEST:
            raise ModelError(f"the answer is longer than {LARGEST:,} bytes")
        if time.monotonic() > end:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _refusal(settings: Settings, error: HTTPError) -> ModelError:
    """The status of the answer in words, with the server's own."""
    if 300 <= error.code < 400:
        return ModelError(f"it answers {error.code} and wants to be asked elsewhere: give that address", server=True)
    try:
        said = error.read(4000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        said = ""
    reason = _shown(_message(said) or str(error.reason), settings)
    again, server = error.code in _AGAIN, error.code in _SERVERS_OWN
    wait = error.headers.get("Retry-After", "") if error.headers else ""
    seconds = float(wait) if wait.isascii() and wait.isdecimal() else 0.0
    said = f"it answers {error.code} ({reason})"
    return ModelError(said, again=again, server=server, status=error.code, wait=seconds)


def _message(said: str) -> str:
    """The words of an error as servers of this kind wrap them; of a page, none."""
    try:
        data = json.loads(said)
    except (ValueError, RecursionError):
        return "" if said.lstrip().startswith("<") else said
    inner = data.get("error", data) if isinstance(data, dict) else data
    words = inner.get("message", inner) if isinstance(inner, dict) else inner
    return str(words)


def _shown(words: str, settings: Settings) -> str:
    """Foreign words on one line of the terminal, without the key and without control characters."""
    clear = words.replace(settings.key, "…") if settings.key else words
    line = " ".join("".join(c if c.isprintable() else " " for c in clear).split())
    return line if len(line) <= 160 else f"{line[:159]}…"


def content_of(raw: bytes) -> str:
    """The text of the first choice of a chat completion. Raises ModelError where there is none, or it was cut off."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        kind = "a web page" if raw.lstrip()[:1] == b"<" else "something else than JSON"
        raise ModelError(f"it answers with {kind}: check the address") from error
    return content_in(data)


def content_in(data: Any) -> str:
    """As `content_of`, of a completion that is read already."""
    choices = data.get("choices") if isinstance(data, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict):
        raise ModelError("its answer has no choices")
    if first.get("finish_reason") == "length":
        raise ModelError("its answer was cut off at the limit of the server")
    message = first.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str) or not content.strip():
        raise ModelError("its answer is empty")
    return content
