"""The commands that read, put to a real server after `kg push` and to servers that answer badly."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode

import kg as program
from kg import settings
from kg.citation import read_citation
from kg.graph import article_graph, reference_quads
from kg.graph.terms import mg
from kg.query.credentials import PASSWORD, USER
from kg.settings import FACTS_GRAPH
from kg.store import ArticleStore, publish, record_candidates
from tests.query.conftest import first, second
from tests.query.hostile_server import hostile
from tests.remote.conftest import connected, empty, held

READING = (
    ("query", "event-hosts", "--format", "csv"),
    ("validate",),
    ("verify",),
    ("network", "co-participation"),
    ("network", "brokers", "--persons", "--min-confidence", "0.5"),
    ("network", "closeness", "--to", "Togo", "--format", "csv"),
    ("view", "--out", "-"),
    ("view", "Togo", "--out", "-"),
    ("export", "--format", "nquads", "--with-contacts"),
    ("export", "--format", "jsonld", "--frame", "event"),
    ("export", "--format", "jsonld", "--min-confidence", "0.95"),
    *(("export", "--format", name) for name in ("graphml", "gexf", "ftm")),
)
FACTS = f"?default-graph-uri={settings.FACTS_GRAPH}"


@pytest.fixture
def pushed(kg, stored, running, monkeypatch) -> str:
    """The address of each server in turn, after the whole store was pushed to it, in which its facts are found."""
    _push(kg, stored, running, monkeypatch, "--with-contacts", "--with-texts")
    return running.bare


def _push(kg, stored, running, monkeypatch, *options: str) -> str:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    code, out, err = kg("push", "--store", stored, *addresses(running), *options)
    assert (code, err) == (0, "")
    return out


def addresses(running) -> list[str]:
    return ["--endpoint", running.bare, "--update-endpoint", running.update, "--graph-store", running.graph_store]


def test_every_command_that_reads_says_the_same_of_the_server_as_of_the_store(kg, stored, pushed):
    for command in READING:
        address = pushed + (FACTS if command[0] == "query" else "")
        assert kg(*command, "--endpoint", address) == kg(*command, "--store", stored), command


def test_the_figures_of_a_server_are_those_of_the_store_but_for_its_files(kg, stored, pushed):
    places = ("--store", stored), ("--endpoint", pushed)
    of_store, of_server = (kg("stats", "--format", "csv", *place)[1].splitlines() for place in places)
    assert of_server == [line for line in of_store if not line.startswith("size,bytes on disk,")] != of_store


def test_a_push_says_what_it_did(kg, stored, running, monkeypatch):
    plan = kg("push", "--store", stored, *addresses(running), "--dry-run")[1]
    assert "nothing was sent" in plan and held(connected(running)) == {}
    out = _push(kg, stored, running, monkeypatch)
    assert "sent, new │ 3 " in out and "and as many on the" in out
    assert "unchanged, not sent                   │ 3 " in _push(kg, stored, running, monkeypatch)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_without_texts_all_but_verify_can_be_asked(kg, stored, running, monkeypatch):
    _push(kg, stored, running, monkeypatch)
    code, out, err = kg("verify", "--endpoint", running.bare)
    assert (code, out) == (1, "") and "texts of the articles are not there" in err and "--with-texts" in err
    assert "We share data with Togo." in kg("view", "--out", "-", "--endpoint", running.bare)[1]
    code, out, _ = kg("export", "--format", "nquads", "--with-contacts", "--endpoint", running.bare)
    assert code == 0 and "ama@example.org" not in out


def test_a_push_that_is_not_finished_is_not_read(kg, pushed, running):
    server = connected(running)
    marker = f"GRAPH <{settings.PUSHES_GRAPH}> {{ <{settings.FACTS_GRAPH}> ?p ?o }}"
    server.update(f"DELETE WHERE {{ {marker} }}")
    for command in ("validate", "verify", "network", "view", "export"):
        code, out, err = kg(command, "--endpoint", pushed)
        assert (code, out) == (1, "") and "was broken off: run 'kg push' again" in err, command


def test_graphs_that_were_sent_by_other_means_are_read_too(kg, stored, pushed, running):
    """The facts stand in the graph that the address names."""
    server = connected(running)
    server.drop(NamedNode(settings.PUSHES_GRAPH))
    for command in (("network",), ("validate",), ("export", "--format", "trig")):
        assert kg(*command, "--endpoint", pushed + FACTS) == kg(*command, "--store", stored)
    code, _, err = kg("verify", "--endpoint", pushed)
    assert code == 1 and "not sent by 'kg push'" in err


def test_an_empty_server_is_told(kg, virtuoso):
    empty(connected(virtuoso))
    code, out, err = kg("network", "--endpoint", virtuoso.bare)
    assert (code, out) == (1, "") and "no graphs of articles there: send them with 'kg push --endpoint URL'" in err


NAMED = ("/eu", "/state/GBR", "/state/FRA", "--GBR", "eu--FRA", "/1973-01-01", "/1958-01-01", "/2020-01-31")


@pytest.fixture(scope="module")
def dated(tmp_path_factory) -> Path:
    """The store of two articles on disk, with a member and a former member of a body."""
    directory = tmp_path_factory.mktemp("dated") / "store"
    quads = [quad for quad in reference_quads() if str(quad.subject.value).endswith(NAMED)]
    known = {quad.subject for quad in quads}
    with ArticleStore.open(directory) as store:
        store.load_reference([q for q in quads if q.predicate != mg("member") or q.object in known])
        for extraction in (first(), second()):
            store.commit_article(article_graph(extraction))
        record_candidates(store)
        publish(store)
    return directory


def test_a_server_answers_as_of_a_day_and_without_doubtful_claims_as_the_store_does(
    kg, dated, running, monkeypatch, tmp_path
):
    _push(kg, dated, running, monkeypatch)
    address = running.bare  # no graph need be named: all are read
    commands = [("memberships", "--set", "body=European Union", "--as-of", day) for day in ("2016", "2021")]
    commands += [("sources", "--as-of", "2021-05-20"), ("participating-states", "--min-confidence", "0.95")]
    answers = []
    for command in commands:
        given = ("query", *command, "--format", "csv", "--cite", tmp_path / "cited.yaml")
        (code, out, err), local = kg(*given, "--endpoint", address), kg(*given, "--store", dated)
        assert code == 0 and (out, err) == local[1:], command
        answers.append(out + err)
    assert "United Kingdom" in answers[0] and "memberships: 1 of then added" in answers[0]
    assert "United Kingdom" not in answers[1] and "France" in answers[1]
    assert "articles: 1; left out: 0 later, 1 without a date that tells" in answers[2]


def test_an_answer_of_a_server_as_of_a_day_is_cited_and_asked_again_there_and_of_the_store(
    kg, dated, running, monkeypatch, tmp_path
):
    _push(kg, dated, running, monkeypatch)
    file, secret = tmp_path / "then.yaml", f"{running.bare}{FACTS}&apikey=hidden"
    given = ("query", "memberships", "--as-of", "2016", "--endpoint", secret)
    assert kg(*given, "--cite", file)[0] == 0
    cited = read_citation(file)
    assert cited.as_of == "2016" and cited.source == running.bare + "?" + urlencode({"default-graph-uri": FACTS_GRAPH})
    for place in (("--endpoint", secret), ("--store", dated)):
        code, out, _ = kg("query", "--replay", file, *place)
        assert code == 0 and out.startswith("the same result") and "the graph is the same" in out
    with program.open(secret, as_of="2016") as graph:
        there = graph.query("memberships", body="European Union", member="United Kingdom")
        assert len(there) == 1 and there.cite().version == cited.version


@pytest.fixture(scope="module")
def bad() -> Iterator[str]:
    with hostile() as address:
        yield address


@pytest.mark.parametrize(
    ("play", "said"),
    [
        ("elsewhere", "sends on to http://localhost:"),
        ("partial", "206 Partial Content, which is no whole answer"),
        ("garbage", "in no format of SPARQL"),
        ("good", "answers no number to COUNT"),
        ("denied", "answers 401 Unauthorized: set KG_ENDPOINT_USER"),
        ("endless", "more than 50,000,000 bytes"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "verify", "network", "view", "export", "push"])
def test_a_bad_server_is_one_line_and_exit_1(kg, bad, stored, command, play, said, tmp_path):
    options = ["--store", stored] if command == "push" else ["--out", tmp_path / "x"] if command == "view" else []
    code, out, err = kg(command, "--endpoint", f"{bad}/{play}", *options)
    assert (code, out, err.count("\n")) == (1, "", 1) and err.startswith("kg: ") and said in err
    assert not Path(tmp_path / "x").exists()


def test_a_server_that_drips_is_given_up_in_time(kg, bad):
    started = time.monotonic()
    code, _, err = kg("export", "--endpoint", f"{bad}/drip", "--timeout", "1")
    assert code == 1 and "no whole answer within 1 seconds" in err and time.monotonic() - started < 10
