"""The facts about one thing: how many there are of each relation, told from both ends, and the claims behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.query.results import Term as Value
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.reading import Row, claims, things, words
from kg.serve.pages.terms import Term
from kg.view.content import Thing
from kg.vocabulary import vocabulary

MOST_CLAIMS = 10
"""Claims shown of one fact."""


@dataclass(frozen=True, slots=True)
class Group:
    """A relation as the thing is its subject or (`inverse`) its object, with how many facts there are."""

    term: Term
    inverse: bool
    count: int

    @property
    def label(self) -> str:
        """The relation in words, from the end of the thing."""
        return self.term.inverse if self.inverse else self.term.label

    @property
    def way(self) -> str:
        """The direction as it stands in addresses."""
        return "to" if self.inverse else "from"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact: the other end, in words or as a thing, with the claims shown of `count`. Reference facts have none."""

    other: Thing | str
    claims: tuple[Row, ...]
    count: int


async def groups(ask: Ask, iri: str, terms: Mapping[str, Term]) -> list[Group]:
    """The relations of a thing, in the order of the ontology, those with the thing as subject first."""
    query = f"""{PREFIXES}SELECT ?inverse ?property (COUNT(*) AS ?facts) WHERE {{
      {{ {node(iri)} ?property ?value BIND(false AS ?inverse) }}
      UNION {{ ?subject ?property {node(iri)} BIND(true AS ?inverse) }} }} GROUP BY ?inverse ?property"""
    found = []
    for inverse, property_, count in (await ask.rows(query)).rows:
        term = terms.get(plain(property_))
        if term and (term.relation or plain(inverse) == "true"):
            found.append(Group(term, plain(inverse) == "true", int(plain(count))))
    order = {name: place for place, name in enumerate(vocabulary().relations)}
    return sorted(found, key=lambda g: (g.inverse, order.get(g.term.name, len(order)), g.term.name))


async def facts(ask: Ask, iri: str, shown: Sequence[Group], most: int, start: int = 0) -> dict[Group, list[Found]]:
    """The facts of each group from place `start` on, at most `most`, in the order of their names."""
    ends = await _ends(ask, iri, shown, most, start)
    known = await things(ask, (end.value for listed in ends.values() for end in listed if isinstance(end, NamedNode)))
    behind = await _claims_behind(ask, iri, ends)
    rows = {
        row[0].claim: row for row in await claims(ask, [c for listed in behind.values() for c in listed[:MOST_CLAIMS]])
    }
    return {
        group: [
            Found(
                known[end.value] if isinstance(end, NamedNode) else words(end, known),
                tuple(rows[claim] for claim in behind[group, end][:MOST_CLAIMS] if claim in rows),
                len(behind[group, end]),
            )
            for end in listed
        ]
        for group, listed in ends.items()
    }


async def not_stated(ask: Ask, iri: str, most: int, start: int = 0) -> tuple[list[Row], bool]:
    """Claims that have to do with the thing and that the graph does not hold for facts: quotations, figures and what
    only a speaker says. Also whether there are more of them."""
    query = f"""{PREFIXES}SELECT DISTINCT ?claim WHERE {{
      GRAPH ?article {{
        {{ ?claim rdf:subject {node(iri)} }} UNION {{ ?claim rdf:object {node(iri)} }}
        UNION {{ ?claim mg:attributedTo {node(iri)} }}
        ?claim rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value }}
      FILTER NOT EXISTS {{ ?subject ?property ?value }}
    }} ORDER BY STR(?claim) LIMIT {most + 1} OFFSET {start}"""
    found = [plain(row[0]) for row in (await ask.rows(query)).rows]
    return await claims(ask, found[:most]), len(found) > most


async def _ends(ask: Ask, iri: str, shown: Sequence[Group], most: int, start: int) -> dict[Group, list[Value]]:
    """The other ends of the facts of each group."""
    if not shown:
        return {}
    parts = "\nUNION ".join(f"{{ {_part(place, iri, group, most, start)} }}" for place, group in enumerate(shown))
    found: dict[Group, list[Value]] = defaultdict(list)
    query = f"{PREFIXES}SELECT ?place ?end ?name WHERE {{ {parts} }} ORDER BY ?place ?name STR(?end)"
    for place, end, _ in (await ask.rows(query)).rows:
        if end is not None:
            found[shown[int(plain(place))]].append(end)
    return found


def _part(place: int, iri: str, group: Group, most: int, start: int) -> str:
    property_ = node(group.term.iri)
    triple = f"?end {property_} {node(iri)}" if group.inverse else f"{node(iri)} {property_} ?end"
    return (
        f"SELECT ({place} AS ?place) ?end (MIN(COALESCE(STR(?label), STR(?end))) AS ?name) WHERE {{ {triple} "
        "OPTIONAL { ?end rdfs:label|dcterms:title ?label } } "
        f"GROUP BY ?end ORDER BY ?name STR(?end) LIMIT {most} OFFSET {start}"
    )


async def _claims_behind(
    ask: Ask, iri: str, ends: Mapping[Group, Sequence[Value]]
) -> dict[tuple[Group, Value], list[str]]:
    """The claims of each fact, sorted."""
    found: dict[tuple[Group, Value], list[str]] = defaultdict(list)
    listed = [(group, end) for group, values in ends.items() for end in values]
    if not listed:
        return found
    rows = "\n".join(f"({place} {_triple(iri, group, end)})" for place, (group, end) in enumerate(listed))
    query = f"""{PREFIXES}SELECT ?place ?claim WHERE {{
      VALUES (?place ?subject ?property ?value) {{ {rows} }}
      GRAPH ?article {{ ?claim rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value }} }}"""
    for place, claim in sorted((int(plain(place)), plain(claim)) for place, claim in (await ask.rows(query)).rows):
        found[listed[place]].append(claim)
    return found


def _triple(iri: str, group: Group, end: Value) -> str:
    ends = (str(end), node(iri)) if group.inverse else (node(iri), str(end))
    return f"{ends[0]} {node(group.term.iri)} {ends[1]}"
