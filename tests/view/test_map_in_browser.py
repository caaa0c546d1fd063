"""The map of all in a real browser: elements for some hundred nodes, a canvas for more; and fingers on a telephone."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from kg.store import ArticleStore
from kg.view import graph_page
from tests.benchmarks.collections import fill
from tests.browser import needs_chromium
from tests.view.network import network_store

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("map") / "small.html"
    path.write_text(graph_page(network_store()), "utf-8")
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("map") / "large.html"
    with ArticleStore.in_memory() as articles:
        fill(articles, 900)
        path.write_text(graph_page(articles.store), "utf-8")
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, has_touch=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    yield opened
    context.close()
    assert faults == []


def visit(page: Page, file: Path, fragment: str = "#?view=map") -> None:
    page.goto(file.as_uri() + fragment)
    page.wait_for_selector("html[data-ready]")


SEEN = """() => {
    const map = document.getElementById("map");
    return map.hidden ? document.getElementById("graph").getAttribute("viewBox") : map.toDataURL();
}"""


def seen(page: Page) -> str:
    """What part of the drawing is seen, or the pixels of the map."""
    found: str = page.evaluate(SEEN)
    return found


def until(page: Page, comparison: str, before: str) -> str:
    """What is seen when it is equal to, or other than, what was seen before."""
    page.wait_for_function(f"before => ({SEEN})() {comparison} before", arg=before)
    return seen(page)


def test_a_small_collection_is_drawn_whole_and_a_node_of_it_opens(page: Page, small: Path):
    visit(page, small, "")
    page.get_by_role("button", name="Map of all").click()
    expect(page.locator("#graph .node")).to_have_count(20)
    page.locator('.node[aria-label^="Togo"]').press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Togo")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("All 20, best connected first")


# What a map looks like: its box, the sum of the lengths of its lines, and the names that are written.
LOOKS = """() => {
    const { x, y, width, height } = document.querySelector("#graph > g").getBBox();
    const lines = [...document.querySelectorAll("#graph path.edge, #graph .edge line:not(.reach)")]
        .reduce((sum, line) => sum + line.getTotalLength(), 0);
    const names = [...document.querySelectorAll("#graph .edge-labels text")].map((name) => name.textContent);
    return [[x, y, width, height, lines].map(Math.round), names];
}"""


def test_the_first_picture_of_a_map_looks_as_the_elements_that_take_its_place(page: Page, small: Path):
    withheld = "window.requestAnimationFrame = (then) => held.push(then);"
    page.add_init_script(f"window.frame = requestAnimationFrame; window.held = []; {withheld}")
    page.goto(small.as_uri() + "#?view=map")
    expect(page.locator("#graph .edge-labels text").first).to_be_visible()
    assert page.locator("#graph [data-node]").count() == 0
    first = page.evaluate(LOOKS)
    page.evaluate("window.requestAnimationFrame = frame; held.forEach((then) => then(0));")
    expect(page.locator("#graph [data-node]")).to_have_count(20)
    assert page.evaluate(LOOKS) == first


def test_a_large_collection_is_dots_and_a_dot_that_is_pressed_opens(page: Page, large: Path):
    visit(page, large)
    canvas = page.get_by_role("img", name="Map of 900 actors, events and documents")
    expect(page.locator("#graph")).to_be_hidden()
    box = canvas.bounding_box()
    assert box
    # The map is centred, so what stands in the middle of all places is in the middle of the canvas.
    nodes = page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes")
    (left, right), (top, bottom) = (
        (min(values), max(values)) for values in zip(*(n["place"] for n in nodes), strict=True)
    )
    width, height = canvas.evaluate("c => [c.clientWidth, c.clientHeight]")
    scale = min((width - 48) / (right - left + 1), (height - 48) / (bottom - top + 1))
    x = box["x"] + 1 + (nodes[0]["place"][0] - (left + right) / 2) * scale + width / 2
    y = box["y"] + 1 + (nodes[0]["place"][1] - (top + bottom) / 2) * scale + height / 2
    page.mouse.move(x, y)
    expect(page.locator("#map-name")).to_contain_text(nodes[0]["label"])
    page.mouse.click(x, y)
    expect(page.locator("#panel h2")).to_have_text(nodes[0]["label"])
    assert page.locator("#graph .node").count() > 1


def test_the_map_is_moved_by_keys_and_each_node_is_reached_without_it(page: Page, large: Path):
    visit(page, large)
    canvas, first = page.locator("#map"), seen(page)
    canvas.press("ArrowRight")
    moved = until(page, "!==", first)
    canvas.press("+")
    until(page, "!==", moved)
    canvas.press("Home")
    until(page, "===", first)
    page.get_by_role("button", name="Show more (850)").press("Enter")
    names = page.locator("#panel tbody button")
    expect(names).to_have_count(100)
    last = names.last.inner_text()
    names.last.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(last)


def test_filters_narrow_the_map(page: Page, large: Path):
    visit(page, large, "#?view=map&without-type=process")
    expect(page.locator("#panel h2")).to_contain_text("best connected first")
    assert int(page.locator("#panel h2").inner_text().split()[1].rstrip(",")) < 900
    visit(page, large, "#?view=map&without-publisher=Gazette")
    expect(page.locator("#where")).to_contain_text("All 0 that the filters let pass")


def test_dots_are_saved_as_a_picture_and_as_a_network_and_what_can_not_be_saved_says_why(
    page: Page, large: Path, tmp_path: Path
):
    visit(page, large)
    assert page.get_by_role("button", name="SVG").is_disabled()
    expect(page.locator("#no-svg")).to_contain_text("can not be saved as SVG")
    files = {}
    for kind in ("PNG", "GEXF"):
        with page.expect_download() as kept:
            page.get_by_role("button", name=kind).click()
        kept.value.save_as(files.setdefault(kind, tmp_path / kind))
    width, height = page.locator("#map").evaluate("c => [c.width, c.height]")
    assert files["PNG"].read_bytes()[16:24] == struct.pack(">II", width, height)
    network = ET.parse(files["GEXF"])
    assert len(network.findall(".//{*}node")) == 900 and len(network.findall(".//{*}edge")) > 900


def test_a_drawing_that_is_dragged_lies_where_it_was_dragged_to(page: Page, small: Path):
    visit(page, small)
    node, box = page.locator(".node").first, page.locator("#graph").bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    before = node.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 40, steps=4)
    while_dragged = node.bounding_box()
    page.mouse.up()
    after = node.bounding_box()
    assert before and while_dragged and after
    for found in (while_dragged, after):
        assert [found["x"] - before["x"], found["y"] - before["y"]] == pytest.approx([40, 30], abs=0.5)


def test_what_is_drawn_stays_where_it_is_when_more_comes(page: Page, small: Path):
    visit(page, small, "#")
    page.get_by_role("combobox", name="Find or ask").fill("Kenya")
    page.get_by_role("combobox", name="Find or ask").press("Enter")
    before = dict(
        page.locator(".node").evaluate_all("all => all.map(n => [n.dataset.node, n.getAttribute('transform')])")
    )
    page.locator('.node[aria-label^="Malta round"]').press("Enter")
    page.get_by_role("button", name="Expand (16)").click()
    expect(page.locator("#where")).to_contain_text("Malta round")
    after = dict(
        page.locator(".node").evaluate_all("all => all.map(n => [n.dataset.node, n.getAttribute('transform')])")
    )
    assert len(after) > len(before) and before.items() <= after.items()


def test_the_facts_stand_below_as_text_when_they_are_opened(page: Page, small: Path):
    visit(page, small)
    expect(page.locator("#all tbody tr")).to_have_count(0)
    page.locator("#all summary").click()
    expect(page.locator("#all td mark").first).to_be_visible()
    assert page.locator("#all tr:has(td)").count() == len(
        page.evaluate("JSON.parse(document.getElementById('data').textContent).facts")
    )


def swiped(page: Page, box: dict[str, float], dx: float, dy: float) -> None:
    """A finger that goes over the middle of the box."""
    session: CDPSession = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 6):
        point = {"x": x + dx * part / 5, "y": y + dy * part / 5}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(30)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("which", ["small", "large"])
def test_one_finger_scrolls_the_page_and_moves_a_drawing_that_fills_the_screen(page: Page, which: str, request):
    page.set_viewport_size({"width": 390, "height": 700})
    visit(page, request.getfixturevalue(which))
    drawing = page.locator("#graph:visible, #map:visible")
    drawing.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    swiped(page, drawing.bounding_box(), 0, -150)
    page.wait_for_function("before => scrollY !== before", arg=before)
    page.get_by_role("button", name="Fill the screen").click()
    first = seen(page)
    swiped(page, drawing.bounding_box(), 0, 120)
    until(page, "!==", first)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Fill the screen")).to_be_visible()
