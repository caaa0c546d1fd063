"""Linked data: each IRI answers with where it is described, as a page or as data, and the data themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.export.jsonld_terms import context_file
from kg.serve.errors import NotAcceptable
from kg.serve.formats import JSON_LD, Kind
from kg.serve.negotiation import Chosen, choose, prefers_page
from kg.serve.pages.addresses import FORMATS, asked, kind
from kg.serve.pages.failing import answering
from kg.serve.pages.moved import answer, moved
from kg.serve.pages.queries import ONTOLOGY, PREFIXES, node
from kg.serve.pages.shell import SAFE, not_found
from kg.serve.pages.site import Site
from kg.view.markup import exact, html, join

ATOM = "application/atom+xml"
_VARYING = {"Vary": "Accept"}
_COLLECTIONS = ("id", "article", "concept", "ontology")

_ENTITY = """CONSTRUCT {{ {node} ?property ?value . ?subject ?of {node} . ?claim ?about ?said . ?segment ?place ?at }}
WHERE {{
  {{ {node} ?property ?value }} UNION {{ ?subject ?of {node} }}
  UNION {{ GRAPH ?article {{ {node} mg:identityCandidate ?value }} BIND(mg:identityCandidate AS ?property) }}
  UNION {{ GRAPH ?article {{ ?claim rdf:subject {node} ; ?about ?said }} }}
  UNION {{ GRAPH ?article {{ ?from rdf:subject {node} ; mg:evidence ?segment . ?segment ?place ?at }} }}
}}"""
_CLAIM = """CONSTRUCT {{ {node} ?property ?value . ?segment ?place ?at }} WHERE {{ GRAPH ?article {{
  {{ {node} a mg:Claim ; ?property ?value }} UNION {{ {node} a mg:Claim ; mg:evidence ?segment . ?segment ?place ?at }}
}} }}"""
_ARTICLE = "CONSTRUCT {{ ?subject ?property ?value }} WHERE {{ GRAPH {node} {{ ?subject ?property ?value }} }}"
_CONCEPT = """CONSTRUCT {{ {node} ?property ?value . ?subject ?of {node} }} WHERE {{
  GRAPH {ontology} {{ {{ {node} ?property ?value }} UNION {{ ?subject ?of {node} }} }} }}"""
_ONTOLOGY = "CONSTRUCT {{ ?subject ?property ?value }} WHERE {{ GRAPH {ontology} {{ ?subject ?property ?value }} }}"
_GRAPHS = {"entity": _ENTITY, "claim": _CLAIM, "article": _ARTICLE, "concept": _CONCEPT, "ontology": _ONTOLOGY}
_KNOWN = {
    "entity": "ASK {{ {node} ?property ?value }}",
    "claim": "ASK {{ GRAPH ?article {{ {node} a mg:Claim }} }}",
    "article": "ASK {{ {node} a mg:Article }}",
    "concept": "ASK {{ GRAPH {ontology} {{ {node} ?property ?value }} }}",
    "ontology": "ASK {{ GRAPH {ontology} {{ ?subject ?property ?value }} }}",
}
"""By what a path names: its description, and whether there is one. Each subject's own triples, what points to it, and
the claims about it with their evidence."""


def routes(site: Site, readable: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The routes of IRIs, and of data, with `readable` around them."""

    async def data(request: Request) -> Response:
        return await _data(site, request)

    async def elsewhere(request: Request) -> Response:
        return await _elsewhere(site, request)

    places: dict[str, Callable[[Request], Awaitable[Response]]] = {f"/context/{settings.VERSION}": _context}
    for name in _COLLECTIONS:
        places |= {f"/{name}{ending}": answering(elsewhere) for ending in ("", "/{rest:path}")}
        places |= {f"/data/{name}{ending}": answering(data) for ending in ("", "/{rest:path}", *_endings(name))}
    places |= {f"/ontology.{ending}": answering(elsewhere) for ending in FORMATS}
    return [Route(place, handler, middleware=readable) for place, handler in places.items()]


def alternates(name: str) -> list[tuple[str, str]]:
    """The addresses of the data on a path, with their media types."""
    return [(f"/data/{name}.{ending}", media_type) for ending, (media_type, _) in FORMATS.items()]


