"""The relationship graph of what is served, as a page that is made once a copy and kept beside it.

Drawing takes a while for a big graph, so another process does it when somebody first asks: `python -m kg.serve.drawn
SNAPSHOT FILE`. It reads the snapshot that the copy is of, since sentences are shown from the texts, as in `graph.html`.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pyoxigraph import Store

from kg.export.files import whole_file
from kg.records import KgError
from kg.serve.errors import Failed
from kg.serve.pages.graph import compressed, graph_html
from kg.serve.served import Served

_PROGRAM = Path(__file__).parents[1] / "view"
_AGAIN_AFTER = 60.0
"""Seconds after which a page that could not be made is tried again."""
_NICE = 10


@dataclass(slots=True)
class Drawn:
    """Makes the page of the copy that is served now, once however many ask for it."""

    served: Callable[[], Served]
    patience: float = 4.0
    _making: dict[Path, asyncio.Task[None]] = field(default_factory=dict)

    async def __call__(self) -> Path | None:
        """The file of the page; None where it is not made within some seconds, and goes on being made. Raises Failed
        where it cannot be made."""
        served = self.served()
        target = served.directory.with_name(f"graph-{program()}.html")
        making = self._making.get(target)
        if making is None and not target.is_file():
            making = self._making[target] = asyncio.create_task(self._make(served.source, target))
        if making is not None:
            await asyncio.wait({making}, timeout=self.patience)
            if not making.done():
                return None
            making.result()
        return target

    async def _make(self, source: Path, target: Path) -> None:
        command = (sys.executable, "-m", "kg.serve.drawn", str(source), str(target))
        process = await asyncio.create_subprocess_exec(*command)
        try:
            failed = await process.wait() != 0
        finally:
            if process.returncode is None:
                process.kill()
        after = _AGAIN_AFTER if failed else 0.0
        asyncio.get_running_loop().call_later(after, self._making.pop, target, None)
        if failed:
            raise Failed("the graph cannot be drawn; the operator of the server finds the reason in its log")
        print("kg: the graph is drawn for /graph", file=sys.stderr, flush=True)


@cache
def program() -> str:
    """A digest of what draws the page, so that a newer program does not serve the page of an older one."""
    files = sorted(path for path in _PROGRAM.rglob("*") if path.suffix in (".py", ".js", ".css", ".tsv"))
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=6).hexdigest()


def draw(snapshot: Path, target: Path) -> None:
    """Writes the page of a snapshot, and beside it the same compressed. Raises KgError where it cannot be read or
    written."""
    try:
        store = Store.read_only(str(snapshot))
    except (OSError, RuntimeError) as error:
        raise KgError(f"{snapshot}: it cannot be read ({error}): a newer build may have replaced it") from error
    page = graph_html(store)
    for path, content in ((compressed(target), gzip.compress(page, mtime=0)), (target, page)):
        with whole_file(path) as file:
            file.write(content)


if __name__ == "__main__":
    os.nice(_NICE)
    try:
        draw(Path(sys.argv[1]), Path(sys.argv[2]))
    except KgError as error:
        sys.exit(f"kg: {error}")
