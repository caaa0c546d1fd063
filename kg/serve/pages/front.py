"""The front page, the list of articles, and the search by name."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.serve.pages.addresses import page_number
from kg.serve.pages.collection import Collection, list_articles
from kg.serve.pages.failing import answering
from kg.serve.pages.markings import pages_of, source, value
from kg.serve.pages.names import LONGEST, SHORTEST, called
from kg.serve.pages.shell import TITLE, rendered
from kg.serve.pages.site import Site
from kg.view.accuracy import accuracy_words
from kg.view.content import Document, Thing
from kg.view.markup import bdi, html, join

_LATEST = 5
_MANY = 50
_COUNTED = {
    "Article": "articles",
    "Actor": "actors",
    "Event": "events",
    "Document": "documents",
    "Claim": "claims with evidence",
}


def routes(site: Site) -> list[BaseRoute]:
    """The routes of these pages."""

    async def front(_: Request) -> Response:
        return _front(await site.collection(), await list_articles(site.ask, _LATEST, 0))

    async def articles(request: Request) -> Response:
        number = page_number(request.query_params.get("page", ""))
        return _articles(await list_articles(site.ask, _MANY + 1, (number - 1) * _MANY), number)

    async def search(request: Request) -> Response:
        name = " ".join(request.query_params.get("q", "").split())[:LONGEST]
        number = page_number(request.query_params.get("page", ""))
        found = await called(site.ask, name, _MANY + 1, (number - 1) * _MANY) if len(name) >= SHORTEST else []
        return _results(name, found, number)

    shown = {"/": front, "/articles": articles, "/search": search}
    return [Route(place, answering(handler)) for place, handler in shown.items()]


def _front(collection: Collection, latest: Sequence[Document]) -> Response:
    values = {
        "counts": [(collection.counts[name], label) for name, label in _COUNTED.items()],
        "published": _published(collection),
        "actors": [(value(thing), number) for thing, number in collection.actors],
        "publishers": collection.publishers,
        "articles": list(map(source, latest)),
        "accuracy": accuracy_words(),
        "base": settings.BASE,
    }
    return rendered("front.html", values, TITLE)


def _published(collection: Collection) -> str:
    first, last = collection.published
    if not collection.dated:
        return "The articles tell no day of publication."
    span = first if first == last else f"{first} to {last}"
    known = f"{collection.dated:,} of {collection.counts['Article']:,} articles"
    return f"Published {span}, as far as a day is known ({known})."


def _articles(listed: Sequence[Document], number: int) -> Response:
    pages = pages_of("/articles?page=", number, len(listed) > _MANY, "articles")
    return rendered("articles.html", {"articles": list(map(source, listed[:_MANY])), "pages": pages}, "Articles")


def _results(name: str, found: Sequence[tuple[Thing, str]], number: int) -> Response:
    address = f"/search?q={quote(name, safe='')}&page="
    values = {
        "searched": name,
        "longest": LONGEST,
        "long_enough": len(name) >= SHORTEST,
        "found": join(_result(thing, called) for thing, called in found[:_MANY]),
        "pages": pages_of(address, number, len(found) > _MANY, "names"),
    }
    return rendered("search.html", values, f"Search: {name}" if name else "Search")


def _result(thing: Thing, called: str) -> Markup:
    also = html(' <span class="soft">also {}</span>', bdi(called)) if called != thing.label else ""
    kind = html(' <span class="chip">article</span>') if thing.type == "Article" else ""
    return html("<li>{}{}{}</li>", value(thing, typed=True), kind, also)
