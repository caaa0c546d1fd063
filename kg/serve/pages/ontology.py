"""The page of the ontology, and the pages of its concept schemes: each term with its definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.graph.terms import OA, PROV, RDF, RDFS, SKOS, XSD
from kg.query.results import plain
from kg.serve.pages.addresses import asked, kind, local, short
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import alternates, formats_line, links
from kg.serve.pages.queries import ONTOLOGY, PREFIXES, node
from kg.serve.pages.shell import anchor, not_found, page
from kg.serve.pages.site import Site
from kg.serve.pages.terms import ANNOTATION, CLASS, Term
from kg.view.markup import bdi, esc, link
from kg.vocabulary import vocabulary

_ABOVE = (RDFS + "subClassOf", RDFS + "subPropertyOf")
_NEAR = (SKOS + "closeMatch", SKOS + "relatedMatch")
_EXAMPLE = SKOS + "example"
_SCHEME = settings.ONTOLOGY + "valueScheme"
_PREFIXES = {
    "cv": "http://data.europa.eu/m8g/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": OA,
    "org": "http://www.w3.org/ns/org#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": SKOS,
    "xsd": XSD,
}
"""How terms of other vocabularies are shortened."""
_SECTIONS = (
    ("Classes", "What things in the graph are.", lambda term: term.kind == CLASS),
    ("Relations", "What facts and claims say of them.", lambda term: term.relation),
    ("Details of claims", "How a claim is meant, and what it holds for.", lambda term: term.qualifier),
    (
        "Properties of entities, articles and claims",
        "Names, codes, evidence, and how a claim is known.",
        lambda term: term.kind not in (CLASS, ANNOTATION) and not term.relation and not term.qualifier,
    ),
    ("Annotations", "What the ontology says of its own terms.", lambda term: term.kind == ANNOTATION),
)


def routes(site: Site) -> list[BaseRoute]:
    """The pages of the ontology and of concept schemes."""

    async def ontology(_: Request) -> Response:
        return await _ontology(site)

    async def scheme(request: Request) -> Response:
        return await _scheme(site, asked(request, "page/"))

    return [
        Route("/page/ontology", answering(ontology)),
        Route("/page/ontology/{version}", answering(ontology)),
        Route("/page/concept/{scheme}", answering(scheme)),
    ]


async def _ontology(site: Site) -> Response:
    terms = await site.terms()
    body = [
        '<main id="main" class="wide">',
        "<h1>The ontology</h1>",
        "<p>The classes and properties of the graph, with their definitions. In queries they stand behind the prefix "
        f"<code>mg:</code>, which is <code>{esc(settings.ONTOLOGY)}</code>.</p>",
        *(_section(title, text, list(filter(test, _ordered(terms))), terms) for title, text, test in _SECTIONS),
        formats_line("ontology"),
        "</main>",
    ]
    headers = {"Link": links("ontology")}
    return page("The ontology", body, at="/ontology", alternates=alternates("ontology"), headers=headers)


def _ordered(terms: Mapping[str, Term]) -> Iterable[Term]:
    """Classes and relations in the order of the ontology, all others by name."""
    known = [*vocabulary().classes, *vocabulary().relations, *vocabulary().qualifiers]
    order = {name: place for place, name in enumerate(known)}
    return sorted(terms.values(), key=lambda term: (order.get(term.name, len(order)), term.name))


def _section(title: str, text: str, listed: Sequence[Term], terms: Mapping[str, Term]) -> str:
    if not listed:
        return ""
    items = "".join(_term(term, terms) for term in listed)
    return f'<section class="card"><h2>{title}</h2><p class="soft">{text}</p><dl class="terms">{items}</dl></section>'


def _term(term: Term, terms: Mapping[str, Term]) -> str:
    rows = {
        "from the other end": bdi(term.inverse) if settings.ONTOLOGY + "inverseLabel" in term.values else "",
        "is a": _named([iri for above in _ABOVE for iri in term.values.get(above, ())], terms),
        "near": _named([iri for near in _NEAR for iri in term.values.get(near, ())], terms),
        "of": _named(term.subjects, terms),
        "value": _named(term.objects, terms),
        "values": _named(term.values.get(_SCHEME, ()), terms),
        "example": "; ".join(bdi(text) for text in term.values.get(_EXAMPLE, ())),
    }
    told = "".join(f'<p class="soft">{name}: {text}</p>' for name, text in rows.items() if text)
    return (
        f'<div class="term" id="{esc(term.name)}"><dt><a href="#{esc(term.name)}"><code>mg:{esc(term.name)}</code></a> '
        f"{bdi(term.label)}</dt><dd><p>{bdi(term.definition)}</p>{told}</dd></div>"
    )


def _named(iris: Sequence[str], terms: Mapping[str, Term]) -> str:
    return ", ".join(_name(iri, terms) for iri in iris)


def _name(iri: str, terms: Mapping[str, Term]) -> str:
    if iri in terms:
        return anchor(f"#{terms[iri].name}", terms[iri].label)
    inside = local(iri)
    if inside:
        return anchor(inside, short(iri))
    prefix = next((name for name, namespace in _PREFIXES.items() if iri.startswith(namespace)), None)
    return link(iri, f"{prefix}:{iri.removeprefix(_PREFIXES[prefix])}" if prefix else iri)


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
    concepts = "".join(_concept(*map(plain, row)) for row in rows)
    body = [
        '<main id="main" class="wide">',
        '<p class="kicker"><span class="chip">concept scheme</span></p>',
        f"<h1>{bdi(title)}</h1>",
        f'<p class="soft iri"><code>{esc(iri)}</code></p>',
        f'<section class="card"><dl class="terms">{concepts}</dl></section>',
        formats_line(name),
        "</main>",
    ]
    return page(title, body, at="/ontology", alternates=alternates(name), headers={"Link": links(name)})


def _concept(iri: str, label: str, definition: str, broader: str) -> str:
    above = f'<p class="soft">a kind of {anchor(local(broader), short(broader))}</p>' if broader else ""
    return f'<div class="term"><dt>{anchor(local(iri), label)}</dt><dd><p>{bdi(definition)}</p>{above}</dd></div>'
