"""How workers are shared among queries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.records import KgError
from kg.serve import api
from kg.serve.application import application
from kg.serve.asking import FromPool
from kg.serve.clients import CLIENT
from kg.serve.errors import Busy, Died, Late, Malformed, ServeError, TooLarge
from kg.serve.jobs import Job, Outcome
from kg.serve.lanes import NEW, QUICK, SLOW, STEADY, Costs, lanes
from kg.serve.limits import Limits
from kg.serve.pages import routes
from kg.serve.pool import Pool
from kg.serve.served import served_copy
from tests.serve.local_ask import being_drawn

QUICK_JOB = Job("ASK { ?s ?p ?o }")


def endless(number: int = 0) -> Job:
    return Job(f"SELECT (COUNT(*) AS ?n{number}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}")


@pytest.fixture(scope="module")
def directory(store: Path) -> Iterator[Path]:
    """The copy that workers open."""
    with served_copy(store) as served:
        yield served.directory


def with_pool(directory: Path, limits: Limits, work: Callable[[Pool], Awaitable[None]]) -> None:
    """Does the work with a pool that has started, and ends it."""

    async def run() -> None:
        pool = Pool(directory, limits)
        await pool.start()
        try:
            await work(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


async def errors(pool: Pool, *jobs: Job) -> list[type[BaseException] | None]:
    """What is raised for jobs that are given at the same time; None for an answer."""
    outcomes = await asyncio.gather(*map(pool.answer, jobs), return_exceptions=True)
    return [type(outcome) if isinstance(outcome, BaseException) else None for outcome in outcomes]


def test_answers_and_faults(directory: Path):
    async def work(pool: Pool) -> None:
        assert (await pool.answer(QUICK_JOB)).body == b'{"head":{},"boolean":true}'
        with pytest.raises(Malformed, match=r"line 1, column 6"):
            await pool.answer(Job("ASK {"))
        with pytest.raises(TooLarge, match=r"more than 1,000 bytes"):
            await pool.answer(Job("SELECT * { ?s ?p ?o }"))

    with_pool(directory, Limits(workers=1, answer=1000), work)


def test_a_slow_query_ends_at_its_time_and_quick_ones_do_not_wait_for_it(directory: Path):
    async def work(pool: Pool) -> None:
        await pool.answer(QUICK_JOB)
        slow = [asyncio.create_task(pool.answer(endless(number))) for number in range(6)]
        await asyncio.sleep(0.2)
        for _ in range(5):
            await pool.answer(QUICK_JOB)
        assert not any(task.done() for task in slow)
        found = {type(error) for error in await asyncio.gather(*slow, return_exceptions=True)}
        assert Late in found
        assert found <= {Late, Busy}
        await pool.answer(QUICK_JOB)

    with_pool(directory, Limits(workers=2, seconds=3), work)


def test_of_queries_known_to_be_slow_one_runs_at_a_time(directory: Path):
    async def work(pool: Pool) -> None:
        assert await errors(pool, endless()) == [Late]
        assert sorted(map(str, await errors(pool, endless(), endless(), endless()))) == [
            str(Busy),
            str(Busy),
            str(Late),
        ]

    with_pool(directory, Limits(workers=2, seconds=1), work)


def test_a_query_that_is_given_up_frees_its_place(directory: Path):
    async def work(pool: Pool) -> None:
        for number in range(3):
            asking = asyncio.create_task(pool.answer(endless(number)))
            await asyncio.sleep(0.2)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
        waiting = asyncio.create_task(pool.answer(endless()))
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await pool.answer(QUICK_JOB)).body

    with_pool(directory, Limits(workers=1, spares=0, seconds=30), work)


def test_a_query_that_takes_too_much_memory_fails_alone(directory: Path):
    async def work(pool: Pool) -> None:
        grow = "".join(f" BIND(REPLACE(?{a}, 'a', ?{a}) AS ?{b})" for a, b in ("ab", "bc", "cd"))
        query = f"SELECT (STRLEN(?d) AS ?n) {{ BIND('{'a' * 40}' AS ?a){grow} }}"
        assert await errors(pool, Job(query)) == [Died]
        assert await errors(pool, QUICK_JOB, QUICK_JOB) == [None, None]

    with_pool(directory, Limits(workers=1, seconds=30, memory=64 * 2**20), work)


def test_more_than_so_many_do_not_wait(directory: Path):
    async def work(pool: Pool) -> None:
        found = await errors(pool, *(Job(f"SELECT (COUNT(*) AS ?n{n}) {{ ?s ?p ?o }}") for n in range(20)))
        assert found.count(Busy) > 5
        assert found.count(None) > 3

    with_pool(directory, Limits(workers=1, spares=0, waiting=5), work)


def test_a_pool_that_has_ended_takes_nothing(directory: Path):
    async def run() -> ServeError:
        pool = Pool(directory, Limits(workers=1))
        await pool.start()
        await pool.stop()
        with pytest.raises(Busy) as raised:
            await pool.answer(QUICK_JOB)
        return raised.value

    assert "ask again" in str(asyncio.run(run()))


def test_workers_that_cannot_open_the_store_are_told(tmp_path: Path):
    async def run() -> None:
        await Pool(tmp_path / "none", Limits(workers=1, spares=0)).start()

    with pytest.raises(KgError, match="no worker can be started"):
        asyncio.run(run())


def test_costs_are_learned():
    costs = Costs(lanes(4, 0.3), most=2)
    assert costs.lane_of("a") == NEW
    costs.learn("a", 0.01)
    assert costs.lane_of("a") == QUICK
    costs.learn("a", 0.2)
    assert costs.lane_of("a") == STEADY
    costs.learn("a", float("inf"))
    assert costs.lane_of("a") == SLOW
    costs.learn("b", 0.01)
    costs.learn("c", 0.01)
    assert costs.lane_of("a") == NEW, "the oldest is forgotten"
    assert costs.lane_of("b") == costs.lane_of("c") == QUICK


async def answer(pool: Pool, job: Job, client: str) -> Outcome:
    """The answer to a query in a request of a client."""
    CLIENT.set(client)
    return await pool.answer(job)


def test_many_queries_of_one_client_keep_no_other_out(directory: Path):
    async def work(pool: Pool) -> None:
        others = [asyncio.create_task(answer(pool, endless(number), "192.0.2.1")) for number in range(60)]
        await asyncio.sleep(0.2)
        refused = [task.exception() for task in others if task.done()]
        assert all(isinstance(error, Busy) for error in refused) and len(refused) >= 20
        for number in range(5):
            begun = asyncio.get_running_loop().time()
            asked = Job(f"SELECT ?n {{ VALUES ?n {{ {number} }} }}")
            assert str(number).encode() in (await answer(pool, asked, "192.0.2.2")).body
            assert asyncio.get_running_loop().time() - begun < 3
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    with_pool(directory, Limits(workers=2, waiting=64, seconds=10.0), work)


def test_all_that_a_request_has_the_pool_answer_is_of_its_client():
    class Asked(Pool):
        async def answer(self, _: Job) -> Outcome:
            raise Busy(f"asked by {CLIENT.get()}")

    pool = Asked(Path())
    json_api = api.routes(api.Api(FromPool(pool)))
    app = application(pool, {}, pages=[*json_api, *routes(FromPool(pool), being_drawn)])
    browser = TestClient(app, client=("192.0.2.7", 1), headers={"accept": "text/html"})
    for path in ("/sparql?query=ASK%7B%7D", "/", "/search.json?q=iom", "/questions/sources.json"):
        assert "asked by 192.0.2.7" in browser.get(path).text, path
