"""The front page, the list of articles, and the search by name."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.pages.addresses import page_number
from kg.serve.pages.collection import Collection, list_articles
from kg.serve.pages.failing import answering
from kg.serve.pages.markings import pages_of, source, value
from kg.serve.pages.queries import PREFIXES
from kg.serve.pages.reading import things
from kg.serve.pages.shell import TITLE, page
from kg.serve.pages.site import Site
from kg.view.accuracy import accuracy_words
from kg.view.content import Document, Thing
from kg.view.markup import bdi, esc

_LATEST = 5
_MANY = 50
_SHORTEST, _LONGEST = 2, 200
"""How many letters a name to search by has."""
_COUNTED = {
    "Article": "articles",
    "Actor": "actors",
    "Event": "events",
    "Document": "documents",
    "Claim": "claims with evidence",
}


def routes(site: Site) -> list[BaseRoute]:
    """The routes of these pages."""

    async def front(_: Request) -> Response:
        return _front(await site.collection(), await list_articles(site.ask, _LATEST, 0))

    async def articles(request: Request) -> Response:
        number = page_number(request.query_params.get("page", ""))
        return _articles(await list_articles(site.ask, _MANY + 1, (number - 1) * _MANY), number)

    async def search(request: Request) -> Response:
        name = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
        number = page_number(request.query_params.get("page", ""))
        found = await _found(site.ask, name, (number - 1) * _MANY) if len(name) >= _SHORTEST else []
        return _results(name, found, number)

    shown = {"/": front, "/articles": articles, "/search": search}
    return [Route(place, answering(handler)) for place, handler in shown.items()]


def _front(collection: Collection, latest: Sequence[Document]) -> Response:
    counts = "".join(f"<li><b>{collection.counts[name]:,}</b>{label}</li>" for name, label in _COUNTED.items())
    publishers = "".join(f'<li>{bdi(name)} <span class="soft">{n:,}</span></li>' for name, n in collection.publishers)
    actors = "".join(f'<li>{value(thing)} <span class="soft">{n:,}</span></li>' for thing, n in collection.actors)
    articles = "".join(f"<li>{source(document)}</li>" for document in latest)
    body = [
        '<main id="main" class="wide">',
        f"<h1>{TITLE}</h1>",
        '<p class="lead">Who hosted, organised, attended, chaired and funded which event in the governance of '
        "migration; who represents, works for, belongs to or partners with whom; and which documents, projects and "
        "facilities they made. Read from press releases and news items, each fact with the words it was read from.</p>",
        f'<ul class="counts">{counts}</ul>',
        f"<p>{_published(collection)}</p>",
        _WAYS,
        '<div class="columns">',
        f'<section class="card"><h2>Actors in most articles</h2><ul class="plain">{actors}</ul></section>'
        * bool(actors),
        f'<section class="card"><h2>Publishers</h2><ul class="plain">{publishers}</ul></section>',
        "</div>",
        f'<section class="card"><h2>Latest articles</h2><ul class="plain">{articles}</ul>'
        '<p><a href="/articles">All articles</a></p></section>',
        _care(),
        _iris(),
        "</main>",
    ]
    return page(TITLE, body)


def _published(collection: Collection) -> str:
    first, last = collection.published
    if not collection.dated:
        return "The articles tell no day of publication."
    span = esc(first) if first == last else f"{esc(first)} to {esc(last)}"
    known = f"{collection.dated:,} of {collection.counts['Article']:,} articles"
    return f"Published {span}, as far as a day is known ({known})."


_WAYS = (
    '<div class="columns ways">'
    '<section class="card"><h2><a href="/graph">Graph</a></h2><p>Who works with whom, drawn: find an actor, follow its '
    "lines, and read the sentence behind each.</p></section>"
    '<section class="card"><h2><a href="/questions">Questions</a></h2><p>Ready questions about events, actors, '
    "documents and statements. Choose one, fill in a name, and see the answer.</p></section>"
    '<section class="card"><h2><a href="/sparql">SPARQL</a></h2><p>An editor for your own queries, and at the same '
    "address the endpoint for programs (SPARQL 1.1 Protocol, read only).</p></section>"
    '<section class="card"><h2><a href="/ontology">Ontology</a></h2><p>What the classes and relations mean. The '
    'dataset is described for programs in <a href="/.well-known/void">VoID</a>.</p></section></div>'
)


def _care() -> str:
    return (
        '<section class="card note"><h2>Read with care</h2><p>The facts were read by rules. '
        f"{accuracy_words()} So what is not here may still be so, and counts are lower bounds. Each fact shows its "
        "confidence, the rule that found it and the words it was read from: those decide.</p></section>"
    )


def _iris() -> str:
    return (
        '<details class="soft"><summary>How the IRIs of this graph are resolved</summary><p>The graph names things '
        f"below <code>{esc(settings.BASE)}</code>. This server answers for the same paths below its own address: "
        "<code>/id/…</code>, <code>/article/…</code>, <code>/concept/…</code> and <code>/ontology</code> lead to a "
        "page (<code>/page/…</code>) or to data (<code>/data/…</code>, or with an ending such as <code>.ttl</code>), "
        "by the header Accept. The data keep the IRIs as they are.</p></details>"
    )


def _articles(listed: Sequence[Document], number: int) -> Response:
    items = "".join(f"<li>{source(document)}</li>" for document in listed[:_MANY])
    body = [
        '<main id="main" class="wide">',
        "<h1>Articles</h1>",
        f'<section class="card"><ul class="plain">{items}</ul>'
        f"{'' if items else '<p>There are no more articles.</p>'}"
        f"{pages_of('/articles?page=', number, len(listed) > _MANY, 'articles')}</section>",
        "</main>",
    ]
    return page("Articles", body)


async def _found(ask: Ask, name: str, start: int) -> list[tuple[Thing, str]]:
    """What is called so, or has these words in a name, with the name that was found: whole names before beginnings of
    names before parts. At most one more than a page holds."""
    wanted = Literal(name.casefold())
    query = f"""{PREFIXES}SELECT ?thing (MIN(?rank) AS ?best) (MIN(STR(?name)) AS ?called) WHERE {{
      VALUES ?naming {{ rdfs:label skos:altLabel skos:hiddenLabel mg:acronym dcterms:title }}
      ?thing ?naming ?name
      BIND(LCASE(STR(?name)) AS ?lower)
      FILTER(CONTAINS(?lower, {wanted}))
      BIND(IF(?lower = {wanted}, 0, IF(STRSTARTS(?lower, {wanted}), 1, 2)) AS ?rank)
    }} GROUP BY ?thing ORDER BY ?best ?called STR(?thing) LIMIT {_MANY + 1} OFFSET {start}"""
    rows = [(plain(thing), plain(called)) for thing, _, called in (await ask.rows(query)).rows]
    known = await things(ask, (iri for iri, _ in rows))
    return [(known[iri], called) for iri, called in rows]


def _results(name: str, found: Sequence[tuple[Thing, str]], number: int) -> Response:
    items = "".join(_result(thing, called) for thing, called in found[:_MANY])
    address = f"/search?q={quote(name, safe='')}&page="
    nothing = f"<p>Nothing is called <b>{bdi(name)}</b>. Try a part of the name, or an acronym.</p>"
    if len(name) < _SHORTEST:
        nothing = "<p>Write two letters or more of a name.</p>"
    body = [
        '<main id="main" class="wide">',
        f"<h1>Search{': ' if name else ''}{bdi(name)}</h1>",
        '<form action="/search" class="big"><label for="q">Name, acronym or title</label>'
        f'<input type="search" id="q" name="q" maxlength="{_LONGEST}" value="{esc(name)}">'
        "<button>Search</button></form>",
        f'<section class="card" aria-label="Found"><ul class="plain found">{items}</ul>{"" if items else nothing}'
        f"{pages_of(address, number, len(found) > _MANY, 'names')}</section>",
        "</main>",
    ]
    return page(f"Search: {name}" if name else "Search", body, searched=name)


def _result(thing: Thing, called: str) -> str:
    also = f' <span class="soft">also {bdi(called)}</span>' if called != thing.label else ""
    kind = ' <span class="chip">article</span>' if thing.type == "Article" else ""
    return f"<li>{value(thing, typed=True)}{kind}{also}</li>"
