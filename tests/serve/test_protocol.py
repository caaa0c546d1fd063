"""Requests of any form are read or refused; what passes between processes arrives as it was."""

from __future__ import annotations

import contextlib
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.serve.errors import REPLIES, Malformed, Refused, ServeError, TooLarge, WrongMediaType, WrongMethod, reply_to
from kg.serve.formats import Kind
from kg.serve.jobs import Job, Outcome, decoded_job, decoded_outcome
from kg.serve.negotiation import choose
from kg.serve.protocol import FORM, QUERY, Request, read_request

TEXTS = some.text(max_size=50)
GRAPHS = some.none() | some.lists(TEXTS, max_size=3).map(tuple)
PARAMETERS = some.lists(
    some.tuples(some.sampled_from(["query", "update", "default-graph-uri", "named-graph-uri", "format", "x"]), TEXTS),
    max_size=4,
).map(lambda pairs: urlencode(pairs, errors="replace").encode())


@given(
    method=some.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "X"]),
    address=some.binary(max_size=40) | PARAMETERS,
    content_type=some.sampled_from([FORM, QUERY, "", "text/plain", f"{QUERY}; charset=latin-1", ";;="]) | TEXTS,
    body=some.binary(max_size=60) | PARAMETERS,
)
def test_a_request_of_any_form_is_read_or_refused(method: str, address: bytes, content_type: str, body: bytes):
    with contextlib.suppress(ServeError):
        read = read_request(method, address, content_type, body)
        assert read is None or isinstance(read, Request)


@given(query=some.text(min_size=1), graph=some.text(min_size=1))
def test_a_query_arrives_as_it_was_whatever_way_it_comes(query: str, graph: str):
    parameters = urlencode([("query", query), ("named-graph-uri", graph)]).encode()
    expected = Request(query, (), (graph,))
    assert read_request("GET", parameters) == expected
    assert read_request("POST", b"", FORM, parameters) == expected
    only_graph = urlencode([("named-graph-uri", graph)]).encode()
    assert read_request("POST", only_graph, f"{QUERY};charset=UTF-8", query.encode()) == expected


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("DELETE", b"query=x"), WrongMethod),
        (("POST", b"", "multipart/form-data", b""), WrongMediaType),
        (("POST", b"", "application/sparql-update", b"CLEAR ALL"), Refused),
        (("GET", b"update=x&query=y"), Refused),
        (("GET", b"query=%FF"), Malformed),
        (("GET", b"&".join([b"x=y"] * 1001)), Malformed),
    ],
)
def test_what_is_refused_and_how(arguments: tuple, error: type[ServeError]):
    with pytest.raises(error):
        read_request(*arguments)


def test_no_parameter_asks_for_the_description():
    assert read_request("GET", b"") is None


@given(accept=TEXTS, wanted=TEXTS)
def test_a_format_is_chosen_or_refused(accept: str, wanted: str):
    with contextlib.suppress(Malformed):
        assert len(choose(accept, wanted)) == len(Kind)


@given(text=TEXTS, default=GRAPHS, named=GRAPHS)
def test_jobs_arrive_as_they_were(text: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None):
    job = Job(text, default, named, ("csv", None, "ttl"), "http://example.org/")
    assert decoded_job(job.encoded()) == job


@given(body=some.binary(), kind=some.sampled_from(Kind))
def test_outcomes_arrive_as_they_were(body: bytes, kind: Kind):
    assert decoded_outcome(Outcome(kind, body, None, 0.5).encoded()) == Outcome(kind, body, None, 0.5)
    failed = decoded_outcome(Outcome(error=TooLarge("é")).encoded())
    assert isinstance(failed.error, TooLarge)
    assert str(failed.error) == "é"


def test_every_error_has_a_status_and_others_tell_nothing():
    statuses = {400, 403, 404, 405, 406, 410, 413, 415, 421, 500, 501, 503, 504}
    assert {reply.status for reply in REPLIES.values()} == statuses
    assert all(issubclass(error, ServeError) for error in REPLIES)
    reply, text = reply_to(RuntimeError("secret"))
    assert reply.status == 500
    assert "secret" not in text
    assert reply_to(Malformed("two\nlines"))[1] == "two lines"
