"""Every page, in a real browser, of a store whose every text is markup with scripts in it. The browser is told to heed
no policy, so that the policy is not what keeps a page from running them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

import kg
from kg import settings
from kg.documentation import documentation
from kg.graph.terms import article_iri
from kg.network import Selection, read_facts
from kg.store import ArticleStore
from kg.view import graph_page, report
from kg.view.network_report import network_report
from tests.browser import needs_chromium
from tests.serve.hostile_article import Written, evil, kept_out, write_store
from tests.serve.running import Server, drawn

pytestmark = needs_chromium
TOKEN = "a-token-for-tests-only"
LABELS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?thing ?name ?x WHERE { ?thing rdfs:label ?name "
NAMES = LABELS + "BIND(<javascript:window.ran=1> AS ?x) FILTER(CONTAINS(?name, '<')) }"
FAULTY = "SELECT ?a WHERE { <img src=x onerror=window.ran=1> }"
NOWHERE = "/" + quote(evil("nowhere"), safe="")
FOREIGN = """() => [
  ...document.querySelectorAll("evil-element, img, iframe, object, embed, base, form[action*=':']"),
  ...document.querySelectorAll("[onerror], [onload]"),
  ...[...document.querySelectorAll("[href], [src]")].filter((e) => /^\\s*(javascript|data:text)/i.test(
    e.getAttribute("href") ?? e.getAttribute("src"))),
  ...[...document.scripts].filter((e) => /window.ran/.test(e.text) && e.type !== "application/json"),
].map((e) => e.outerHTML.slice(0, 200))"""
SHOWN = """() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll("script, style").forEach((e) => e.remove());
  return copy.textContent + [...copy.querySelectorAll("input, textarea")].map((e) => e.value).join(" ");
}"""


@dataclass(frozen=True, slots=True)
class Served:
    """The server, and what it serves."""

    address: str
    written: Written
    files: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    written = write_store(folder)
    write_files(written, folder)
    options = ("--review", "--decisions", str(written.decisions), "--token", TOKEN)
    with Server(written.out / "store", *options) as running:
        drawn(running.client)
        yield Served(f"http://127.0.0.1:{running.port}", written, folder)


def write_files(written: Written, folder: Path) -> None:
    """The files that commands make of the store."""
    with ArticleStore.open(written.out / "store") as articles:
        store = articles.store
        network = network_report(read_facts(store), Selection(persons=True, planned=True))
        made = {"report": report(store, kept_out()), "graph": graph_page(store), "network": network}
    picture = re.search(r"data:image/svg\+xml;base64,([^\"]+)", network)
    assert picture
    (folder / "picture.svg").write_bytes(base64.b64decode(picture[1]))
    with kg.open(written.out / "store") as opened:
        rows = opened.query(NAMES)
        made |= {"rows": rows._repr_html_(), "documentation": documentation()}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page whose scripts no policy stops; the test fails where one runs, or where a picture is asked for."""
    context = browser.new_context(base_url=served.address, bypass_csp=True, accept_downloads=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: faults.append(request.url) if re.search(r"/x$", request.url) else None)
    yield opened
    context.close()
    assert faults == []


def check(page: Page, *places: str) -> None:
    """Nothing ran, there is no element that an article brought, and the text of these places is shown as it is."""
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    assert page.evaluate("window.ran") is None
    assert page.evaluate(FOREIGN) == []
    text = page.evaluate(SHOWN)
    assert [place for place in places if f"{place} '\"></title>" not in text] == []


def address_of(name: str, written: Written) -> str:
    """The address of the page with a name of the table below."""
    kind, _, rest = name.partition(" ")
    if kind == "entity":
        return "/page/" + written.entities[evil(rest)].value.removeprefix(settings.BASE)
    if kind == "article":
        return "/page/" + article_iri(evil("key")).value.removeprefix(settings.BASE) + rest
    return name


