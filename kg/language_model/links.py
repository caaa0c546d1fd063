"""Which entities of the rules are which clusters of the model, and the entities that come of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.analysis import normalise
from kg.language_model.clusters import EVENT, LAND, Cluster, types_agree
from kg.language_model.reference_rows import known
from kg.language_model.words import Words
from kg.records import Entity, Extraction, Mention, Span

_LINK = r"(?:of|on|for|in|at|to|with|by|from|about|during|under|between|among|against|and)"
_OTHER_HEAD = re.compile(rf"\b{_LINK}\b", re.IGNORECASE)
_CLOSED = re.compile(rf"\W*(?:$|\b{_LINK}\b)", re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Z]{3}")
_TELLING = ("startDate", "endDate", "place", "partOf", "ordinal")
"""Relations by which two events that are named in other words are known as one."""
_SINGLE = ("startDate", "endDate", "ordinal")

Facts = Mapping[int, frozenset[tuple[str, str]]]
"""What the model says of the event of each cluster: relation and value, or words of the object."""


@dataclass(frozen=True, slots=True)
class Links:
    """`of` the rules' ids to numbers of clusters; `entities` the entity of each cluster, with a temporary id; `same`
    the number of the cluster that stands for each, where two turned out to be one row of the reference data; `places`
    where the entity of each id is named, by either reader."""

    of: dict[str, int]
    entities: tuple[Entity, ...]
    same: tuple[int, ...]
    places: Mapping[str, frozenset[Span]]

    def entity(self, number: int) -> Entity:
        """The entity that stands for a cluster."""
        return self.entities[self.same[number]]


def links(extraction: Extraction, clusters: Sequence[Cluster], facts: Facts, words: Words) -> Links:
    """The links of an article's rules with the clusters. Each entity of the rules is one cluster at most; of several
    that are the same cluster the nearest gives the row of the reference data."""
    places: dict[str, list[Span]] = defaultdict(list)
    for mention in extraction.mentions:
        places[mention.entity].append(Span(mention.start, mention.end))
    of: dict[str, int] = {}
    nearest: dict[int, tuple[float, str]] = {}
    told = _facts_of_rules(extraction)
    for row in extraction.entities:
        ranked = [
            (nearness, -number)
            for number, cluster in enumerate(clusters)
            if (nearness := _nearness(row, places[row.id], cluster, words))
        ]
        if row.type == EVENT and not ranked:
            ranked = _by_facts(told[row.id], clusters, facts)
        if not ranked:
            continue
        nearness, number = max(ranked)
        of[row.id] = -number
        rank = (nearness + (row.type == clusters[-number].type) + 0.5 * (row.reference is not None), row.id)
        nearest[-number] = max(nearest.get(-number, rank), rank, key=lambda pair: pair[0])
    rows = {row.id: row for row in extraction.entities}
    entities = [
        _entity(number, cluster, rows.get(nearest[number][1]) if number in nearest else None)
        for number, cluster in enumerate(clusters)
    ]
    same = _same(entities)
    by_row: dict[tuple[str, str | None], int] = {
        (one.type, one.reference): same[number] for number, one in enumerate(entities) if one.reference
    }
    for row in extraction.entities:  # 'U.K.' of the rules is the model's 'UK', though they share no name
        if row.id not in of and (row.type, row.reference) in by_row:
            of[row.id] = by_row[row.type, row.reference]
    found = Links(of, tuple(entities), same, defaultdict(frozenset))
    return replace(found, places=_places(found, places, clusters))


def _places(
    found: Links, rules: Mapping[str, Iterable[Span]], clusters: Sequence[Cluster]
) -> dict[str, frozenset[Span]]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        spans[found.entity(number).id].update(cluster.spans)
    for old, number in found.of.items():
        spans[found.entity(number).id].update(rules[old])
    return {key: frozenset(value) for key, value in spans.items()}


def _nearness(row: Entity, places: Iterable[Span], cluster: Cluster, words: Words) -> float:
    """How surely an entity of the rules is a cluster: 0 where nothing tells so."""
    if not types_agree(row.type, cluster.type):
        return 0.0
    if row.type == EVENT:
        return _nearness_of_events(row, places, cluster, words)
    mine = {normalise(name) for name in (row.name, *row.aliases)}
    names = [normalise(name) for name in cluster.names]
    shared = sum(any(_same_place(place, span, words) for span in cluster.spans) for place in places)
    return shared + 2.0 * (normalise(row.name) == names[0]) + 1.0 * bool(mine & set(names))


def _same_place(one: Span, other: Span, words: Words) -> bool:
    """Whether two spans hold the same words, an article before them apart."""
    return one.end == other.end and normalise(words.at(one)) == normalise(words.at(other))


def _nearness_of_events(row: Entity, places: Iterable[Span], cluster: Cluster, words: Words) -> float:
    heads = sum(any(_same_head(place, span, words.text) for span in cluster.spans) for place in places)
    names = {normalise(name) for name in cluster.names}
    whole = normalise(row.name) in names and " " in normalise(row.name)
    return heads + 2.0 * whole


def _same_head(one: Span, other: Span, text: str) -> bool:
    """Whether nothing but modifiers stands between the beginnings of both: 'the closing session of the workshop' and
    'the workshop's closing session' are no workshop."""
    if one.end <= other.start or other.end <= one.start:
        return False
    first, second = sorted((one.start, other.start))
    shorter, longer = sorted((one.end, other.end))
    return not _OTHER_HEAD.search(text, first, second) and _CLOSED.match(text[shorter:longer]) is not None


