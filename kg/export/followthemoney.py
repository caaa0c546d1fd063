"""Entities of FollowTheMoney, the model of Aleph and OpenSanctions (https://followthemoney.tech), as lines of JSON: an
entity or link a line. What becomes what stands in followthemoney.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.export.columns import EDGES, identifier
from kg.export.days import Days
from kg.export.facts import FactRow, facts
from kg.export.files import Files
from kg.export.formats import Options, Profile
from kg.export.names import Names
from kg.export.rows import EntityRow, claims_of, entities
from kg.export.times import Membership, memberships
from kg.export.whereabouts import Whereabouts
from kg.graph.terms import digest, mg
from kg.store import ArticleStore

_PREFIX = "mgkg-"
_COUNTRY = "country"
_WIKIDATA = "http://www.wikidata.org/entity/"
_DATES = re.compile(r"\d{4}(?:-\d{2}){0,2}")
"""The partial dates that FollowTheMoney knows: those with a year."""

Properties = dict[str, list[str]]


def write_ftm(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities and articles, then facts as links, in the full profile with the words that say them, then earlier
    memberships. A fact for which the model has a property stands on its subject, and is a link only where articles say
    it."""
    out, names, places = files.open(), Names(store.store), Whereabouts(store.store)
    for entity in entities(store.store):
        if entity.type in _rules()["schemata"]:
            properties = _entity(entity, places)
            for name, value in sorted(_properties_of_facts(store.store, entity, names, places)):
                properties.setdefault(name, []).append(value)
            out.write(_line(_entity_id(entity.iri), _rules()["schemata"][entity.type], properties))
    for fact in facts(store.store, claims_of(store.store, options)):
        types = names.type(fact.subject), names.type(fact.object)
        link = _link(fact.relation, *types)
        if link is not None and (fact.supports or not _property(fact.relation, *types, fact.object, places)):
            properties = _ends(fact, link) | _dates(fact.times) | (_proof(fact) if _is_full(options) else {})
            out.write(_line(_link_id(fact), link["schema"], properties))
    for membership in _earlier(store.store):
        ends = {"organization": [_entity_id(membership.organization)], "member": [_entity_id(membership.member)]}
        properties = ends | {"role": ["member"]} | _dates((membership.days,))
        out.write(_line(_PREFIX + digest(membership.iri)[:32], "Membership", properties))


def _is_full(options: Options) -> bool:
    return options.profile is Profile.full


def _properties_of_facts(
    store: Store, entity: EntityRow, names: Names, places: Whereabouts
) -> Iterator[tuple[str, str]]:
    """The facts about an entity that its schema has a property for: the property and the value."""
    for quad in store.quads_for_pattern(NamedNode(entity.iri), None, None, DefaultGraph()):
        relation = EDGES.get(quad.predicate.value)
        if relation is not None and isinstance(quad.object, NamedNode):
            target = quad.object.value
            name = _property(relation, entity.type, names.type(target), target, places)
            if name == _COUNTRY:
                yield from ((name, code.lower()) for code in places.codes(target, "iso2"))
            elif name:
                yield name, _entity_id(target)


def _property(relation: str, subject: str, target_type: str, target: str, places: Whereabouts) -> str:
    """The property that a fact becomes; empty where there is none."""
    row = _row("properties_of_facts", relation, subject, target_type)
    name = str(row["property"]) if row else ""
    return "" if name == _COUNTRY and not places.codes(target, "iso2") else name


def _earlier(store: Store) -> Iterator[Membership]:
    """The memberships that no fact of today stands for: those that ended, and of who came back the earlier ones."""
    known = memberships(store)
    last = {(one.organization, one.member): one for one in sorted(known, key=lambda one: one.days.edtf)}
    for one in known:
        fact = Quad(NamedNode(one.organization), mg("member"), NamedNode(one.member), DefaultGraph())
        if last[one.organization, one.member] is not one or fact not in store:
            yield one


def _dates(times: Sequence[Days]) -> Properties:
    """From when to when a fact holds, of several times the last, as far as years are known."""
    if not times:
        return {}
    start, _, end = times[-1].edtf.partition("/")
    dates = {"startDate": start, "endDate": end if "/" in times[-1].edtf else start}
    return {name: [date] for name, date in dates.items() if _dated(date)}


def _entity_id(iri: str) -> str:
    """The id, which has no colon: FollowTheMoney takes letters, digits, full stops and hyphens."""
    return _PREFIX + identifier(iri, ".")


def _link_id(fact: FactRow) -> str:
    return _PREFIX + digest(f"{fact.subject} {fact.relation} {fact.object}")[:32]


def _line(name: str, schema: str, properties: Mapping[str, Iterable[str]]) -> bytes:
    found = {key: kept for key, values in sorted(properties.items()) if (kept := list(dict.fromkeys(values)))}
    row = {"id": name, "schema": schema, "properties": found}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entity(entity: EntityRow, places: Whereabouts) -> Properties:
    schema = _rules()["schemata"][entity.type]
    found: Properties = {"sourceUrl": [entity.iri]} if schema != "Article" else {}
    for kind in (*reversed(_rules()["above"][schema]), schema):
        for name, columns in _rules()["properties"].get(kind, {}).items():
            values = [value for column in columns for value in _values(entity, column)]
            found[name] = [value for value in values if not name.endswith(("Date", "date", "At")) or _dated(value)]
    if schema != "Article":
        found[_COUNTRY] = [code.lower() for code in places.codes(entity.iri, "iso2")]
    matches = entity.values.get("exactMatch", ())
    found["wikidataId"] = [iri.removeprefix(_WIKIDATA) for iri in matches if iri.startswith(_WIKIDATA)]
    return found


def _values(entity: EntityRow, column: str) -> tuple[str, ...]:
    return (entity.label,) if column == "label" else entity.values.get(column, ())


def _dated(value: str) -> bool:
    return _DATES.fullmatch(value) is not None


def _ends(fact: FactRow, link: Mapping[str, Any]) -> Properties:
    first, second = link["ends"]
    return {first: [_entity_id(fact.subject)], second: [_entity_id(fact.object)], "role": [fact.relation]}


def _proof(fact: FactRow) -> Properties:
    """Where a fact comes from; how sure it is, in words, for there is no property for it."""
    articles = [support.article for support in fact.supports]
    return {
        "proof": [_entity_id(article.iri) for article in articles],
        "sourceUrl": [article.url for article in articles if article.url],
        "publisher": [article.publisher for article in articles if article.publisher],
        "recordId": [support.claim for support in fact.supports],
        "status": [support.status for support in fact.supports],
        "summary": [quotation.words for support in fact.supports for quotation in support.quotations],
        "description": [] if fact.confidence is None else [f"confidence {fact.confidence:g}"],
    }


def _link(relation: str, subject: str, target: str) -> Mapping[str, Any] | None:
    """The row of the links that fits a relation between two classes, None where one of them has no schema."""
    return _row("links", relation, subject, target)


@cache
def _row(table: str, relation: str, subject: str, target: str) -> Mapping[str, Any] | None:
    """The first row of a table that fits a relation between two classes."""
    ends = tuple(set(_lineage(kind)) for kind in (subject, target))
    for row in _rules()[table]:
        if row.get("relation", relation) == relation and row["subject"] in ends[0] and row["object"] in ends[1]:
            return dict(row)
    return None


def _lineage(kind: str) -> Iterator[str]:
    """A class, its schema, and what stands above that."""
    schema = _rules()["schemata"].get(kind)
    if schema is not None:
        yield from (kind, schema, *_rules()["above"][schema])


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
