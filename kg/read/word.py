"""Word files (.docx): their paragraphs, and what their properties say.

Tracked insertions are read and deletions are not. Heads and feet of pages, footnotes and comments are other parts of
the file and are not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
from docx.oxml.ns import qn

from kg.read.contents import Contents, confirmed
from kg.read.errors import ReadError
from kg.read.metadata import one_line

MOST_BYTES, MOST_PARTS = 100_000_000, 2_000
"""Of the parts of a file when they are unpacked."""

_PARAGRAPH, _WORDS, _TAB, _BREAKS = qn("w:p"), qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_LISTED, _STYLE, _VALUE = f"{qn('w:pPr')}/{qn('w:numPr')}", f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val")
# Deleted or moved away; and the copy of a text box for old programs.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_word(data: bytes, name: str) -> Contents:
    """The article in a Word file. Raises ReadError for one that is broken, too large when unpacked, or without text."""
    try:
        _refuse_bombs(data, name)
        document = docx.Document(io.BytesIO(data))
        paragraphs = list(_paragraphs(document.element.body))
        title, made = _properties(document.core_properties)
        footnotes = document.element.body.find(f".//{qn('w:footnoteReference')}") is not None
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # the faults of zip, XML and package are many, and none is the user's business
        raise ReadError(f"{name}: the Word file is broken ({type(error).__name__}); save its text as .txt") from None
    if not paragraphs:
        raise ReadError(f"{name}: the Word file holds no text; give the article itself")
    text = "\n\n".join(paragraphs)
    fields, notes = confirmed(text, title, made, name)
    unread = (f"{name}: its footnotes are not read",) if footnotes else ()
    return Contents(text, fields, (*unread, *notes))


def _refuse_bombs(data: bytes, name: str) -> None:
    """What a part says of its size holds: no more than that is unpacked."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise ReadError(f"{name}: the Word file is too large when unpacked; save its text as .txt")


def _paragraphs(body: Any) -> Iterator[str]:
    """The text of each paragraph, those in tables, text boxes and content controls included."""
    for paragraph in body.iter(_PARAGRAPH):
        if any(above.tag in _SKIPPED for above in paragraph.iterancestors()):
            continue
        parts = paragraph.iter(_WORDS, _TAB, *_BREAKS)
        said = "".join(_said(part) for part in parts if _home(part) is paragraph)
        for line in filter(None, map(one_line, said.replace("\u00ad", "").split("\n"))):
            yield f"• {line}" if _is_listed(paragraph) else line


def _home(part: Any) -> Any:
    """The paragraph whose own words a part is; None for what is deleted."""
    for above in part.iterancestors():
        if above.tag == _PARAGRAPH:
            return above
        if above.tag in _SKIPPED:
            return None
    return None


def _said(part: Any) -> str:
    if part.tag == _WORDS:
        return part.text or ""
    return "\n" if part.tag in _BREAKS else " "


def _is_listed(paragraph: Any) -> bool:
    style = paragraph.find(_STYLE)
    named = style.get(_VALUE) or "" if style is not None else ""
    return named.startswith("List") or (paragraph.find(_LISTED) is not None and not named.startswith("Heading"))


def _properties(properties: Any) -> tuple[str, date | None]:
    made = properties.created
    return one_line(properties.title) or "", made.date() if made else None
