"""The relationship graph on the server: made once, by another process, when somebody first asks."""

from __future__ import annotations

import asyncio
import gzip
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Route
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg.graph import article_graph
from kg.serve.drawn import Drawn
from kg.serve.errors import Failed
from kg.serve.pages.graph import graph_html, routes
from kg.serve.served import kept_copy
from kg.store import ArticleStore
from tests.browser import chromium, needs_chromium
from tests.serve.conftest import write_store
from tests.serve.local_ask import being_drawn
from tests.serve.running import Server, drawn
from tests.view.conftest import SCRIPT, hostile
from tests.view.network import write_network
from tests.view.parsed import Page

POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """A server on a small network of its own."""
    store = tmp_path_factory.mktemp("drawn") / "store"
    write_network(store)
    with Server(store) as running:
        yield running


def test_many_ask_at_once_and_it_is_made_once(server: Server):
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: drawn(server.client), range(8)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].headers["content-security-policy"].startswith(POLICY)
    tag = answers[0].headers["etag"]
    assert server.client.request("GET", "/graph", if_none_match=tag).status == 304
    packed = server.client.request("GET", "/graph", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and packed.headers["etag"] != tag
    assert gzip.decompress(packed.body) == answers[0].body and len(packed.body) < len(answers[0].body) / 2
    server.end()
    assert sum("the graph is drawn" in line for line in server.said) == 1


@needs_chromium
def test_actors_lead_from_their_pages_to_the_graph_and_back(tmp_path: Path):
    store = tmp_path / "store"
    write_network(store)
    with Server(store) as running, chromium() as browser:
        drawn(running.client)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{running.port}/page/id/state/EGY")
        page.get_by_role("link", name="Its network in the graph").click()
        page.locator("#panel h2", has_text="Egypt").wait_for()
        page.get_by_role("button", name="Profile").first.click()
        page.locator("#other").get_by_role("link", name="All its data").click()
        page.wait_for_url("**/page/id/state/EGY")
        page.get_by_role("navigation").get_by_role("link", name="Graph").click()
        page.locator("#where", has_text="best connected").wait_for()


@needs_chromium
def test_who_comes_before_it_is_made_waits_and_then_sees_what_was_asked_for(tmp_path: Path):
    found = TestClient(Starlette(routes=routes(being_drawn)), headers=BROWSER).get("/graph")
    assert found.status_code == 503 and found.headers["retry-after"] == "3"
    assert "being drawn" in Page(found.text).text
    write_network(tmp_path / "store")
    waited: list[str] = []

    def first_wait(route: Route) -> None:
        if waited:
            route.continue_()
        else:
            waited.append(route.request.url)
            route.fulfill(status=503, headers=dict(found.headers), body=found.text)

    with Server(tmp_path / "store") as running, chromium() as browser:
        drawn(running.client)
        page = browser.new_page()
        page.route("**/graph", first_wait)
        page.goto(f"http://127.0.0.1:{running.port}/graph#state/EGY")
        page.locator("#panel h2", has_text="Egypt").wait_for()
    assert waited


def test_what_takes_long_is_made_while_others_are_told_to_wait(tmp_path: Path):
    write_store(tmp_path / "store", articles=1)
    served = kept_copy(tmp_path / "store")

    async def run() -> Path:
        draw = Drawn(lambda: served, patience=0.01)
        assert await draw() is None
        async with asyncio.timeout(60):
            while (made := await draw()) is None:
                await asyncio.sleep(0.05)
        return made

    made = asyncio.run(run())
    assert made.parent == served.directory.parent and made.read_bytes().startswith(b"<!doctype html>")


def test_what_cannot_be_made_is_told(tmp_path: Path, capfd):
    write_store(tmp_path / "store", articles=1)
    served = kept_copy(tmp_path / "store")
    shutil.rmtree(served.source)

    async def run() -> None:
        with pytest.raises(Failed, match="cannot be drawn"):
            await Drawn(lambda: served, patience=60)()

    asyncio.run(run())
    assert "it cannot be read" in capfd.readouterr().err


def test_the_page_is_whole_and_runs_nothing_foreign():
    with ArticleStore.in_memory() as articles:
        articles.commit_article(article_graph(hostile()))
        text = graph_html(articles.store).decode()
    page = Page(text)
    assert page.open == []
    scripts = [found for tag, found in page.tags if tag == "script"]
    assert scripts == [
        {"type": "module", "src": "/static/graph/page.js"},
        {"type": "application/json", "id": "data"},
    ]
    names = [found["id"] for _, found in page.tags if "id" in found]
    assert len(names) == len(set(names)), "each id stands once"
    assert SCRIPT in page.text and "doe@example.org" not in text and "555 0123" not in text
