"""News as an Atom feed (RFC 4287): the same bytes for the same news, whenever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg import settings
from kg.news import Item, News
from kg.serve.pages.addresses import local
from kg.serve.pages.shell import TITLE
from kg.view.markup import plain

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""The day of a feed without entries, which must have one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """News of something: `about` says of what, `name` is the same for the same feed on every server, `page` is the
    address of its page."""

    name: str
    about: str
    page: str
    news: News


def written_feed(feed: Feed, base: str, own: str) -> bytes:
    """The feed as XML. `base` is the address of the server without a slash at the end, `own` that of the feed on it."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", uuid5(NAMESPACE_URL, settings.BASE + feed.name).urn)
    _add(root, "title", plain(feed.about))
    _add(root, "subtitle", _subtitle(feed.news))
    _add(root, "updated", _moment(feed.news.items[0].day if feed.news.items else _NEVER))
    _add(SubElement(root, "author"), "name", TITLE)
    _add(root, "generator", "kg", {"version": settings.VERSION})
    _link(root, "self", base + own, "application/atom+xml")
    _link(root, "alternate", base + feed.page, "text/html")
    for item in feed.news.items:
        _entry(SubElement(root, "entry"), item, base)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _subtitle(news: News) -> str:
    said = "What articles say of it, those published last first."
    if news.undated:
        articles = "1 article says" if news.undated == 1 else f"{news.undated:,} articles say"
        return f"{said} {articles} something of it too and, without a date of publication, cannot be placed here."
    return said


def _entry(entry: Element, item: Item, base: str) -> None:
    _add(entry, "id", item.id.urn)
    _add(entry, "title", item.sentence)
    _add(entry, "updated", _moment(item.day))
    if item.day == item.published:
        _add(entry, "published", _moment(item.day))
    _add(SubElement(entry, "author"), "name", item.publisher or item.title)
    place = local(item.claim)
    _link(entry, "alternate", base + place.replace("/", "/page/", 1) if place else item.claim, "text/html")
    if item.source:
        _link(entry, "via", item.source)
    SubElement(entry, "category", {"term": item.status, "scheme": f"{settings.CONCEPT}assertion-status"})
    _add(entry, "content", _content(item), {"type": "text"})


def _content(item: Item) -> str:
    """The words, and where they stand, one a line."""
    words = [f"“{quotation}”" for quotation in item.quotations]
    beside = ", ".join(filter(None, (item.publisher, item.published)))
    return "\n".join([*words, f"{item.title} ({beside})", *filter(None, (item.source,))])


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _link(parent: Element, relation: str, address: str, media_type: str = "") -> None:
    typed = {"type": media_type} if media_type else {}
    SubElement(parent, "link", {"rel": relation, "href": address, **typed})


def _add(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, name, dict(attributes or {})).text = text
