"""A server goes over to a newer snapshot of its store by itself, while it answers."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from kg.records import KgError
from kg.serve.pool import Pool
from kg.serve.served import Served, kept_copy
from kg.store import newest_snapshot


@dataclass(slots=True)
class Renewal:
    """Looks for a newer snapshot of the store every so many seconds; `on_renewed` is told of each that is served."""

    store: Path
    pool: Pool
    served: Served
    on_renewed: Callable[[Served], None]
    every: float = 10.0

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Looks for as long as the context lasts."""
        looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            looking.cancel()

    async def _look(self) -> None:
        tried = self.served.snapshot
        while True:
            await asyncio.sleep(self.every)
            newest = newest_snapshot(self.store)
            if newest is None or newest.name == tried:
                continue
            tried = newest.name
            try:
                await self._renew()
            except (OSError, KgError) as error:
                print(f"kg: the newer build is not served, the older one is: {error}", file=sys.stderr)

    async def _renew(self) -> None:
        """Another process makes the copy, so that requests are answered meanwhile."""
        making = await asyncio.create_subprocess_exec(sys.executable, "-m", "kg.serve.served", str(self.store))
        if await making.wait() != 0:
            raise KgError(f"{self.store}: its copy cannot be made")
        self.served = kept_copy(self.store)
        self.pool.renew(self.served.directory)
        self.on_renewed(self.served)
