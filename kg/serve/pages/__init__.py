"""The pages of `kg serve`, rendered here and readable without scripts: the collection, its entities and articles as
linked data, the ontology, the questions, the editor, which alone has a script, and the review.

`addresses` maps IRIs to paths and back, `reading` asks the graph, `shell` is what all pages have around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.serve.asking import Ask, LookUp
from kg.serve.pages import article, entity, front, gallery, graph, linked, ontology, reconciliation, review, static
from kg.serve.pages import editor as editor_page
from kg.serve.pages.editor import editor
from kg.serve.pages.site import Site

__all__ = ["editor", "reviewing", "routes"]

reviewing = review.routes


def routes(
    ask: Ask,
    draw: graph.Draw,
    reviewed: Callable[[Site], list[BaseRoute]] | None = None,
    readable: Sequence[Middleware] = (),
    names: LookUp | None = None,
    url: str = "",
    version: Callable[[], str] = str,
) -> list[BaseRoute]:
    """All routes of pages, data and static files, which ask the graph through `ask`; `draw` makes the page of the
    relationship graph, `reviewed` the routes of the page on which people decide, where it is to be there; `readable`
    goes around data, which other sites' pages may read. With `names` to look up there is the reconciliation service
    too; `url` is the address that clients use, where the server was told one; `version` tells which state of the graph
    is served."""
    site = Site(ask, version)
    return [
        *(reviewed(site) if reviewed else ()),
        *front.routes(site),
        *graph.routes(draw),
        *gallery.routes(site),
        *editor_page.routes(site),
        *ontology.routes(site),
        *article.routes(site),
        *entity.routes(site),
        *linked.routes(site, readable),
        *(reconciliation.routes(site, names, url, readable) if names else ()),
        *static.routes(),
        Route("/{rest:path}", _nowhere),
    ]


async def _nowhere(request: Request) -> Response:
    """What is none of these resources."""
    return linked.missing(request.url.path.removeprefix("/"), request)
