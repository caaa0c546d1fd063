"""Web pages, PDFs and Word files are read in processes of their own: one can be made to keep its parser busy for hours,
to take all memory, or to crash it, and must cost no more than itself."""

from __future__ import annotations

import atexit

from kg.processes.disposable import Disposable, EndedError
from kg.read.contents import Contents
from kg.read.errors import ReadError

SECONDS = 20
"""Processor time for one file; the largest of real ones takes about one."""
MEMORY = 1 << 30

_READERS = {
    "text/html": ("page", Disposable("kg.read.web", "read_page", SECONDS, MEMORY)),
    "application/pdf": ("PDF", Disposable("kg.read.pdf", "read_pdf", SECONDS, MEMORY)),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "Word file",
        Disposable("kg.read.word", "read_word", SECONDS, MEMORY),
    ),
}
for _, _reader in _READERS.values():
    atexit.register(_reader.close)


def read_apart(media_type: str, content: str | bytes, name: str) -> Contents:
    """What the reader of the media type finds in the page or file. Raises ReadError also for what it does not get
    through."""
    kind, reader = _READERS[media_type]
    try:
        found: Contents = reader(content, name)
    except EndedError as ended:
        raise ReadError(f"{name}: the {kind} {ended}; save its text as .txt") from None
    return found
