"""The search by name: what is called so, or has these words in a name."""

from __future__ import annotations

from pyoxigraph import Literal

from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.pages.queries import PREFIXES
from kg.serve.pages.reading import things
from kg.view.content import Thing

SHORTEST, LONGEST = 2, 200
"""How many letters a name to search by has."""


async def called(ask: Ask, name: str, most: int, start: int = 0, kind: str = "") -> list[tuple[Thing, str]]:
    """What is called so, or has these words in a name, with the name that was found: whole names before beginnings of
    names before parts. At most so many, from place `start` on; only those of the class `kind`, where one is given."""
    wanted = Literal(name.casefold())
    query = f"""{PREFIXES}SELECT ?thing (MIN(?rank) AS ?best) (MIN(STR(?name)) AS ?called) WHERE {{
      {_naming(name, kind)}
      BIND(IF(?lower = {wanted}, 0, IF(STRSTARTS(?lower, {wanted}), 1, 2)) AS ?rank)
    }} GROUP BY ?thing ORDER BY ?best ?called STR(?thing) LIMIT {most} OFFSET {start}"""
    rows = [(plain(thing), plain(found)) for thing, _, found in (await ask.rows(query)).rows]
    known = await things(ask, (iri for iri, _ in rows))
    return [(known[iri], found) for iri, found in rows]


async def count_called(ask: Ask, name: str, kind: str = "") -> int:
    """How many there are of what `called` finds."""
    query = f"{PREFIXES}SELECT (COUNT(DISTINCT ?thing) AS ?count) WHERE {{ {_naming(name, kind)} }}"
    return int(plain((await ask.rows(query)).rows[0][0]))


def _naming(name: str, kind: str) -> str:
    return f"""{f"?thing a mg:{kind} ." if kind else ""}
      VALUES ?naming {{ rdfs:label skos:altLabel skos:hiddenLabel mg:acronym dcterms:title }}
      ?thing ?naming ?name
      BIND(LCASE(STR(?name)) AS ?lower)
      FILTER(CONTAINS(?lower, {Literal(name.casefold())}))"""
