"""The pages of articles and of single claims: what an article says, in the order of its text, with the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.query.results import plain
from kg.records import Span
from kg.serve.asking import Ask
from kg.serve.pages.addresses import asked, kind, page_number
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import alternates, formats_line, links
from kg.serve.pages.markings import claim_lines, claim_words, known_by, pages_of, source
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.reading import Row, claims, documents
from kg.serve.pages.shell import not_found, page
from kg.serve.pages.site import Site
from kg.view.markup import bdi, html, join

MANY = 60
"""Claims on one page of an article."""


def routes(site: Site) -> list[BaseRoute]:
    """The pages of articles and claims."""

    async def article(request: Request) -> Response:
        return await _article(site, asked(request, "page/"), page_number(request.query_params.get("page", "")))

    async def claim(request: Request) -> Response:
        return await _claim(site, asked(request, "page/"))

    return [
        Route("/page/article/{hash}/claim/{number}", answering(claim)),
        Route("/page/article/{hash}", answering(article)),
    ]


async def _article(site: Site, name: str, number: int) -> Response:
    iri = settings.BASE + name
    if kind(name) != "article" or not await is_article(site.ask, iri):
        return not_found(iri)
    document = (await documents(site.ask, [iri]))[iri]
    rows, more = await claims_in(site.ask, iri, MANY, (number - 1) * MANY, context=False)
    body = [
        html('<main id="main" class="wide">'),
        html('<p class="kicker"><span class="chip">article</span></p>'),
        html("<h1>{}</h1>", bdi(document.title)),
        html("<p>{}</p>", source(document, outside=True)),
        html('<p class="soft iri"><code>{}</code></p>', iri),
        html(
            '<section class="card" aria-labelledby="says">'
            '<h2 id="says">What it says</h2><p class="soft">Each fact below the words it was read from, in the order '
            "of the text. The text itself is not served: the link above leads to where it was read.</p>"
        ),
        *_told(rows),
        Markup() if rows else html('<p class="soft">No fact was found in it.</p>'),
        pages_of(f"/page/{name}?page=", number, more, "claims"),
        html("</section>"),
        formats_line(name),
        html("</main>"),
    ]
    return page(document.title, body, alternates=alternates(name), headers={"Link": links(name)})


async def _claim(site: Site, name: str) -> Response:
    iri = settings.BASE + name
    found = await claims(site.ask, [iri]) if kind(name) == "claim" else []
    if not found:
        return not_found(iri)
    fact, document = found[0]
    title = f"Claim {iri.rpartition('/')[2]}"
    body = [
        html('<main id="main" class="wide">'),
        html('<p class="kicker"><span class="chip">claim</span></p>'),
        html("<h1>{}</h1>", bdi(title)),
        html('<p class="soft iri"><code>{}</code></p>', iri),
        html('<section class="card"><div class="fact">{}{}</div></section>', claim_words(fact), claim_lines(found[0])),
        html("<p>All that {} says</p>", source(document)),
        formats_line(name),
        html("</main>"),
    ]
    return page(title, body, alternates=alternates(name), headers={"Link": links(name)})


async def is_article(ask: Ask, iri: str) -> bool:
    """Whether the graph has an article with this IRI."""
    return bool((await ask.rows(f"{PREFIXES}ASK {{ {node(iri)} a mg:Article }}")).answer)


async def claims_in(ask: Ask, iri: str, most: int, start: int, *, context: bool) -> tuple[list[Row], bool]:
    """The claims of an article from place `start` on, at most `most`, in the order of its text, and whether there are
    more. `context` as for `claims`."""
    query = f"""{PREFIXES}SELECT ?claim (MIN(?begins) AS ?at) WHERE {{ GRAPH {node(iri)} {{
      ?claim a mg:Claim OPTIONAL {{ ?claim mg:evidence ?segment . ?segment oa:start ?begins }} }} }}
    GROUP BY ?claim ORDER BY ?at STR(?claim) LIMIT {most + 1} OFFSET {start}"""
    found = [plain(row[0]) for row in (await ask.rows(query)).rows]
    return await claims(ask, found[:most], context=context), len(found) > most


def _told(rows: Sequence[Row]) -> Iterable[Markup]:
    """The claims below their quotations; neighbours with the same quotation share it. Each quotation has the name of
    its segment, so that the IRIs of segments lead to it."""
    anchored: set[Span] = set()
    for spans, group in groupby(rows, key=lambda row: row[0].spans):
        listed = list(group)
        quotation = _quotation(listed[0], [span not in anchored for span in spans])
        anchored |= set(spans)
        items = join(html("<li>{}{}</li>", claim_words(fact), known_by(fact)) for fact, _ in listed)
        yield html('<div class="fact">{}<ul class="claims">{}</ul></div>', quotation, items)


def _quotation(row: Row, new: Sequence[bool]) -> Markup:
    fact = row[0]
    if not fact.evidence:
        return Markup()
    marked = [words for words, mark in fact.evidence[0].pieces if mark]
    parts = (_mark(*part) for part in zip(marked, fact.spans, new, strict=True))
    return html("<blockquote><bdi>{}</bdi></blockquote>", join(parts, " … "))


def _mark(words: str, span: Span, new: bool) -> Markup:
    name = html(' id="char={},{}"', span.start, span.end) if new else ""
    return html("<mark{}>{}</mark>", name, words)
