"""PDFs: their paragraphs in the order in which the pages draw them, and what their properties say."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pypdf
from pypdf.errors import DependencyError

from kg.read.contents import Contents, confirmed
from kg.read.errors import ReadError
from kg.read.metadata import one_line
from kg.read.pdf_lines import Line, body, paragraphs

MOST_PAGES = 500
# Ligatures are letters; a code without a sign is a bullet, by the tables of the PDF standard; controls are nothing.
_SIGNS = str.maketrans(
    {chr(code): None for code in range(32) if chr(code) not in "\t\n"}
    | dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", "ff fi fl ffi ffl st st".split(), strict=True))
    | {"\x7f": "•", "\uf0b7": "•"}
)
_UNTOLD = 0.1
"""Where more of its signs than this are no letters of any script, a PDF does not say which letters it draws."""


def read_pdf(data: bytes, name: str) -> Contents:
    """The article in a PDF. Raises ReadError for one that is broken, needs a password, or holds no text."""
    try:
        reader = _opened(data, name)
        lines = [line for number, page in enumerate(reader.pages, 1) for line in _lines(page, number)]
        title, made = _properties(reader)
        pages = len(reader.pages)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # a broken file makes the library raise whatever it meets
        raise ReadError(f"{name}: the PDF is broken ({type(error).__name__}); save its text as .txt") from None
    _refuse_pictures(lines, name)
    kept, heads = body(lines, pages)
    text = "\n\n".join(paragraphs(kept))
    fields, notes = confirmed(text, title, made, name)
    return Contents(text, fields, (*_left_out(heads, name), *_empty_pages(lines, pages, name), *notes))


def _opened(data: bytes, name: str) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        locked = True
    if locked:
        raise ReadError(f"{name}: the PDF is encrypted; save it without a password")
    if len(reader.pages) > MOST_PAGES:
        raise ReadError(f"{name}: the PDF has more than {MOST_PAGES} pages; save the article's pages alone")
    return reader


def _lines(page: pypdf.PageObject, number: int) -> Iterator[Line]:
    """The lines of a page as pypdf breaks them, each with the place of its first word."""
    pieces: list[tuple[str, float, float, float]] = []

    def see(text: str, matrix: Sequence[float], own: Sequence[float], _: Any, size: float) -> None:
        a, b, c, d, e, f = matrix
        x, y = own[4] * a + own[5] * c + e, own[4] * b + own[5] * d + f
        scale = math.sqrt(abs((a * d - b * c) * (own[0] * own[3] - own[1] * own[2])))
        pieces.append((text, x, y, size * scale or 1.0))

    page.extract_text(visitor_text=see)
    line, at = "", (0.0, 0.0, 1.0)
    for text, *place in (*pieces, ("\n", 0.0, 0.0, 1.0)):
        for index, part in enumerate(text.split("\n")):
            if index:
                if words := one_line(line.translate(_SIGNS)):
                    yield Line(words, number, *at)
                line = ""
            if part.strip() and not line.strip():
                at = (place[0], place[1], place[2])
            line += part


def _properties(reader: pypdf.PdfReader) -> tuple[str, date | None]:
    """Title and day of making, as far as they can be read."""
    properties = reader.metadata
    if properties is None:
        return "", None
    try:
        made = properties.creation_date
    except ValueError:
        made = None
    return one_line(str(properties.title or "")) or "", made.date() if made else None


def _refuse_pictures(lines: Sequence[Line], name: str) -> None:
    text = "".join(line.text for line in lines)
    if not any(map(str.isalpha, text)):
        raise ReadError(f"{name}: the PDF holds no text, as scans do; read it with OCR and give the text")
    if sum(not sign.isprintable() or sign == "\ufffd" for sign in text) > _UNTOLD * len(text):
        raise ReadError(f"{name}: the PDF does not tell which letters it draws; read it with OCR and give the text")


def _left_out(heads: Sequence[str], name: str) -> tuple[str, ...]:
    shown = "; ".join(heads)
    return (f"{name}: heads and feet of pages left out: {shown[:200]}",) if heads else ()


def _empty_pages(lines: Sequence[Line], pages: int, name: str) -> tuple[str, ...]:
    empty = sorted(set(range(1, pages + 1)) - {line.page for line in lines})
    listed = ", ".join(map(str, empty))[:80]
    return (f"{name}: no text on page {listed}; if that is a scan, read it with OCR",) if empty else ()
