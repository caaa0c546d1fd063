"""What one article says, in the order of its text."""

from __future__ import annotations

from kg.query.results import plain
from kg.serve.api import things
from kg.serve.api.parameters import Values
from kg.serve.api.resources import Json
from kg.serve.api.schemas import described, listed, ref
from kg.serve.errors import Missing
from kg.serve.pages.article import claims_in, is_article
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.reading import documents
from kg.serve.pages.site import Site

FIELDS = {
    "article": ref("Article"),
    "paging": described(ref("Paging"), "Which of its claims these are."),
    "claims": described(listed(ref("Claim")), "What it says, in the order of its text."),
}


async def article(site: Site, values: Values) -> Json:
    """An article with its claims. Raises Missing where the graph has none with this IRI."""
    iri, limit, offset = values["iri"], values["limit"], values["offset"]
    if not await is_article(site.ask, iri):
        raise Missing(f"no article of this graph is {iri}: /articles.json lists them")
    query = f"""{PREFIXES}SELECT (COUNT(DISTINCT ?claim) AS ?count) WHERE {{
      GRAPH {node(iri)} {{ ?claim a mg:Claim }} }}"""
    total = int(plain((await site.ask.rows(query)).rows[0][0]))
    rows, _ = await claims_in(site.ask, iri, limit, offset, context=True)
    return {
        "article": things.article((await documents(site.ask, [iri]))[iri]),
        "paging": things.paging(total, limit, offset),
        "claims": [things.claim(row) for row in rows],
    }
