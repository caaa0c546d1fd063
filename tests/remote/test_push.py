"""A store sent to real servers: what they hold afterwards, and after a push that was broken off anywhere."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg import settings
from kg.citation import UNKNOWN, graph_version, published_version
from kg.query import Endpoint
from kg.query.credentials import PASSWORD, USER, Credentials
from kg.query.web import Web
from kg.records import KgError
from kg.remote import Contents, Push, Server
from kg.remote.server import TRIES
from tests.query.hostile_server import Server as Hostile
from tests.query.hostile_server import hostile
from tests.remote.conftest import VERSIONS, connected, empty, held, store_of

ROOT = Path(__file__).parent.parent.parent
PRIVATE = (settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS, settings.RUNS_GRAPH)


class BrokenOff(BaseException):
    """As if the process were killed: nothing is done after it."""


def test_the_server_holds_the_public_graphs_and_the_facts(server, versions, contents):
    pushed = Push(contents(0), server).run()
    store, there = versions[0], held(server)
    assert (pushed.new, pushed.changed, pushed.unchanged, pushed.facts) == (3, 0, 0, store.counts()["facts"])
    for name, found in there.items():
        assert not name.startswith(PRIVATE)
        if name != settings.PUSHES_GRAPH:
            graph = DefaultGraph() if name == settings.FACTS_GRAPH else NamedNode(name)
            assert found == {quad.triple for quad in store.store.quads_for_pattern(None, None, None, graph)}
    assert len(there) == 5


def test_the_server_tells_which_version_it_holds_only_while_it_holds_no_other(running, versions, contents):
    server = connected(running)
    target = Endpoint(running.bare)
    Push(contents(1), server).run()
    assert published_version(target) == graph_version(versions[1])
    Push(contents(2), server).run()  # an article of the old state stays
    assert published_version(target) == UNKNOWN
    Push(contents(2), server).run(prune=True)
    assert published_version(target) == graph_version(versions[2])


def test_what_is_there_is_not_sent_again(server, contents, monkeypatch):
    Push(contents(0), server).run()
    monkeypatch.setattr(Server, "_send", lambda *_: pytest.fail("something was sent"))
    pushed = Push(contents(0), server).run()
    assert (pushed.new, pushed.changed, pushed.unchanged) == (0, 0, 3)


def test_articles_are_replaced_and_removed_with_their_facts(server, contents):
    for number in range(3):
        pushed = Push(contents(number), server).run(prune=True)
    assert (pushed.new, pushed.changed, pushed.unchanged, pushed.removed) == (0, 1, 2, 1)
    after = held(server)
    empty(server)
    Push(contents(2), server).run()
    assert after == held(server)


def test_without_prune_articles_stay_and_are_told(server, contents):
    Push(contents(1), server).run()
    pushed = Push(contents(2), server).run()
    assert (pushed.removed, pushed.foreign) == (0, 1)
    assert Push(contents(2), server).run(prune=True).removed == 1


def test_contacts_and_texts_come_and_go_as_asked(running, versions):
    server, store = connected(running), versions[0]
    Push(Contents(store, contacts=True, texts=True), server).run()
    names = held(server).keys()
    assert sum(name.startswith(settings.CONTACTS_GRAPHS) for name in names) == 1
    assert sum(name.startswith(settings.TEXT_GRAPHS) for name in names) == 2
    Push(Contents(store), server).run()
    assert not [name for name in held(server) if name.startswith(PRIVATE)]


def test_a_dry_run_tells_and_sends_nothing(running, contents):
    server = connected(running)
    Push(contents(0), server).run()
    before = held(server)
    plan = Push(contents(2), server).plan(prune=True)
    assert (plan.new, plan.changed, plan.unchanged, plan.removed) == (1, 1, 1, 1)
    assert held(server) == before


def test_what_was_lost_on_the_server_is_sent_again(running, contents):
    server = connected(running)
    Push(contents(0), server).run()
    whole = held(server)
    server.drop(NamedNode(max(name for name in whole if name.startswith(settings.ARTICLE))))
    Push(contents(0), server).run()
    assert held(server) == whole
    server.drop(NamedNode(settings.FACTS_GRAPH))
    Push(contents(0), server).run()
    assert held(server) == whole


def test_facts_that_should_not_be_there_are_told_and_mended_by_again(running, contents):
    server = connected(running)
    Push(contents(0), server).run()
    whole = held(server)
    server.add(NamedNode(settings.FACTS_GRAPH), ["<http://x/a> <http://x/b> <http://x/c> ."])
    with pytest.raises(KgError, match=r"triples of <.*graph/default> instead of .*: 'kg push --again' sends all anew"):
        Push(contents(0), server).run()
    Push(contents(0), server, again=True).run()
    assert held(server) == whole


def test_a_push_broken_off_anywhere_and_run_again_gives_the_same(oxigraph, contents, monkeypatch):
    """The push that is broken off is of another state than the one that mends it."""
    server = connected(oxigraph)
    empty(server)
    Push(contents(2), server).run(prune=True)
    wanted, send = held(server), Server._send
    for point in itertools.count():
        empty(server)
        Push(contents(0), server).run()
        sent = itertools.count()
        monkeypatch.setattr(Server, "_send", lambda *given, n=sent, at=point: _break(n, at) or send(*given))
        try:
            Push(contents(1), server).run(prune=True)
            break
        except BrokenOff:
            pass
        finally:
            monkeypatch.setattr(Server, "_send", send)
        Push(contents(2), server).run(prune=True)
        assert held(server) == wanted, f"broken off before request {point}"
    assert point > 10


def _break(sent, at):
    if next(sent) == at:
        raise BrokenOff


KILLED = """
import os, signal, sys
from tests.remote.conftest import VERSIONS, Contents, Server, store_of
from kg.query import Endpoint
from kg.remote import Push
ask, update, graphs, at = sys.argv[1:]
send, sent = Server._send, [0]
def counted(*given):
    if sent[0] == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
    sent[0] += 1
    return send(*given)
