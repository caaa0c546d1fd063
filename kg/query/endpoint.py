"""SPARQL servers of the user's choice, asked through SPARQLWrapper with what it lacks: a deadline for the whole
answer, a limit of its size, no redirects to other hosts, and no answer that is only a part of one."""

from __future__ import annotations

import http.client
import io
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

from kg.query.reading import checked, dataset, form
from kg.query.results import Result, Term
from kg.query.waiting import within
from kg.records import KgError
from kg.settings import VERSION

DEADLINE = 60.0
LIMIT = 50_000_000
"""How many seconds an answer may take as a whole, and how many bytes it may have."""

_LONGEST_GET = 1_500
_CHUNK = 65_536
_SHOWN = 300
_CUT_AT = "X-SPARQL-MaxRows"
"""The header with which Virtuoso says that it cuts answers at so many rows."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL 1.1 server. Parameters in the address go with every query; those that name a dataset
    (`default-graph-uri`, `named-graph-uri`) only where the query does not name one itself. Raises KgError on an address
    that is none of the web, or that has a name and a password in it."""

    url: str
    deadline: float = DEADLINE
    limit: int = LIMIT

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise KgError(f"--endpoint {self.url}: give an address like http://localhost:8890/sparql")
        if parts.username is not None:
            raise KgError(f"--endpoint {parts.hostname}: an address with a name and a password in it is not used")

    def query(self, text: str) -> Result:
        """The server's answer to a query that only reads. Raises KgError where it refuses, takes too long, answers too
        much, in part or in another format, or sends to another host."""
        found = checked(text)
        graph = form(found) in ("CONSTRUCT", "DESCRIBE")
        wrapper = self._wrapper(text, own_dataset=dataset(found).default is not None, graph=graph)
        answer = within(self.deadline, wrapper.fetch, self._late)
        try:
            return _graph(answer) if graph else _table(answer)
        except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
            raise KgError(
                f"{self.url}: the answer is in no format of SPARQL ({error}): is it a SPARQL server?"
            ) from error

    def _wrapper(self, text: str, *, own_dataset: bool, graph: bool) -> _Wrapper:
        parts = urlsplit(self.url)
        wrapper = _Wrapper(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), self)
        for name, value in parse_qsl(parts.query):
            if not (own_dataset and name in ("default-graph-uri", "named-graph-uri")):
                wrapper.addParameter(name, value)
        wrapper.setQuery(text)
        wrapper.setMethod(GET if len(text) <= _LONGEST_GET else POST)
        wrapper.setReturnFormat(TURTLE if graph else JSON)
        return wrapper

    def _late(self) -> KgError:
        return KgError(
            f"{self.url}: no whole answer within {self.deadline:g} seconds: narrow the query or raise --timeout"
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered, read to its end."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper makes the request; how it is sent and read is in `fetch`."""

    def __init__(self, address: str, endpoint: Endpoint) -> None:
        super().__init__(address, agent=f"kg/{VERSION}")
        self._endpoint = endpoint

    def fetch(self) -> _Answer:
        """Sends the query and reads the whole answer. Raises KgError as `Endpoint.query`."""
        end = time.monotonic() + self._endpoint.deadline
        request = self._createRequest()
        try:
            with _opener().open(request, timeout=self._endpoint.deadline) as response:
                return self._read(response, end)
        except urllib.error.HTTPError as error:
            said = " ".join(error.read(_SHOWN * 4).decode("utf-8", "replace").split())[:_SHOWN]
            raise KgError(f"{self._endpoint.url}: the server answers {error.code} {error.reason}: {said}") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise KgError(f"{self._endpoint.url}: the server cannot be asked ({reason}): check the address") from error

    def _read(self, response: http.client.HTTPResponse, end: float) -> _Answer:
        if response.status != http.client.OK:
            raise KgError(
                f"{self._endpoint.url}: the server answers {response.status} {response.reason}, which is no whole "
                "answer: narrow the query, or let the server take longer"
            )
        body = io.BytesIO()
        while chunk := response.read1(_CHUNK):
            body.write(chunk)
            if body.tell() > self._endpoint.limit:
                raise KgError(
                    f"{self._endpoint.url}: the answer has more than {self._endpoint.limit:,} bytes: narrow it"
                )
            if time.monotonic() > end:
                raise self._endpoint._late()
        return _Answer({name.lower(): value for name, value in response.headers.items()}, body.getvalue())


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


def _opener() -> urllib.request.OpenerDirector:
    """Opens addresses of the web and nothing else."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _SameHost(),
    ):
        opener.add_handler(handler)
    return opener


def _table(answer: _Answer) -> Result:
    """The answer to SELECT or ASK from SPARQL Results JSON."""
    content = json.loads(answer.body)
    if "boolean" in content:
        return Result(answer=content["boolean"] is True)
    columns = tuple(content["head"]["vars"])
    bindings = content["results"]["bindings"]
    cap = answer.headers.get(_CUT_AT.lower(), "")
    if cap.isdigit() and len(bindings) >= int(cap):
        raise KgError(f"the server cuts answers at {cap} rows, and this one has as many: narrow the query")
    rows = (tuple(_term(binding.get(column)) for column in columns) for binding in bindings)
    return Result(columns, tuple(rows))


def _term(found: Mapping[str, str] | None) -> Term | None:
    if found is None:
        return None
    kind, value = found["type"], found["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode(re.sub(r"\W", "-", value).strip("-") or "b")
    if found.get("xml:lang"):
        return Literal(value, language=found["xml:lang"])
    return Literal(value, datatype=NamedNode(found["datatype"])) if found.get("datatype") else Literal(value)


def _graph(answer: _Answer) -> Result:
    """The answer to CONSTRUCT or DESCRIBE, in whatever RDF format the server has."""
    form = RdfFormat.from_media_type(answer.media_type)
    if form is None:
        raise ValueError(f"media type {answer.media_type or 'not given'}")
    triples = {quad.triple for quad in parse(answer.body, format=form)}
    return Result(triples=tuple(sorted(triples, key=str)))
