"""Entities that have other identifiers now, or are gone: what decisions say of the old ones."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg import settings
from kg.query.results import plain
from kg.serve.negotiation import prefers_page
from kg.serve.pages.addresses import local
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.shell import SAFE, rendered
from kg.serve.pages.site import Site

_ASKED = """SELECT ?new ?reason ?day WHERE {{
  {{ {node} dcterms:isReplacedBy ?new }}
  UNION {{ GRAPH <{decisions}> {{
    ?decision mg:action "withdraw" ; rdf:subject {node} ; dcterms:description ?reason ; dcterms:date ?day }} }}
  FILTER NOT EXISTS {{ {node} a ?class }}
}}"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an entity: the path of what takes its place, or why it is gone."""

    path: str | None
    because: str = ""


async def moved(site: Site, iri: str) -> Moved | None:
    """What became of the entity with this IRI, None where it is no old one. Raises KgError where there is no answer."""
    query = PREFIXES + _ASKED.format(node=node(iri), decisions=settings.DECISIONS_GRAPH)
    for new, reason, day in sorted((await site.ask.rows(query)).rows, key=str):
        if isinstance(new, NamedNode) and (found := local(new.value)) is not None:
            return Moved(found)
        if reason is not None:
            return Moved(None, f"{plain(reason)} ({plain(day)})")
    return None


def answer(iri: str, found: Moved, request: Request, below: str = "", ending: str = "") -> Response:
    """301 to what takes the place of an entity, `below` a path of this server and with the `ending` of a format; 410
    where nothing does."""
    if found.path is not None:
        return RedirectResponse(f"{below}{found.path}{ending}", 301, SAFE)
    if not prefers_page(request.headers.get("accept", "")):
        return PlainTextResponse(f"no longer in this graph: {iri}: {found.because}\n", 410, SAFE)
    return rendered("gone.html", {"iri": iri, "because": found.because}, "No longer in this graph", status=410)
