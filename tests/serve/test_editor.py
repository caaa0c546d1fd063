"""The editor in a real browser, at a real server."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from kg import settings
from tests.browser import needs_chromium

pytestmark = needs_chromium

STATES = "SELECT ?state ?name WHERE { ?state a mg:State ; rdfs:label ?name } ORDER BY ?state LIMIT 20"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def page(browser: Browser, server) -> Iterator[Page]:
    """The editor, opened; a test fails where the browser refuses or reports anything."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    visit(opened, "/sparql")
    yield opened
    context.close()
    # the browser reports each answer that is an error: those are shown on the page
    assert [fault for fault in faults if not fault.startswith("Failed to load resource")] == []


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready]")


def write(page: Page, query: str) -> None:
    page.locator("#query").fill(query)


def run(page: Page, query: str) -> None:
    """Runs a query by the keyboard and waits for its answer."""
    write(page, query)
    page.locator("#query").press("Control+Enter")
    expect(page.locator("#state")).to_contain_text(re.compile(r" in [\d.]+ s$"))


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"#result tbody td:nth-child({number})").all_inner_texts()


def test_a_question_is_chosen_narrowed_and_asked(page: Page):
    page.get_by_role("searchbox", name="Find a question").fill("participating-states")
    shown = page.locator("#questions li:visible")
    expect(shown).to_have_count(1)
    shown.get_by_role("link").click()
    expect(page.locator("#query")).to_have_value(re.compile("stateLabel"))
    page.get_by_label("state", exact=True).fill("Togo")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#notes")).to_contain_text("'Togo' is taken as Togo")
    expect(page.locator("#state")).to_have_text(re.compile(r"^2 rows in [\d.]+ s$"))
    assert f"<{settings.ENTITY}state/TGO>" in page.locator("#query").input_value()
    assert set(column(page, 3)) == {"state:TGO"}


def test_a_value_that_means_nothing_is_told_and_changes_no_query(page: Page):
    page.locator("[data-question=participating-states]").click()
    expect(page.locator("#query")).to_have_value(re.compile("stateLabel"))
    before = page.locator("#query").input_value()
    page.get_by_label("state", exact=True).fill('Nowhere> } #"')
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("no State is called")
    assert page.locator("#query").input_value() == before


def test_missing_prefixes_are_put_in_and_rows_are_sorted_by_their_headings(page: Page):
    run(page, STATES)
    assert page.locator("#query").input_value().startswith("PREFIX mg: <")
    before = column(page, 2)
    assert len(before) == 20 and before[0].endswith("@en")
    heading = page.get_by_role("columnheader", name="name")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    rising = column(page, 2)
    assert sorted(rising) == sorted(before) and rising == sorted(rising, key=str.casefold)
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(page, 2) == rising[::-1]


def test_what_only_looks_like_a_prefix_is_none(page: Page):
    query = """SELECT ("skos:x" AS ?a) (<rdf:y> AS ?b) WHERE { } # dcterms:z"""
    run(page, query)
    assert page.locator("#query").input_value() == query


def test_numbers_are_sorted_by_size(page: Page):
    run(page, "SELECT ?n WHERE { VALUES ?n { 10 9 -1 100 } }")
    page.get_by_role("columnheader", name="n").get_by_role("button").click()
    assert column(page, 1) == ["-1", "9", "10", "100"]


def test_an_iri_leads_to_its_page(page: Page):
    run(page, f"SELECT ?state WHERE {{ VALUES ?state {{ <{settings.ENTITY}state/GHA> }} }}")
    page.get_by_role("link", name="state:GHA").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ghana")
    assert page.url.endswith("/page/id/state/GHA")


def test_what_is_no_address_of_the_web_is_no_link(page: Page):
    run(page, 'SELECT ?x WHERE { VALUES ?x { <javascript:alert(1)> "<img src=x onerror=alert(1)>" <urn:x> } }')
    assert page.locator("#result td a, #result td img").count() == 0
    assert "<img src=x onerror=alert(1)>" in column(page, 1)


