"""The page with the editor, for browsers that come to `/sparql` without a query, and what its script reads."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from kg import settings
from kg.graph.terms import DCTERMS, OA, PROV, RDF, RDFS, SKOS, XSD, kebab
from kg.query import grouped, load_questions
from kg.serve.pages.failing import answering
from kg.serve.pages.shell import SAFE, rendered
from kg.serve.pages.site import Site
from kg.serve.pages.terms import ANNOTATION, CLASS, Term
from kg.vocabulary import vocabulary

_BEGINNING = """SELECT ?actor ?name ?event ?eventName WHERE {
  ?event a mg:Event ; rdfs:label ?eventName ; mg:participant ?actor .
  ?actor rdfs:label ?name .
}
ORDER BY ?name
LIMIT 100"""


def routes(site: Site) -> list[BaseRoute]:
    """The vocabulary that the script of the editor completes and shortens with."""

    async def vocabulary_of_editor(_: Request) -> Response:
        terms = (await site.terms()).values()
        content = {"prefixes": _prefixes(), "terms": [_completion(t) for t in terms if t.kind != ANNOTATION]}
        return JSONResponse(content, headers=SAFE)

    return [Route("/vocabulary.json", answering(vocabulary_of_editor))]


async def _page(_: Request) -> Response:
    groups = grouped(load_questions().values())
    values = {"base": settings.BASE, "beginning": _BEGINNING, "groups": groups}
    headers = {"Vary": "Accept"}
    return rendered("editor.html", values, "SPARQL", at="/sparql", module="/static/editor.js", headers=headers)


class _Editor:
    """The page as an ASGI application."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await answering(_page)(Request(scope))
        await response(scope, receive, send)


editor = _Editor()


def _prefixes() -> dict[str, str]:
    """The prefixes that the editor knows, the general ones first."""
    general = {
        "mg": settings.ONTOLOGY,
        "rdfs": RDFS,
        "rdf": RDF,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "oa": OA,
        "prov": PROV,
        "xsd": XSD,
        "article": settings.ARTICLE,
        "concept": settings.CONCEPT,
    }
    entities = (kebab(row.name) for row in vocabulary().classes.values() if row.entity)
    return {**general, **{name: f"{settings.ENTITY}{name}/" for name in entities}}


def _completion(term: Term) -> dict[str, Any]:
    kind = "class" if term.kind == CLASS else "relation" if term.relation else "property"
    return {"name": term.name, "label": term.label, "definition": term.definition, "kind": kind}
