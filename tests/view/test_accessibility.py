"""The pages that are files, by the rules of axe-core, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.graph import article_graph
from kg.network import Selection, read_facts
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore
from kg.validate import Quarantined
from kg.view import graph_page, report
from kg.view.network_report import network_report
from tests.axe import violations
from tests.benchmarks.collections import fill
from tests.browser import needs_chromium
from tests.view.network import network_store

pytestmark = needs_chromium
KENYA = "#state/KEN"
PHONE = (390, 844)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    store = network_store()
    kept_out = Quarantined("old", "old.txt", "claim", "A host b", "words", "shape", "mend it", "2021-02-31")
    pages = {
        "graph": graph_page(store),
        "report": report(store, [kept_out]),
        "network": network_report(read_facts(store), Selection()),
    }
    with ArticleStore.in_memory() as articles:
        fill(articles, 900)
        pages["large"] = graph_page(articles.store)
    folder = tmp_path_factory.mktemp("pages")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def nothing(page: Page) -> None:
    """The page as it opens."""


def evidence(page: Page) -> None:
    page.locator("#graph .edge").first.press("Enter")
    page.wait_for_selector("#panel .fact")


def filters(page: Page) -> None:
    page.locator("#filters summary").click()


def all_as_text(page: Page) -> None:
    page.locator("#all summary").click()


def filled(page: Page) -> None:
    page.get_by_role("button", name="Fill the screen").click()


def sentences(page: Page) -> None:
    page.get_by_role("button", name="Show all sentences").click()
    page.wait_for_selector("#answer blockquote")


def two(page: Page) -> None:
    page.locator("#between summary").click()
    page.get_by_role("combobox", name="From", exact=True).fill("k")


def searched(page: Page) -> None:
    page.get_by_role("combobox", name="Find or ask").fill("e")


CASES: list[tuple[str, str, Callable[[Page], None], tuple[int, int]]] = [
    ("graph", "", nothing, (1280, 800)),
    ("graph", "", searched, (1280, 800)),
    ("graph", "", searched, PHONE),
    ("graph", "", two, PHONE),
    ("graph", "#?ask=met&about=state/KEN", sentences, (1280, 800)),
    ("graph", "#?ask=met&about=state/KEN", sentences, PHONE),
    ("graph", "#?ask=planned", nothing, (1280, 800)),
    ("graph", "#?ask=met&about=state/KEN&years=1999", nothing, PHONE),
    ("graph", "#?ask=connects&about=state/KEN&about=state/TGO", two, (1280, 800)),
    ("graph", "#?words=nobody", nothing, (1280, 800)),
    ("graph", KENYA, evidence, (1280, 800)),
    ("graph", KENYA, filters, (1280, 800)),
    ("graph", KENYA, all_as_text, (1280, 800)),
    ("graph", KENYA, nothing, PHONE),
    ("graph", KENYA, filled, PHONE),
    ("graph", f"{KENYA}?view=table", nothing, (1280, 800)),
    ("graph", f"{KENYA}?view=timeline", nothing, (1280, 800)),
    ("graph", f"{KENYA}?view=profile", nothing, (1280, 800)),
    ("graph", f"{KENYA}?view=profile", nothing, PHONE),
    ("graph", "#?view=map", nothing, (1280, 800)),
    ("graph", "#?measure=degree", nothing, (1280, 800)),
    ("large", "#?view=map", nothing, (1280, 800)),
    ("large", "#?view=map", nothing, PHONE),
    ("report", "", nothing, (1280, 800)),
    ("report", "", nothing, PHONE),
    ("network", "", nothing, (1280, 800)),
    ("network", "", nothing, PHONE),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "fragment", "act", "size"), CASES)
def test_a_page_breaks_no_rule(browser: Browser, files, scheme, name, fragment, act, size):
    context = browser.new_context(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(files[name].as_uri() + fragment)
    if name in ("graph", "large"):
        page.wait_for_selector("html[data-ready]")
    act(page)
    assert violations(page) == []
    context.close()


def test_the_report_fits_a_phone_and_breaks_no_word(browser: Browser, tmp_path):
    text = "Kenya hosted the Nairobi round."
    address = "https://news.example/" + "a-long-way-to-go/" * 12
    title = "Intergovernmental consultations on the internationalisation of qualifications"
    article = Article("new", text, "new.txt", address, title, "Herald", "2021-05-12")
    entities = (Entity("e1", "Event", "Nairobi round"), Entity("s1", "State", "Kenya", reference="KEN"))
    claim = Claim("host", "e1", "s1", "explicit", 0.9, "hosted", (Span(0, len("Kenya hosted")),))
    with ArticleStore.in_memory() as articles:
        articles.commit_article(
            article_graph(Extraction(article, (Segment("body", 0, len(text)),), entities, (), (claim,)))
        )
        (tmp_path / "report.html").write_text(report(articles.store), "utf-8")
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto((tmp_path / "report.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    listed = page.locator(".articles td").first.bounding_box()
    assert listed is not None and listed["width"] > 300, "a title has the whole line"
    assert page.get_by_text("12 May 2021").first.is_visible()
    page.close()
