"""How fast the graph page draws and moves, beside cytoscape.js with the same nodes, lines and places.

    python -m tests.benchmarks.viewing [--nodes N…] [--runs R] [--keep FOLDER]

makes a collection of each size (the largest takes minutes: in a kept folder they are found again), opens the page of it
on its map of all in Chromium, drags it about with the mouse and prints, as medians of the runs: milliseconds from the
start of loading to the first picture, and the least of all runs; how many of them the main thread of the page was busy
(which says more where other programs run), the 95th percentile of the time between pictures while it is dragged,
pictures a second while it is dragged and zoomed, and what the program weighs alone and with its data.
cytoscape.js is fetched by npm into the folder, gets the places that the page has, so that it lays nothing out,
and none of the sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path

from playwright.sync_api import Browser, Page
from rich import box
from rich.console import Console
from rich.table import Table

from kg.store import ArticleStore
from kg.view.graph_page import Parts, assembled, graph_parts
from tests.benchmarks.collections import fill
from tests.browser import chromium

SIZES = (500, 5_000, 20_000)
MOVES = 80
_VIEW = Path(__file__).parents[2] / "kg" / "view"
_REST = 1_000
_CORNER = 25
_PATIENCE = 6.0
_COLUMNS = ("Nodes", "Drawn by", "First", "Least", "Busy", "p95", "Pan/s", "Zoom/s", "Alone", "All")
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_FACTS = re.compile(r'<details id="all".*?</details>', re.DOTALL)
# The first picture is there with the frame after the one in which the drawing was done.
_FIRST = """(() => {
    const after = () => requestAnimationFrame(() => setTimeout(() => { window.firstPicture = performance.now(); }));
    const wait = () => (performance.getEntriesByName("drawn").length ? after() : requestAnimationFrame(wait));
    requestAnimationFrame(wait);
})()"""
_FRAMES = """() => {
    const frames = window.frameTimes = [];
    const step = (now) => { if (frames === window.frameTimes) { frames.push(now); requestAnimationFrame(step); } };
    requestAnimationFrame(step);
}"""
_BESIDE = """<!doctype html><meta charset="utf-8"><style>#graph {{ position: absolute; inset: 0 }}</style>
<div id="graph"></div><script src="cytoscape.min.js"></script>
<script type="application/json" id="data">{data}</script>
<script>
const elements = JSON.parse(document.getElementById("data").textContent);
const style = [
  {{ selector: "node", style: {{ label: "data(label)", width: 20, height: 20, "min-zoomed-font-size": 8 }} }},
  {{ selector: "edge", style: {{ width: 1, "curve-style": "haystack" }} }},
];
const fast = {{ hideEdgesOnViewport: {hide}, textureOnViewport: {hide} }};
cytoscape({{ container: document.getElementById("graph"), elements, style, layout: {{ name: "preset" }}, ...fast }})
  .one("render", () => performance.mark("drawn"));
