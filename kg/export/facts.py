"""The facts between entities with the claims that say them, joined on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import settings
from kg.export.columns import EDGES
from kg.export.days import Days
from kg.export.lines import merged
from kg.export.rows import ArticleRow, ClaimRow, Quotation
from kg.export.times import Times

_CHUNK = 50_000
"""How many facts and claims are sorted in memory at a time: they are longer than triples."""
_UNKNOWN = "~"
"""Sorts after every date."""


@dataclass(frozen=True, slots=True)
class Support:
    """A claim as far as it supports a fact."""

    claim: str
    article: ArticleRow
    status: str
    confidence: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of the default graph between two entities, or of an article and an entity. `supports` are the claims that
    say it, by the dates of their articles; a fact of the reference data alone has none."""

    subject: str
    relation: str
    object: str
    supports: tuple[Support, ...]
    times: tuple[Days, ...] = ()
    """When it holds, as far as that is known."""

    @property
    def of_article(self) -> bool:
        """Whether it is about an article: whom that quotes is no tie between entities."""
        return self.subject.startswith(settings.ARTICLE)

    @property
    def quotations(self) -> tuple[str, ...]:
        """The words of all claims, each once."""
        return tuple(dict.fromkeys(words.words for support in self.supports for words in support.quotations))

    @property
    def status(self) -> str:
        """The statuses of the claims, each once."""
        return " ".join(sorted({support.status for support in self.supports}))

    @property
    def confidence(self) -> float | None:
        """That of the surest claim."""
        return max((float(support.confidence) for support in self.supports), default=None)

    @property
    def articles(self) -> int:
        """How many articles say it."""
        return len({support.article.iri for support in self.supports})

    @property
    def first(self) -> tuple[ArticleRow, str]:
        """The earliest article that says it, and its words."""
        if not self.supports:
            return ArticleRow("", "", "", "", ""), ""
        support = self.supports[0]
        return support.article, next((quotation.words for quotation in support.quotations), "")


def facts(store: Store, claims: Iterable[ClaimRow] = ()) -> Iterator[FactRow]:
    """The facts of the default graph between entities, with those of the claims that say them, ordered by subject,
    relation and object. What a speaker alone says is no fact."""
    times = Times(store)
    lines = merged(chain(_fact_lines(store), _claim_lines(claims)), _CHUNK)
    for key, group in groupby((line.decode().rsplit("\t", 1) for line in lines), key=lambda parts: parts[0]):
        payloads = [payload for _, payload in group]
        if payloads[0] == "":  # sorts first
            subject, relation, target = key.split("\t")
            supports = tuple(map(_support, sorted(filter(None, payloads))))
            yield FactRow(subject, relation, target, supports, times.of(subject, relation, target))


def network_facts(store: Store, claims: Iterable[ClaimRow] = ()) -> Iterator[FactRow]:
    """The facts between two entities alone."""
    return (fact for fact in facts(store, claims) if not fact.of_article)


def _fact_lines(store: Store) -> Iterator[bytes]:
    for predicate, relation in EDGES.items():
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield f"{quad.subject.value}\t{relation}\t{quad.object.value}\t".encode()


def _claim_lines(claims: Iterable[ClaimRow]) -> Iterator[bytes]:
    relations = set(EDGES.values())
    for claim in claims:
        if claim.asserted and claim.relation in relations:
            yield f"{claim.subject}\t{claim.relation}\t{claim.object}\t{_payload(claim)}".encode()


def _payload(claim: ClaimRow) -> str:
    """What is kept of a claim, as JSON that sorts by the date of the article and the place of the words."""
    article, places = claim.article, claim.quotations
    first = places[0].start if places else 0
    order = [article.published or _UNKNOWN, article.iri, f"{first:012}", claim.iri]
    row = [article.title, article.url, article.publisher, article.published]
    words = [[place.start, place.end, place.words] for place in places]
    return json.dumps([*order, row, claim.status, claim.confidence, words])


def _support(payload: str) -> Support:
    _, iri, _, claim, article, status, confidence, words = json.loads(payload)
    return Support(claim, ArticleRow(iri, *article), status, confidence, tuple(Quotation(*place) for place in words))
