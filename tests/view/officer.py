"""Somebody who uses the graph page in a real browser: by mouse or by keyboard, as a file or from a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Officer:
    """Works at `address`. With `mouse` it clicks; without, every key is one that a reader without a mouse has."""

    page: Page
    address: str
    mouse: bool

    def visit(self, fragment: str = "") -> None:
        """Opens the page afresh, at what a fragment says."""
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        self.page.wait_for_selector("html[data-ready]")

    def press(self, what: Locator) -> None:
        """Presses a button, a node, a line or a heading of a fold."""
        if self.mouse:
            what.click()
        else:
            self.reach(what)
            self.page.keyboard.press("Enter")

    def reach(self, what: Locator) -> None:
        """Goes to an element by the tabulator, forwards from where the focus is."""
        expect(what).to_be_visible()
        for _ in range(_MOST_STEPS):
            if what.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tabulator does not lead to {what}")

    def write(self, what: Locator, text: str) -> None:
        """Writes into a field, and Enter."""
        if self.mouse:
            what.click()
        else:
            self.reach(what)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def search(self, text: str) -> None:
        """Looks for an actor by name."""
        self.write(self.page.get_by_role("combobox", name="Find or ask"), text)

    def node(self, name: str) -> Locator:
        """A node of the drawing by the beginning of its name."""
        return self.page.locator(f'.node[aria-label^="{name}"]')

    def edge(self, words: str) -> Locator:
        """A line of the drawing by words that it says."""
        return self.page.locator(f'.edge[aria-label*="{words}"]')

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def saved(self, kind: str, folder: Path) -> bytes:
        """What a button for saving writes."""
        with self.page.expect_download() as download:
            self.press(self.button(kind))
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        return target.read_bytes()
