"""What a server tells its operator: `/health` and `/metrics`."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from kg import settings
from kg.serve import api
from kg.serve.application import application
from kg.serve.asking import FromPool
from kg.serve.condition import Condition
from kg.serve.limits import Limits
from kg.serve.pages import routes
from kg.serve.pool import Pool
from kg.serve.prometheus import Measure, Sample, histogram, written
from kg.serve.served import Served, served_copy
from kg.serve.tally import OTHER, Tally, route_of
from tests.serve.local_ask import being_drawn
from tests.serve.running import Client, Server
from tests.serve.test_pool import with_pool
from tests.serve.test_staying_up import ENDLESS, until

Values = dict[tuple[str, str], float]


def measured(client: Client) -> Values:
    """What /metrics says, as Prometheus reads it: by the name of a sample and its labels."""
    answer = client.request("GET", "/metrics")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    return parsed(answer.text)


def parsed(text: str) -> Values:
    found: Values = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation and family.type in ("counter", "gauge", "histogram"), family
        for sample in family.samples:
            key = sample.name, " ".join(sample.labels.values())
            assert key not in found
            found[key] = sample.value
    return found


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    """A server with one worker for a query, and its usual spare ones."""
    with Server(store, "--workers", "1", "--timeout", "15") as running:
        yield running


def test_health_tells_what_is_served(client: Client):
    answer = client.request("GET", "/health")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    health, said = answer.json(), measured(client)
    assert health["status"] == "ok" and health["workers"] >= 1
    assert said["kg_triples", ""] == health["triples"] > 1000
    assert said["kg_state_info", health["state"]] == 1 and re.fullmatch(r"sha256:[0-9a-f]{64}", health["state"])
    state = client.request("GET", "/articles.json").json()["generatedFrom"]["version"]
    assert state == health["state"], "it is the state that answers name"
    assert said["kg_build_info", settings.VERSION] == 1
    assert client.request("HEAD", "/health").status == 200
    assert client.request("POST", "/metrics").status == 405


def test_requests_are_counted_by_kind_and_status_and_nothing_else_of_them_is_told(client: Client):
    before = measured(client)
    for secret in range(40):
        client.request("GET", f"/secret-{secret}?token=secret", X_Forwarded_For=f"198.51.100.{secret}")
    assert client.get("SELECT ?secret { ?secret a mg:Article }").status == 200
    assert client.get("no secret query").status == 400
    assert client.request("GET", "/page/id/state/KEN").status == 200
    assert client.request("GET", "/data/id/state/KEN.ttl").status == 200
    assert client.request("GET", "/id/state/KEN").status == 303
    after = measured(client)
    text = client.request("GET", "/metrics").text

    def more(*key: str) -> float:
        return after.get((key[0], key[1]), 0) - before.get((key[0], key[1]), 0)

    assert more("kg_http_requests_total", "other 404") == 40
    assert [more("kg_http_requests_total", f"sparql {status}") for status in (200, 400)] == [1, 1]
    assert [more("kg_http_requests_total", one) for one in ("page 200", "data 200", "iri 303")] == [1, 1, 1]
    assert more("kg_http_request_duration_seconds_count", "sparql") == 2
    assert more("kg_http_request_duration_seconds_bucket", "sparql +Inf") == 2
    assert 0 < more("kg_http_request_duration_seconds_sum", "sparql") < 30
    assert after["kg_http_requests_under_way", ""] == 1, "the one that asks"
    assert not re.search(r"secret|198\.51|127\.0\.0\.1|KEN|mg:", text)
    assert len(text.splitlines()) < 250


def test_a_busy_server_tells_who_waits_and_takes_no_turn_for_it(client: Client):
    started = measured(client)["kg_workers_started_total", ""]
    asked = [
        threading.Thread(target=client.get, args=(ENDLESS.replace("?n", f"?n{number}"),), daemon=True)
        for number in range(3)
    ]
    for thread in asked:
        thread.start()
    lanes = ("quick", "new", "steady", "slow")

    def waiting() -> bool:
        said = measured(client)
        return sum(said["kg_queries_waiting", lane] for lane in lanes) >= 1 and said["kg_queries_running", "slow"] == 1

    assert until(waiting), "of three endless queries one runs in the slow lane, and others wait"
    assert client.request("GET", "/health").status == 200
    for thread in asked:
        thread.join()
    said = measured(client)
    assert sum(said["kg_queries_waiting", lane] + said["kg_queries_running", lane] for lane in lanes) == 0
    assert said["kg_workers_ended_total", "stopped"] >= 1, "what was late was stopped"
    assert until(lambda: measured(client)["kg_workers_started_total", ""] > started)


def test_a_worker_that_dies_is_counted_and_replaced(server: Server):
    def rests() -> bool:
        """Whether the workers that run are those that are ready: none starts, and none is being ended."""
        ready = measured(server.client)["kg_workers_ready", ""]
        return ready >= 3 and len(server.workers()) == ready

    assert until(rests)
    before = measured(server.client)["kg_workers_ended_total", "died"]
    os.kill(server.workers()[0], signal.SIGKILL)
    assert until(lambda: measured(server.client)["kg_workers_ended_total", "died"] == before + 1)
    assert until(lambda: server.client.request("GET", "/health").json()["workers"] >= 3), "one and two spare ones"


@pytest.fixture(scope="module")
def copy(store: Path) -> Iterator[Served]:
    """The copy that is served."""
    with served_copy(store) as served:
        yield served


def test_without_a_worker_it_is_not_well(copy: Served):
    idle = Condition(Pool(copy.directory), Tally(), lambda: copy)
    answer = TestClient(Starlette(routes=idle.routes())).get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "no worker is ready")


def test_every_route_has_a_kind(copy: Served):
    pool = Pool(copy.directory)
    graph = FromPool(pool)
    condition = Condition(pool, Tally(), lambda: copy)
    pages = [*condition.routes(), *api.routes(api.Api(graph)), *routes(graph, being_drawn, names=graph)]
    paths = [path for route in application(pool, {}, pages=pages).routes for path in paths_of(route)]
    assert len(paths) > 40
    assert [path for path in paths if route_of(path) == OTHER] == ["/x"], "what is nowhere alone has none"
    assert route_of("/review") == route_of("/review/decide") == "review"
    assert route_of("/" + "question" * 10_000) == OTHER


def paths_of(route: BaseRoute) -> list[str]:
    if isinstance(route, Mount):
        return [f"{route.path}/x"]
    assert isinstance(route, Route), route
    return [re.sub(r"\{[^}]*\}", "x", route.path)]


def test_an_answer_that_the_client_has_left_is_counted_too():
    async def nothing(*_: object) -> None:
        raise ConnectionError

    async def ask(application: Callable[..., object]) -> None:
        scope = {"type": "http", "path": "/sparql", "method": "GET"}
        with pytest.raises(ConnectionError):
            await application(scope, nothing, nothing)  # type: ignore[misc]

    tally = Tally()
    anyio.run(ask, tally.around(nothing))
    assert parsed(written(tally.measures()).decode())["kg_http_requests_total", "sparql left"] == 1


def test_labels_and_histograms_are_read_back():
    odd = 'a "b"\\c\nd'
    text = written(
        [
            Measure("one", "gauge", 'told "so"\\\nand so', [Sample(0.25, {"label": odd})]),
            Measure("two", "histogram", "Times.", histogram({"of": "x"}, (0.5, 1), (2, 0, 1), 7.5)),
        ]
    ).decode()
    one, two = text_string_to_metric_families(text)
    assert (one.samples[0].labels, one.samples[0].value) == ({"label": odd}, 0.25)
    assert one.documentation == 'told "so"\\\nand so'
    assert [(sample.labels.get("le"), sample.value) for sample in two.samples] == [
        ("0.5", 2), ("1", 2), ("+Inf", 3), (None, 7.5), (None, 3),
    ]  # fmt: skip


def test_workers_that_make_room_for_a_newer_state_are_not_taken_for_dead(copy: Served):
    async def work(pool: Pool) -> None:
        before = pool.load().ready
        pool.renew(copy.directory)
        for _ in range(1000):
            if (load := pool.load()).ended["renewed"] >= before and load.ready:
                break
            await anyio.sleep(0.02)
        assert load.ended["renewed"] >= before >= 1 and load.ended["died"] == load.ended["stopped"] == 0
        assert load.started > load.ended["renewed"]

    with_pool(copy.directory, Limits(workers=1, spares=1), work)
