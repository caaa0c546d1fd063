"""What a client asks of the reconciliation service: queries, extensions, and the parameters of suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg import settings
from kg.match import wanted_types
from kg.match.matcher import LONGEST
from kg.records import KgError
from kg.serve.endpoint import body_of
from kg.serve.errors import Malformed, WrongMediaType
from kg.serve.pages.reconciliation.properties import Property, property_of
from kg.serve.protocol import FORM

MOST_QUERIES = 100
"""Queries of a batch."""
BATCH = 50
"""Queries of a batch that clients are advised to send."""
MOST_IDS = 500
MOST_PROPERTIES = 20
MOST_VALUES = 20
"""Values that a query compares with one property."""
MOST_CANDIDATES = 50
USUAL_CANDIDATES = 5
_STRICT = ("any", "should", "all")


@dataclass(frozen=True, slots=True)
class Known:
    """What a query knows of the entity beside its name: the values that a property has one of, as texts or IRIs."""

    property: Property
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A name to look up. `types` are the classes that it may be of; of `preferred` ones, where there are any, it is
    likelier. Without a name, entities are sought of which all that is `known` is told."""

    name: str
    types: frozenset[str]
    limit: int
    preferred: frozenset[str] = frozenset()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Entities by the ids that the client has for them, and what is to be told of each: so many values of a property at
    most, all for 0."""

    ids: tuple[str, ...]
    properties: tuple[tuple[Property, int], ...]


async def parameters(request: Request) -> dict[str, str]:
    """The parameters of the address and of the form that was posted. Raises Malformed and WrongMediaType."""
    found = _pairs(request.scope["query_string"], "the address")
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != FORM:
            raise WrongMediaType(f"post it as {FORM}, not as {media_type or 'a body without a type'}")
        found |= _pairs(await body_of(request.receive), "the form")
    return found


def read_queries(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys. Raises Malformed."""
    batch = _object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise Malformed(f"queries: {len(batch)} at a time are too many: send them in batches of {BATCH}")
    return {key: _query(key, query) for key, query in batch.items()}


def read_extension(text: str) -> Extension:
    """What is to be told of which entities. Raises Malformed."""
    asked = _object(text, "extend")
    ids, listed = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise Malformed("extend: 'ids' must be a list of texts")
    if not isinstance(listed, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in listed
    ):
        raise Malformed("extend: 'properties' must be a list of objects with an 'id'")
    if len(ids) > MOST_IDS or len(listed) > MOST_PROPERTIES:
        raise Malformed(
            f"extend: {len(ids)} entities with {len(listed)} properties are too many: ask for {MOST_IDS} and "
            f"{MOST_PROPERTIES} at a time"
        )
    wanted = tuple((property_of(one["id"]), _most(one.get("settings"))) for one in listed)
    return Extension(tuple(dict.fromkeys(ids)), wanted)


def types_of(given: Iterable[str]) -> frozenset[str]:
    """The classes of entities that ids of types mean, with all below them. Raises Malformed where one is none."""
    try:
        return wanted_types(one.removeprefix(settings.ONTOLOGY) for one in given)
    except KgError as error:
        raise Malformed(f"type: {error}") from error


def whole_number(text: str, name: str, usual: int, most: int) -> int:
    """A parameter that is a number, at most `most`; where it is not given the usual one. Raises Malformed."""
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Malformed(f"{name}: '{text[:50]}' is no number")
    return min(int(text), most)


def iri_of(id: str) -> str:
    """The IRI of the entity with an id, which may be an IRI already."""
    return settings.ENTITY + id.removeprefix(settings.ENTITY)


def id_of(iri: str) -> str:
    """The id of an entity: its IRI without the space of identifiers."""
    return iri.removeprefix(settings.ENTITY)


def _pairs(encoded: bytes, where: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=50))
    except ValueError as error:
        raise Malformed(f"{where} is not encoded in UTF-8, or has too many parameters ({error})") from error


def _object(text: str, name: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a character in an escape is no text
    except (ValueError, RecursionError) as error:
        raise Malformed(f"{name}: is no JSON ({' '.join(str(error).split())[:100]})") from error
    if not isinstance(found, dict):
        raise Malformed(f"{name}: must be a JSON object")
    return found


def _query(key: str, query: object) -> Query:
    where = f"queries: '{key[:50]}'"
    if not isinstance(query, dict):
        raise Malformed(f"{where} is no object: give one with a 'query'")
    name, listed, limit = query.get("query", ""), query.get("properties") or [], query.get("limit", USUAL_CANDIDATES)
    if not isinstance(name, str) or not (name or listed):
        raise Malformed(f"{where} has no text as its 'query', and no 'properties' either")
    if not isinstance(listed, list) or len(listed) > MOST_PROPERTIES:
        raise Malformed(f"{where}: 'properties' must be a list of at most {MOST_PROPERTIES}")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit < 10**9:
        raise Malformed(f"{where}: 'limit' must be a number from 1 on")
    known = tuple(_known(where, one) for one in listed)
    types, preferred = _types(where, query)
    return Query(name[: LONGEST + 1], types, min(int(limit), MOST_CANDIDATES), preferred, known)


def _types(where: str, query: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The classes that a query takes, and those of them that it likes better."""
    given, strict = query.get("type") or [], query.get("type_strict", "any")
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise Malformed(f"{where}: 'type' must be a text or a list of texts")
    if strict not in _STRICT:
        raise Malformed(f"{where}: 'type_strict' is one of {', '.join(_STRICT)}")
    if strict == "should" and listed:
        return types_of([]) | types_of(listed), types_of(listed)
    if strict == "all" and listed:
        return frozenset.intersection(*(types_of([one]) for one in listed)), frozenset()
    return types_of(listed), frozenset()


def _known(where: str, given: object) -> Known:
    if not isinstance(given, dict) or not isinstance(given.get("pid"), str) or "v" not in given:
        raise Malformed(f"{where}: each of 'properties' is an object with 'pid' and 'v'")
    told = given["v"] if isinstance(given["v"], list) else [given["v"]]
    if len(told) > MOST_VALUES:
        raise Malformed(f"{where}: a property is compared with {MOST_VALUES} values at most")
    return Known(property_of(given["pid"]), tuple(filter(None, (_text(where, one) for one in told))))


def _text(where: str, value: object) -> str:
    """A value as a text; an entity as its IRI."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return iri_of(value["id"])[: LONGEST + 1]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value).strip()[: LONGEST + 1]
    if value is None:
        return ""
    raise Malformed(f"{where}: a value is a text, a number, yes or no, or an object with an 'id'")


def _most(settings_: object) -> int:
    """How many values of a property are wanted."""
    given = settings_.get("limit", 0) if isinstance(settings_, dict) else 0
    return whole_number(str(given or ""), "extend: limit", 0, 10**6)
