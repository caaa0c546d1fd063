"""Which facts are right, wrong and missed, and what that makes in figures. Facts that the gold lists as optional, on
which careful readers differ, count neither way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.evaluation.alignment import LAND, align, is_literal, near, normalised, surface_forms
from kg.evaluation.documents import Document, Fact
from kg.records import DOCUMENT, KgError

SYMMETRIC = frozenset({"partner"})
_WHERE = frozenset({"place", "locatedIn"})
"""Relations whose object may be a state on one side and the place of the same name on the other."""

ONE_TEXT_LIMIT = 0.1
"""Of the right facts, at most this share may rest on rules that are right in one text alone."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts are right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One document judged. `right` and `optional` map extracted facts to the gold facts that they are; `wrong` are
    extracted facts, `missed` gold facts. `aligned` counts the entities that both have, `typed` those of one type."""

    predicted: Document
    gold: Document
    right: Mapping[Fact, Fact]
    optional: Mapping[Fact, Fact]
    wrong: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    aligned: int
    typed: int

    @property
    def counts(self) -> Counts:
        """The document's figures."""
        return Counts(len(self.right), len(self.wrong), len(self.missed))


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """What a rule gave: right and wrong facts, and the number of texts in which it gave a right one."""

    right: int
    wrong: int
    texts: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Several documents judged, in order."""

    judgements: tuple[Judgement, ...]

    @property
    def micro(self) -> Counts:
        """All facts of all documents together."""
        return sum((judgement.counts for judgement in self.judgements), Counts())

    @property
    def macro(self) -> tuple[float, float, float]:
        """The means over documents of precision, recall and F1."""
        counts = [judgement.counts for judgement in self.judgements]
        return _mean(c.precision for c in counts), _mean(c.recall for c in counts), _mean(c.f1 for c in counts)

    @property
    def types(self) -> tuple[int, int]:
        """How many aligned entities bear the gold's type, and how many are aligned."""
        return sum(j.typed for j in self.judgements), sum(j.aligned for j in self.judgements)

    def by_document(self) -> dict[str, Counts]:
        """The figures of each document."""
        return {judgement.gold.id: judgement.counts for judgement in self.judgements}

    def by_relation(self) -> dict[str, Counts]:
        """The figures of each relation that gold or extraction has."""
        found: defaultdict[str, Counts] = defaultdict(Counts)
        for judgement in self.judgements:
            for facts, one in (
                (judgement.right, Counts(right=1)),
                (judgement.wrong, Counts(wrong=1)),
                (judgement.missed, Counts(missed=1)),
            ):
                for relation, _, _ in facts:
                    found[relation] += one
        return dict(sorted(found.items()))

    def by_rule(self) -> dict[str, RuleCounts]:
        """The figures of each rule that gave a judged fact; a fact that several rules gave counts for each. Raises
        KgError where extracted facts have no claims that name rules."""
        right, wrong, texts = Counter[str](), Counter[str](), _texts_of_rules(self.judgements)
        for judgement in self.judgements:
            rules = rules_of(judgement.predicted)
            right.update(rule for fact in judgement.right for rule in rules[fact])
            wrong.update(rule for fact in judgement.wrong for rule in rules[fact])
        names = sorted(right.keys() | wrong.keys())
        return {rule: RuleCounts(right[rule], wrong[rule], len(texts[rule])) for rule in names}

    def one_text(self) -> int:
        """How many right facts come only from rules that are right in no other text. Raises KgError as `by_rule`."""
        texts, count = _texts_of_rules(self.judgements), 0
        for judgement in self.judgements:
            rules = rules_of(judgement.predicted)
            count += sum(all(len(texts[rule]) == 1 for rule in rules[fact]) for fact in judgement.right)
        return count