Server._send = counted
Push(Contents(store_of(*VERSIONS[1])), Server(Endpoint(ask), update, graphs)).run(prune=True)
"""


@pytest.mark.parametrize("at", [1, 4, 7, 10])
def test_a_process_that_is_killed_leaves_what_the_next_one_finishes(virtuoso, contents, at):
    server = connected(virtuoso)
    empty(server)
    Push(contents(1), server).run(prune=True)
    wanted = held(server)
    empty(server)
    Push(contents(0), server).run()
    command = [sys.executable, "-c", KILLED, virtuoso.bare, virtuoso.update, virtuoso.graph_store, str(at)]
    shown = {USER: "dba", PASSWORD: "dba"}
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **shown}, capture_output=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert held(server) != wanted
    Push(contents(1), server).run(prune=True)
    assert held(server) == wanted


def test_a_wrong_password_is_told(virtuoso, contents):
    endpoint = Endpoint(virtuoso.bare, credentials=Credentials("dba", "wrong-word"))
    with pytest.raises(KgError, match=r"answers 401 .*: set KG_ENDPOINT_USER") as error:
        Push(contents(0), Server(endpoint, virtuoso.update)).run()
    assert "wrong-word" not in str(error.value)


def test_a_busy_server_is_waited_for_as_long_as_it_says():
    waited: list[float] = []
    with hostile() as address:
        server = Server(Endpoint(f"{address}/busy"), sleep=waited.append)
        server.update("DROP SILENT GRAPH <http://x/g>")
        assert (waited, len(Hostile.asked)) == ([7.0, 7.0], 3)
        waited.clear()
        with pytest.raises(KgError, match="answers 503"):
            Server(Endpoint(f"{address}/always-busy"), sleep=waited.append).update("DROP SILENT GRAPH <http://x/g>")
    assert waited == [2.0**attempt for attempt in range(TRIES - 1)]


def test_every_request_has_a_deadline():
    with hostile() as address:
        server = Server(Endpoint(f"{address}/drip", deadline=0.3))
        with pytest.raises(KgError, match=r"no whole answer within 0\.3 seconds"):
            server.update("DROP SILENT GRAPH <http://x/g>")


def test_large_graphs_go_in_pieces(running, monkeypatch):
    sizes_sent: list[int] = []
    send = Web.send
    monkeypatch.setattr(
        Web,
        "send",
        lambda web, request, *good: sizes_sent.append(len(request.data or b"")) or send(web, request, *good),
    )
    graph = NamedNode(settings.ARTICLE + "0123456789abcdef")
    lines = [f"<http://x/{number}> <http://x/p> <http://x/{'o' * 80}> ." for number in range(12_000)]
    for by_update in (True, False):
        server = connected(running, by_update=by_update)
        server.replace(graph, lines)
        assert len(held(server)[graph.value]) == 12_000
        server.drop(graph)
    assert max(sizes_sent) < 2_000_000


def test_addresses_are_checked_before_anything_is_sent():
    endpoint = Endpoint("http://127.0.0.1:9/sparql")
    with pytest.raises(KgError, match="--update-endpoint ftp://x: give an address"):
        Server(endpoint, "ftp://x")
    with pytest.raises(KgError, match=r"--graph-store example\.org: an address with a name and a password"):
        Server(endpoint, "", "https://me:secret@example.org/")


def test_states_of_the_store_differ_as_the_tests_need():
    markers = [{marker.key for marker in store_of(*extractions).markers()} for extractions in VERSIONS]
    assert markers[1] - markers[0] and markers[1] - markers[2]