def links(name: str) -> str:
    """The header Link of a page: the same as data, and what it describes."""
    data = (f'<{address}>; rel="alternate"; type="{media_type}"' for address, media_type in alternates(name))
    return ", ".join([*data, f'<{settings.BASE}{name}>; rel="describes"'])


def feed(name: str) -> tuple[str, str]:
    """The address of the feed of an entity or a concept, with its media type."""
    return f"/entity.atom?{urlencode({'iri': settings.BASE + name})}", ATOM


def formats_line(name: str, feed_at: str = "") -> Markup:
    """The links to the data, for readers, and to the feed."""
    addresses = ((exact(f"/data/{name}.{ending}"), label) for ending, (_, label) in FORMATS.items())
    links = join((html('<a href="{}">{}</a>', *address) for address in addresses), " · ")
    news = html(' · What is new: <a href="{}">Atom feed</a>', exact(feed_at)) if feed_at else Markup()
    return html('<p class="soft screen">As data: {}{}</p>', links, news)


async def _elsewhere(site: Site, request: Request) -> Response:
    """303 See Other: to the page for those who read, to data for programs. Of an entity that another one takes the
    place of, 301 to that; of one that is gone, 410."""
    name, ending = _split(asked(request))
    if kind(name) is None:
        return missing(name, request)
    if kind(name) == "entity" and (found := await moved(site, settings.BASE + name)) is not None:
        return answer(settings.BASE + name, found, request, ending=f".{ending}" if ending else "")
    accept = request.headers.get("accept", "")
    target = _target(name, ending, accept)
    described = f'</data/{name}>; rel="describedby"'
    page = f'</page/{name}>; rel="alternate"; type="text/html"'
    return RedirectResponse(target, 303, {**SAFE, **_VARYING, "Link": f"{described}, {page}"})


def _target(name: str, ending: str, accept: str) -> str:
    """Where a client goes: to the format of the ending, else to the page or the data as it takes them best. Raises
    NotAcceptable where it takes neither."""
    if ending:
        return f"/data/{name}.{ending}"
    if prefers_page(accept):
        return f"/page/{name}"
    chosen = _negotiated(accept).format.name
    return f"/data/{name}.{chosen}" if chosen in FORMATS else f"/data/{name}"


async def _data(site: Site, request: Request) -> Response:
    name, ending = _split(asked(request, "data/"))
    what = kind(name)
    if what is None:
        return missing(name, request)
    media_type = FORMATS[ending][0] if ending else _negotiated(request.headers.get("accept", "")).media_type
    names = {"node": node(settings.BASE + name), "ontology": ONTOLOGY}
    if not (await site.ask.rows(PREFIXES + _KNOWN[what].format(**names))).answer:
        return missing(name, request)
    body = await site.ask.graph(PREFIXES + _GRAPHS[what].format(**names), media_type)
    about = f'</page/{name}>; rel="alternate"; type="text/html", <{settings.BASE}{name}>; rel="describes"'
    headers = {**SAFE, "Link": about, **({} if ending else _VARYING)}
    return Response(body, headers=headers, media_type=media_type)


async def _context(_: Request) -> Response:
    """The JSON-LD context of the exports, which is never another one for its version."""
    headers = {**SAFE, "Cache-Control": "public, max-age=31536000, immutable"}
    return Response(context_file(), headers=headers, media_type=JSON_LD.media_types[0])


def _negotiated(accept: str) -> Chosen:
    chosen = choose(accept)[Kind.GRAPH]
    if chosen is None:
        raise NotAcceptable(f"it comes as text/html, {', '.join(media_type for media_type, _ in FORMATS.values())}")
    return chosen


def missing(name: str, request: Request) -> Response:
    """404, as a page for those who read."""
    iri = settings.BASE + name
    if prefers_page(request.headers.get("accept", "")) and not request.url.path.startswith("/data/"):
        return not_found(iri)
    return PlainTextResponse(f"not in this graph: {iri}\n", 404, {**SAFE, **_VARYING})


def _split(name: str) -> tuple[str, str]:
    """A path without the ending of a format, and that ending."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and ending in FORMATS else (name, "")


def _endings(name: str) -> list[str]:
    """How the address of a collection itself ends as data."""
    return [f".{ending}" for ending in FORMATS] if name == "ontology" else []
