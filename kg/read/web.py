"""Web pages: their main text and what their head says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.read.contents import Contents
from kg.read.errors import ReadError
from kg.read.metadata import one_line

MOST_TAGS = 100_000
MOST_ATTRIBUTES = 4_000
DEEPEST = 250
"""Tags of a page, attributes of one tag, levels: the parser takes time by their square, and stops at 256 levels."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
# Elements whose end may be left out, and those that have none, say nothing about depth.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup html head body rp rt".split()
)


def read_page(html: str, name: str) -> Contents:
    """The article in a web page: its title, a blank line and its main text, one paragraph a line.
    Raises ReadError for a page without text, or one built to keep the parser busy."""
    _refuse_monsters(html, name)
    # Half a second to import, and most corpora hold no web page.
    import trafilatura

    page = _DECLARATION.sub("", html, count=1)
    document = _extracted(trafilatura, page, name)
    notes: tuple[str, ...] = ()
    main = (document.get("text") or "").strip()
    if not main:
        main = _squeezed(trafilatura.html2txt(page) or "")
        notes = (f"{name}: no main text recognised in the page; its whole text is read, menus included",)
    if not main:
        raise ReadError(f"{name}: the page holds no text; save the article itself, not the frame around it")
    title = one_line(document.get("title"))
    fields = {
        "title": title,
        "url": document.get("url"),
        "publisher": document.get("sitename"),
        "published": document.get("date"),
    }
    return Contents(_with_title(title, main), fields, notes)


def _extracted(trafilatura: Any, page: str, name: str) -> dict[str, Any]:
    try:
        document = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Only a date that the page states as its own: the guess from its text may be that of an event.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # the parser's faults are many, and none is the user's business
        raise ReadError(f"{name}: the page cannot be parsed ({type(error).__name__}); save its text as .txt") from error
    return document.as_dict() if document is not None else {}


def _with_title(title: str | None, main: str) -> str:
    return main if not title or one_line(main.split("\n", 1)[0]) == title else f"{title}\n\n{main}"


def _squeezed(text: str) -> str:
    return "\n".join(line for line in (one_line(line) for line in text.split("\n")) if line)


def _refuse_monsters(html: str, name: str) -> None:
    """Counting is cheap and parsing is not: pages beyond these sizes are no articles and take the parser minutes."""
    crowded = any(len(_VALUE.sub("", tag[0]).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(html))
    if crowded or html.count("<") > MOST_TAGS or any(depth > DEEPEST for depth in _depths(html)):
        raise ReadError(
            f"{name}: the page has too many tags, attributes or levels for an article; save its text as .txt"
        )


def _depths(html: str) -> Iterator[int]:
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if match[1] else depth + 1
            yield depth
