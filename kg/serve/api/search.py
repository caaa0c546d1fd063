"""What is called so, and the articles: the ways into the graph."""

from __future__ import annotations

from kg.query.results import plain
from kg.serve.api.parameters import Values
from kg.serve.api.resources import Json
from kg.serve.api.schemas import TEXT, described, listed, record, ref
from kg.serve.api.things import article, paging, thing
from kg.serve.pages.collection import list_articles
from kg.serve.pages.names import called, count_called
from kg.serve.pages.queries import PREFIXES
from kg.serve.pages.site import Site
from kg.view.markup import plain as shown

_HOW_MANY = f"{PREFIXES}SELECT (COUNT(DISTINCT ?article) AS ?count) WHERE {{ ?article a mg:Article }}"

FOUND = {
    "paging": ref("Paging"),
    "found": listed(record({"thing": ref("Thing"), "name": described(TEXT, "The name that was found.")})),
}
ARTICLES = {"paging": ref("Paging"), "articles": listed(ref("Article"))}


async def search(site: Site, values: Values) -> Json:
    """What is called so: whole names before beginnings of names before parts."""
    name, kind, limit, offset = values["q"], values["type"] or "", values["limit"], values["offset"]
    found = await called(site.ask, name, limit + 1, offset, kind)
    known = offset + len(found) if found and len(found) <= limit else await count_called(site.ask, name, kind)
    return {
        "paging": paging(known, limit, offset),
        "found": [{"thing": thing(one), "name": shown(said)} for one, said in found[:limit]],
    }


async def articles(site: Site, values: Values) -> Json:
    """The articles, the latest first."""
    limit, offset = values["limit"], values["offset"]
    total = (await site.ask.rows(_HOW_MANY)).rows[0][0]
    return {
        "paging": paging(int(plain(total)), limit, offset),
        "articles": [article(document) for document in await list_articles(site.ask, limit, offset)],
    }
