"""The ten tasks of a policy officer: on the page as a file with the network switched off and on the page that
`kg serve` has, by mouse and by keyboard alone, in a real browser that asks nobody else for anything."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kg.view import graph_page
from tests.browser import needs_chromium
from tests.serve.running import Server, drawn
from tests.view.network import network_store, write_network
from tests.view.officer import Officer

SVG = "{http://www.w3.org/2000/svg}"
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("graph") / "graph.html"
    path.write_text(graph_page(network_store()), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("served") / "store"
    write_network(store)
    with Server(store) as server:
        drawn(server.client)
        yield f"http://127.0.0.1:{server.port}/graph"


@pytest.fixture(params=["file-mouse", "file-keyboard", "served-mouse", "served-keyboard"])
def officer(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Officer]:
    """At the page; a test fails where the page asks anybody else for anything, or the browser reports anything."""
    place, _, hand = request.param.partition("-")
    address = request.getfixturevalue(place)
    own = ("file:", "blob:") if place == "file" else (address.removesuffix("graph"), "blob:http://127.0.0.1:")
    context = browser.new_context(
        offline=place == "file", viewport={"width": 1280, "height": 800}, accept_downloads=True
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; };")
    at_work = Officer(page, address, mouse=hand == "mouse")
    at_work.visit()
    yield at_work
    context.close()
    assert faults == []


def test_find_an_actor_by_another_name(officer: Officer):
    officer.search("republique d’egypte")
    expect(officer.page.locator("#where")).to_contain_text("Egypt")
    expect(officer.node("Malta round")).to_have_count(1)
    expect(officer.page.locator("#panel h2")).to_have_text("Egypt")


def test_expand_a_large_neighbourhood_in_steps(officer: Officer):
    officer.search("Egypt")
    officer.press(officer.node("Malta round"))
    officer.press(officer.button("Expand (16)"))
    expect(officer.page.locator(".node")).to_have_count(14)
    officer.press(officer.button("12 of 16, show more"))
    expect(officer.page.locator(".node")).to_have_count(18)
    officer.press(officer.button("Collapse"))
    expect(officer.page.locator(".node")).to_have_count(3)


def test_undo_what_was_done(officer: Officer):
    officer.search("Egypt")
    officer.press(officer.node("Malta round"))
    officer.press(officer.button("Expand (16)"))
    expect(officer.page.locator(".node")).to_have_count(14)
    officer.press(officer.button("Undo"))
    expect(officer.page.locator(".node")).to_have_count(3)


def test_filter_by_time(officer: Officer):
    officer.search("Kenya")
    expect(officer.node("Malta round")).to_have_count(1)
    officer.press(officer.page.locator("#filters summary"))
    expect(officer.page.locator("#choices input").first).to_be_visible()  # what fills the form moves the slider
    since = officer.page.get_by_role("slider", name=re.compile("^From"))
    if officer.mouse:
        box = since.bounding_box()
        officer.page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    else:
        officer.reach(since)
        officer.page.keyboard.press("ArrowRight")
    expect(officer.node("Malta round")).to_have_count(0)
    expect(officer.node("Nairobi round")).to_have_count(1)
    officer.press(officer.button("Clear filters"))
    expect(officer.node("Malta round")).to_have_count(1)


def test_read_the_sentence_behind_a_line(officer: Officer):
    officer.search("Kenya")
    line = officer.edge("hosted")
    if officer.mouse:
        officer.page.locator(".edge-label", has_text="hosted").click(force=True)
    else:
        officer.press(line)
    card = officer.page.locator("#panel .fact")
    expect(card).to_have_count(1)
    expect(card.locator("blockquote")).to_have_text("Kenya hosted the Nairobi round.")
    expect(card.locator("mark")).to_have_text("Kenya hosted the Nairobi round")
    for words in ("was hosted by", "Herald", "2021-05-10", "explicit", "confidence 0.95"):
        expect(card).to_contain_text(words)
    expect(card.get_by_role("link").first).to_have_attribute("href", "https://example.org/new")


def test_find_the_way_between_two(officer: Officer):
    officer.search("Togo")
    officer.press(officer.node("Nairobi round"))
    officer.press(officer.page.get_by_role("button", name=re.compile("^Expand")))
    officer.press(officer.node("Kenya"))
    officer.press(officer.button("Path from the centre"))
    expect(officer.page.locator("#where")).to_contain_text("the path from")
    assert officer.page.locator(".way mark").all_inner_texts() == [
        "Togo attended the Nairobi round",
        "Kenya hosted the Nairobi round",
    ]
    expect(officer.page.locator(".node")).to_have_count(3)


def test_sort_a_table_copy_it_and_save_it_for_a_spreadsheet(officer: Officer, tmp_path: Path):
    officer.search("Kenya")
    officer.press(officer.button("Table"))
    officer.press(officer.button("Confidence"))
    cells = officer.page.locator("table.selected tbody td:last-child")
    figures = [float(text) for text in cells.all_inner_texts()]
    assert figures == sorted(figures) and len(set(figures)) > 1
    rows = list(csv.reader(officer.saved("CSV", tmp_path).decode("utf-8-sig").splitlines()))
    assert len(rows) == len(figures) + 1
    assert {row[4] for row in rows[1:]} == {"Sixteen at one table", "'=Three in Nairobi"}, "no cell is a formula"
    officer.page.evaluate("document.addEventListener('copy', () => { window.taken = document.activeElement.value; })")
    officer.press(officer.button("Copy"))
    expect(officer.page.get_by_role("status")).to_have_text(f"{len(figures)} rows copied")
    copied = [line.split("\t") for line in officer.page.evaluate("window.taken").split("\n")]
    assert "'=Three in Nairobi" in {row[4] for row in copied} and not {row[4][0] for row in copied} & set("=+-@")


def test_send_what_is_seen_as_a_link_and_open_it_again(officer: Officer):
    officer.search("Kenya")
    officer.press(officer.node("Malta round"))
    officer.press(officer.button("Expand (16)"))
    officer.press(officer.button("Table"))
    rows = officer.page.locator("table.selected tbody tr").count()
    assert rows > 12
    officer.visit(officer.page.evaluate("location.hash"))
    expect(officer.page.locator("table.selected tbody tr")).to_have_count(rows)
    expect(officer.page.locator("#panel h2")).to_have_text("Malta round")


def test_save_the_picture_and_the_network(officer: Officer, tmp_path: Path):
    officer.search("Kenya")
    drawing = ET.fromstring(officer.saved("SVG", tmp_path))
    names = {"".join(text.itertext()).strip("\u2068\u2069") for text in drawing.iter(f"{SVG}text")}
    assert {"Kenya", "Nairobi round"} <= names
    assert all(path.get("fill", "").startswith("rgb") for path in drawing.iter(f"{SVG}path"))
    assert officer.saved("PNG", tmp_path).startswith(b"\x89PNG")
    network = ET.fromstring(officer.saved("GEXF", tmp_path))
    assert len(network.findall(".//{*}node")) == officer.page.locator(".node").count()
    assert {edge.get("label") for edge in network.findall(".//{*}edge")} == {"attended", "hosted"}


def test_print_an_actor(officer: Officer):
    officer.search("Kenya")
    officer.press(officer.button("Profile").first)
    officer.press(officer.button("Print"))
    assert officer.page.evaluate("window.printed") == 1
    officer.page.emulate_media(media="print")
    expect(officer.page.locator(".bar .tools").first).to_be_hidden()
    expect(officer.page.get_by_text("Sources (2)")).to_be_visible()
    assert officer.page.pdf().startswith(b"%PDF")
