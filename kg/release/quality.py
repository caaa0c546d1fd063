"""What there is to say of the quality of a store: its claims by what they rest on, and what was kept out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg import settings
from kg.contacts import redact
from kg.graph.terms import DCTERMS, XSD, article_iri, mg
from kg.store import ArticleStore
from kg.validate import Quarantined

UNSTATED = "(not stated)"
_STATUS, _CONFIDENCE, _RULE = mg("status"), mg("confidence"), mg("rule")
_PUBLISHER, _ISSUED = NamedNode(DCTERMS + "publisher"), NamedNode(DCTERMS + "issued")
_STEPS = ((0.7, "below 0.7"), (0.8, "0.7 to 0.8"), (0.9, "0.8 to 0.9"), (0.95, "0.9 to 0.95"))
_SUREST = "0.95 and above"
CONFIDENCES = (*(name for _, name in _STEPS), _SUREST)
"""The classes of confidence, as examples/evaluation tells how often each is right."""


_TOLD_ONLY = ("attributed", "planned")


@dataclass(slots=True)
class Tally:
    """What a publisher or a rule has given: claims, the sum of their confidences, and how many of them are attributed
    to a speaker or planned."""

    claims: int = 0
    confidence: float = 0.0
    told_only: int = 0

    @property
    def mean(self) -> float:
        """The mean confidence."""
        return self.confidence / self.claims if self.claims else 0.0

    def add(self, confidence: float, status: str) -> None:
        """Counts a claim."""
        self.claims += 1
        self.confidence += confidence
        self.told_only += status in _TOLD_ONLY


@dataclass(slots=True)
class Quality:
    """The public claims of a store, counted. `months` and `claims_by_month` count articles and claims by month of
    publication (by year, where no month is known), `published` are the full dates of publication, `kept_out` counts the
    lines of the quarantine by kind and shape, None where there is no such file."""

    articles: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    confidences: Counter[str] = field(default_factory=Counter)
    publishers: dict[str, Tally] = field(default_factory=dict)
    rules: dict[str, Tally] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    claims_by_month: Counter[str] = field(default_factory=Counter)
    published: list[date] = field(default_factory=list)
    kept_out: Counter[tuple[str, str]] | None = None

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return self.statuses.total()


def quality(store: ArticleStore, quarantine: Iterable[Quarantined] | None = None) -> Quality:
    """Counts the claims of a store, article by article, and the lines of its quarantine."""
    found = Quality()
    for graph in _articles(store):
        _count(found, list(store.store.quads_for_pattern(None, None, None, graph)), graph)
    if quarantine is not None:
        found.kept_out = Counter((line.kind, line.shape) for line in quarantine)
    return found


def tables(found: Quality) -> dict[str, list[tuple[str, int]] | None]:
    """The counts by title, None for one that is not known; the commonest first, statuses and classes of confidence in
    their own order."""
    kept_out = found.kept_out
    return {
        "Articles by publisher": _commonest(found.articles),
        "Claims by status": sorted(found.statuses.items()),
        "Claims by confidence": [(name, found.confidences[name]) for name in CONFIDENCES],
        "Claims by publisher": _commonest({name: tally.claims for name, tally in found.publishers.items()}),
        "Claims by rule": _commonest({name: tally.claims for name, tally in found.rules.items()}),
        "Kept out by kind and shape": None
        if kept_out is None
        else _commonest({": ".join(filter(None, key)): number for key, number in kept_out.items()}),
    }


def _commonest(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _articles(store: ArticleStore) -> Iterator[NamedNode]:
    graphs = (graph for graph in store.store.named_graphs() if isinstance(graph, NamedNode))
    of_articles = (graph for graph in graphs if graph.value.startswith(settings.ARTICLE))
    yield from sorted(of_articles, key=lambda graph: graph.value)


def _count(found: Quality, quads: list[Quad], graph: NamedNode) -> None:
    """Adds the claims of one article."""
    of_article = {quad.predicate: quad.object for quad in quads if quad.subject == graph}
    publisher = _named(of_article.get(_PUBLISHER))
    found.articles[publisher] += 1
    issued = of_article.get(_ISSUED)
    if isinstance(issued, Literal) and issued.datatype.value == XSD + "date":
        found.published.append(date.fromisoformat(issued.value))
    month = _text(issued)[:7] or UNSTATED
    found.months[month] += 1
    values = {(quad.subject, quad.predicate): quad.object for quad in quads if quad.predicate in (_STATUS, _RULE)}
    for quad in quads:
        if quad.predicate == _CONFIDENCE:
            confidence = float(_text(quad.object))
            status = _text(values.get((quad.subject, _STATUS))).rpartition("/")[2]
            found.statuses[status] += 1
            found.claims_by_month[month] += 1
            found.confidences[_class(confidence)] += 1
            rule = _text(values.get((quad.subject, _RULE)))
            for tally in (_tally(found.publishers, publisher), _tally(found.rules, rule)):
                tally.add(confidence, status)


def publisher_of(store: ArticleStore, key: str) -> str:
    """The publisher of the article with this key, as `Quality` names it."""
    article = article_iri(key)
    return _named(next((q.object for q in store.store.quads_for_pattern(article, _PUBLISHER, None, article)), None))


def _named(publisher: object) -> str:
    return redact(_text(publisher) or UNSTATED)


def _tally(tallies: dict[str, Tally], name: str) -> Tally:
    return tallies.setdefault(name, Tally())


def _class(confidence: float) -> str:
    return next((name for end, name in _STEPS if confidence < end), _SUREST)


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
