"""What the graph page shows beside the ten tasks: a file in a real browser, with the network switched off."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.view import graph_page
from tests.browser import needs_chromium
from tests.view.network import hostile_store, network_store

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.html"
    path.write_text(graph_page(network_store()), "utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    """The page as a file; a test fails where it asks for anything else, or where the browser reports anything."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on(
        "request",
        lambda request: faults.append(request.url) if not request.url.startswith(("file:", "blob:")) else None,
    )
    visit(page, file)
    yield page
    context.close()
    assert faults == []


def visit(page: Page, file: Path, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(file.as_uri() + fragment)
    page.wait_for_selector("html[data-ready]")


def node(page: Page, name: str):
    return page.locator(f'.node[aria-label^="{name}"]')


def search(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Find or ask").fill(text)
    page.get_by_role("combobox", name="Find or ask").press("Enter")


def test_what_is_planned_and_what_is_only_told_are_drawn_otherwise(opened: Page):
    search(opened, "Lomé plan")
    expect(opened.locator("#graph .edge.planned")).to_have_attribute("aria-label", re.compile("Egypt.*only planned"))
    expect(opened.locator("#graph .edge.attributed")).to_have_attribute(
        "aria-label", re.compile("Togo.*only what a speaker says")
    )
    assert (
        len(
            {
                opened.locator(f"#graph .edge.{how} line").last.evaluate("e => getComputedStyle(e).strokeDasharray")
                for how in ("planned", "attributed")
            }
        )
        == 2
    )


def test_confidence_narrows_what_is_shown(opened: Page):
    search(opened, "Kenya")
    opened.locator("#filters summary").click()
    opened.locator("#confidence").fill("0.95")
    expect(node(opened, "Malta round")).to_have_count(0)
    expect(node(opened, "Nairobi round")).to_have_count(1)


def test_a_publisher_and_a_relation_are_left_out(opened: Page):
    search(opened, "Kenya")
    opened.locator("#filters summary").click()
    opened.get_by_role("checkbox", name="Gazette").uncheck()
    expect(node(opened, "Malta round")).to_have_count(0)
    opened.get_by_role("checkbox", name="was hosted by").uncheck()
    expect(opened.locator(".node")).to_have_count(1)


def test_what_is_found_by_another_name_says_so_and_arrow_keys_lead_there(opened: Page):
    find = opened.get_by_role("combobox", name="Find or ask")
    find.fill("république")
    expect(opened.locator("#find-found li").first).to_have_text("Egypt state, also République d’Égypte")
    find.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(opened.locator("#panel h2")).to_have_text("Egypt")


def test_a_measure_marks_actors_tells_what_it_means_and_is_saved(opened: Page, file: Path, tmp_path: Path):
    opened.get_by_label("Mark actors by").select_option("how many it met")
    assert "measure=degree" in opened.evaluate("location.hash")
    visit(opened, file, "#state/KEN?measure=degree")
    kenya = node(opened, "Kenya")
    expect(kenya.locator(".badge")).to_have_text("16")
    expect(kenya).to_have_attribute("aria-label", re.compile("how many it met: 16"))
    expect(node(opened, "Malta round").locator(".badge")).to_have_count(0)
    for words in ("number of others that a node is joined to", "Highest here: Kenya 16", "kg network degree"):
        expect(opened.locator("#measured")).to_contain_text(words)
    assert ">16<" in saved(opened, "SVG", tmp_path)
    head, *lines = csv.reader(saved(opened, "CSV", tmp_path).removeprefix("\ufeff").splitlines())
    assert "16" in {line[head.index("To: how many it met")] for line in lines}
    kept = ET.fromstring(saved(opened, "GEXF", tmp_path)).findall(".//{*}attvalue[@for='degree']")
    assert [value.get("value") for value in kept] == ["16"]


def test_groups_are_told_apart_without_colour(opened: Page):
    opened.get_by_label("Mark actors by").select_option("which group it is in")
    rings = opened.locator(".node[class*=ring-]").evaluate_all(
        "all => all.map(e => [e.querySelector('.badge').textContent,"
        " getComputedStyle(e.querySelector('path')).strokeDasharray])"
    )
    numbers = {number for number, _ in rings}
    assert len(numbers) == len({dashes for _, dashes in rings}) > 1


def saved(page: Page, kind: str, folder: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target.read_text("utf-8")


def test_an_address_that_says_nothing_known_is_told_so(opened: Page, file: Path):
    visit(opened, file, "#no/such?open=99999+x&view=evil&since=yesterday&confidence=NaN&chosen=%E0%A4%A")
    expect(opened.locator("#where")).to_contain_text("best connected")
    expect(opened.locator("#panel .missing")).to_contain_text("no/such")


def test_what_an_address_asks_for_has_an_end(opened: Page, file: Path):
    visit(opened, file, f"#?words={'many+words+' * 20_000}")
    field = opened.get_by_role("combobox", name="Find or ask")
    assert len(field.input_value()) == int(field.get_attribute("maxlength")) == 300
    event = opened.evaluate(
        "JSON.parse(document.getElementById('data').textContent).nodes.find(n => n.label === 'Malta round').id"
    )
    visit(opened, file, f"#{event}?open=9999+{event}")
    node(opened, "Egypt").click()
    opened.wait_for_url("**chosen**")
    assert f"?open=1000+{event.replace('/', '%2F')}" in opened.url


def test_a_sentence_that_turns_the_writing_round_turns_nothing_around_it(browser: Browser, tmp_path: Path):
    path = tmp_path / "turned.html"
    path.write_text(graph_page(hostile_store()), "utf-8")
    page = browser.new_page()
    visit(page, path)
    search(page, "long long")
    fact = page.locator("#panel .fact").first
    assert fact.locator("blockquote").text_content() == "They \u202egathered."
    page.evaluate("document.addEventListener('copy', () => { window.taken = document.activeElement.value; })")
    fact.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    assert "“They gathered.” " in page.evaluate("window.taken")
    page.close()


def test_timeline_and_profile_tell_the_same_as_text(opened: Page):
    search(opened, "Kenya")
    opened.get_by_role("button", name="Timeline").click()
    assert opened.locator("#other h3").all_inner_texts() == ["2015", "2021"]
    expect(opened.locator("#picture")).to_be_hidden()
    opened.get_by_role("button", name="Profile").first.click()
    expect(opened.locator("#other h2")).to_have_text("Kenya")
    for words in ("Events (2)", "Togo (1 event)", "Sources (2)", "Kenya hosted the Nairobi round"):
        expect(opened.locator("#other")).to_contain_text(words)


def test_arrow_keys_lead_from_node_to_node_and_escape_back(opened: Page):
    search(opened, "Kenya")
    node(opened, "Kenya").focus()
    reached = {"Kenya"}
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"):
        opened.keyboard.press(key)
        reached.add(opened.evaluate("document.activeElement.getAttribute('aria-label').split(/[,+]/)[0].trim()"))
    assert len(reached) > 1
    opened.keyboard.press("Escape")
    expect(opened.locator("#where")).to_contain_text("best connected")


def test_names_never_lie_over_each_other_and_dragging_moves_a_node(opened: Page):
    search(opened, "Malta round")
    opened.get_by_role("button", name="12 of 16, show more").click()
    boxes = opened.locator(".label").evaluate_all(
        "all => all.filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 17
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]
    before = node(opened, "Malta round").bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + 8
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x + 60, y + 40, steps=3)
    opened.mouse.up()
    assert node(opened, "Malta round").bounding_box()["x"] > before["x"] + 30


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    return (
        a["left"] < b["right"] - 1
        and b["left"] < a["right"] - 1
        and a["top"] < b["bottom"] - 1
        and b["top"] < a["bottom"] - 1
    )


def test_a_telephone_shows_it_without_scrolling_sideways_and_paper_has_its_text(opened: Page):
    opened.set_viewport_size({"width": 390, "height": 844})
    search(opened, "Kenya")
    for view in ("Graph", "Table", "Timeline", "Profile"):
        opened.get_by_role("button", name=view, exact=True).first.click()
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    opened.emulate_media(media="print")
    assert opened.locator(".bar .tools").first.is_hidden() and opened.get_by_text("Sources (2)").is_visible()


def test_on_a_telephone_all_of_the_overview_is_in_sight(opened: Page):
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.reload()
    opened.wait_for_selector("html[data-ready]")
    frame = opened.locator("#graph").bounding_box()
    drawn = opened.locator(".node path, .node:not(.crowded) .label")
    shapes = drawn.evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(shapes) > 10
    assert all(frame["x"] <= one["left"] and one["right"] <= frame["x"] + frame["width"] for one in shapes)
    assert all(frame["y"] <= one["top"] and one["bottom"] <= frame["y"] + frame["height"] for one in shapes)


def test_five_hundred_hostile_names_come_out_as_text(browser: Browser, tmp_path: Path):
    path = tmp_path / "hostile.html"
    path.write_text(graph_page(hostile_store()), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("dialog", lambda dialog: pytest.fail(f"a name ran as a script: {dialog.message}"))
    visit(page, path)
    event = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).nodes.find(n => n.label === 'gathering').id"
    )
    visit(page, path, f"#{event}?open=500+{event}")
    expect(page.locator(".node")).to_have_count(501)
    assert page.locator("#graph").locator("script, img, a, foreignObject").count() == 0
    page.locator("#graph").evaluate("g => g.querySelectorAll('.node').forEach(n => n.focus())")
    tags = page.locator("#graph *").evaluate_all("all => [...new Set(all.map(e => e.localName))].sort()")
    assert tags == ["g", "line", "path", "text", "title", "tspan"]
    titles = page.locator(".node title").all_text_contents()
    assert sum("<img src=x onerror=alert(1)>" in title for title in titles) == 100
    assert page.evaluate("window.ran") is None
    page.close()
