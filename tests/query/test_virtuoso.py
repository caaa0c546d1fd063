"""A real Virtuoso gives the same rows in the same order as the local store: checks of the quality of a graph here, all
questions on a small graph in `tests.queries`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.export import export
from kg.query import Endpoint, LocalStore, bind, fill, load_questions, run
from kg.query.questions import CHECKS
from kg.records import KgError
from tests.query.virtuoso_server import Virtuoso

MISSING = Virtuoso.missing()
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
ALL = load_questions()
QUESTIONS = {n: q for n, q in ALL.items() if q.group == CHECKS and not any(p.required for p in q.parameters)}


@pytest.fixture(scope="module")
def server(faulty, tmp_path_factory) -> Iterator[Virtuoso]:
    """A server with the small articles, one of them faulty, and the reference data, that cuts answers at 5,000 rows."""
    folder = tmp_path_factory.mktemp("virtuoso")
    export(faulty, "nquads", folder / "graph.nq", contacts=True)
    virtuoso = Virtuoso(folder, rows=5_000)
    try:
        virtuoso.start(folder / "graph.nq")
        yield virtuoso
    finally:
        virtuoso.stop()


@pytest.mark.parametrize("article", [None, "Ghana hosts workshop", "faulty.txt"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_rows_come_in_the_same_order(server, faulty, name, article):
    local, remote = LocalStore(faulty.store, contacts=True), Endpoint(server.url)
    given = [("article", article)] if article else []
    text = fill(QUESTIONS[name], bind(QUESTIONS[name], given, local))
    assert run(text, remote) == run(text, local)


def test_names_are_looked_up_there_too(server, faulty):
    question = ALL["events"]
    given = [
        ("article", "https://example.org/news/1"),
        ("type", "workshop"),
        ("event", "Border Data"),
        ("place", "Accra"),
    ]
    here, there = (bind(question, given, target) for target in (LocalStore(faulty.store), Endpoint(server.url)))
    assert here == there and set(here) == {"article", "type", "event", "place"}


def test_an_answer_that_the_server_cuts_is_an_error(server):
    with pytest.raises(KgError, match="the server cuts answers at 5000 rows"):
        run("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", Endpoint(server.url))


def test_its_errors_are_told_in_one_line(server):
    with pytest.raises(KgError, match="answers 400 Bad Request: Virtuoso 37000 Error") as error:
        run("SELECT * WHERE { ?s ?p }", Endpoint(server.url))
    assert "\n" not in str(error.value)