@pytest.mark.parametrize(("name", "read"), [
    ("CSV", lambda text: len(list(csv.reader(text.splitlines()))) - 1),
    ("TSV", lambda text: len(text.splitlines()) - 1),
    ("JSON", lambda text: len(json.loads(text)["results"]["bindings"])),
    ("XML", lambda text: text.count("<result>")),
])  # fmt: skip
def test_an_answer_is_downloaded(page: Page, name, read):
    run(page, STATES)
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename == f"answer.{name.lower()}"
    assert read(download.value.path().read_text(encoding="utf-8")) == 20


def test_a_graph_is_shown_as_text_and_downloaded(page: Page):
    run(page, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a mg:State ; rdfs:label ?l } LIMIT 5")
    text = page.locator("#result pre").inner_text()
    assert len(list(parse(text, format=RdfFormat.TURTLE))) == 5
    with page.expect_download() as download:
        page.get_by_role("button", name="N-Triples").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 5


def test_yes_or_no_is_told(page: Page):
    run(page, "ASK { ?s a mg:State }")
    expect(page.locator("#state")).to_have_text(re.compile("^Yes"))


def test_the_link_to_a_query_opens_with_its_result(page: Page):
    run(page, STATES)
    link = page.get_by_role("link", name="Link to this query").get_attribute("href")
    assert link and page.url.endswith(link)
    rows = column(page, 1)
    page.reload()
    expect(page.locator("#result tbody tr")).to_have_count(20)
    assert column(page, 1) == rows
    page.goto("/")
    visit(page, f"/sparql#query={quote('ASK { ?s ?p ?o }')}")
    expect(page.locator("#state")).to_have_text(re.compile("^Yes"))


def test_terms_are_completed_by_the_keyboard(page: Page):
    field, options = page.locator("#query"), page.get_by_role("option")
    write(page, "")
    field.press_sequentially("SELECT ?s WHERE { ?s a mg:St")
    expect(options.first).to_contain_text("mg:State")
    expect(options.first).to_contain_text("A country taken as a subject")
    active = field.get_attribute("aria-activedescendant")
    assert active and page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    field.press("Enter")
    assert field.input_value() == f"PREFIX mg: <{settings.ONTOLOGY}>\nSELECT ?s WHERE {{ ?s a mg:State"
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press_sequentially(" ; ")
    field.press("Control+Space")
    first = options.first.inner_text()
    field.press("ArrowDown")
    second = page.locator("[role=option][aria-selected=true]").inner_text()
    assert second != first
    field.press("Enter")
    assert field.input_value().endswith(second.split()[0])
    field.press_sequentially(" mg:wo")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    assert field.input_value().endswith("mg:wo\n"), "Enter is a line end again"


def test_an_error_is_told_and_its_place_marked(page: Page):
    write(page, "SELECT ?s\nWHERE { ?s ?p }")
    page.get_by_role("button", name="Run").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The query is no SPARQL 1.1")
    line, place = re.search(r"line (\d+), column (\d+)", alert.inner_text()).groups()
    before = "SELECT ?s\nWHERE { ?s ?p }".splitlines()[: int(line) - 1]
    wanted = sum(len(each) + 1 for each in before) + int(place) - 1
    assert page.locator("#query").evaluate("field => field.selectionStart") == wanted
    run(page, "ASK {}")
    expect(alert).to_be_hidden()


def test_an_update_is_refused_in_words(page: Page):
    write(page, "DROP ALL")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).not_to_be_empty()


def test_a_query_is_cancelled(page: Page):
    write(page, SLOW)
    page.get_by_role("button", name="Run").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#state")).to_have_text("Cancelled.")
    expect(page.get_by_role("button", name="Cancel")).to_be_disabled()
    run(page, "ASK {}")


def test_everything_fits_on_a_telephone(browser: Browser, server):
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", viewport={"width": 390, "height": 844})
    page = context.new_page()
    for address in ("/", "/sparql", "/questions", "/questions/participating-states", "/search?q=iom", "/page/ontology",
                    "/page/id/international-organization/iom", "/articles"):  # fmt: skip
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    visit(page, "/sparql")
    run(page, STATES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
