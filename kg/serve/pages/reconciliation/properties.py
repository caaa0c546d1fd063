"""What can be told of entities beside their names, and the values that the graph has."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.errors import Malformed
from kg.serve.pages.queries import PREFIXES, nodes
from kg.vocabulary import types_within


@dataclass(frozen=True, slots=True)
class Property:
    """Something that can be told. `of` are the classes that have it, all where there are none; `entity` is the class of
    what is told, empty where that is a text; of IRIs that begin with `after` the rest is told, and no others."""

    id: str
    name: str
    description: str
    pattern: str
    of: tuple[str, ...] = ()
    entity: str = ""
    after: str = ""

    def has(self, types: Iterable[str]) -> bool:
        """Whether one of these classes has it."""
        return not self.of or not types_within(self.of).isdisjoint(types)


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """Something told of an entity: a text, or another entity by its IRI and its name."""

    text: str
    iri: str = ""


@cache
def properties() -> Mapping[str, Property]:
    """All of them by their ids, in the order of the table."""
    table = tomllib.loads((Path(__file__).parent / "properties.toml").read_text(encoding="utf-8"))
    return {id: Property(id, **{**row, "of": tuple(row.get("of", ()))}) for id, row in table.items()}


def property_of(id: str) -> Property:
    """The property with this id, or with this IRI. Raises Malformed where there is none."""
    known = properties()
    name = id.removeprefix(settings.ONTOLOGY)
    if name not in known:
        raise Malformed(f"'{id[:100]}' is no property: take one of {', '.join(known)}")
    return known[name]


async def values(ask: Ask, wanted: Property, iris: Sequence[str]) -> dict[str, list[Value]]:
    """What is told of each of these entities, sorted. Raises ServeError where there is no answer."""
    found: dict[str, set[Value]] = defaultdict(set)
    if not iris:
        return {}
    label = "OPTIONAL { ?value rdfs:label ?label }" if wanted.entity else ""
    query = f"""{PREFIXES}SELECT DISTINCT ?entity ?value ?label WHERE {{
      VALUES ?entity {{ {nodes(iris)} }} {wanted.pattern} {label} }}"""
    for entity, value, *rest in (await ask.rows(query)).rows:
        text = plain(value)
        if wanted.after:
            if text.startswith(wanted.after):
                found[plain(entity)].add(Value(text.removeprefix(wanted.after).rstrip("/")))
        elif wanted.entity:
            name = plain(rest[0]) if rest and rest[0] is not None else text.rpartition("/")[2]
            found[plain(entity)].add(Value(name, text))
        elif isinstance(value, Literal | NamedNode):
            found[plain(entity)].add(Value(text))
    return {iri: sorted(told) for iri, told in found.items()}


async def bearers(ask: Ask, wanted: Property, text: str, most: int) -> list[str]:
    """The IRIs of the first entities of which this text is told, or an entity with this name or IRI."""
    asked = Literal(text.casefold())
    same = f"LCASE(STR(?value)) = {asked}"
    if wanted.after:
        forms = (Literal((wanted.after + text + end).casefold()) for end in ("", "/"))
        same = f"LCASE(STR(?value)) IN ({', '.join(map(str, forms))})"
    label = f"OPTIONAL {{ ?value rdfs:label ?label FILTER(LCASE(STR(?label)) = {asked}) }}" if wanted.entity else ""
    same = f"({same} || BOUND(?label))" if wanted.entity else same
    query = f"""{PREFIXES}SELECT DISTINCT ?entity WHERE {{ {wanted.pattern} {label} FILTER({same})
      FILTER(STRSTARTS(STR(?entity), "{settings.ENTITY}")) }} ORDER BY STR(?entity) LIMIT {most}"""
    return [plain(row[0]) for row in (await ask.rows(query)).rows]