PAGES = {
    "/": ("title", "publisher"),
    "/articles": ("title", "publisher"),
    "/search?q=%3Cscript": ("event", "person", "unit", "alias", "title"),
    f"/search?q={quote(evil('nobody'), safe='')}": ("nobody",),
    "article": ("title", "publisher", "key", "quote", "quotation", "position", "event"),
    "article /claim/1": ("event", "title"),
    "article /claim/9": ("unit", "person"),
    "entity event": ("event", "alias", "unit", "quote", "title", "publisher", "reviewer"),
    "entity person": ("person", "alias", "position", "quotation"),
    "entity unit": ("unit", "alias", "event", "person"),
    "entity gone": ("withdrawn",),
    "/page/id/state/KEN": ("event",),
    "/page/id/international-organization/iom": ("person", "unit"),
    "/questions": (),
    f"/questions/participating-states?event={quote(evil('asked'), safe='')}": (),
    f"/questions/participating-states/query?event={quote(evil('asked'), safe='')}": ("asked",),
    f"/questions/{quote(evil('asked'), safe='')}": ("asked",),
    "/page/ontology": (),
    "/page/concept/event-type": (),
    NOWHERE: (),
    f"/page/id/state/{quote(evil('nowhere'), safe='')}": (),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_server(page: Page, served: Served, name: str):
    answer = page.goto(address_of(name, served.written))
    assert answer is not None and answer.headers["content-type"] == "text/html; charset=utf-8"
    check(page, *PAGES[name])


def test_the_editor(page: Page):
    for query, shown in ((NAMES, ("event", "person", "unit")), (FAULTY, ())):
        page.goto("/")
        page.goto(f"/sparql#query={quote(query, safe='')}")
        expect(page.locator("#result tbody tr, #fault:visible").first).to_be_visible()
        check(page, *shown)
    page.get_by_role("searchbox", name="Find a question").fill("participating")
    page.locator("#questions a:visible").first.click()
    page.locator("#parameters input, #parameters textarea").first.fill(evil("asked"))
    page.locator("#parameters button").first.click()
    expect(page.locator("#fault, #question .fault, #notes li").filter(visible=True).first).to_be_visible()
    check(page)
    page.evaluate("query => { document.querySelector('#query').value = query }", evil("written"))
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert").filter(visible=True).first).to_be_visible()
    check(page)


def test_the_page_on_which_people_decide(page: Page):
    me = "<img src=x onerror=window.ran=1>"
    page.goto(f"/review?token={TOKEN}")
    page.get_by_label("Your name").fill(me)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".lead b")).to_have_text(me)  # the next page is there: a click does not wait for it
    check(page, "event", "unit", "quote", "title", "publisher", "position", "person", "reviewer", "reason", "withdrawn")
    page.get_by_label("Why").first.fill(evil("why"))
    page.get_by_role("button", name="Reject").first.click()
    expect(page.get_by_role("status")).to_contain_text("Decided")
    check(page, "why")
    form = page.locator("#entities ~ article form, article[aria-labelledby=entities] form").first
    form.get_by_label("Entity").fill(evil("subject"))
    form.get_by_label("Why").fill(evil("why"))
    form.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "subject", "why")


@pytest.mark.parametrize("name", ["report", "network", "rows", "documentation", "built", "picture"])
def test_a_file_that_a_command_writes(page: Page, served: Served, name: str):
    shown = {
        "report": (
            *("title", "publisher", "key", "event", "alias", "person", "unit", "position", "quote", "quotation"),
            *("kept", "message", "value"),
        ),
        "network": ("event", "unit"),
        "rows": ("event", "person", "unit"),
        "built": ("title", "publisher"),
        "picture": ("unit",),
    }.get(name, ())
    files = {"built": served.written.out / "report.html", "picture": served.files / "picture.svg"}
    page.goto(files.get(name, served.files / f"{name}.html").as_uri())
    check(page, *shown)


@pytest.mark.parametrize("name", ["/", "/sparql", "/graph", f"/review?token={TOKEN}", "graph.html", "report.html"])
def test_no_script_can_make_elements_of_a_text(browser: Browser, served: Served, name: str):
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    page.goto(name if name.startswith("/") else (served.files / name).as_uri())
    if "graph" in name:
        page.wait_for_selector("html[data-ready]")
        page.get_by_role("combobox", name="Find or ask").fill("workshop")
        page.get_by_role("combobox", name="Find or ask").press("Enter")
        expect(page.locator("#panel .fact blockquote").first).to_be_visible()
    refused = page.evaluate("() => { try { document.body.innerHTML = '<b>text</b>' } catch (e) { return e.name } }")
    assert refused == "TypeError"
    context.close()


@pytest.mark.parametrize("name", ["served", "written", "built"])
def test_the_relationship_graph(page: Page, served: Served, tmp_path: Path, name: str):
    files = {"written": served.files / "graph.html", "built": served.written.out / "graph.html"}
    page.goto(files[name].as_uri() if name in files else "/graph")
    page.wait_for_selector("html[data-ready]")
    check(page, "title", "publisher")
    page.get_by_role("combobox", name="Find or ask").fill("e")
    check(page)
    page.get_by_role("combobox", name="Find or ask").press("Enter")
    for view in page.locator("[data-view]").all():
        view.click()
        check(page)
    page.locator("#filters").evaluate("element => { element.open = true }")
    check(page)
    page.get_by_role("combobox", name="Find or ask").fill("what happened")
    page.get_by_role("combobox", name="Find or ask").press("Enter")
    page.get_by_role("button", name="Show all sentences").click()
    expect(page.locator("#answer .fact").first).to_be_visible()
    check(page, "title")
    with page.expect_download() as download:
        page.locator("[data-export=svg]").click()
    download.value.save_as(tmp_path / "saved.svg")
    page.goto((tmp_path / "saved.svg").as_uri())
    check(page)
