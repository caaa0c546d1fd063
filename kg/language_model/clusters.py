"""The entities of the model in the text: each with its type, its names, and the places where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.contacts import has_contact
from kg.extract.analysis import normalise, squeeze
from kg.language_model.answer import Named, Reading
from kg.language_model.question import types
from kg.language_model.words import Words
from kg.records import Entity, Span

LONGEST = 200
"""Characters of a name; what is longer is none."""
EVENT, PERSON = "Event", "Person"
LAND = frozenset({"State", "Place"})


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity of the model. `names` as they stand in the text, the fullest first; `spans` in text order."""

    type: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of an article; `of` tells for each part the number of the cluster of each of the model's ids."""

    found: tuple[Cluster, ...]
    of: tuple[dict[str, int], ...]
    nameless: int
    """Entities of which no name stands in the text, or that have no type of the vocabulary."""


def clusters(readings: Sequence[Reading], words: Words, known: Iterable[Entity] = ()) -> Clusters:
    """The clusters of the readings of one article's parts, joined where two parts mean the same. An entity whose name
    is not in the text ('Slovenia', of 'Slovenian police') counts where it is one of those that are `known` there."""
    rows = list(known)
    found: list[Cluster] = []
    of: list[dict[str, int]] = []
    nameless = 0
    for reading in readings:
        shared = _shared(reading.entities)
        ids: dict[str, int] = {}
        before = len(found)
        for named in reading.entities:
            cluster = _cluster(named, shared, words) or _by_row(named, rows)
            if cluster is None:
                nameless += 1
                continue
            same = next((n for n, other in enumerate(found[:before]) if is_same(cluster, other)), None)
            if same is None:
                same = len(found)
                found.append(cluster)
            else:
                found[same] = _joined(found[same], cluster)
            ids[named.id] = same
        of.append(ids)
    return Clusters(tuple(_apart(found)), tuple(of), nameless)


def _shared(entities: Iterable[Named]) -> frozenset[str]:
    """Names that several entities have: 'the meeting' of two meetings tells neither."""
    count = Counter(name for named in entities for name in {normalise(name) for name in named.names})
    return frozenset(name for name, number in count.items() if number > 1)


def _cluster(named: Named, shared: frozenset[str], words: Words) -> Cluster | None:
    """The entity in the text; None where no name of it stands there. A name that others have too counts only where it
    is the first."""
    if named.type not in types():
        return None
    names: list[str] = []
    spans: set[Span] = set()
    for number, name in enumerate(named.names):
        places = list(words.places(name))
        surface = words.at(places[0]) if places else ""
        if not places or len(surface) > LONGEST or has_contact(surface):
            continue
        if normalise(name) in shared and number:
            continue
        names.append(squeeze(surface))
        spans.update(places)
    if not any(_is_name(named.type, name) for name in names):
        return None
    return Cluster(named.type, tuple(dict.fromkeys(names)), tuple(sorted(spans)))


_DESCRIBED = frozenset({EVENT, "Document", "Project", "Facility"})
"""Types whose entities may have a description in place of a name: 'a joint communiqué'."""


def _is_name(type: str, surface: str) -> bool:
    return type in _DESCRIBED or any(character.isupper() or character.isdigit() for character in surface)


def _by_row(named: Named, rows: Iterable[Entity]) -> Cluster | None:
    """The entity without places of its own, where its name is that of one of the rows."""
    names = {normalise(name) for name in named.names}
    for row in rows:
        if row.type != EVENT and types_agree(named.type, row.type):
            same = [name for name in (row.name, *row.aliases) if normalise(name) in names]
            if same:
                return Cluster(named.type, (same[0],), ())
    return None


def is_same(one: Cluster, other: Cluster) -> bool:
    """Whether clusters of two parts are one: the first name of one is a name of the other, and no mere noun."""
    if not types_agree(one.type, other.type):
        return False
    mine, others = ([normalise(name) for name in cluster.names] for cluster in (one, other))
    first = [mine[0]] * (mine[0] in others) + [others[0]] * (others[0] in mine)
    return any(one.type != EVENT or " " in name for name in first)


def types_agree(one: str, other: str) -> bool:
    """Whether two readers may mean one entity by these types: persons, events, documents and projects are nothing else,
    lands are lands, and bodies of all kinds are told apart by their names."""
    return (
        one == other
        or not {one, other} & {EVENT, PERSON, "Document", "Project"}
        and ({one, other} <= LAND or not {one, other} & LAND)
    )


def _joined(one: Cluster, other: Cluster) -> Cluster:
    names = dict.fromkeys((*one.names, *other.names))
    return replace(one, names=tuple(names), spans=tuple(sorted({*one.spans, *other.spans})))


def _apart(found: Iterable[Cluster]) -> Iterable[Cluster]:
    """Each place of the text belongs to one cluster of a kind: a name within a longer one of the same kind is none."""
    rows = list(found)
    taken: dict[Span, list[int]] = defaultdict(list)
    for number, cluster in enumerate(rows):
        for span in cluster.spans:
            taken[span].append(number)
    for number, cluster in enumerate(rows):
        own = tuple(span for span in cluster.spans if taken[span][0] == number)
        yield replace(cluster, spans=own or cluster.spans[:1])
