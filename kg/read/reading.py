"""One article, read safely: nothing is waited for, nothing is read beyond the limit, nothing is lost in silence."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import dataclass, replace

from kg.read.decoding import Decoded, decode
from kg.read.errors import ReadError, printable
from kg.read.finding import Source
from kg.read.front_matter import find_front_matter
from kg.read.languages import other_language
from kg.read.metadata import Metadata, checked
from kg.read.web_apart import read_page_apart
from kg.records import Article

LIMIT = 10_000_000
"""Bytes of the largest file that is read, unless the environment variable KG_MAX_BYTES says otherwise."""

# A link put in a file's place is not followed, a pipe is not waited for (neither flag exists on Windows).
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

# What comes through a pipe has no name that tells a page from a text.
_BEFORE_PAGE = b"\xef\xbb\xbf \t\r\n"
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Reading:
    """The article, and one line for everything in the file that was not used as it stands there."""

    article: Article
    notes: tuple[str, ...] = ()


def read_article(source: Source, limit: int | None = None) -> Reading:
    """The article in a source that `find_articles` named; `limit` in bytes.

    The text is the decoded file with LF line ends and nothing else changed, its front matter included; of a web page,
    the title, a blank line and the main text, one paragraph a line. Front matter that is no YAML, an impossible date
    and an address that is not http or https are ignored, each with a note.

    Raises ReadError: a file that cannot be opened, no ordinary file, too large, empty, binary, in no known encoding,
    in another language than English, a web page that takes the parser too long or too much memory.
    """
    name = printable(source.name if source.path is None else source.path)
    data = _bytes(source, name, limit if limit is not None else size_limit())
    if source.path is None and data[:1000].lstrip(_BEFORE_PAGE).lower().startswith(_PAGE_STARTS):
        source = replace(source, media_type="text/html")
    web = source.media_type == "text/html"
    decoded = decode(data, name, web_page=web)
    if not decoded.text.strip():
        raise ReadError(f"{name}: is empty; give a file with the article's text")
    return _from_page(source, decoded, name) if web else _from_text(source, decoded, name)


def _from_text(source: Source, decoded: Decoded, name: str) -> Reading:
    block = find_front_matter(decoded.text)
    said = checked(block.fields or {}, name, "front matter")
    if block.end and not decoded.text[block.end :].strip():
        raise ReadError(f"{name}: holds front matter alone; put the article's text below it")
    fault = (f"{name}: front matter ignored, it {block.fault}; check its quotes and colons",) if block.fault else ()
    return _reading(source, decoded.text, decoded, said, fault)


def _from_page(source: Source, decoded: Decoded, name: str) -> Reading:
    page = read_page_apart(decoded.text, name)
    return _reading(source, page.text, decoded, checked(page.fields, name, "page head"), page.notes)


def _reading(source: Source, text: str, decoded: Decoded, said: Metadata, notes: tuple[str, ...]) -> Reading:
    if language := other_language(text[find_front_matter(text).end :]):
        name = printable(source.name if source.path is None else source.path)
        raise ReadError(f"{name}: is in {language}; give an English version, other languages are not read")
    article = Article(
        key=said.url or source.name,
        text=text,
        path=source.name,
        url=said.url,
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        encoding=decoded.encoding,
        media_type=source.media_type,
    )
    return Reading(article, decoded.notes + notes + said.notes)


def size_limit() -> int:
    """The bytes of the largest file that is read. Raises ReadError where the setting is no number."""
    stated = os.environ.get("KG_MAX_BYTES", "")
    if stated and not stated.isdecimal():
        raise ReadError(f"KG_MAX_BYTES is {printable(stated)}; set it to a number of bytes such as {LIMIT}")
    return int(stated) if stated else LIMIT


def _bytes(source: Source, name: str, limit: int) -> bytes:
    if source.path is None:
        return _whole(sys.stdin.buffer.read(limit + 1), name, limit)
    try:
        descriptor = os.open(source.path, _OPENING)
    except OSError as error:
        raise ReadError(f"{name}: {_reason(error)}") from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(f"{name}: is no ordinary file; give a file, or pipe its text to -")
        if status.st_size > limit:
            raise _too_large(name, limit)
        try:
            return _whole(file.read(limit + 1), name, limit)
        except OSError as error:
            raise ReadError(f"{name}: {_reason(error)}") from None


def _whole(data: bytes, name: str, limit: int) -> bytes:
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def _too_large(name: str, limit: int) -> ReadError:
    return ReadError(f"{name}: larger than {limit:,} bytes; split it, or set KG_MAX_BYTES if it is one article")


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link; name the file that it leads to"
    if error.errno == errno.EACCES:
        return "may not be read by you; change its permissions"
    if error.errno == errno.ENXIO:
        return "is no ordinary file; give a file, or pipe its text to -"
    return f"cannot be read ({error.strerror}); check the path"
