"""From bytes to text: byte-order mark, declared charset, strict UTF-8, Windows-1252, in that order.

Guessing programs read short Latin-1 texts as cp1250, so nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.read.errors import ReadError

# The longer marks first: that of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.I,
)
# Python knows codecs that are no charsets of documents (`unicode_escape`, `rot13`, `utf-7`).
_CHARSETS = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp(?:125\d|866|874|932|936|949|950|437|850)|koi8-[rut]|mac-\w+|gb(?:2312|k|18030)|big5(?:hkscs)?"
    r"|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620"
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, the encoding that applied, and what the user should know about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, web_page: bool = False) -> Decoded:
    """The text of a file's bytes. `web_page`: a charset declared in the page counts. Raises ReadError for what is no
    text, or is broken."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, name)
    _refuse_binary(data, name)
    notes: list[str] = []
    if web_page and (charset := declared_charset(data)):
        try:
            return Decoded(_lines(data.decode(charset)), charset)
        except UnicodeDecodeError:
            notes.append(f"{name}: declares the charset {charset} but is not in it; read without it")
    return _by_trial(data, name, notes)


def declared_charset(data: bytes) -> str | None:
    """The charset that a web page declares in its first bytes, as Python names it; None where it names none that can be
    true. As browsers do, Latin-1 and ASCII mean Windows-1252, and a 16-bit charset in 8-bit text means UTF-8."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace")
    try:
        found = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if found.startswith(("utf-16", "utf-32")):
        return "utf-8"
    if not _CHARSETS.fullmatch(found):
        return None
    return "cp1252" if found in ("ascii", "iso8859-1") else found


def _by_mark(data: bytes, encoding: str, name: str) -> Decoded:
    plain = "utf-8" if encoding == "utf-8-sig" else encoding
    try:
        text = data.decode(plain)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: begins as {plain.upper()} but is broken at byte {error.start}; save it again as UTF-8"
        ) from None
    if "\0" in text:
        raise ReadError(f"{name}: holds NUL characters, so it is no text; save it as a text file in UTF-8")
    return Decoded(_lines(text), encoding)


def _by_trial(data: bytes, name: str, notes: list[str]) -> Decoded:
    try:
        return Decoded(_lines(data.decode("utf-8")), "utf-8", tuple(notes))
    except UnicodeDecodeError as error:
        first = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: neither UTF-8 (byte {first}) nor Windows-1252 (byte {error.start}); save it again as UTF-8"
        ) from None
    notes.append(f"{name}: read as Windows-1252, as byte {first} is not UTF-8; save it as UTF-8 if letters look wrong")
    return Decoded(_lines(text), "cp1252", tuple(notes))


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{name}: is {kind}, not text; save its text as .txt or .html")
    head = data[:65536]
    if b"\0" in data:
        # Latin text in UTF-16 has a zero in every second byte, always on the same side.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2 + 1:
            side = "LE" if odd > even else "BE"
            raise ReadError(f"{name}: looks like UTF-16 {side} without a byte-order mark; save it again as UTF-8")
        raise ReadError(f"{name}: holds NUL bytes, so it is no text; save it as a text file in UTF-8")
    if len(_CONTROLS.findall(head)) > 0.05 * len(head):
        raise ReadError(f"{name}: is full of control characters, so it is no text; save it as a text file in UTF-8")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
