"""The plain facts of both graphs: which are new to the graph or gone from it, whatever articles say them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO, cast

from kg import settings
from kg.changes.articles import plain
from kg.changes.comparing import replacements
from kg.changes.records import Change, Fact, Kind, Reason
from kg.changes.sources import Lines
from kg.changes.streams import Pair, Side
from kg.decisions.rdf import REPLACED_BY
from kg.graph.terms import LABEL, RDF_TYPE, mg
from kg.vocabulary import vocabulary

_REDIRECT, _TYPE, _LABEL = str(REPLACED_BY), str(RDF_TYPE), str(LABEL)
_ENTITY = f"<{settings.ENTITY}"


@dataclass(slots=True)
class PlainFacts:
    """The differences between the default graphs. Those of facts wait in a file; in memory stand digests of them alone.
    `redirects` are the identifiers that entities had before, of the old and the new graph."""

    old: Lines
    new: Lines
    files: ExitStack
    redirects: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))
    entities: Counter[Side] = field(default_factory=Counter)
    _there: set[Side] = field(default_factory=set)
    _marks: dict[Side, set[int]] = field(default_factory=lambda: {Side.OLD: set(), Side.NEW: set()})
    _explained: dict[Side, set[int]] = field(default_factory=lambda: {Side.OLD: set(), Side.NEW: set()})
    _spool: BinaryIO | None = None

    @property
    def moves(self) -> dict[str, str]:
        """Which IRI stands for which, so that what was only renamed is the same."""
        return {**self.redirects[0], **self.redirects[1]}

    def read(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Takes the lines of the default graph in and hands them on."""
        relations = {str(mg(name)) for name in vocabulary().relations}
        self._spool = cast(BinaryIO, self.files.enter_context(tempfile.TemporaryFile()))  # noqa: SIM115 - the stack closes it
        for subject, group in groupby(pairs, key=lambda pair: pair[0].split(b" ", 2)[1]):
            typed: set[Side] = set()
            renamed = False
            for line, side in group:
                predicate = line.split(b" ", 3)[2].decode()
                if predicate == _TYPE:
                    typed.add(side)
                renamed |= predicate == _REDIRECT
                self._take(line, side, predicate, relations)
                yield line, side
            if typed in ({Side.OLD}, {Side.NEW}) and not renamed and subject.decode().startswith(_ENTITY):
                self.entities[typed.pop()] += 1
        self._settle()

    def _take(self, line: bytes, side: Side, predicate: str, relations: set[str]) -> None:
        self._there |= {Side.OLD, Side.NEW} if side is Side.BOTH else {side}
        if predicate == _REDIRECT:
            _, subject, _, target = line.decode().split(" ", 3)
            for place, absent in enumerate((Side.NEW, Side.OLD)):
                if side is not absent:
                    self.redirects[place][subject] = target
        elif side is not Side.BOTH and predicate in relations:
            assert self._spool is not None
            self._spool.write((b"+" if side is Side.NEW else b"-") + line + b"\n")

    def _settle(self) -> None:
        """Puts down which facts came and went; one that only has other IRIs did neither."""
        for fact, side in self._spooled():
            self._marks[side].add(hash(fact))
        same = self._marks[Side.OLD] & self._marks[Side.NEW]
        for marks in self._marks.values():
            marks -= same

    def _spooled(self) -> Iterator[tuple[Fact, Side]]:
        if self._spool is None:
            return
        self._spool.seek(0)
        moves = self.moves
        for line in self._spool:
            _, subject, relation, target = line[:-1].decode().split(" ", 3)
            side = Side.NEW if line.startswith(b"+") else Side.OLD
            yield (moves.get(subject, subject), relation, moves.get(target, target)), side

    def was_there(self, fact: Fact, side: Side) -> bool | None:
        """Whether a fact of this side stands in the plain facts of the other one too; None where not both have any."""
        return hash(fact) not in self._marks[side] if len(self._there) == 2 else None

    @property
    def facts(self) -> dict[Side, int]:
        """How many facts stand in the graph of each side alone."""
        return {side: len(marks) for side, marks in self._marks.items()}

    def rename(self, fact: Fact, now: Fact, *, stays: bool) -> None:
        """Puts down that a fact of the old graph would be written `now` in the new one, where it `stays` or not."""
        if stays:
            self._marks[Side.OLD].discard(hash(fact))
            self._marks[Side.NEW].discard(hash(now))
        else:
            self.explain(fact, Side.OLD)

    def explain(self, fact: Fact, side: Side) -> None:
        """Puts down that a change tells of the fact."""
        mark = hash(fact)
        if mark in self._marks[side]:
            self._explained[side].add(mark)

    def unexplained(self) -> Iterator[Change]:
        """The facts that came or went, and of which no article and no reference data tell why."""
        left = {side: marks - self._explained[side] for side, marks in self._marks.items()}
        if not any(left.values()):
            return
        names = self._names({end for fact, side in self._spooled() if hash(fact) in left[side] for end in fact[::2]})
        for _, group in groupby(self._spooled(), key=lambda said: said[0][:2]):
            sides: dict[Side, set[Fact]] = {Side.OLD: set(), Side.NEW: set()}
            for fact, side in group:
                if hash(fact) in left[side]:
                    sides[side].add(fact)
            yield from changes_of(sides[Side.OLD], sides[Side.NEW], Reason.unknown, names)

    def _names(self, wanted: set[str]) -> dict[str, str]:
        """The labels of entities in the default graphs."""
        found: dict[str, str] = {}
        for lines in (self.old, self.new):
            for line in lines():
                graph, subject, predicate, rest = line.decode().split(" ", 3)
                if graph:
                    break
                if predicate == _LABEL and subject in wanted:
                    found[subject] = plain(rest)
        return found


def changes_of(gone: set[Fact], added: set[Fact], reason: Reason, names: dict[str, str]) -> Iterator[Change]:
    """The changes of facts that no claims are known of."""
    replaced = replacements(gone, added)
    replacing = set(replaced.values())
    for fact in sorted(gone | added):
        if fact in replaced:
            yield Change(Kind.changed, (reason,), replaced[fact], old=fact, names=names)
        elif fact not in replacing:
            yield Change(Kind.gone if fact in gone else Kind.added, (reason,), fact, names=names)
