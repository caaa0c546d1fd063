"""Which format a client gets."""

from __future__ import annotations

import pytest

from kg.serve.negotiation import choose, prefers_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def chosen(accept: str, wanted: str = "") -> tuple[str | None, ...]:
    return tuple(None if one is None else one.media_type for one in choose(accept, wanted))


JSON, TURTLE = "application/sparql-results+json", "text/turtle"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", (JSON, JSON, TURTLE)),
        ("*/*", (JSON, JSON, TURTLE)),
        ("text/csv", ("text/csv", "text/csv", None)),
        ("text/*", ("text/csv", "text/csv", TURTLE)),
        ("TEXT/CSV ; Q=1", ("text/csv", "text/csv", None)),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", ("text/tab-separated-values",) * 2 + (None,)),
        ("text/csv;q=0, */*;q=0.1", (JSON, JSON, TURTLE)),
        ("*/*;q=0.1, application/sparql-results+json;q=0", ("application/sparql-results+xml",) * 2 + (TURTLE,)),
        ("*/*;q=0", (None, None, None)),
        ("image/png", (None, None, None)),
        ("application/json", ("application/json",) * 3),
        ("application/ld+json, text/turtle;q=0.9", (None, None, "application/ld+json")),
        ("application/rdf+xml;q=nonsense, text/turtle", (None, None, TURTLE)),
        ("text/csv;q=9, application/sparql-results+json", (JSON, JSON, None)),
        ("nonsense, ;;, text/csv", ("text/csv", "text/csv", None)),
        (BROWSER, ("application/xml", "application/xml", "application/xml")),
    ],
)
def test_the_format_that_the_client_likes_best(accept: str, expected: tuple[str | None, ...]):
    assert chosen(accept) == expected


def test_the_parameter_is_stronger_than_the_header():
    assert chosen("text/turtle", "csv") == ("text/csv", "text/csv", TURTLE)
    assert chosen("text/csv", "ttl") == ("text/csv", "text/csv", TURTLE)
    assert chosen("", "application/n-triples") == (JSON, JSON, "application/n-triples")
    assert chosen("", "json") == (JSON, JSON, TURTLE)


@pytest.mark.parametrize("wanted", ["xls", "turtle", "n3", "json-ld", "rdf+xml"])
def test_where_the_parameter_is_no_format_the_header_decides(wanted: str):
    assert chosen("text/csv, application/rdf+xml", wanted) == ("text/csv", "text/csv", "application/rdf+xml")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [(BROWSER, True), ("text/html", True), ("*/*", False), ("", False), ("text/turtle, text/html;q=0.5", False)],
)
def test_browsers_are_told_from_programs(accept: str, expected: bool):
    assert prefers_page(accept) is expected
