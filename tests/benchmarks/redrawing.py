"""Synthetic articles from real ones: what an article says stays, of whom and when it says so is drawn anew.

The names of actors, places and persons are replaced in text, entities and claims alike, and all offsets follow. So a
graph made of such articles has the relations, evidence and statuses of real ones, in their real proportions.
"""

from __future__ import annotations

import csv
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

from kg.records import Claim, Entity, Extraction, Segment, Span
from kg.reference import STATES, ReferenceRow, reference
from kg.vocabulary import Relation, vocabulary

NAMES = Path(__file__).with_name("person_names.tsv")
_YEARS = range(2005, 2026)
_DATE = re.compile(r"(\d{4})?(-{1,2}\d{2})?(-\d{2})?")
Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Pool(Generic[Drawn]):
    """Things of which few are drawn often and most seldom: the n-th with a weight of 1/n, as Zipf found it of words."""

    members: Sequence[Drawn]

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.members) + 1)))

    def draw(self, chance: random.Random) -> Drawn:
        """One of the members."""
        return chance.choices(self.members, cum_weights=self._weights)[0]


@dataclass(frozen=True)
class Pools:
    """Whom synthetic articles are about: rows of the reference data by table and type, cities by state, persons."""

    rows: dict[tuple[str, str], Pool[ReferenceRow]]
    within: dict[tuple[str, str], Pool[ReferenceRow]]
    persons: Pool[str]

    @classmethod
    def of_reference_data(cls, chance: random.Random) -> Pools:
        """The pools of the package's reference data. Who is frequent is a matter of chance."""
        rows: dict[tuple[str, str], list[ReferenceRow]] = defaultdict(list)
        within: dict[tuple[str, str], list[ReferenceRow]] = defaultdict(list)
        for row in _shuffled(reference().rows.values(), chance):
            rows[row.table, row.type].append(row)
            within[row.table, row.parent].append(row)
        return cls(
            {kind: Pool(found) for kind, found in rows.items()},
            {place: Pool(found) for place, found in within.items()},
            Pool(_shuffled(_person_names(), chance)),
        )


