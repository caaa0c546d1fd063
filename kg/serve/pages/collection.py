"""What the graph that is served holds, in numbers, and the articles that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from kg import settings
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.errors import Late
from kg.serve.pages.queries import PREFIXES
from kg.serve.pages.reading import documents, things
from kg.view.content import Document, Thing

_COUNTED = ("Article", "Actor", "Event", "Document", "Claim")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Collection:
    """Counts by class, publishers and actors with their numbers, and the first and last day of publication."""

    counts: dict[str, int]
    publishers: tuple[tuple[str, int], ...]
    actors: tuple[tuple[Thing, int], ...]
    published: tuple[str, str]
    dated: int


async def read_collection(ask: Ask) -> Collection:
    """All of it. What only the reference data tell is not counted."""
    first, last, dated = await _single(
        ask,
        f"""{PREFIXES}SELECT (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last)
      (COUNT(DISTINCT ?article) AS ?dated) WHERE {{ ?article a mg:Article ; dcterms:issued ?day }}""",
    )
    return Collection(
        counts={name: await _count(ask, name) for name in _COUNTED},
        publishers=tuple(await _publishers(ask)),
        actors=await _actors_in_time(ask),
        published=(first, last),
        dated=int(dated or 0),
    )


async def list_articles(ask: Ask, most: int, start: int) -> list[Document]:
    """Articles from place `start` on, the latest first."""
    query = f"""{PREFIXES}SELECT ?article WHERE {{ ?article a mg:Article OPTIONAL {{ ?article dcterms:issued ?day }} }}
    GROUP BY ?article ORDER BY DESC(MAX(STR(?day))) STR(?article) LIMIT {most} OFFSET {start}"""
    iris = [plain(row[0]) for row in (await ask.rows(query)).rows]
    known = await documents(ask, iris)
    return [known[iri] for iri in iris]


async def _count(ask: Ask, name: str) -> int:
    query = f"""{PREFIXES}SELECT (COUNT(DISTINCT ?thing) AS ?count) WHERE {{ GRAPH ?article {{ ?thing a mg:{name} }}
    FILTER(STRSTARTS(STR(?article), "{settings.ARTICLE}")) }}"""
    return int((await _single(ask, query))[0])


async def _publishers(ask: Ask) -> list[tuple[str, int]]:
    query = f"""{PREFIXES}SELECT ?publisher (COUNT(DISTINCT ?article) AS ?articles) WHERE {{
      ?article a mg:Article ; dcterms:publisher ?publisher
    }} GROUP BY ?publisher ORDER BY DESC(?articles) STR(?publisher) LIMIT {_MOST}"""
    return [(plain(name), int(plain(count))) for name, count in (await ask.rows(query)).rows]


async def _actors_in_time(ask: Ask) -> tuple[tuple[Thing, int], ...]:
    """The actors that most articles name; none where that takes a busy machine too long."""
    try:
        return tuple(await _actors(ask))
    except Late:
        return ()


async def _actors(ask: Ask) -> list[tuple[Thing, int]]:
    """The actors that most articles name."""
    query = f"""{PREFIXES}SELECT ?actor (COUNT(?article) AS ?articles) WHERE {{
      GRAPH ?article {{ ?actor a mg:Actor }} FILTER(?article != <{settings.REFERENCE_GRAPH}>)
    }} GROUP BY ?actor ORDER BY DESC(?articles) STR(?actor) LIMIT {_MOST}"""
    found = [(plain(actor), int(plain(count))) for actor, count in (await ask.rows(query)).rows]
    known = await things(ask, (iri for iri, _ in found))
    return [(known[iri], count) for iri, count in found]


async def _single(ask: Ask, query: str) -> list[str]:
    return [plain(term) for term in (await ask.rows(query)).rows[0]]