def _facts_of_rules(extraction: Extraction) -> dict[str, frozenset[tuple[str, str]]]:
    names = {entity.id: normalise(entity.name) for entity in extraction.entities}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in extraction.claims:
        if claim.relation in _TELLING or claim.relation == "eventType":
            found[claim.subject].add((claim.relation, names.get(claim.object, claim.object)))
    return defaultdict(frozenset, {key: frozenset(values) for key, values in found.items()})


def _by_facts(mine: frozenset[tuple[str, str]], clusters: Sequence[Cluster], facts: Facts) -> list[tuple[float, int]]:
    """The one event of the model of the same sort, of which both say the same date, place, whole or number and which
    nothing tells apart."""
    found = []
    for number, cluster in enumerate(clusters):
        others = facts.get(number, frozenset())
        if cluster.type != EVENT or not {r for r, _ in mine & others} & set(_TELLING):
            continue
        values = {relation: value for relation, value in others if relation in (*_SINGLE, "eventType")}
        if all(values.get(relation, value) == value for relation, value in mine if relation in values):
            found.append((float(len(mine & others)), -number))
    return found if len(found) == 1 else []


def _entity(number: int, cluster: Cluster, row: Entity | None) -> Entity:
    """The entity of a cluster: row, country and, where it is one of the reference data, name and type of the rules'."""
    plain = Entity(f"c{number}", cluster.type, cluster.names[0], cluster.names[1:])
    if row is None or row.reference is None:
        return _known(plain) if row is None else replace(plain, country=row.country)
    names = tuple(name for name in dict.fromkeys((*cluster.names, *row.aliases)) if name != row.name)
    entity = replace(row, id=plain.id, aliases=names, parent=None)
    if {row.type, cluster.type} == LAND and _COUNTRY.fullmatch(row.reference):
        entity = replace(entity, type=cluster.type, country=row.reference)
    return entity


def _known(entity: Entity) -> Entity:
    """The entity as a row of the reference data, where one of its names tells it."""
    if entity.type == EVENT:
        return entity
    for name in (entity.name, *entity.aliases):
        row = known(Entity("", entity.type, name))
        if row.reference:
            names = (entity.name, *entity.aliases)
            return replace(row, id=entity.id, aliases=tuple(form for form in names if form != row.name))
    return entity


def _same(entities: Iterable[Entity]) -> tuple[int, ...]:
    """For each cluster the first one of the same type and row of the reference data."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for number, entity in enumerate(entities):
        found.append(first.setdefault((entity.type, entity.reference), number) if entity.reference else number)
    return tuple(found)


def mentions(entity: Entity, cluster: Cluster) -> list[Mention]:
    """The mentions of a cluster."""
    return [Mention(span.start, span.end, entity.id, entity.type) for span in cluster.spans]


def facts_of_clusters(claims: Iterable[tuple[int, str, str]]) -> Facts:
    """The facts of events by which they are known again, of (cluster, relation, value or words)."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for number, relation, value in claims:
        if relation in _TELLING or relation == "eventType":
            found[number].add((relation, value))
    return {number: frozenset(values) for number, values in found.items()}