def rules_of(document: Document) -> dict[Fact, tuple[str, ...]]:
    """The rules behind each extracted fact. Raises KgError where a fact has no claim."""
    rules: defaultdict[Fact, dict[str, None]] = defaultdict(dict)
    for claim in document.claims:
        rules[claim.fact].update(dict.fromkeys(claim.rules))
    for fact in document.facts:
        if fact not in rules:
            said = f"{document.id}: the fact [{', '.join(fact)}] has no claim that names its rule"
            raise KgError(f"{said}: --by rule needs what kg extract --format json prints")
    return {fact: tuple(names) for fact, names in rules.items()}


def _texts_of_rules(judgements: Iterable[Judgement]) -> defaultdict[str, set[str]]:
    """The documents in which each rule gave a right fact."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        rules = rules_of(judgement.predicted)
        for fact in judgement.right:
            for rule in rules[fact]:
                texts[rule].add(judgement.gold.id)
    return texts


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def evaluate(pairs: Iterable[tuple[Document, Document]]) -> Evaluation:
    """Judges pairs of an extracted document and its gold."""
    return Evaluation(tuple(judge(predicted, gold) for predicted, gold in pairs))


def judge(predicted: Document, gold: Document) -> Judgement:
    """Judges one document. A fact is right when its relation is the gold's and both of its ends are aligned (literals:
    equal; positions: nearly equal). Each gold fact is found once."""
    mapping = align(predicted, gold)
    search = _Search(predicted, gold, {DOCUMENT: DOCUMENT, **mapping}, list(gold.facts), list(gold.optional))
    for fact in _once(predicted.facts):
        search.take(fact)
    return Judgement(
        predicted=predicted,
        gold=gold,
        right=search.right,
        optional=search.neutral,
        wrong=tuple(search.wrong),
        missed=tuple(search.missed),
        aligned=len(mapping),
        typed=sum(predicted.entities[one].type == gold.entities[other].type for one, other in mapping.items()),
    )


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each fact once; of a relation that goes both ways, one direction."""
    seen: set[Fact] = set()
    for relation, subject, target in facts:
        fact, turned = (relation, subject, target), (relation, target, subject)
        if fact not in seen and not (relation in SYMMETRIC and turned in seen):
            seen.add(fact)
            yield fact


@dataclass(slots=True)
class _Search:
    """The gold facts that are still to be found, and what was."""

    predicted: Document
    gold: Document
    mapping: Mapping[str, str]
    missed: list[Fact]
    optional: list[Fact]
    right: dict[Fact, Fact] = field(default_factory=dict)
    neutral: dict[Fact, Fact] = field(default_factory=dict)
    wrong: list[Fact] = field(default_factory=list)

    def take(self, fact: Fact) -> None:
        """Finds the first gold fact that the extracted one is."""
        is_same = self._matcher(fact)
        for wanted, found in ((self.missed, self.right), (self.optional, self.neutral)):
            hit = next((candidate for candidate in wanted if is_same(candidate)), None)
            if hit is not None:
                wanted.remove(hit)
                found[fact] = hit
                return
        self.wrong.append(fact)

    def _matcher(self, fact: Fact) -> Callable[[Fact], bool]:
        relation, subject, target = fact
        start = self.mapping.get(subject)

        def is_same(candidate: Fact) -> bool:
            other, x, y = candidate
            if start is None or other != relation:
                return False
            ends = ((x, y), (y, x)) if relation in SYMMETRIC else ((x, y),)
            return any(start == one and self._same_object(relation, target, end) for one, end in ends)

        return is_same

    def _same_object(self, relation: str, target: str, wanted: str) -> bool:
        if relation == "position":
            return near(normalised(target), normalised(wanted))
        if is_literal(relation):
            return target == wanted
        return self.mapping.get(target) == wanted or (relation in _WHERE and self._same_land(target, wanted))

    def _same_land(self, target: str, wanted: str) -> bool:
        one, other = self.predicted.entities.get(target), self.gold.entities.get(wanted)
        if one is None or other is None or one.type not in LAND or other.type not in LAND:
            return False
        return bool(surface_forms(one) & surface_forms(other))
