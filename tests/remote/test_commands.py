"""The commands that read, put to a real server after `kg push` and to servers that answer badly."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import settings
from kg.query.credentials import PASSWORD, USER
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
