"""The page with the editor, for browsers that come to `/sparql` without a query, and what its script reads."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from kg import settings
from kg.graph.terms import DCTERMS, OA, PROV, RDF, RDFS, SKOS, XSD, kebab
from kg.query import load_questions
from kg.serve.pages.failing import answering
from kg.serve.pages.gallery import question_list
from kg.serve.pages.shell import SAFE, page, path
from kg.serve.pages.site import Site
from kg.serve.pages.terms import ANNOTATION, CLASS, Term
from kg.view.markup import esc
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
    body = [
        f'<main id="main" class="editor" data-base="{path(settings.BASE)}">',
        "<h1>Ask the graph in SPARQL</h1>",
        '<noscript><p class="fault">The editor needs scripts. The <a href="/questions">questions</a> can be read '
        "without, and programs ask at this same address.</p></noscript>",
        '<div class="bench">',
        _GALLERY.format(questions=question_list(load_questions())),
        f'<div class="desk">{_PARAMETERS}{_PAD.format(beginning=esc(_BEGINNING))}{_RESULT}</div>',
        "</div>",
        "</main>",
    ]
    return page("SPARQL", body, at="/sparql", module="/static/editor.js", headers={"Vary": "Accept"})


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


_GALLERY = (
    '<details class="questions" id="gallery" open><summary>Questions</summary>'
    '<input type="search" id="narrow" aria-label="Find a question" placeholder="Find a question" autocomplete="off">'
    '<div id="questions">{questions}</div><p class="soft" id="none" hidden>No question has these words.</p></details>'
)
_PARAMETERS = (
    '<section class="card" id="question" aria-labelledby="summary" hidden><h2 id="summary" tabindex="-1"></h2>'
    '<p class="soft" id="description"></p><form id="parameters" class="parameters"></form>'
    '<ul class="soft" id="notes" role="status"></ul></section>'
)
_PAD = (
    '<label for="query" class="above">Query</label>'
    '<div class="pad"><textarea id="query" rows="14" spellcheck="false" autocapitalize="off" autocomplete="off" '
    'wrap="off" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="completions" aria-describedby="keys">'
    "{beginning}</textarea><ul id='completions' role='listbox' aria-label='Terms of the ontology' hidden></ul></div>"
    '<p class="soft screen" id="keys"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> runs the query. <kbd>Ctrl</kbd>+<kbd>Space</kbd>'
    ", or <code>mg:</code> and a letter, lists terms: arrows choose, <kbd>Enter</kbd> takes, <kbd>Esc</kbd> closes.</p>"
    '<div class="tools screen"><button id="run" class="first" type="button">Run</button>'
    '<button id="cancel" type="button" disabled>Cancel</button><a id="permalink" href="#">Link to this query</a>'
    '<details id="prefixing"><summary>Prefixes</summary>'
    '<div id="prefixes" role="group" aria-label="Insert a prefix"></div></details></div>'
)
_RESULT = (
    '<section id="answer" aria-label="Answer"><p id="state" role="status"></p>'
    '<p id="fault" class="fault" role="alert" hidden></p>'
    '<div id="downloads" class="tools screen" role="group" aria-label="Download" hidden></div>'
    '<div id="result" class="scroll" tabindex="-1"></div></section>'
)
