"""The style sheets and modules of the pages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from kg.serve.pages.shell import SAFE
from kg.view.graph_page import MODULES
from kg.view.markup import asset

_FOLDER = Path(__file__).parent.parent / "static"


class _Files(StaticFiles):
    """Files that browsers take for nothing but what they are."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]
            await send(message)

        await super().__call__(scope, receive, guarded)


async def _shared_styles(request: Request) -> Response:
    """The style sheets that these pages have in common with those that `kg build` writes."""
    return Response(asset(request.url.path.rpartition("/")[2]), media_type="text/css", headers=SAFE)


def routes() -> list[BaseRoute]:
    """The routes of the static files."""
    return [
        *(Route(f"/static/{name}.css", _shared_styles) for name in ("pages", "graph")),
        Mount("/static/graph", _Files(directory=MODULES)),
        Mount("/static", _Files(directory=_FOLDER)),
    ]