@dataclass(slots=True)
class Rewriting:
    """A text with names replaced, and where its old offsets lie in the new one."""

    text: str
    _starts: list[int] = field(default_factory=list)
    _replaced: list[tuple[int, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, names: Callable[[str], str | None], pattern: re.Pattern[str]) -> Rewriting:
        """`text` with what `pattern` finds replaced by what `names` gives for it."""
        made, pieces, at, length = cls(""), [], 0, 0
        for match in pattern.finditer(text):
            new = names(match[0]) or match[0]
            pieces += [text[at : match.start()], new]
            length += match.start() - at
            made._starts.append(match.start())
            made._replaced.append((match.end(), length, length + len(new)))
            at, length = match.end(), length + len(new)
        made.text = "".join([*pieces, text[at:]])
        return made

    def offset(self, old: int, *, end: bool = False) -> int:
        """Where an offset of the old text lies. Inside a replaced name: its start, or with `end` its end."""
        place = bisect_right(self._starts, old - end) - 1
        if place < 0:
            return old
        old_end, new_start, new_end = self._replaced[place]
        if old < old_end:
            return new_end if end else new_start
        return old - old_end + new_end

    def span(self, old: Span) -> Span:
        """The same stretch of the new text."""
        return Span(self.offset(old.start), self.offset(old.end, end=True))


def redrawn(template: Extraction, key: str, pools: Pools, chance: random.Random) -> Extraction:
    """What an article with this key would say that tells the same of others at another time."""
    cast = _Cast(pools, chance)
    entities = tuple(map(cast.entity, template.entities))
    rewriting = Rewriting.of(template.article.text, cast.names.get, cast.pattern)
    return Extraction(
        article=replace(
            template.article,
            key=key,
            url=key,
            path=key,
            text=rewriting.text,
            title=cast.text(template.article.title or "") or None,
            published=cast.date(template.article.published) if template.article.published else None,
        ),
        segments=tuple(_moved(segment, rewriting) for segment in template.segments),
        entities=tuple(replace(e, name=cast.text(e.name), aliases=tuple(map(cast.text, e.aliases))) for e in entities),
        claims=tuple(_retold(claim, cast, rewriting) for claim in template.claims),
    )


@dataclass(slots=True)
class _Cast:
    """Who plays whom in one synthetic article."""

    pools: Pools
    chance: random.Random
    names: dict[str, str] = field(default_factory=dict)
    _countries: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _years: int = 0
    _months: int = 0
    _pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        self._years, self._months = self.chance.randrange(len(_YEARS)), self.chance.randrange(12)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names that are replaced; to be asked when all entities have theirs."""
        if self._pattern is None:
            longest_first = sorted(self.names, key=lambda name: (-len(name), name))
            self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")
        return self._pattern

    def entity(self, old: Entity) -> Entity:
        """Who stands for an entity. Its names are still the old ones, and `names` knows the new."""
        row = reference().rows.get(old.reference or "")
        if row is not None:
            new = self._row(row)
            self._rename(old, new.name, new.acronym)
            return replace(old, reference=new.id, country=self._country(old.country))
        if old.type == "Person":
            self._rename(old, self._distinct(lambda: self.pools.persons.draw(self.chance)), "")
        else:  # 'Accra workshop', so that few others have the same name
            city = self.pools.rows["cities.csv", "Place"].draw(self.chance)
            self.names.setdefault(old.name, f"{city.name} {old.name}")
        return replace(old, country=self._country(old.country))

    def text(self, old: str) -> str:
        """A text with the new names in it."""
        return self.pattern.sub(lambda match: self.names[match[0]], old)

    def date(self, old: str) -> str:
        """A date of the same form in another year and month; in one article all move alike."""
        match = _DATE.fullmatch(old.strip())
        if match is None:
            return old
        year, month, day = match.groups()
        moved = "" if year is None else str(_YEARS[(int(year) + self._years) % len(_YEARS)])
        if month is not None:
            moved += month.rstrip("0123456789") + f"{(int(month.lstrip('-')) + self._months) % 12 + 1:02}"
        return moved + ("" if day is None else f"-{min(int(day[1:]), 28):02}")

    def _row(self, old: ReferenceRow) -> ReferenceRow:
        if old.table == STATES:
            return reference().rows[self._country(old.id) or old.id]
        near = self.pools.within.get((old.table, self._country(old.parent) or ""))
        pool = near or self.pools.rows[old.table, old.type]
        return reference().rows[self._distinct(lambda: pool.draw(self.chance).id)]

    def _country(self, old: str | None) -> str | None:
        """The state that stands for a state, as actor and as land."""
        if not old or old not in reference().rows or reference().rows[old].table != STATES:
            return old
        if old not in self._countries:
            states = self.pools.rows[STATES, "State"]
            self._countries[old] = self._distinct(lambda: states.draw(self.chance).id)
        return self._countries[old]

    def _distinct(self, draw: Callable[[], str]) -> str:
        """One that is not in this article yet, unless there are too few."""
        drawn = next((found for found in (draw() for _ in range(20)) if found not in self._taken), None) or draw()
        self._taken.add(drawn)
        return drawn

    def _rename(self, old: Entity, name: str, acronym: str) -> None:
        for alias in (old.name, *old.aliases):
            if alias[:1].isupper() and not alias.startswith("The "):
                self.names.setdefault(alias, acronym or name if alias.isupper() and len(alias) > 1 else name)
        if old.type == "Person":
            self.names.setdefault(old.name.split()[-1], name.split()[-1])


def _moved(segment: Segment, rewriting: Rewriting) -> Segment:
    span = rewriting.span(Span(segment.start, segment.end))
    return replace(segment, start=span.start, end=span.end)


def _retold(claim: Claim, cast: _Cast, rewriting: Rewriting) -> Claim:
    words = vocabulary()
    return replace(
        claim,
        object=_value(words.relations[claim.relation], claim.object, cast),
        evidence=tuple(map(rewriting.span, claim.evidence)),
        qualifiers=tuple((name, _value(words.qualifiers[name], value, cast)) for name, value in claim.qualifiers),
    )


def _value(relation: Relation, value: str, cast: _Cast) -> str:
    if relation.value == "date":
        return cast.date(value)
    return cast.text(value) if relation.value == "string" else value


def _shuffled(members: Iterator[Drawn] | Sequence[Drawn], chance: random.Random) -> list[Drawn]:
    found = list(members)
    chance.shuffle(found)
    return found


def _person_names() -> list[str]:
    lines = (line for line in NAMES.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines, delimiter="\t"))
    return [f"{one['given']} {other['family']}" for one in rows for other in rows]
