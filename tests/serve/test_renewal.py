"""A newer snapshot is served without a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kg import settings
from kg.serve.jobs import Job
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.renewal import Renewal
from kg.serve.served import Served, kept_copy
from tests.serve.conftest import write_store

CLAIMS = Job(
    f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?claim a <{settings.ONTOLOGY}Claim> }} }}",
    formats=("csv", None, None),
)


async def counted(pool: Pool) -> int:
    return int((await pool.answer(CLAIMS)).body.split()[1])


def test_a_newer_snapshot_is_served_while_queries_are_answered(tmp_path: Path):
    store = tmp_path / "store"
    write_store(store, articles=1)
    renewed: list[Served] = []

    async def run() -> None:
        served = kept_copy(store)
        pool = Pool(served.directory, Limits(workers=2))
        await pool.start()
        async with Renewal(store, pool, served, renewed.append, every=0.1).running(), asyncio.timeout(60):
            assert await counted(pool) == 1
            write_store(store, articles=2)
            while await counted(pool) != 2:
                await asyncio.sleep(0.01)
        await pool.stop()

    asyncio.run(run())
    assert [copy.snapshot for copy in renewed] == ["00000002"]
    assert renewed[0].directory.is_dir()


def test_what_cannot_be_served_is_told_and_the_old_copy_goes_on(tmp_path: Path, capfd):
    store = tmp_path / "store"
    write_store(store, articles=1)

    async def run() -> None:
        served = kept_copy(store)
        pool = Pool(served.directory, Limits(workers=1, spares=0))
        await pool.start()
        (store / "served" / "00000002").write_text("in the way")
        write_store(store, articles=2)
        async with Renewal(store, pool, served, lambda _: None, every=0.1).running(), asyncio.timeout(60):
            while "the newer build is not served" not in capfd.readouterr().err:
                await asyncio.sleep(0.1)
            assert await counted(pool) == 1
        await pool.stop()

    asyncio.run(run())
