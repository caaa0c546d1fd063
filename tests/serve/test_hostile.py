"""Whatever is thrown at a server: each request gets a proper status in time, nothing is fetched, and ordinary queries
are answered all the while."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serve.canary import Canary
from tests.serve.hostile import Attack, fetching, malformed, slow
from tests.serve.running import Client, Response, Server

IN_TIME = 6.0


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """A listener; it is known to hear, so that its silence means something."""
    listening = Canary()
    socket.create_connection(("127.0.0.1", listening.port), timeout=5).close()
    while listening.visits == 0:
        time.sleep(0.01)
    assert listening.visits == 1
    listening.visits = 0
    yield listening
    listening.close()


class Ordinary:
    """Somebody who asks a simple question again and again."""

    QUESTION = "SELECT ?s { ?s ?p ?o } LIMIT 3"

    def __init__(self, client: Client) -> None:
        self.answers: list[Response] = []
        self._client = client
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Ordinary:
        self.answers.append(self._client.get(self.QUESTION))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._done.wait(0.02):
            self.answers.append(self._client.get(self.QUESTION))


def thrown(client: Client, attacks: dict[str, Attack]) -> dict[str, Response]:
    """The answers to all attacks, made at the same time."""
    with ThreadPoolExecutor(len(attacks)) as pool:
        answers = pool.map(lambda attack: attack(client), attacks.values())
        return dict(zip(attacks, answers, strict=True))


def wrong(answers: dict[str, Response], right: Callable[[Response], bool]) -> dict[str, tuple[int, float, str]]:
    return {
        name: (answer.status, answer.seconds, answer.text[:200])
        for name, answer in answers.items()
        if not right(answer) or answer.seconds > IN_TIME
    }


def test_slow_queries_end_in_time_and_hinder_nobody(server: Server, client: Client):
    with Ordinary(client) as ordinary:
        answers = thrown(client, slow())
    assert wrong(answers, lambda answer: answer.status in (413, 500, 503, 504)) == {}
    assert all("retry-after" in answer.headers for answer in answers.values() if answer.status == 503)
    assert len(ordinary.answers) > 3
    assert {answer.status for answer in ordinary.answers} == {200}
    assert server.process.poll() is None


def test_a_slow_query_alone_gets_its_whole_time(client: Client):
    answer = client.get("SELECT (COUNT(*) AS ?alone) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert answer.status == 504
    assert answer.text == "the query has no answer within 5 seconds: narrow it\n"
    assert answer.seconds == pytest.approx(5, abs=1)


def test_what_is_malformed_is_told_to_be(server: Server, client: Client):
    with Ordinary(client) as ordinary:
        answers = thrown(client, malformed())
    assert wrong(answers, lambda answer: 400 <= answer.status < 500) == {}
    assert {answer.status for answer in ordinary.answers} == {200}
    assert server.process.poll() is None


def test_nothing_is_fetched(client: Client, canary: Canary):
    answers = thrown(client, fetching(canary.url))
    assert wrong(answers, lambda answer: answer.status in (200, 400, 403)) == {}
    assert {name for name, answer in answers.items() if answer.status == 200} == {
        "from the web",
        "from a file",
        "named graph of the web",
        "default graph of a request",
        "file of a request",
    }
    assert [answer.rows for answer in answers.values() if answer.status == 200] == [[]] * 5
    assert canary.visits == 0


def test_the_attacks_are_many():
    assert len({**slow(), **malformed(), **fetching("http://127.0.0.1/")}) >= 40
