"""The page of the ontology, and the pages of its concept schemes: each term with its definition."""

from __future__ import annotations

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.documentation import body, read_ontology
from kg.query.results import plain
from kg.resources import folder
from kg.serve.pages.addresses import asked, kind, local, short
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import alternates, formats_line, links
from kg.serve.pages.queries import ONTOLOGY, PREFIXES, node
from kg.serve.pages.shell import anchor, not_found, page
from kg.serve.pages.site import Site
from kg.serve.responses import encoded
from kg.view.markup import bdi, html, join

_WHOLE = f"SELECT ?subject ?property ?value WHERE {{ GRAPH {ONTOLOGY} {{ ?subject ?property ?value }} }}"


def routes(site: Site) -> list[BaseRoute]:
    """The pages of the ontology and of concept schemes."""

    async def ontology(request: Request) -> Response:
        version = request.path_params.get("version", settings.VERSION)
        return (
            await _ontology(site) if version == settings.VERSION else not_found(settings.BASE + asked(request, "page/"))
        )

    async def scheme(request: Request) -> Response:
        return await _scheme(site, asked(request, "page/"))

    async def shapes(request: Request) -> Response:
        """What data must look like, as it is checked here."""
        body = await to_thread.run_sync((folder("ontology") / "shapes.ttl").read_bytes)
        sent, coding = await encoded(request.scope, body)
        headers = {"Vary": "Accept-Encoding", **{name.decode(): value.decode() for name, value in coding}}
        return Response(sent, media_type="text/turtle", headers=headers)

    return [
        Route("/shapes", answering(shapes)),
        Route("/page/ontology", answering(ontology)),
        Route("/page/ontology/{version}", answering(ontology)),
        Route("/page/concept/{scheme}", answering(scheme)),
    ]


async def _ontology(site: Site) -> Response:
    """The documentation of the ontology that is served, with links to the questions as they are asked here. It is made
    beside the loop: the first time, it reads all questions."""
    ontology = read_ontology([(plain(s), plain(p), plain(o)) for s, p, o in (await site.ask.rows(_WHOLE)).rows])
    told = await to_thread.run_sync(lambda: body(ontology, lambda question: f"/questions/{question}"))
    content = [html('<main id="main" class="wide">'), *told, formats_line("ontology"), html("</main>")]
    headers = {"Link": links("ontology")}
    return page("The ontology", content, at="/ontology", alternates=alternates("ontology"), headers=headers)


async def _scheme(site: Site, name: str) -> Response:
    iri = settings.BASE + name
    if kind(name) != "concept":
        return not_found(iri)
    query = f"""{PREFIXES}SELECT ?concept ?label ?definition ?broader WHERE {{ GRAPH {ONTOLOGY} {{
      ?concept skos:inScheme {node(iri)} ; skos:prefLabel ?label
      OPTIONAL {{ ?concept skos:definition ?definition }} OPTIONAL {{ ?concept skos:broader ?broader }}
    }} }} ORDER BY STR(?label) STR(?broader)"""
    rows = (await site.ask.rows(query)).rows
    if not rows:
        return not_found(iri)
    title = name.partition("/")[2].replace("-", " ").capitalize()
    concepts = join(_concept(*map(plain, row)) for row in rows)
    content = [
        html('<main id="main" class="wide">'),
        html('<p class="kicker"><span class="chip">concept scheme</span></p>'),
        html("<h1>{}</h1>", bdi(title)),
        html('<p class="soft iri"><code>{}</code></p>', iri),
        html('<section class="card"><dl class="terms">{}</dl></section>', concepts),
        formats_line(name),
        html("</main>"),
    ]
    return page(title, content, at="/ontology", alternates=alternates(name), headers={"Link": links(name)})


def _concept(iri: str, label: str, definition: str, broader: str) -> Markup:
    return html(
        '<div class="term"><dt>{}</dt><dd><p>{}</p>{}</dd></div>',
        anchor(local(iri), label),
        bdi(definition),
        html('<p class="soft">a kind of {}</p>', anchor(local(broader), short(broader))) if broader else "",
    )
