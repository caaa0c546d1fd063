"""One job on one store: what may not be evaluated is refused, the rest is answered whole or not at all."""

from __future__ import annotations

import io

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.query.prefixes import missing_prefix
from kg.query.reading import DEEPEST, checked, form, mentions_service, refuse_service, tokens
from kg.records import KgError
from kg.serve.errors import Failed, Malformed, NotAcceptable, Refused, ServeError, TooLarge
from kg.serve.formats import OFFERED, Kind
from kg.serve.jobs import Job, Outcome
from kg.serve.syntax import told
from kg.settings import PREFIXES

_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
_WITH_PREFIXES = ("ttl", "trig", "rdf")
_Found = QuerySolutions | QueryBoolean | QueryTriples


def evaluate(store: Store, job: Job, most: int) -> Outcome:
    """The outcome of a job, whose answer has no more than `most` bytes."""
    try:
        _refuse(job.text)
        found = _found(store, job)
        kind = _kind(found)
        return Outcome(kind, _written(found, kind, job.formats[kind], most))
    except ServeError as error:
        return Outcome(error=error)
    except (OSError, RuntimeError, ValueError) as error:
        return Outcome(error=Failed(f"the query cannot be answered: {error}"))


def _refuse(text: str) -> None:
    """Raises Refused or Malformed for a query that must not reach the engine. Nearly all queries are told to be
    harmless without being cut into tokens."""
    deep = text.count("(") + text.count("{") + text.count("[") > DEEPEST
    if not deep and not mentions_service(text):
        return
    try:
        found = checked(text)
    except KgError as error:
        raise Malformed(str(error)) from error
    try:
        refuse_service(text, found)
    except KgError as error:
        raise Refused(f"{error}; this endpoint asks no other server") from error


def _found(store: Store, job: Job) -> _Found:
    try:
        if job.default_graphs is None or job.named_graphs is None:
            return store.query(job.text, base_iri=job.base, prefixes=PREFIXES)
        return store.query(
            job.text,
            base_iri=job.base,
            prefixes=PREFIXES,
            default_graph=[_graph(iri) for iri in job.default_graphs],
            named_graphs=[_graph(iri) for iri in job.named_graphs],
        )
    except SyntaxError as error:
        raise _syntax(job.text, error) from error


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Malformed(f"'{iri[:200]}' names no graph: it is no absolute IRI ({error})") from error


def _syntax(text: str, error: SyntaxError) -> ServeError:
    word = form(tokens(text))
    if word not in ("", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        return Malformed(f"{word} changes a graph, and no query does: this endpoint only reads")
    return Malformed(missing_prefix(text) or f"the query is no SPARQL 1.1: {told(str(error))}")


def _kind(found: _Found) -> Kind:
    if isinstance(found, QuerySolutions):
        return Kind.TABLE
    return Kind.BOOLEAN if isinstance(found, QueryBoolean) else Kind.GRAPH


def _written(found: _Found, kind: Kind, format: str | None, most: int) -> bytes:
    if format is None:
        offered = ", ".join(format.media_types[0] for format in OFFERED[kind])
        raise NotAcceptable(f"the answer to this form of query is written as one of {offered}")
    out = _Bounded(most)
    if isinstance(found, QueryTriples):
        named = PREFIXES if format in _WITH_PREFIXES else None
        serialize(found, out, GRAPHS[format], prefixes=named)
    else:
        found.serialize(out, format=_RESULTS[format])
    return out.getvalue()


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._most:
            raise TooLarge(
                f"the answer has more than {self._most:,} bytes: narrow the query, or take it in parts by LIMIT"
            )
        return super().write(data)
