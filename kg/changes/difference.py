"""The difference between two graphs: each change of a fact with its reason, renamed entities, and totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby

from kg import settings
from kg.changes.articles import Statements, plain, statements
from kg.changes.comparing import compare, identified_anew
from kg.changes.plain import PlainFacts, changes_of
from kg.changes.records import Change, Fact, Kind, Reason, Rename
from kg.changes.renames import Decisions
from kg.changes.sources import Lines
from kg.changes.streams import Pair, Side, by_graph, paired
from kg.decisions.rdf import REPLACED_BY
from kg.graph.terms import LABEL, RDF_TYPE

Tell = Callable[[Change], None]
"""Told of each change, article by article."""

_SIDES = (Side.OLD, Side.NEW)


@dataclass(slots=True)
class Totals:
    """How much changed: facts by reason and kind; facts and entities that the graph has more or fewer of (each counted
    once, however many articles tell of it); triples that came and went in all graphs."""

    changes: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    facts: dict[Side, int] = field(default_factory=dict)
    entities: Counter[Side] = field(default_factory=Counter)
    triples: Counter[Side] = field(default_factory=Counter)


@dataclass(slots=True)
class Difference:
    """What a comparison found beside the changes that it told: totals, and renamed entities."""

    totals: Totals = field(default_factory=Totals)
    renames: list[Rename] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether both graphs are the same, triple for triple."""
        return not any(self.totals.triples[side] for side in _SIDES)


def difference(old: Lines, new: Lines, tell: Tell) -> Difference:
    """Compares two graphs, in the memory that what changes takes. Raises KgError where one cannot be read."""
    with ExitStack() as files:
        comparison = _Comparison(tell, PlainFacts(old, new, files))
        for graph, pairs in by_graph(paired(old, new)):
            comparison.take(graph, comparison.counted(pairs))
        return comparison.finish()


@dataclass(slots=True)
class _Comparison:
    """One comparison under way."""

    tell: Tell
    plain: PlainFacts
    found: Difference = field(default_factory=Difference)
    decisions: Decisions = field(default_factory=Decisions)
    anew: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, graph: str, pairs: Iterator[Pair]) -> None:
        """One graph of both sides."""
        if not graph:
            pairs = self.plain.read(pairs)
        elif graph.startswith(settings.ARTICLE):
            self._article(graph, pairs)
        elif graph == settings.DECISIONS_GRAPH:
            pairs = self.decisions.read(pairs)
        elif graph == settings.REFERENCE_GRAPH:
            self._described(pairs, Reason.reference)
        elif graph == settings.ONTOLOGY_GRAPH:
            self._terms(pairs)
        for _ in pairs:
            pass

    def counted(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        for pair in pairs:
            self.found.totals.triples[pair[1]] += 1
            yield pair

    def finish(self) -> Difference:
        for change in self.plain.unexplained():
            self._tell(change)
        self.found.totals.facts = self.plain.facts
        self.found.totals.entities = self.plain.entities
        self.found.renames = [*self.decisions.renames(*self.plain.redirects), *self._identified_anew()]
        return self.found

    def _article(self, iri: str, pairs: Iterator[Pair]) -> None:
        lines: dict[Side, list[bytes]] = {side: [] for side in Side}
        for line, side in pairs:
            lines[side].append(line)
        if not (lines[Side.OLD] or lines[Side.NEW]):
            return
        old, new = (self._version(iri, lines[Side.BOTH] + lines[side], self.plain.moves) for side in _SIDES)
        if old and new and (anew := identified_anew(old, new)):
            self._note_anew(anew, old, new)
            old = self._version(iri, lines[Side.BOTH] + lines[Side.OLD], {**self.plain.moves, **anew})
        for change in compare(old, new):
            self._tell(self._placed(change, old, new))

    def _note_anew(self, anew: Mapping[str, str], old: Statements, new: Statements) -> None:
        """Puts down which entities of an article have other IRIs now, and that their facts stay what they were."""
        told = "the article that names it changed" if old.text != new.text else "it is read in another way"
        for one, other in anew.items():
            self.anew[one, other] = f"{told}; its key was '{old.keys[one]}'" if old.keys[one] else told
        for fact in old.stated:
            now = (anew.get(fact[0], fact[0]), fact[1], anew.get(fact[2], fact[2]))
            if now != fact:
                self.plain.rename(fact, now, stays=now in new.stated)

    @staticmethod
    def _version(iri: str, lines: list[bytes], moves: dict[str, str]) -> Statements | None:
        return statements(iri, lines, moves) if lines else None

    def _placed(self, change: Change, old: Statements | None, new: Statements | None) -> Change:
        """The change with what it means for the plain facts."""
        side, version = (Side.OLD, old) if change.kind is Kind.gone else (Side.NEW, new)
        if version is None or change.fact not in version.stated or change.kind is Kind.changed:
            return change
        return replace(change, known=self.plain.was_there(change.fact, side))

    def _described(self, pairs: Iterator[Pair], reason: Reason) -> None:
        """The changes of facts in a graph of facts without claims."""
        gone: set[Fact] = set()
        added: set[Fact] = set()
        names: dict[str, str] = {}
        for line, side in pairs:
            _, subject, predicate, target = line.decode().split(" ", 3)
            if predicate == str(LABEL):
                names[subject] = plain(target)
            if side is not Side.BOTH and predicate not in (str(REPLACED_BY), str(RDF_TYPE)):
                (added if side is Side.NEW else gone).add((subject, predicate, target))
        for change in changes_of(gone, added, reason, names):
            self._tell(change)

    def _terms(self, pairs: Iterator[Pair]) -> None:
        """The terms of the vocabulary that came, went or are described in another way."""
        for subject, group in groupby(pairs, key=lambda pair: pair[0].split(b" ", 2)[1].decode()):
            sides = {side for _, side in group}
            if sides != {Side.BOTH}:
                alone = next(iter(sides)) if len(sides) == 1 else Side.BOTH
                kind = {Side.OLD: Kind.gone, Side.NEW: Kind.added, Side.BOTH: Kind.changed}[alone]
                self._tell(Change(kind, (Reason.vocabulary,), (subject, "", "")))

    def _tell(self, change: Change) -> None:
        self.found.totals.changes[change.reason, change.kind] += 1
        if change.kind is not Kind.added:
            self.plain.explain(change.old or change.fact, Side.OLD)
        if change.kind is not Kind.gone:
            self.plain.explain(change.fact, Side.NEW)
        self.tell(change)

    def _identified_anew(self) -> Iterator[Rename]:
        for (old, new), because in sorted(self.anew.items()):
            yield Rename(old[1:-1], new[1:-1], because)


def by_reason(totals: Totals) -> dict[str, dict[Kind, int]]:
    """The numbers of changes by reason, in the order of the reasons."""
    found: dict[str, dict[Kind, int]] = defaultdict(lambda: dict.fromkeys(Kind, 0))
    order = list(Reason)
    for (reason, kind), count in sorted(
        totals.changes.items(), key=lambda item: [order.index(Reason(part)) for part in item[0][0].split(" or ")]
    ):
        found[reason][kind] = count
    return found
