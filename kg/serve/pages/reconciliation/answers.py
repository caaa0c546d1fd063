"""What the reconciliation service answers: candidates of names, values of properties, suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.match import Candidate, settled, wanted_types
from kg.match.folding import folded
from kg.match.names import Named
from kg.serve.asking import Ask, LookUp
from kg.serve.naming import Name
from kg.serve.pages.addresses import kind
from kg.serve.pages.reading import things
from kg.serve.pages.reconciliation.properties import Property, Value, bearers, properties, values
from kg.serve.pages.reconciliation.reading import Extension, Known, Query, id_of, iri_of
from kg.vocabulary import vocabulary

_LOOKED_AT = 10
"""Candidates that what is known is compared with, if no more are asked for."""
_OTHER_TYPE = 10.0
"""Points that a candidate loses which is of no class that is preferred."""
_PREVIEWED = (
    "acronym",
    "altLabel",
    "country",
    "partOf",
    "worksFor",
    "position",
    "place",
    "startDate",
    "iso3",
    "wikidata",
)
_FEW = 4
Json = dict[str, Any]


async def results(queries: Mapping[str, Query], ask: Ask, names: LookUp) -> Json:
    """The candidates of each query, best first. Raises ServeError where there is no answer."""
    asked = [Name(one.name, one.types, max(one.limit, _LOOKED_AT if one.known else 0)) for one in queries.values()]
    found = dict(zip(queries, await names.candidates(asked), strict=True))
    for key, query in queries.items():
        if not query.name.strip() and query.known:
            found[key] = await _with_all(query, ask)
    compared = await _compared(queries, found, ask, names)
    answer = {}
    for key, query in queries.items():
        candidates = _preferred(query, compared[key])[: query.limit]
        answer[key] = {"result": [_result(one) for one in candidates]}
    return answer


async def extended(asked: Extension, ask: Ask, service: str) -> Json:
    """The values of the properties of each entity; none of what is no entity. Raises ServeError where there is no
    answer."""
    known = {id: iri_of(id) for id in asked.ids if kind(f"id/{id_of(iri_of(id))}") == "entity"}
    iris = list(dict.fromkeys(known.values()))
    rows: dict[str, Json] = {id: {} for id in asked.ids}
    for one, most in asked.properties:
        told = await values(ask, one, iris)
        for id in asked.ids:
            listed = told.get(known.get(id, ""), [])
            rows[id][one.id] = [_cell(value) for value in (listed[:most] if most else listed)]
    return {"meta": [_meta(one, service) for one, _ in asked.properties], "rows": rows}


def proposed(type: frozenset[str], limit: int) -> list[Json]:
    """The properties that entities of a class have."""
    return [{"id": one.id, "name": one.name} for one in properties().values() if one.has(type)][:limit]


def suggested_types(prefix: str, limit: int) -> list[Json]:
    """The classes whose name begins so, or has a word that does."""
    classes = vocabulary().classes
    offered = {"Actor", *(name for name, row in classes.items() if row.entity)}
    rows = [(row.label, row) for name, row in classes.items() if name in offered]
    return [
        {
            "id": row.name,
            "name": label,
            "description": row.definition,
            "broader": [{"id": above, "name": classes[above].label} for above in row.superclasses[:1]],
        }
        for label, row in _beginning(prefix, rows)[:limit]
    ]


def suggested_properties(prefix: str, limit: int) -> list[Json]:
    """The properties whose name begins so, or has a word that does."""
    rows = [(one.name, one) for one in properties().values()]
    rows += [(one.id, one) for one in properties().values()]
    found = dict.fromkeys(one for _, one in _beginning(prefix, rows))
    return [{"id": one.id, "name": one.name, "description": one.description} for one in list(found)[:limit]]


def suggested_entities(begun: Iterable[tuple[Named, str]]) -> list[Json]:
    """Entities whose name begins as somebody writes."""
    return [
        {
            "id": id_of(named.iri),
            "name": named.label,
            "description": _described(named, form),
            "notable": [_type(named.type)],
        }
        for named, form in begun
    ]


async def previewed(iri: str, type: str, ask: Ask) -> list[tuple[str, str]]:
    """What a reader is shown of an entity, by the names of the properties."""
    shown = []
    for one in (properties()[id] for id in _PREVIEWED):
        if not one.has([type]):
            continue
        told = (await values(ask, one, [iri])).get(iri, [])
        others = [value.text for value in told if value.iri != iri]
        if others:
            shown.append((one.name, ", ".join(others[:_FEW]) + ", …" * (len(others) > _FEW)))
    return shown


async def _with_all(query: Query, ask: Ask) -> list[Candidate]:
    """The entities of which all that a query without a name knows is told."""
    found: list[set[str]] = []
    for known in query.known:
        told = [await bearers(ask, known.property, value, 200) for value in known.values]
        found.append({iri for iris in told for iri in iris})
    common = sorted(set.intersection(*found))[: query.limit] if found else []
    entities = [Named(iri, one.label, one.type) for iri, one in (await things(ask, common)).items()]
    wanted = [one for one in entities if one.type in query.types]
    return [Candidate(one, 90.0, False, False, "has these values") for one in wanted]


async def _compared(
    queries: Mapping[str, Query], found: Mapping[str, Sequence[Candidate]], ask: Ask, names: LookUp
) -> dict[str, list[Candidate]]:
    """The candidates weighed by what the queries know of them beside their names."""
    meant = await _meant(queries.values(), names)
    wanted: dict[Property, dict[str, None]] = {}
    for key, query in queries.items():
        for known in query.known:
            wanted.setdefault(known.property, {}).update(dict.fromkeys(one.entity.iri for one in found[key]))
    told = {one: await values(ask, one, list(iris)) for one, iris in wanted.items()}
    compared = {}
    for key, query in queries.items():
        known_all = [one for one in query.known if one.values and query.name.strip()]
        agreements = [_agreement(one.entity.iri, known_all, told, meant) for one in found[key]]
        what = " and ".join(one.property.name for one in known_all)
        compared[key] = settled(found[key], agreements, what)
    return compared


async def _meant(queries: Iterable[Query], names: LookUp) -> dict[tuple[str, str], str]:
    """The entities that values certainly mean, by the class of what is told and the value."""
    asked = list(
        dict.fromkeys(
            (known.property.entity, value)
            for query in queries
            if query.name.strip()
            for known in query.known
            if known.property.entity
            for value in known.values
        )
    )
    found = await names.candidates([Name(value, wanted_types([type]), 1) for type, value in asked])
    return {
        one: candidates[0].entity.iri
        for one, candidates in zip(asked, found, strict=True)
        if candidates and candidates[0].sure
    }


def _agreement(
    iri: str,
    known: Sequence[Known],
    told: Mapping[Property, Mapping[str, Sequence[Value]]],
    meant: Mapping[tuple[str, str], str],
) -> bool | None:
    """Whether all that the graph tells of an entity is as a query knows it; None where it tells none of that."""
    compared = []
    for one in known:
        if values_of := told[one.property].get(iri):
            compared.append(any(_same(one.property, value, values_of, meant) for value in one.values))
    return all(compared) if compared else None


def _same(property_: Property, given: str, told: Sequence[Value], meant: Mapping[tuple[str, str], str]) -> bool:
    iri = meant.get((property_.entity, given), given)
    return any(iri == value.iri or folded(given) == folded(value.text) for value in told)


def _preferred(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those behind that are of no class which the query likes better."""
    if not query.preferred:
        return list(candidates)
    weighed = [
        one if one.entity.type in query.preferred else replace(one, score=max(0.0, one.score - _OTHER_TYPE), sure=False)
        for one in candidates
    ]
    return sorted(weighed, key=lambda one: (-one.score, one.entity.iri))


def _beginning(prefix: str, rows: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    wanted = prefix.strip().casefold()
    ranked = [(0 if name.casefold().startswith(wanted) else 1, name, row) for name, row in rows]
    kept = [one for one in ranked if one[0] == 0 or f" {wanted}" in one[1].casefold()]
    return [(name, row) for _, name, row in sorted(kept, key=lambda one: one[0])] if wanted else list(rows)


def _result(one: Candidate) -> Json:
    return {
        "id": id_of(one.entity.iri),
        "name": one.entity.label,
        "description": one.why,
        "score": one.score,
        "match": one.sure,
        "type": [_type(one.entity.type)],
    }


def _type(name: str) -> Json:
    known = vocabulary().classes.get(name)
    return {"id": name, "name": known.label if known else name}


def _described(named: Named, form: str) -> str:
    label = vocabulary().classes[named.type].label
    return label if form == named.label else f"{label}, also called {form}"


def _cell(value: Value) -> Json:
    return {"id": id_of(value.iri), "name": value.text} if value.iri else {"str": value.text}


def _meta(one: Property, service: str) -> Json:
    told: Json = {"id": one.id, "name": one.name}
    return {**told, "type": _type(one.entity), "service": service} if one.entity else told