</script>
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one way at one size: milliseconds to the first picture, by the clock, in the quickest run,
    and of the processor; between pictures; pictures a second while it is dragged and while it is zoomed."""

    first: float
    least: float
    busy: float
    frame: float
    dragged: float
    zoomed: float


def collection(nodes: int, folder: Path) -> str:
    """The page of a collection of so many entities, or a few more; its parts are kept in the folder, until what makes
    them is changed."""
    kept = folder / f"{nodes}-{_makers()}.json"
    if not kept.exists():
        with ArticleStore.in_memory() as articles:
            fill(articles, nodes)
            kept.write_text(json.dumps(graph_parts(articles.store)), "utf-8")
    return assembled(Parts(*json.loads(kept.read_text("utf-8"))))


def _makers() -> str:
    """A name for the state of the programs that make a collection and its data."""
    programs = sorted((*_VIEW.glob("*.py"), Path(__file__).with_name("collections.py")))
    return hashlib.sha256(b"".join(program.read_bytes() for program in programs)).hexdigest()[:12]


def beside(page: str, *, hide: bool) -> str:
    """The same nodes, lines and places for cytoscape.js; `hide` sets what it offers for big graphs."""
    data = json.loads(found[1]) if (found := _DATA.search(page)) else {}
    nodes = [
        {"data": {"id": str(number), "label": node["label"]}, "position": dict(zip("xy", node["place"], strict=True))}
        for number, node in enumerate(data["nodes"])
    ]
    pairs = sorted({(fact[0], fact[1]) for fact in data["facts"] if isinstance(fact[1], int)})
    edges = [{"data": {"id": f"{a} {b}", "source": str(a), "target": str(b)}} for a, b in pairs]
    return _BESIDE.format(data=json.dumps(nodes + edges).replace("<", "\\u003c"), hide=str(hide).lower())


def weight(page: str) -> int:
    """Bytes of a page without its data: the facts and what is drawn of them."""
    return len(_FACTS.sub("", _DATA.sub("", page)).encode())


def measured(browser: Browser, address: str, area: str, runs: int) -> Measured:
    """The medians of some runs, each in a window of its own."""
    firsts, *others = zip(*(_run(browser, address, area) for _ in range(runs)), strict=True)
    return Measured(statistics.median(firsts), min(firsts), *map(statistics.median, others))


def _run(browser: Browser, address: str, area: str) -> tuple[float, ...]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    try:
        page.add_init_script(_FIRST)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address)
        page.wait_for_function("() => window.firstPicture")
        figures = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        page.wait_for_timeout(_REST)
        found = page.locator(area).bounding_box()
        assert found
        empty = found["x"] + _CORNER, found["y"] + _CORNER  # a node that is grabbed would move by itself
        first = page.evaluate("window.firstPicture")
        dragged, zoomed = _dragged(page, *empty), _zoomed(page, *empty)
    finally:
        page.close()
    busy = 1_000 * figures["TaskDuration"]
    return (
        first,
        busy,
        statistics.quantiles(dragged, n=20)[-1],
        *(1_000 / statistics.fmean(p) for p in (dragged, zoomed)),
    )


def _dragged(page: Page, x: float, y: float) -> list[float]:
    page.mouse.move(x, y)
    page.mouse.down()
    with _watched(page) as pauses:
        for step in _moves():
            page.mouse.move(x + 3 * (step % 40), y + 2 * (step % 40))
    page.mouse.up()
    return pauses


def _zoomed(page: Page, x: float, y: float) -> list[float]:
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    with _watched(page) as pauses:
        for step in _moves():
            page.mouse.wheel(0, -40 if step % 30 < 15 else 40)
            page.evaluate("new Promise(requestAnimationFrame)")
    page.keyboard.up("Control")
    return pauses


def _moves() -> Iterator[int]:
    """Numbers of moves, as long as there is patience."""
    end = time.monotonic() + _PATIENCE
    return takewhile(lambda _: time.monotonic() < end, range(MOVES))


@contextmanager
def _watched(page: Page) -> Iterator[list[float]]:
    """Milliseconds between pictures during the block, known after it."""
    pauses: list[float] = []
    page.evaluate(_FRAMES)
    yield pauses
    frames = page.evaluate("window.frameTimes")
    pauses += [later - before for before, later in pairwise(frames)]


def fetched(folder: Path) -> str:
    """Puts cytoscape.js into the folder and returns its version."""
    package = folder / "node_modules" / "cytoscape"
    if not package.exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "cytoscape"], check=True)
    shutil.copy(package / "dist" / "cytoscape.min.js", folder)
    version: str = json.loads((package / "package.json").read_text("utf-8"))["version"]
    return version


def compare(browser: Browser, folder: Path, nodes: int, runs: int, version: str) -> Iterator[tuple[str, ...]]:
    """The lines of the table for one size."""
    page = collection(nodes, folder)
    library = (folder / "cytoscape.min.js").stat().st_size
    ways = (
        ("graph.html", page, "#?view=map", "#graph:visible, #map:visible", weight(page)),
        (f"cytoscape.js {version}", beside(page, hide=False), "", "#graph", library),
        ("… moved as a picture", beside(page, hide=True), "", "#graph", library),
    )
    for name, text, fragment, area, size in ways:
        file = folder / "page.html"
        file.write_text(text, "utf-8")
        found = measured(browser, file.as_uri() + fragment, area, runs)
        figures = (
            f"{found.first:,.0f}",
            f"{found.least:,.0f}",
            f"{found.busy:,.0f}",
            f"{found.frame:,.0f}",
            f"{found.dragged:.0f}",
            f"{found.zoomed:.0f}",
        )
        yield f"{nodes:,}", name, *figures, f"{size / 1_000:,.0f}", f"{len(text.encode()) / 1_000:,.0f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.viewing", description="Measures the graph page.")
    parser.add_argument("--nodes", metavar="N", type=int, nargs="+", default=SIZES, help="sizes of the collections")
    parser.add_argument("--runs", metavar="R", type=int, default=5, help="of which the median counts (default 5)")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="keeps collections and cytoscape.js there")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made, chromium() as browser:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        version = fetched(folder)
        for nodes in given.nodes:
            table = Table(*_COLUMNS, box=box.SIMPLE, padding=0, caption="milliseconds, pictures a second, kB")
            for line in compare(browser, folder, nodes, given.runs, version):
                table.add_row(*line)
            Console().print(table)


if __name__ == "__main__":
    main()
