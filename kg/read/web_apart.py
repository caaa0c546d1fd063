"""Web pages are read in a process of their own: a page can be made to keep the parser busy for hours, to take all
memory, or to crash it, and must cost no more than itself."""

from __future__ import annotations

import atexit

from kg.disposable import Disposable, EndedError
from kg.read.errors import ReadError
from kg.read.web import Page

SECONDS = 20
"""Processor time for one page; the largest of real ones takes about one."""
MEMORY = 1 << 30

_reader = Disposable("kg.read.web", "read_page", SECONDS, MEMORY)
atexit.register(_reader.close)


def read_page_apart(html: str, name: str) -> Page:
    """As `read_page`. Raises ReadError also for a page that the parser does not get through."""
    try:
        page: Page = _reader(html, name)
    except EndedError as ended:
        raise ReadError(f"{name}: the page {ended}; save its text as .txt") from None
    return page
