"""Figures of a store: its size, its growth, and what each publisher and each rule has given, as rows of one form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.release.counting import counted
from kg.release.quality import UNSTATED, Tally, publisher_of, quality
from kg.settings import ONTOLOGY
from kg.store import ArticleStore
from kg.validate import Quarantined
from kg.vocabulary import vocabulary

SIZE, CLASSES, RELATIONS, STATUSES, MONTHS, PUBLISHERS, RULES, SHAPES = (
    "size", "class", "relation", "status", "month", "publisher", "rule", "shape",
)  # fmt: skip
_NOT_READ = ("file", "article")
_BY_SHAPES = ("claim", "entity", "fact")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the group and name of what it is about, what it counts, and the value. Shares and means are rounded
    to three places."""

    group: str
    name: str
    figure: str
    value: int | float


def statistics(store: ArticleStore, kept_out: Iterable[Quarantined] | None = None) -> Iterator[Figure]:
    """The figures of a store, group by group, and of its quarantine where that is known: of the claims of each
    publisher and rule how many the shapes kept out, and which share that is. One article is in memory at a time."""
    lines = None if kept_out is None else list(kept_out)
    counts, found = counted(store.store), quality(store, lines)
    articles = found.articles.total()
    sizes = {"articles": articles, "claims": found.claims, "plain facts": counts.plain}
    sizes |= {"entities": counts.entities, "public quads": counts.quads}
    if lines is not None:
        sizes["files not read"] = len({line.path for line in lines if line.kind in _NOT_READ})
        sizes["quarantined lines"] = sum(line.kind not in (*_NOT_READ, "note") for line in lines)
    for name, number in sizes.items():
        yield Figure(SIZE, name, "number", number)
    kept = None if lines is None else _claims_kept_out(store, lines)
    yield from _named(CLASSES, counts.classes, vocabulary().classes, "entities")
    yield from _named(RELATIONS, counts.properties, vocabulary().relations, "facts")
    for status, number in sorted(found.statuses.items()):
        yield Figure(STATUSES, status, "claims", number)
    for month, number in sorted(found.months.items()):
        yield Figure(MONTHS, month, "articles", number)
        yield Figure(MONTHS, month, "claims", found.claims_by_month[month])
    for publisher, number in sorted(found.articles.items(), key=lambda pair: (-pair[1], pair[0])):
        tally = found.publishers.get(publisher, Tally())
        yield Figure(PUBLISHERS, publisher, "articles", number)
        yield from _tallied(PUBLISHERS, publisher, tally)
        yield Figure(PUBLISHERS, publisher, "claims an article", round(tally.claims / number, 3))
        yield from _rejected(PUBLISHERS, publisher, tally, kept)
    named = dict.fromkeys(name for group, name in kept or () if group == RULES and name not in found.rules)
    for rule, tally in sorted((found.rules | {name: Tally() for name in named}).items(), key=_most_claims):
        yield from _tallied(RULES, rule, tally)
        yield from _rejected(RULES, rule, tally, kept)
    shapes = Counter(line.shape for line in lines or () if line.kind in _BY_SHAPES)
    for shape, number in sorted(shapes.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Figure(SHAPES, shape, "lines kept out", number)


def _most_claims(pair: tuple[str, Tally]) -> tuple[int, str]:
    return -pair[1].claims, pair[0]


def _claims_kept_out(store: ArticleStore, lines: Iterable[Quarantined]) -> Counter[tuple[str, str]]:
    """How many claims were kept out of each publisher and of each rule. One that breaks two shapes counts once."""
    claims = {(line.article, line.claim, line.quote, line.rule) for line in lines if line.kind == "claim"}
    return Counter(
        key
        for article, _, _, rule in claims
        for key in ((PUBLISHERS, publisher_of(store, article)), (RULES, rule or UNSTATED))
    )


def _rejected(group: str, name: str, tally: Tally, kept: Counter[tuple[str, str]] | None) -> Iterator[Figure]:
    """What the shapes kept out of a publisher or a rule, where that is known."""
    if kept is not None:
        number = kept[group, name]
        yield Figure(group, name, "kept out", number)
        yield Figure(group, name, "share kept out", round(number / max(1, number + tally.claims), 3))


def _named(group: str, shares: Iterable[tuple[str, int]], known: Iterable[str], figure: str) -> Iterator[Figure]:
    """The numbers of what the vocabulary names, the commonest first."""
    names = {ONTOLOGY + name: name for name in known}
    for iri, number in sorted(shares, key=lambda pair: (-pair[1], pair[0])):
        if iri in names:
            yield Figure(group, names[iri], figure, number)


def _tallied(group: str, name: str, tally: Tally) -> Iterator[Figure]:
    yield Figure(group, name, "claims", tally.claims)
    if tally.claims:
        yield Figure(group, name, "mean confidence", round(tally.mean, 3))
        yield Figure(group, name, "attributed or planned", round(tally.told_only / tally.claims, 3))
