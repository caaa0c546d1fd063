"""Names of tables reconciled with the graph, as OpenRefine and its like ask for it: the Reconciliation Service API 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.match import is_installed
from kg.serve.asking import LookUp
from kg.serve.errors import Malformed, NotInstalled
from kg.serve.naming import Beginning
from kg.serve.pages.addresses import kind
from kg.serve.pages.failing import Handler, answering
from kg.serve.pages.reading import things
from kg.serve.pages.reconciliation.answers import (
    extended,
    previewed,
    proposed,
    results,
    suggested_entities,
    suggested_properties,
    suggested_types,
)
from kg.serve.pages.reconciliation.manifest import AT, address, manifest
from kg.serve.pages.reconciliation.reading import (
    id_of,
    iri_of,
    parameters,
    read_extension,
    read_queries,
    types_of,
    whole_number,
)
from kg.serve.pages.shell import POLICY, SAFE
from kg.serve.pages.site import Site
from kg.serve.pages.templates import filled
from kg.vocabulary import vocabulary

_SUGGESTED, _MOST_SUGGESTED = 20, 100
_FRAMED = {**SAFE, "Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors http: https:")}
"""The preview alone may stand in a frame of another page: it shows what is public, and has nothing to press."""


def routes(site: Site, names: LookUp, url: str, readable: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The service, which looks up `names`, with `readable` around it. `url` is the address that clients use, where the
    server was told one."""
    desk = _Desk(site, names, url)
    shown: dict[str, Handler] = {
        f"{AT}/suggest/entity": desk.entities,
        f"{AT}/suggest/type": desk.types,
        f"{AT}/suggest/property": desk.properties,
        f"{AT}/properties": desk.proposals,
        f"{AT}/preview": desk.preview,
        f"{AT}/view": desk.view,
    }
    return [
        _route(AT, desk.service, ("GET", "POST"), readable),
        *(_route(place, handler, ("GET",), readable) for place, handler in shown.items()),
    ]


def _route(place: str, handler: Handler, methods: Sequence[str], readable: Sequence[Middleware]) -> BaseRoute:
    """A route that tells its methods too, which browsers ask before they send what is no plain form."""

    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**SAFE, "Allow": ", ".join((*methods, "HEAD", "OPTIONS"))})
        return await handler(request)

    return Route(place, answering(answered), methods=[*methods, "OPTIONS"], middleware=readable)


@dataclass(frozen=True, slots=True)
class _Desk:
    site: Site
    names: LookUp
    url: str

    async def service(self, request: Request) -> Response:
        """The manifest, or the answers to queries, or the values of properties."""
        _check_installed()
        given = await parameters(request)
        at = address(request, self.url)
        if "queries" in given:
            return _json(await results(read_queries(given["queries"]), self.site.ask, self.names))
        if "extend" in given:
            return _json(await extended(read_extension(given["extend"]), self.site.ask, at + AT))
        if request.method == "POST":
            raise Malformed("there is nothing to answer: post 'queries' or 'extend'")
        return _json(manifest(at))

    async def entities(self, request: Request) -> Response:
        """Entities whose name begins as somebody writes."""
        _check_installed()
        asked = request.query_params
        types = types_of(one for one in asked.getlist("type") if one) if asked.get("type") else types_of(_all_types())
        limit, skip = _limit(asked.get("limit", "")), whole_number(asked.get("cursor", ""), "cursor", 0, 10_000)
        begun = await self.names.beginning(Beginning(asked.get("prefix", ""), types, limit, skip))
        return _json({"result": suggested_entities(begun)})

    async def types(self, request: Request) -> Response:
        """Classes whose name begins so."""
        asked = request.query_params
        return _json({"result": suggested_types(asked.get("prefix", ""), _limit(asked.get("limit", "")))})

    async def properties(self, request: Request) -> Response:
        """Properties whose name begins so."""
        asked = request.query_params
        return _json({"result": suggested_properties(asked.get("prefix", ""), _limit(asked.get("limit", "")))})

    async def proposals(self, request: Request) -> Response:
        """The properties that entities of a class have."""
        asked = request.query_params
        type, limit = asked.get("type", ""), _limit(asked.get("limit", ""))
        known = types_of([type]) if type else types_of(_all_types())
        return _json({"type": type, "limit": limit, "properties": proposed(known, limit)})

    async def preview(self, request: Request) -> Response:
        """A small page on an entity, for a frame."""
        iri = iri_of(request.query_params.get("id", ""))
        thing = (await things(self.site.ask, [iri])).get(iri) if _is_entity(iri) else None
        if thing is None or thing.type not in vocabulary().classes:
            return _missing(iri)
        values = {
            "label": thing.label,
            "kind": vocabulary().classes[thing.type].label,
            "told": await previewed(iri, thing.type, self.site.ask),
            "address": f"{AT}/view?id={quote(id_of(iri), safe='')}",
        }
        return Response(filled("preview.html", **values), headers=_FRAMED, media_type="text/html; charset=utf-8")

    async def view(self, request: Request) -> Response:
        """303 to the page of an entity: clients encode the slash in its id, which the address of the page has plain."""
        iri = iri_of(request.query_params.get("id", ""))
        return RedirectResponse(f"/page/id/{id_of(iri)}", 303, SAFE) if _is_entity(iri) else _missing(iri)


def _all_types() -> list[str]:
    return [name for name, row in vocabulary().classes.items() if row.entity]


def _is_entity(iri: str) -> bool:
    return kind(f"id/{id_of(iri)}") == "entity"


def _limit(text: str) -> int:
    return whole_number(text, "limit", _SUGGESTED, _MOST_SUGGESTED)


def _check_installed() -> None:
    if not is_installed():
        raise NotInstalled(
            "names are looked up with rapidfuzz, which this server lacks: its operator installs "
            "'migration-governance-kg[match]'"
        )


def _json(content: Any) -> Response:
    return JSONResponse(content, headers={**SAFE, "Cache-Control": "no-cache"})


def _missing(iri: str) -> Response:
    return PlainTextResponse(f"not in this graph: {iri[:300]}\n", 404, SAFE)
