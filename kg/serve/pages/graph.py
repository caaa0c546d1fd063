"""The relationship graph among the pages of the server: the modules of `graph.html`, each as a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.serve.pages.failing import answering
from kg.serve.pages.shell import SAFE, page, rendered
from kg.serve.tags import has
from kg.view.graph_page import TITLE, graph_parts
from kg.view.markup import embedded_json, html

AT = "/graph"
_AGAIN = "3"

Draw = Callable[[], Awaitable[Path | None]]
"""Gives the file of the page; None while it is being made."""


def routes(draw: Draw) -> list[BaseRoute]:
    """The route of the page."""

    async def graph(request: Request) -> Response:
        file = await draw()
        if file is None:
            return _wait()
        packed = "gzip" in request.headers.get("accept-encoding", "")
        tag = f'"{file.parent.name}-{file.stem}{"-gzip" * packed}"'
        headers = {**SAFE, "ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        headers |= {"Content-Encoding": "gzip"} if packed else {}
        sent = compressed(file) if packed else file
        return FileResponse(sent, headers=headers, media_type="text/html; charset=utf-8")

    return [Route(AT, answering(graph))]


def compressed(file: Path) -> Path:
    """Where the same page lies compressed."""
    return file.with_suffix(".html.gz")


def graph_html(store: Store) -> bytes:
    """The page on a store, as the server sends it."""
    body, data, rest = graph_parts(store)
    data["pages"] = f"/page/{settings.ENTITY.removeprefix(settings.BASE)}"
    body.append(html('<script type="application/json" id="data">{}</script>', embedded_json(data)))
    body += rest
    made = page(TITLE, body, at=AT, module="/static/graph/page.js", styles=("/static/graph.css",))
    return bytes(made.body)


def _wait() -> Response:
    """What a browser shows until the page is there."""
    headers = {"Retry-After": _AGAIN}
    return rendered("drawing.html", {}, TITLE, at=AT, status=503, module="/static/again.js", headers=headers)
