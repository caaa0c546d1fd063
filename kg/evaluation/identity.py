"""How well entities are told apart and brought together across articles, against pairs of names decided by hand.

Each side of a pair is a text of its own with one name in square brackets. The two are read as two articles; they are
merged where both names get the same node. Whether that is right, the pair says.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph.identity import identities
from kg.records import Article, Extraction, KgError, Mention
from kg.reference import ReferenceRow

COLUMNS = ("kind", "same", "one", "other", "why")
YES, NO, UNCLEAR = ANSWERS = ("yes", "no", "unclear")
_MARKED = re.compile(r"\[([^\[\]]+)\]")
_MOST = 0.5
"""The share of a name that a mention must cover to be a mention of it: 'Kenya' is none of 'Government of Kenya'."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts with a name in brackets each, what they name, whether it is the same, and why."""

    kind: str
    same: str
    one: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and the nodes that its names got, None where no mention was found there."""

    pair: Pair
    one: str | None
    other: str | None

    @property
    def found(self) -> bool:
        """Whether both names were found."""
        return self.one is not None and self.other is not None

    @property
    def merged(self) -> bool:
        """Whether both names were found and got the same node."""
        return self.found and self.one == self.other


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs there are, were decided, had both names found; of those, how many were merged, are the same, both.
    `same_not_found` are those that are the same and had a name that was not found."""

    pairs: int
    decided: int
    found: int
    merged: int
    same: int
    right: int
    same_not_found: int

    @property
    def precision(self) -> float:
        """The share of merged pairs that are the same."""
        return self.right / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that are the same, both names found, that were merged."""
        return self.right / self.same if self.same else 1.0


def pairs(path: Path) -> list[Pair]:
    """The pairs of a table (tabs, no quoting). Raises KgError where it is no such table."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(header) != COLUMNS:
        raise KgError(f"{path}: the columns must be {', '.join(COLUMNS)}")
    for number, line in enumerate(lines, 2):
        if len(line) != len(COLUMNS) or line[1] not in ANSWERS or any(len(_MARKED.findall(t)) != 1 for t in line[2:4]):
            raise KgError(f"{path}, line {number}: needs yes, no or unclear, and one name in brackets in each text")
    return [Pair(*line) for line in lines]


def unmarked(text: str) -> tuple[str, int, int]:
    """A text without its brackets, and where the name in them stands."""
    name = _MARKED.search(text)
    assert name is not None
    return text[: name.start()] + name[1] + text[name.end() :], name.start(), name.end() - 2


def judged(given: Iterable[Pair], rows: Mapping[str, ReferenceRow]) -> Iterator[Judged]:
    """The pairs with the nodes that the names get when both texts are read; `rows` is the reference data by id."""
    for number, pair in enumerate(given):
        yield Judged(pair, *(_node(text, f"{number}-{side}", rows) for side, text in enumerate((pair.one, pair.other))))


def _node(marked: str, key: str, rows: Mapping[str, ReferenceRow]) -> str | None:
    from kg.extract import extract  # loads spaCy

    text, start, end = unmarked(marked)
    extraction = extract(Article(key, text))
    mention = _mention(extraction, start, end)
    return identities(extraction, rows)[mention.entity].iri.value if mention else None


def _mention(extraction: Extraction, start: int, end: int) -> Mention | None:
    """The mention that agrees best with the stretch of a name, None where none covers most of it."""

    def covered(mention: Mention) -> int:
        return min(mention.end, end) - max(mention.start, start)

    fitting = [mention for mention in extraction.mentions if covered(mention) > _MOST * (end - start)]
    return min(fitting, key=lambda mention: mention.end - mention.start - 2 * covered(mention), default=None)


def figures(given: Iterable[Judged]) -> Figures:
    """The counts of the pairs; what is unclear counts among `pairs` alone."""
    everything = list(given)
    decided = [one for one in everything if one.pair.same != UNCLEAR]
    found = [one for one in decided if one.found]
    same = [one for one in found if one.pair.same == YES]
    return Figures(
        pairs=len(everything),
        decided=len(decided),
        found=len(found),
        merged=sum(one.merged for one in found),
        same=len(same),
        right=sum(one.merged for one in same),
        same_not_found=sum(one.pair.same == YES and not one.found for one in decided),
    )


def wilson(right: int, number: int, deviations: float = 1.96) -> tuple[float, float]:
    """The score interval of a share, by default of 95 % (E. B. Wilson, Probable inference, the law of succession, and
    statistical inference, JASA 22, 1927)."""
    if not number:
        return 0.0, 1.0
    share, square = right / number, deviations**2
    middle = share + square / (2 * number)
    reach = deviations * math.sqrt(share * (1 - share) / number + square / (4 * number**2))
    return tuple(max(0.0, min(1.0, (middle + sign * reach) / (1 + square / number))) for sign in (-1, 1))  # type: ignore[return-value]
