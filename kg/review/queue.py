"""What there is to decide: claims that are in doubt and entities that may be one, each with the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.decisions import Decision, Rulings
from kg.decisions.record import SPLIT, Statement
from kg.query.results import Result, Term
from kg.review.asked import DOUBTS, MENTIONS, NAMES, PAIRS, STATEMENT, WORDS, filled
from kg.vocabulary import narrowest

BELOW = 0.7
"""Claims that are less sure are in doubt, as the question `doubtful-facts` has it."""
_MENTIONS = 3
_Cells = Mapping[str, Term | None]
_Said = tuple[NamedNode, Statement]


class Ask(Protocol):
    """Something that answers queries."""

    async def rows(self, query: str) -> Result:
        """The rows of a SELECT. Raises KgError where there is no answer."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article, and what is known of the article."""

    quote: str
    article: NamedNode
    title: str
    publisher: str
    issued: str
    source: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement of an article that no claim makes sure, with the names of its ends. `claim` is the first claim that
    makes it."""

    article: NamedNode
    statement: Statement
    claim: NamedNode
    confidence: float
    status: str
    rule: str
    subject_name: str
    object_name: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An entity that may be the same as another one: its class, and words about it."""

    node: NamedNode
    name: str
    kind: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one. The first one would become the second."""

    one: Party
    other: Party


@dataclass(frozen=True, slots=True)
class Queue:
    """What is open: `decisions` are those of the file, which the store need not follow yet."""

    ask: Ask
    decisions: Sequence[Decision]

    async def doubts(self, below: float = BELOW, limit: int = 20, skip: int = 0) -> list[Doubt]:
        """The statements that are in doubt, the least sure first. Raises KgError where there is no answer."""
        rulings = Rulings(tuple(self.decisions))
        most = skip + limit + len(self.decisions)
        found = []
        for row in _cells(await self.ask.rows(filled(DOUBTS, below=f"{below:.4f}", limit=most))):
            article, said = _said(row)
            if rulings.ruling(said, article) is None:
                found.append((article, said, NamedNode(_text(row["claim"])), float(_text(row["confidence"]))))
        return await self._with_words(found[skip : skip + limit])

    async def doubt(self, article: NamedNode, said: Statement) -> Doubt | None:
        """A statement of an article as `doubts` tells it, also where nobody doubts it any more; None where no claim
        makes it. Raises KgError where there is no answer."""
        ends = {"subject": said.subject, "relation": said.relation, "object": said.object}
        (row,) = _cells(await self.ask.rows(filled(STATEMENT, graph=article, **ends)))
        if row["claim"] is None:
            return None
        found = (article, said, NamedNode(_text(row["claim"])), float(_text(row["confidence"])))
        return next(iter(await self._with_words([found])), None)

    async def _with_words(self, found: Sequence[tuple[NamedNode, Statement, NamedNode, float]]) -> list[Doubt]:
        if not found:
            return []
        statements = " ".join(
            f"({article} {said.subject} {said.relation} {said.object})" for article, said, *_ in found
        )
        told: dict[_Said, list[_Cells]] = defaultdict(list)
        for row in _cells(await self.ask.rows(filled(WORDS, statements=statements))):
            told[_said(row)].append(row)
        return [_doubt(*one, told[one[0], one[1]]) for one in found if told[one[0], one[1]]]

    async def pairs(self, limit: int = 20, skip: int = 0) -> list[Pair]:
        """The entities that may be one. Raises KgError where there is no answer."""
        rulings = Rulings(tuple(self.decisions))
        apart = {frozenset((one.subject, one.object)) for one in self.decisions if one.action == SPLIT}
        rows = [(row["one"], row["other"]) for row in _cells(await self.ask.rows(filled(PAIRS)))]
        asked = [pair for pair in rows if _is_open(pair, rulings) and frozenset(pair) not in apart]
        return [await self.pair(one, other) for one, other in asked[skip : skip + limit]]

    async def pair(self, one: Term | None, other: Term | None) -> Pair:
        """Two entities as `pairs` tells them. Raises KgError where there is no answer."""
        assert isinstance(one, NamedNode) and isinstance(other, NamedNode), "an entity has an IRI"
        return Pair(await self._party(one), await self._party(other))

    async def _party(self, node: NamedNode) -> Party:
        names = list(_cells(await self.ask.rows(filled(NAMES, nodes=node))))
        kinds = [_text(row["kind"]).removeprefix(settings.ONTOLOGY) for row in names]
        told = _cells(await self.ask.rows(filled(MENTIONS, node=node, limit=_MENTIONS)))
        name = _text(names[0]["label"]) if names else node.value
        return Party(node, name, narrowest(kinds), tuple(map(_words, told)))


def _is_open(pair: tuple[Term | None, ...], rulings: Rulings) -> bool:
    one, other = pair
    assert isinstance(one, NamedNode) and isinstance(other, NamedNode)
    return rulings.now(one) == one and rulings.now(other) == other


def _doubt(article: NamedNode, said: Statement, claim: NamedNode, confidence: float, rows: Sequence[_Cells]) -> Doubt:
    first = rows[0]
    return Doubt(
        article,
        said,
        claim,
        confidence,
        _text(first["status"]).rpartition("/")[2],
        _text(first["rule"]),
        _text(first["subjectLabel"]) or _text(first["title"]) or _text(said.subject),
        _text(first["objectLabel"]) or _text(said.object),
        tuple(dict.fromkeys(map(_words, rows))),
    )


def _words(row: _Cells) -> Words:
    article = row["article"]
    assert isinstance(article, NamedNode)
    quote, title, publisher, issued, source = (
        _text(row[name]) for name in ("quote", "title", "publisher", "issued", "source")
    )
    return Words(quote, article, title or _text(row["key"]), publisher, issued, source)


def _said(row: _Cells) -> _Said:
    article, subject, relation, target = (row[name] for name in ("article", "subject", "relation", "object"))
    assert isinstance(article, NamedNode) and isinstance(subject, NamedNode) and isinstance(relation, NamedNode)
    assert isinstance(target, NamedNode | Literal)
    return article, Statement(subject, relation, target)


def _cells(result: Result) -> list[_Cells]:
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))
