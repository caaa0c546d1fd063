"""What a file gives: facts in the terms of the ontology with the lines they come from, and what of it has no place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg import settings
from kg.graph.imported_graph import Details
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, SKOS, digest

NAMING = (RDF_TYPE, LABEL, ALT_LABEL, NamedNode(SKOS + "exactMatch"))
"""What tells what things are and how they are called, and is no fact."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not brought in: its property, class or column, why, and where it stands in the file."""

    term: str
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """All of one sort that is not brought in for one reason, with the first as an example."""

    term: str
    why: str
    count: int
    example: str


@dataclass(slots=True)
class Conversion:
    """`triples` are facts, types and names under the addresses of the file; `grounds` are the lines that those
    facts come from which the file does not state as they are, for each time in which they hold. `described` are the
    things whose types and names were made here: they stand for nothing once no fact names them. `notes` tell what
    was taken for what."""

    triples: list[Triple] = field(default_factory=list)
    grounds: dict[Triple, dict[Details, tuple[str, ...]]] = field(default_factory=dict)
    described: set[NamedNode] = field(default_factory=set)
    left: list[Left] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, fact: Triple, lines: Iterable[str], details: Details = ()) -> None:
        """Takes in a fact with its lines, and what is said of its time."""
        self.triples.append(fact)
        times = self.grounds.setdefault(fact, {})
        times[details] = tuple(dict.fromkeys((*times.get(details, ()), *lines)))

    def prune(self) -> None:
        """Takes out the types and names of the things that were described here and that no fact names any more."""
        facts = (triple for triple in self.triples if triple.predicate not in NAMING)
        named = {end for fact in facts for end in (fact.subject, fact.object)}
        named |= {value for times in self.grounds.values() for time in times for _, value in time}
        gone = self.described - named
        self.triples = [triple for triple in self.triples if triple.subject not in gone]

    def leave(self, term: str, why: str, place: str) -> None:
        """Puts down that something is not brought in."""
        self.left.append(Left(term, why, place))


def summed(left: Iterable[Left]) -> list[LeftOut]:
    """What is not brought in, each sort and reason once, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for one in left:
        counts[one.term, one.why] += 1
        first[one.term, one.why] = min(first.get((one.term, one.why), one.place), one.place)
    return [LeftOut(*key, count, first[key]) for key, count in sorted(counts.items(), key=_order)]


def _order(row: tuple[tuple[str, str], int]) -> tuple[int, str, str]:
    """The most frequent first, then by name, numbers in it by their size."""
    (term, why), count = row
    return -count, _NUMBER.sub(lambda number: number[0].zfill(12), term), why


def nameless(source: str, said: str) -> NamedNode:
    """The address of a node that has none, of a source, by what is said of it."""
    return NamedNode(settings.NAMELESS + digest("\n".join((source, said)))[:32])


def is_nameless(node: object) -> bool:
    """Whether a node has an address only here."""
    return isinstance(node, NamedNode) and node.value.startswith(settings.NAMELESS)


def line_of(triple: Triple) -> str:
    """A triple as a line of N-Triples, nodes without an address as such."""
    return f"{' '.join(_written(triple))} ."


def _written(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        short = f"_:{term.value.removeprefix(settings.NAMELESS)[:8]}" if isinstance(term, NamedNode) else ""
        yield short if is_nameless(term) else str(term)
