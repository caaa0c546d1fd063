"""One article, read safely: nothing is waited for, nothing is read beyond the limit, nothing is lost in silence."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from kg.contacts import public_name
from kg.read.apart import read_apart
from kg.read.corpora import CORPUS_TYPES, records
from kg.read.corpus_line import read_line
from kg.read.decoding import decode
from kg.read.errors import OtherLanguage, ReadError, printable
from kg.read.finding import BINARY_TYPES, Source
from kg.read.front_matter import find_front_matter
from kg.read.languages import other_language
from kg.read.metadata import Metadata, checked
from kg.read.opening import opened, size_limit, too_large, whole
from kg.read.sidecar import beside
from kg.records import Article

# What comes through a pipe has no name that tells a page from a text.
_BEFORE_PAGE = b"\xef\xbb\xbf \t\r\n"
_HIDDEN = "url left out, a telephone number or e-mail address stands in it"
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Reading:
    """The article, and one line for everything in the file that was not used as it stands there."""

    article: Article
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of an article before it is judged: `said` is what it says about itself."""

    text: str
    said: Metadata
    encoding: str
    media_type: str
    notes: tuple[str, ...] = ()
    key: str = ""


def read_article(source: Source, limit: int | None = None) -> Reading:
    """The article in a source that `find_articles` named; `limit` in bytes.

    The text is the decoded file with LF line ends and nothing else changed, its front matter included; of a web page,
    the title, a blank line and the main text, one paragraph a line; of a PDF or Word file, its paragraphs with a blank
    line between them; of a line or row of a collection, its title, a blank line and its text. A file of metadata beside
    it (see `kg.read.sidecar`) counts more than what a file says itself, and less than what a line of a collection
    does. Metadata that are no YAML, an impossible date and an address that is not http or https are ignored, each with
    a note.

    Raises ReadError: a file that cannot be opened, no ordinary file, too large, empty, binary, in no known encoding,
    in another language than English, a broken or encrypted PDF or Word file or one without text, a line that is no
    JSON object, a row of another length than its table, a page or file that takes its parser too long or too much
    memory.
    """
    name, most = source.where, limit if limit is not None else size_limit()
    if source.path is not None and source.media_type in CORPUS_TYPES.values():
        found = _in_collection(source, most)
    else:
        found = _in_file(source, most)
    if not found.text.strip():
        raise ReadError(f"{name}: is empty; give a file with the article's text")
    article = _article(source, found)
    hidden = (f"{name}: {_HIDDEN}",) if found.said.url and article.url is None else ()
    return Reading(article, found.notes + found.said.notes + hidden)


def _article(source: Source, found: _Found) -> Article:
    said, key = found.said, public_name(found.said.url or found.key or source.name)
    _refuse_other_language(found, source.where)
    return Article(
        key=key,
        text=found.text,
        path=source.name,
        url=said.url if said.url == key else None,
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        encoding=found.encoding,
        media_type=found.media_type,
    )


def _refuse_other_language(found: _Found, name: str) -> None:
    """By what the metadata say, which the recogniser is not asked about, else by what it says."""
    language = found.said.language or other_language(found.text[find_front_matter(found.text).end :])
    if language and not language.lower().startswith("en"):
        raise OtherLanguage(f"{name}: is in {language}; give an English version, other languages are not read")


def _in_file(source: Source, limit: int) -> _Found:
    name = source.where
    data = _bytes(source, limit)
    if source.path is None and data[:1000].lstrip(_BEFORE_PAGE).lower().startswith(_PAGE_STARTS):
        source = replace(source, media_type="text/html")
    if source.media_type in BINARY_TYPES:
        found = _apart(source, data, BINARY_TYPES[source.media_type])
    elif source.media_type == "text/html":
        decoded = decode(data, name, web_page=True)
        found = _apart(source, decoded.text, decoded.encoding, decoded.notes)
    else:
        found = _plain(source, data)
    aside = beside(source.path, name) if source.path else Metadata()
    return replace(found, said=aside.over(found.said))


def _plain(source: Source, data: bytes) -> _Found:
    name = source.where
    decoded = decode(data, name)
    block = find_front_matter(decoded.text)
    said = checked(block.fields or {}, name, "front matter")
    if block.end and not decoded.text[block.end :].strip():
        raise ReadError(f"{name}: holds front matter alone; put the article's text below it")
    fault = (f"{name}: front matter ignored, it {block.fault}; check its quotes and colons",) if block.fault else ()
    return _Found(decoded.text, said, decoded.encoding, source.media_type, decoded.notes + fault)


def _apart(source: Source, content: str | bytes, encoding: str, notes: tuple[str, ...] = ()) -> _Found:
    if not content.strip():
        raise ReadError(f"{source.where}: is empty; give a file with the article's text")
    read = read_apart(source.media_type, content, source.where)
    said = checked(read.fields, source.where, "page head")
    return _Found(read.text, said, encoding, source.media_type, notes + read.notes)


def _in_collection(source: Source, limit: int) -> _Found:
    assert source.path is not None
    name, record = source.where, source.record
    if record is None:  # it could not be told apart into articles: the same again, to say why
        for _ in records(source.path, source.media_type, name, source.columns):
            break
        raise ReadError(f"{name}: holds no articles; give a line for each")
    if record.end - record.start > limit:
        raise too_large(name, limit)
    with opened(source.path, name) as file:
        file.seek(record.start)
        line = read_line(file.read(record.end - record.start), record, name, source.columns)
    said = checked(line.fields, name, "its columns")
    aside = replace(beside(source.path, printable(source.path)), url=None, title=None)
    aside = aside if record.first else replace(aside, notes=())
    return _Found(
        line.text, said.over(aside), line.encoding, "text/plain", line.notes, f"{source.collection}#{line.id}"
    )


def _bytes(source: Source, limit: int) -> bytes:
    if source.path is None:
        return whole(sys.stdin.buffer, source.where, limit)
    with opened(source.path, source.where) as file:
        return whole(file, source.where, limit)
