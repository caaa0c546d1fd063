"""The SPARQL 1.1 Protocol: from a request to what it asks for. Nothing here looks into a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.errors import Malformed, Refused, WrongMediaType, WrongMethod

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 1000
_UPDATES = "updates are refused: this endpoint only reads"

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the dataset that the request names (None where it names none) and the format that it asks for by a
    parameter (empty where it does not)."""

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str = ""


def read_request(method: str, query_string: bytes, content_type: str = "", body: bytes = b"") -> Request | None:
    """What a request asks for; None where it asks for the description of the service. Raises WrongMethod,
    WrongMediaType, Refused for updates, and Malformed."""
    address = parameters_in(query_string, "the address")
    if method in ("GET", "HEAD"):
        return _request(address, []) if address else None
    if method != "POST":
        raise WrongMethod(f"{method} is no method of this resource: use one of {', '.join(METHODS)}")
    media_type, charset = _content_type(content_type)
    if media_type == UPDATE:
        raise Refused(_UPDATES)
    if media_type not in (FORM, QUERY):
        raise WrongMediaType(
            f"a query is posted as {QUERY} or as {FORM}, not as {media_type or 'a body without a type'}"
        )
    if charset not in ("", "utf-8", "utf8"):
        raise WrongMediaType(f"a query is posted in UTF-8, not in {charset[:50]}")
    if media_type == FORM:
        return _request(address + parameters_in(body, "the form"), [])
    return _request(address, [_text(body, "the query")])


def _request(parameters: Parameters, posted: Sequence[str]) -> Request:
    """The request in the parameters and the query that was posted as it is."""
    if any(name == "update" for name, _ in parameters):
        raise Refused(_UPDATES)
    queries = [*posted, *_values(parameters, "query")]
    if len(queries) != 1:
        raise Malformed(f"there must be one query, and there are {len(queries)}: give it as the parameter 'query'")
    if "using-graph-uri" in (names := {name for name, _ in parameters}) or "using-named-graph-uri" in names:
        raise Malformed("using-graph-uri is for updates: name graphs by default-graph-uri and named-graph-uri")
    default, named = _values(parameters, "default-graph-uri"), _values(parameters, "named-graph-uri")
    format = next(iter(_values(parameters, "format")), "")
    return Request(queries[0], default, named, format) if default or named else Request(queries[0], format=format)


def _values(parameters: Parameters, wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in parameters if name == wanted)


def parameters_in(encoded: bytes, where: str) -> Parameters:
    """The names and values in an address or a form. Raises Malformed where they are too many or no UTF-8."""
    if not encoded:
        return []
    try:
        return parse_qsl(
            _text(encoded, where), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError as error:
        raise Malformed(f"{where} is not encoded in UTF-8, or has too many parameters ({error})") from error


def _text(encoded: bytes, what: str) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{what} is no UTF-8 ({error.reason} at byte {error.start})") from error


def _content_type(header: str) -> tuple[str, str]:
    """The media type and the charset of the header Content-Type."""
    media_type, *parameters = (part.strip() for part in header.lower().split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip('"') for name, _, value in pairs if name.strip() == "charset"), "")
    return media_type, charset
