"""What stands beside a fact: facts that say otherwise, that say it more surely or less, or that come later.

`one_at_a_time.tsv` says which relations have one object at a time. `joint`: one article may name several together, and
only articles that share none contradict each other. `changes`: whether it may be another one later: never, always, or
of bodies and persons, while an event has one for good. Two objects agree where one lies in the other (a city in its
state, an office in its organisation, a person in a state), and two dates as far as both are known.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.view.content import Document, Fact, Thing

Row = tuple[Fact, Document]
Wholes = Callable[[Thing], frozenset[str]]
"""The names of a thing and of all that it lies in or belongs to."""

OTHERWISE, SURER, UNSURER, LATER, FATE = "otherwise", "surer", "unsurer", "later", "fate"
_UNSURE = ("planned", "attributed")
_OPEN = ("planned", "unknown")
MOST = 5
"""So many are told of one fact, contradictions first."""
_ORDER = (OTHERWISE, FATE, SURER, UNSURER, LATER)
_Key = tuple[str, ...]
_Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    joint: bool
    changes: str


def beside(rows: Sequence[Row], wholes: Wholes) -> dict[int, list[tuple[str, int]]]:
    """By the number of a fact, the others that stand beside it: how, and the number of the other."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for one, other, kind in (*_otherwise(rows, wholes), *_fates(rows), *_surer(rows), *_later(rows)):
        found[one].setdefault(other, kind)
    return {number: _first(others) for number, others in sorted(found.items())}


def _first(others: Mapping[int, str]) -> list[tuple[str, int]]:
    listed = sorted((_ORDER.index(kind), number) for number, kind in others.items())
    return [(_ORDER[place], number) for place, number in listed[:MOST]]


def _groups(rows: Sequence[Row], key: Callable[[Fact], _Key | None]) -> list[list[int]]:
    """The numbers of facts that have the same key, where several have."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for number, (fact, _) in enumerate(rows):
        if (named := key(fact)) is not None:
            found[named].append(number)
    return [group for group in found.values() if len(group) > 1]


def _pairs(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((one, other) for one in group for other in group if one != other)


def _otherwise(rows: Sequence[Row], wholes: Wholes) -> Iterator[_Found]:
    """Facts of a relation that has one object at a time, with another object; or a later one where it may change."""
    for group in _groups(rows, lambda fact: (fact.subject.iri, fact.relation) if fact.relation in _rules() else None):
        for one, other in _pairs(group):
            if kind := _kind(rows, group, one, other, wholes):
                yield one, other, kind


def _kind(rows: Sequence[Row], group: Sequence[int], one: int, other: int, wholes: Wholes) -> str:
    (fact, _), (another, _) = rows[one], rows[other]
    rule = _rules()[fact.relation]
    if _agree(fact, another, wholes) or (rule.joint and _share(rows, group, one, other, wholes)):
        return ""
    if rule.changes == "always" or (rule.changes == "bodies" and fact.subject.type != "Event"):
        first, second = _told(rows[one]), _told(rows[other])
        if first and second and not _same_as_far(first, second):
            return LATER if second > first else ""
    return OTHERWISE


def _surer(rows: Sequence[Row]) -> Iterator[_Found]:
    """The same fact, stated elsewhere while it is planned or only told here; and the other way round."""
    for group in _groups(rows, _triple):
        for one, other in _pairs(group):
            status, there = rows[one][0].status, rows[other][0].status
            if (status in _UNSURE) != (there in _UNSURE):
                yield one, other, SURER if status in _UNSURE else UNSURER


def _triple(fact: Fact) -> _Key | None:
    """What a fact between two entities says."""
    return (fact.subject.iri, fact.relation, fact.object.iri) if isinstance(fact.object, Thing) else None


def _later(rows: Sequence[Row]) -> Iterator[_Found]:
    """Other facts about the same two, told at a later time."""
    for group in _groups(rows, _ends):
        for one, other in _pairs(group):
            first, second = _told(rows[one]), _told(rows[other])
            if (
                _triple(rows[one][0]) != _triple(rows[other][0])
                and first
                and second > first
                and not _same_as_far(first, second)
            ):
                yield one, other, LATER


def _ends(fact: Fact) -> _Key | None:
    """Both ends in the order of their IRIs; of a fact with words as its object, None."""
    if not isinstance(fact.object, Thing):
        return None
    return min(fact.subject.iri, fact.object.iri), max(fact.subject.iri, fact.object.iri)


def _share(rows: Sequence[Row], group: Sequence[int], one: int, other: int, wholes: Wholes) -> bool:
    """Whether both come from one article, or their articles name an object that agrees."""
    articles = rows[one][1].iri, rows[other][1].iri
    told = [[rows[number][0] for number in group if rows[number][1].iri == article] for article in articles]
    return articles[0] == articles[1] or any(_agree(a, b, wholes) for a in told[0] for b in told[1])


def _agree(one: Fact, other: Fact, wholes: Wholes) -> bool:
    if isinstance(one.object, Thing) and isinstance(other.object, Thing):
        names = {one.object.label, other.object.label}
        return names <= wholes(one.object) or names <= wholes(other.object)
    return _same_date(_value(one), _value(other))


def _value(fact: Fact) -> str:
    return fact.object.iri if isinstance(fact.object, Thing) else fact.lexical or fact.object


def _same_date(one: str, other: str) -> bool:
    """Whether two values are the same as far as both are known; dates without a year from the month on."""
    if one.startswith("--") or other.startswith("--"):
        one, other = (date[1:] if date.startswith("--") else date[4:] for date in (one, other))
    elif not (one[:4].isdigit() and other[:4].isdigit()):
        return one == other
    return _same_as_far(one, other)


def _same_as_far(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _told(row: Row) -> str:
    """When a fact was so: as the text says, else when its article came out; empty where no year is known."""
    as_of = dict(row[0].details).get("asOf", "")
    return as_of if as_of[:4].isdigit() else row[1].issued


def _fates(rows: Sequence[Row]) -> Iterator[_Found]:
    """Planned facts of an event, and what other articles tell of the event: held, cancelled, postponed."""
    known = defaultdict(list)
    for number, (fact, _) in enumerate(rows):
        if fact.relation == "eventStatus" and fact.object not in _OPEN:
            known[fact.subject.iri].append(number)
    for number, (fact, article) in enumerate(rows):
        if fact.status == "planned" and _triple(fact):
            told = (other for other in known[fact.subject.iri] if rows[other][1].iri != article.iri)
            yield from ((number, other, FATE) for other in told)


@cache
def _rules() -> dict[str, _Rule]:
    with Path(__file__).with_name("one_at_a_time.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["relation"]: _Rule(row["joint"] == "yes", row["changes"]) for row in rows}
