"""SPARQL servers of the user's choice: SPARQLWrapper makes the request, `web` sends it, and no answer that is only a
part of one is taken for a whole one."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

from kg.query.credentials import Credentials
from kg.query.prefixes import missing_prefix, with_prefixes
from kg.query.reading import checked, dataset, form
from kg.query.results import Result, Term
from kg.query.web import DEADLINE, LIMIT, Answer, Web, without_query
from kg.records import KgError
from kg.settings import VERSION

_LONGEST_GET = 1_500
_CUT_AT = "X-SPARQL-MaxRows"
"""The header with which Virtuoso says that it cuts answers at so many rows."""
DATASET = ("default-graph-uri", "named-graph-uri")
"""The parameters of an address that name a dataset."""
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL 1.1 server. Parameters in the address go with every query; those that name a dataset
    (`default-graph-uri`, `named-graph-uri`) only where the query does not name one itself. Credentials are those of
    the environment. Raises KgError on an address that is none of the web, or that has a name and a password in it."""

    url: str
    deadline: float = DEADLINE
    limit: int = LIMIT
    credentials: Credentials = field(default_factory=Credentials.configured, repr=False)

    def __post_init__(self) -> None:
        self._web()

    def query(self, text: str) -> Result:
        """The server's answer to a query that only reads. Raises KgError where it refuses, takes too long, answers too
        much, in part or in another format, or sends to another host."""
        return self._asked(text, whole=True)

    def part(self, text: str) -> Result:
        """As `query`, but for one who counts: an answer of as many rows as the server's limit is taken as it is."""
        return self._asked(text, whole=False)

    def _web(self) -> Web:
        return Web(self.url, self.deadline, self.limit, self.credentials)

    def _asked(self, text: str, *, whole: bool) -> Result:
        found = checked(text)
        if lacking := missing_prefix(text):
            raise KgError(lacking)
        text = with_prefixes(text)
        graph = form(found) in ("CONSTRUCT", "DESCRIBE")
        answer = self._web().send(self._request(text, own_dataset=dataset(found).default is not None, graph=graph))
        try:
            return _graph(answer) if graph else _table(answer, whole=whole)
        except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
            raise KgError(
                f"{self.url}: the answer is in no format of SPARQL ({error}): is it a SPARQL server?"
            ) from error

    def _request(self, text: str, *, own_dataset: bool, graph: bool) -> urllib.request.Request:
        wrapper = SPARQLWrapper(without_query(self.url), agent=f"kg/{VERSION}")
        for name, value in parse_qsl(urlsplit(self.url).query):
            if not (own_dataset and name in DATASET):
                wrapper.addParameter(name, value)
        wrapper.setQuery(text)
        wrapper.setMethod(GET if len(text) <= _LONGEST_GET else POST)
        wrapper.setReturnFormat(TURTLE if graph else JSON)
        request: urllib.request.Request = wrapper._createRequest()
        return request


def _table(answer: Answer, *, whole: bool) -> Result:
    """The answer to SELECT or ASK from SPARQL Results JSON."""
    content = json.loads(answer.body)
    if "boolean" in content:
        return Result(answer=content["boolean"] is True)
    columns = tuple(content["head"]["vars"])
    bindings = content["results"]["bindings"]
    cap = answer.headers.get(_CUT_AT.lower(), "")
    if whole and cap.isdigit() and len(bindings) >= int(cap):
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
    datatype = found.get("datatype")
    if datatype == _BOOLEAN:  # Virtuoso writes 1 for true here, and nowhere else
        value = {"1": "true", "0": "false"}.get(value, value)
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)


def _graph(answer: Answer) -> Result:
    """The answer to CONSTRUCT or DESCRIBE, in whatever RDF format the server has."""
    form = RdfFormat.from_media_type(answer.media_type)
    if form is None:
        raise ValueError(f"media type {answer.media_type or 'not given'}")
    triples = {quad.triple for quad in parse(answer.body, format=form)}
    return Result(triples=tuple(sorted(triples, key=str)))
