"""The network around one entity: whom it is tied to, in how many steps, and what each tie rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg import settings
from kg.query.results import plain
from kg.serve.api.parameters import Values
from kg.serve.api.resources import Json
from kg.serve.api.schemas import COUNT, IRI, TEXT, described, listed, record, ref
from kg.serve.api.things import claim, paging, thing
from kg.serve.asking import Ask
from kg.serve.errors import Missing
from kg.serve.pages.queries import PREFIXES, node, nodes
from kg.serve.pages.reading import claims, things
from kg.serve.pages.site import Site

DEEPEST = 3
MOST_NODES = 300
SHOWN = 3
"""Claims told of one tie."""

_Tie = tuple[str, str, str]

FIELDS = {
    "centre": ref("Thing"),
    "depth": COUNT,
    "complete": described(
        {"type": "boolean"}, "False where there are more entities within this depth than were asked for."
    ),
    "nodes": listed(
        record({"thing": ref("Thing"), "depth": described(COUNT, "How many steps it is away from the centre.")})
    ),
    "paging": described(ref("Paging"), "Which of the edges between these nodes are told."),
    "edges": listed(
        record(
            {
                "subject": IRI,
                "relation": TEXT,
                "object": IRI,
                "total": described(COUNT, "How many claims say so; none where the reference data know it."),
                "claims": described(listed(ref("Claim")), f"The first {SHOWN} of them."),
            }
        )
    ),
}


async def network(site: Site, values: Values) -> Json:
    """The network around an entity. Raises Missing where the graph has no such entity."""
    centre, limit, offset = values["iri"], values["limit"], values["offset"]
    known = f"ASK {{ {node(centre)} ?property ?value }}"
    if not centre.startswith(settings.ENTITY) or not (await site.ask.rows(known)).answer:
        raise Missing(f"no entity of this graph is {centre}: /search.json finds them by their names")
    pattern = _pattern(values["relation"], reference=values["reference"])
    steps, complete = await _steps(site.ask, centre, values["depth"], values["nodes"], pattern)
    ties = await _between(site.ask, steps, pattern)
    told = ties[offset : offset + limit]
    behind = await _claims_behind(site.ask, told)
    rows = {row[0].claim: row for row in await claims(site.ask, [c for tie in told for c in behind[tie][:SHOWN]])}
    named = await things(site.ask, steps)
    return {
        "centre": thing(named[centre]),
        "depth": values["depth"],
        "complete": complete,
        "nodes": [{"thing": thing(named[iri]), "depth": depth} for iri, depth in steps.items()],
        "paging": paging(len(ties), limit, offset),
        "edges": [
            {
                "subject": tie[0],
                "relation": tie[1].removeprefix(settings.ONTOLOGY),
                "object": tie[2],
                "total": len(behind[tie]),
                "claims": [claim(rows[one]) for one in behind[tie][:SHOWN] if one in rows],
            }
            for tie in told
        ],
    }


def _pattern(relations: Sequence[str], *, reference: bool) -> str:
    """What ties ?subject to ?object: facts that an article says, or any where `reference`, by these relations."""
    said = (
        ""
        if reference
        else "GRAPH ?article { ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }"
    )
    wanted = " ".join(f"mg:{name}" for name in relations)
    return f"""{f"VALUES ?relation {{ {wanted} }}" if wanted else ""}
      {said} ?subject ?relation ?object .
      FILTER(STRSTARTS(STR(?relation), "{settings.ONTOLOGY}"))
      FILTER(STRSTARTS(STR(?subject), "{settings.ENTITY}") && STRSTARTS(STR(?object), "{settings.ENTITY}"))"""


async def _steps(ask: Ask, centre: str, depth: int, most: int, pattern: str) -> tuple[dict[str, int], bool]:
    """The entities within so many steps, at most so many of them, with how far away each is, and whether these are all.
    Those with the most ties to the step before come first."""
    found, edge = {centre: 0}, [centre]
    for step in range(1, depth + 1):
        query = f"""{PREFIXES}SELECT ?other (COUNT(*) AS ?ties) WHERE {{
          {{ SELECT DISTINCT ?subject ?relation ?object ?other WHERE {{
            {{ VALUES ?subject {{ {nodes(edge)} }} {pattern} BIND(?object AS ?other) }}
            UNION {{ VALUES ?object {{ {nodes(edge)} }} {pattern} BIND(?subject AS ?other) }} }} }}
        }} GROUP BY ?other ORDER BY DESC(?ties) STR(?other)"""
        new = [iri for row in (await ask.rows(query)).rows if (iri := plain(row[0])) not in found]
        edge = new[: most - len(found)]
        found |= dict.fromkeys(edge, step)
        if len(edge) < len(new):
            return found, False
        if not edge:
            break
    return found, True


async def _between(ask: Ask, iris: Iterable[str], pattern: str) -> list[_Tie]:
    """The ties between these entities, sorted."""
    listed_ = nodes(iris)
    query = f"""{PREFIXES}SELECT DISTINCT ?subject ?relation ?object WHERE {{
      VALUES ?subject {{ {listed_} }} {pattern}
      FILTER(?object IN ({", ".join(listed_.split())})) }}"""
    return sorted((plain(s), plain(r), plain(o)) for s, r, o in (await ask.rows(query)).rows)


async def _claims_behind(ask: Ask, ties: Sequence[_Tie]) -> dict[_Tie, list[str]]:
    """The claims of each tie, sorted."""
    found: dict[_Tie, list[str]] = defaultdict(list)
    if not ties:
        return found
    rows = "\n".join(f"({nodes(tie)})" for tie in ties)
    query = f"""{PREFIXES}SELECT ?subject ?relation ?object ?claim WHERE {{
      VALUES (?subject ?relation ?object) {{ {rows} }}
      GRAPH ?article {{ ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }} }}"""
    for subject, relation, object_, claim_iri in sorted(map(_texts, (await ask.rows(query)).rows)):
        found[subject, relation, object_].append(claim_iri)
    return found


def _texts(row: Sequence[object]) -> tuple[str, str, str, str]:
    subject, relation, object_, claim_iri = (plain(term) for term in row)  # type: ignore[arg-type]
    return subject, relation, object_, claim_iri
