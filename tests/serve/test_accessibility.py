"""The pages of the server by the rules of axe-core, in light and in dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.axe import violations
from tests.browser import needs_chromium

pytestmark = needs_chromium
ADDRESSES = (
    "/", "/graph", "/sparql", "/questions", "/questions/participating-states", "/articles", "/search?q=iom",
    "/page/id/state/GHA", "/page/id/international-organization/iom", "/page/id/membership/eu--GBR",
    "/page/ontology", "/no/such/page",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*ADDRESSES, "an article"])
def test_a_page_breaks_no_rule(browser: Browser, server, scheme, address):
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", color_scheme=scheme)
    page = context.new_page()
    page.goto("/articles" if address == "an article" else address)
    if address == "an article":
        page.locator("main a").first.click()
    if address == "/graph":  # it is made when somebody first asks, and comes by itself
        page.wait_for_selector("html[data-ready]", timeout=60_000)
    assert violations(page) == []
    context.close()
