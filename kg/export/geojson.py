"""Events and states on the map, as GeoJSON (RFC 7946): each a feature with its name, its dates, its facts and where
they come from. What lies at no known point has no geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from kg.export.columns import SEPARATOR, identifier
from kg.export.days import when
from kg.export.facts import FactRow, network_facts
from kg.export.files import Files
from kg.export.formats import Options, Profile
from kg.export.lines import merged
from kg.export.names import Names
from kg.export.rows import EntityRow, claims_of, network_entities
from kg.store import ArticleStore

SHOWN = ("Event", "State")
"""The types that are features."""
_EVENT = "Event"
_CHUNK = 50_000
_PARTICULARS = ("eventType", "eventStatus", "iso3", "country", "wikidata", "locatedAt")


def write_geojson(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes a feature for each event and state, one a line, in the order of their IRIs."""
    out, names = files.open(), Names(store.store)
    out.write(b'{"type":"FeatureCollection","features":[')
    told = _told(network_facts(store.store, claims_of(store.store, options)), names, options)
    between = b"\n"
    for feature in _features(store, told):
        out.write(between + json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode())
        between = b",\n"
    out.write(b"\n]}\n")


def _features(store: ArticleStore, told: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    """The entities as lines meet what is told of them as lines, both in the order of their IRIs."""
    shown = (entity for entity in network_entities(store.store) if entity.type in SHOWN)
    heads = (f"{entity.iri}\t\t{json.dumps(_head(entity))}".encode() for entity in shown)
    lines = (line.decode() for line in merged(chain(heads, told), _CHUNK))
    for _, group in groupby(lines, key=lambda line: line.partition("\t")[0]):
        payloads = [json.loads(line.rpartition("\t")[2]) for line in group]
        feature, *facts = payloads
        feature["properties"] |= _by_relation(facts)
        yield feature


def _head(entity: EntityRow) -> dict[str, Any]:
    values, days = entity.values, when(entity.values) if entity.type == _EVENT else None
    point = [float(values[name][0]) for name in ("longitude", "latitude") if name in values]
    properties: dict[str, Any] = {"iri": entity.iri, "type": entity.type, "label": entity.label}
    if days and days.edtf:
        properties["date"] = days.edtf
        bounds = {"date_start": days.first, "date_end": days.last}
        properties |= {name: day.isoformat() for name, day in bounds.items() if day}
        properties |= {"year": days.year} if days.year else {}
    properties |= {_snake(name): SEPARATOR.join(values[name]) for name in _PARTICULARS if name in values}
    return {
        "type": "Feature",
        "id": identifier(entity.iri),
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": properties,
    }


def _told(told: Iterable[FactRow], names: Names, options: Options) -> Iterator[bytes]:
    """What facts tell of events, and of states where an event or an article has to do with it, as lines: what others
    are to it by relation (`participant`), and what it is to others (`as_participant`)."""
    for fact in told:
        types = {end: names.type(end) for end in (fact.subject, fact.object)}
        if _EVENT not in types.values() and not fact.supports:
            continue
        for end in dict.fromkeys(types):
            if types[end] in SHOWN:
                column = ("" if end == fact.subject else "as_") + _snake(fact.relation)
                other = fact.object if end == fact.subject else fact.subject
                payload = {"column": column, "label": names.label(other), **_detail(fact, names, options)}
                yield f"{end}\t{column}\t{json.dumps(payload)}".encode()


def _detail(fact: FactRow, names: Names, options: Options) -> dict[str, Any]:
    """A fact with its words and sources, in the full profile."""
    if options.profile is Profile.plain:
        return {}
    article, words = fact.first
    known = {
        "subject": names.label(fact.subject),
        "relation": fact.relation,
        "object": names.label(fact.object),
        "status": fact.status,
        "confidence": fact.confidence,
        "quotation": words,
        "article": article.title,
        "url": article.url,
    }
    urls = sorted({support.article.url for support in fact.supports} - {""})
    return {"fact": {name: value for name, value in known.items() if value not in ("", None)}, "urls": urls}


def _by_relation(facts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What facts tell, as properties: the other ends by relation, the addresses of the sources, and each fact."""
    found: dict[str, Any] = {}
    for fact in facts:
        found.setdefault(fact["column"], []).append(fact["label"])
    if urls := sorted({url for fact in facts for url in fact.get("urls", ())}):
        found["sources"] = urls
    if details := [fact["fact"] for fact in facts if "fact" in fact]:
        found["facts"] = details
    return found


def _snake(name: str) -> str:
    """The name of a property as tables have it: `event_type`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
