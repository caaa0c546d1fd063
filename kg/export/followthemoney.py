"""Entities of FollowTheMoney, the model of Aleph and OpenSanctions (https://followthemoney.tech), as lines of JSON: an
entity or link a line. What becomes what stands in followthemoney.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.export.columns import identifier
from kg.export.facts import FactRow, facts
from kg.export.files import Files
from kg.export.formats import Options, Profile
from kg.export.names import Names
from kg.export.rows import EntityRow, claims_of, entities
from kg.graph.terms import digest
from kg.store import ArticleStore

_PREFIX = "mgkg-"
_WIKIDATA = "http://www.wikidata.org/entity/"
_DATES = re.compile(r"\d{4}(?:-\d{2}){0,2}")
"""The partial dates that FollowTheMoney knows: those with a year."""

Properties = dict[str, list[str]]


def write_ftm(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities and articles, then facts as links; in the full profile with the words that say them."""
    out, names = files.open(), Names(store.store)
    for entity in entities(store.store):
        if entity.type in _rules()["schemata"]:
            out.write(_line(_entity_id(entity.iri), _rules()["schemata"][entity.type], _entity(entity)))
    for fact in facts(store.store, claims_of(store.store, options)):
        link = _link(fact.relation, names.type(fact.subject), names.type(fact.object))
        if link is not None:
            properties = _ends(fact, link) | (_proof(fact) if options.profile is Profile.full else {})
            out.write(_line(_link_id(fact), link["schema"], properties))


def _entity_id(iri: str) -> str:
    """The id, which has no colon: FollowTheMoney takes letters, digits, full stops and hyphens."""
    return _PREFIX + identifier(iri, ".")


def _link_id(fact: FactRow) -> str:
    return _PREFIX + digest(f"{fact.subject} {fact.relation} {fact.object}")[:32]


def _line(name: str, schema: str, properties: Mapping[str, Iterable[str]]) -> bytes:
    found = {key: kept for key, values in sorted(properties.items()) if (kept := list(dict.fromkeys(values)))}
    row = {"id": name, "schema": schema, "properties": found}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entity(entity: EntityRow) -> Properties:
    schema = _rules()["schemata"][entity.type]
    found: Properties = {"sourceUrl": [entity.iri]} if schema != "Article" else {}
    for kind in (*reversed(_rules()["above"][schema]), schema):
        for name, columns in _rules()["properties"].get(kind, {}).items():
            values = [value for column in columns for value in _values(entity, column)]
            found[name] = [value for value in values if not name.endswith(("Date", "date", "At")) or _dated(value)]
    found["country"] = [code.lower() for code in entity.values.get("iso2", ())]
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


@cache
def _link(relation: str, subject: str, target: str) -> Mapping[str, Any] | None:
    """The row of the links that fits a relation between two classes, None where one of them has no schema."""
    ends = tuple(set(_lineage(kind)) for kind in (subject, target))
    for row in _rules()["links"]:
        if row.get("relation", relation) == relation and row["subject"] in ends[0] and row["object"] in ends[1]:
            return dict(row)
    return None


def _lineage(kind: str) -> Iterator[str]:
    schema = _rules()["schemata"].get(kind)
    if schema is not None:
        yield from (schema, *_rules()["above"][schema])


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
