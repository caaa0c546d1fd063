"""The claims of the latest articles that have to do with a thing, or that an answer rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.changes.words import fact_sentence
from kg.graph.terms import DCTERMS, OA, RDF, RDFS
from kg.query import Question, Result, Target
from kg.query.questions import CHECKS, VIEWS
from kg.query.results import Term, plain
from kg.records import KgError
from kg.store import check_day, first_day, last_day
from kg.view.markup import address
from kg.view.markup import plain as legible
from kg.vocabulary import vocabulary

MOST_ROWS = 1000
"""Rows of an answer that are looked at."""
_AT_ONCE = 2000
"""Pairs of things that one query looks for."""
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_PREFIXES = f"""PREFIX dcterms: <{DCTERMS}>
PREFIX mg: <{settings.ONTOLOGY}>
PREFIX oa: <{OA}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
"""
_DATED = f"""?article dcterms:issued ?issued .
  FILTER(REGEX(STR(?issued), "{_DATE}"))
  BIND(SUBSTR(CONCAT(STR(?issued), "-99-99"), 1, 10) AS ?day)"""
"""A month or a year is sorted after all its days."""
_CLAIM = re.compile(re.escape(settings.ARTICLE) + r"[^/]+/claim/[0-9]+")
_COUNTING = re.compile(r"\b(?:COUNT\s*\(|GROUP\s+BY)", re.IGNORECASE)
_NAMED = re.compile(r"\bmg:(\w+)")
_SAID_PLAINLY = "explicit"
_THE_ARTICLE = "<>"
"""Stands for the article itself where a fact is put into words."""


class TooManyRows(KgError):
    """An answer has more rows than are looked at."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one article says: `sentence` the fact in words, `quotations` the words that it rests on, `status` whether it
    is said plainly, planned or attributed. `published` is the day as the article has it, `day` its last day; `source`
    its address, None where a reader may not be led there. `id` is the same for the same fact of the same article."""

    id: UUID
    day: str
    published: str
    sentence: str
    status: str
    quotations: tuple[str, ...]
    claim: str
    article: str
    title: str
    publisher: str
    source: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What is new, the latest first, and how many articles say something of the same and have no date."""

    items: tuple[Item, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact of an article, with the claims that tell it."""

    day: str
    issued: str
    article: str
    fact: tuple[Term, NamedNode, Term]
    status: str
    speakers: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def place(self) -> tuple[str, ...]:
        """What orders it within a day."""
        return self.article, *map(str, self.fact), self.status


def check_since(day: str) -> None:
    """Raises KgError where the text is no date, month or year."""
    try:
        check_day(day)
    except KgError as error:
        raise KgError(f"since {day}: is no date: write it like 2021-06-30, 2021-06 or 2021") from error


def has_news(question: Question) -> bool:
    """Whether what a question answers are facts that articles tell one by one: one that counts, or asks of articles and
    not of what they say, has none."""
    columns = {column.name for column in question.columns}
    tells = bool(_relations(question.text)) or bool(columns & {"claim", "relation"})
    of_facts = question.group not in (CHECKS, VIEWS) and not question.contacts
    return tells and of_facts and not _COUNTING.search(question.text)


def news_of_thing(target: Target, iri: str, most: int, since: str = "") -> News:
    """What articles published on the day `since` or later say of an entity or a concept, at most so many items. Raises
    KgError where the target cannot answer."""
    node = str(NamedNode(iri))
    ways = ("rdf:subject", "rdf:object", "mg:attributedTo")
    about = " UNION ".join(f"{{ ?claim {way} {node} }}" for way in ways)
    return _news(target, [(f"GRAPH ?article {{ {about} }}", None)], most, since)


def news_of_question(target: Target, question: Question, query: str, most: int, since: str = "") -> News:
    """What articles published on the day `since` or later say that the answer to a question rests on: the claims of the
    relations that it names between the things of one of its rows. `query` is the question with its values. Raises
    TooManyRows where it has more than are looked at, KgError where it has no news, and as the target does."""
    if not has_news(question):
        raise KgError(
            f"{question.name}: its rows are not what single articles say, so nothing of it is new; ask one whose rows "
            "are facts, for example 'claims' or 'event-actors'"
        )
    result = target.query(f"{query}\nLIMIT {MOST_ROWS + 1}")
    if len(result.rows) > MOST_ROWS:
        names = ", ".join(parameter.name for parameter in question.parameters)
        raise TooManyRows(f"{question.name}: the answer has more than {MOST_ROWS:,} rows: narrow it by {names}")
    return _news(target, list(_patterns(question, result)), most, since)


_T = TypeVar("_T")
_Allowed = dict[tuple[str, str], set[str]]
"""The relations that count between two ends; None of it where all do."""


def _patterns(question: Question, result: Result) -> Iterator[tuple[str, _Allowed | None]]:
    """What finds the claims behind the rows, and which relations count between which ends."""
    claims = sorted({str(term) for row in result.rows for term in row if term and _CLAIM.fullmatch(plain(term))})
    if claims:
        for part in _parts(claims):
            yield f"VALUES ?claim {{ {' '.join(part)} }}", None
        return
    named = _relations(question.text)
    allowed: _Allowed = defaultdict(set)
    for row in result.rows:
        known = {column: term for column, term in zip(result.columns, row, strict=True) if term is not None}
        own = {name for term in known.values() if (name := _relation(term))}
        ends = [term for column, term in known.items() if not column.endswith("Label") and not _relation(term)]
        for subject in ends:
            for other in ends:
                if isinstance(subject, NamedNode) and subject != other and isinstance(other, NamedNode | Literal):
                    allowed[str(subject), str(other)] |= own or named
    for pairs in _parts(sorted(allowed)):
        listed = " ".join(f"({subject} {other})" for subject, other in pairs)
        yield f"VALUES (?subject ?object) {{ {listed} }}", allowed


def _parts(listed: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))


def _relations(text: str) -> set[str]:
    """The relations that a query names."""
    known = vocabulary().relations
    return {name for name in _NAMED.findall(text) if name in known and not known[name].private}


def _relation(term: Term) -> str:
    """The name of a relation in a row, empty for another term."""
    name = plain(term).removeprefix(settings.ONTOLOGY) if isinstance(term, NamedNode) else ""
    return name if name in vocabulary().relations else ""


def _news(target: Target, patterns: Sequence[tuple[str, _Allowed | None]], most: int, since: str) -> News:
    told: set[_Told] = set()
    undated: set[str] = set()
    for pattern, allowed in patterns:
        told |= set(_told(target, pattern, allowed, most, since))
        undated |= _undated(target, pattern, allowed)
    latest = sorted(sorted(told, key=lambda one: one.place), key=lambda one: one.day, reverse=True)[:most]
    return News(tuple(_items(target, latest)), len(undated))


def _told(target: Target, pattern: str, allowed: _Allowed | None, most: int, since: str) -> Iterator[_Told]:
    """The facts of the latest articles, the latest first."""
    later = f'FILTER(?day >= "{first_day(since)}")' if since else ""
    query = f"""{_PREFIXES}SELECT ?day ?issued ?article ?subject ?relation ?object ?status
  (GROUP_CONCAT(DISTINCT STR(?speaker); SEPARATOR=" ") AS ?speakers)
  (GROUP_CONCAT(DISTINCT STR(?claim); SEPARATOR=" ") AS ?claims) WHERE {{
  {pattern}
  GRAPH ?article {{
    ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; mg:status ?status .
    OPTIONAL {{ ?claim mg:attributedTo ?speaker }} }}
  {_DATED} {later} {_only(allowed)}
}} GROUP BY ?day ?issued ?article ?subject ?relation ?object ?status
ORDER BY DESC(?day) STR(?article) STR(?subject) STR(?relation) STR(?object) STR(?status) LIMIT {most}"""
    for day, issued, article, subject, relation, object_, status, speakers, claims in target.query(query).rows:
        assert subject is not None and isinstance(relation, NamedNode) and object_ is not None
        yield _Told(
            day=plain(day),
            issued=plain(issued),
            article=plain(article),
            fact=(subject, relation, object_),
            status=plain(status).rpartition("/")[2],
            speakers=tuple(sorted(plain(speakers).split())),
            claims=tuple(sorted(plain(claims).split(), key=lambda iri: (len(iri), iri))),
        )


def _undated(target: Target, pattern: str, allowed: _Allowed | None) -> set[str]:
    """The articles that say something of it and have no date."""
    query = f"""{_PREFIXES}SELECT DISTINCT ?article WHERE {{ {pattern}
  GRAPH ?article {{ ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }}
  FILTER(STRSTARTS(STR(?article), "{settings.ARTICLE}"))
  FILTER NOT EXISTS {{ ?article dcterms:issued ?issued FILTER(REGEX(STR(?issued), "{_DATE}")) }} {_only(allowed)} }}"""
    return {plain(row[0]) for row in target.query(query).rows}


def _only(allowed: _Allowed | None) -> str:
    """The condition that the relation is one of those that count between any two ends, and then between these."""
    if allowed is None:
        return ""
    by_names: dict[frozenset[str], list[tuple[str, str]]] = defaultdict(list)
    for ends, names in allowed.items():
        by_names[frozenset(names)].append(ends)
    if len(by_names) == 1:
        return f"FILTER(?relation IN ({_listed(next(iter(by_names)))}))"
    parts = " ".join(
        f"({subject} {node} {other})"
        for names, ends in by_names.items()
        for subject, other in ends
        for node in sorted(f"<{settings.ONTOLOGY}{name}>" for name in names)
    )
    return f"VALUES (?subject ?relation ?object) {{ {parts} }}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(f"<{settings.ONTOLOGY}{name}>" for name in names))


def _items(target: Target, told: Sequence[_Told]) -> Iterator[Item]:
    if not told:
        return
    ends = {term.value for one in told for term in one.fact if isinstance(term, NamedNode)}
    names = _labels(target, ends | {iri for one in told for iri in one.speakers})
    quotations = _quotations(target, [claim for one in told for claim in one.claims])
    described = _described(target, {one.article for one in told})
    for one in told:
        of_article = described[one.article]
        title = of_article.get("title", "") or of_article.get("key", "") or one.article
        quoted = (words for claim in one.claims for words in quotations.get(claim, ()))
        yield Item(
            id=uuid5(NAMESPACE_URL, "\n".join(one.place)),
            day=last_day(one.issued),
            published=one.issued,
            sentence=legible(_sentence(one, names, title)),
            status=one.status,
            quotations=tuple(dict.fromkeys(quoted)),
            claim=one.claims[0],
            article=one.article,
            title=legible(title),
            publisher=legible(of_article.get("publisher", "")),
            source=address(of_article.get("source")),
        )


def _sentence(one: _Told, names: Mapping[str, str], title: str) -> str:
    """The fact in words, an article by its title, with whether it is said plainly."""
    known = {**names, _THE_ARTICLE: title}
    subject, relation, object_ = (_THE_ARTICLE if plain(end) == one.article else str(end) for end in one.fact)
    said = fact_sentence((subject, relation, object_), known)
    said = said[:1].upper() + said[1:]
    if others := [names.get(f"<{iri}>", iri) for iri in one.speakers if iri != plain(one.fact[0])]:
        return f"{said} (according to {', '.join(others)})"
    return said if one.speakers or one.status == _SAID_PLAINLY else f"{said} ({one.status.replace('-', ' ')})"


def _labels(target: Target, iris: Iterable[str]) -> dict[str, str]:
    """The names of things by their IRIs in angle brackets."""
    query = f"""{_PREFIXES}SELECT ?node (MIN(STR(?label)) AS ?name) WHERE {{ VALUES ?node {{ {_nodes(iris)} }}
  ?node rdfs:label ?label }} GROUP BY ?node"""
    return {str(node): plain(name) for node, name in target.query(query).rows if node is not None and name is not None}


def _quotations(target: Target, claims: Iterable[str]) -> dict[str, list[str]]:
    """The words that each claim rests on, in the order of the text."""
    query = f"""{_PREFIXES}SELECT DISTINCT ?claim ?start ?words WHERE {{ VALUES ?claim {{ {_nodes(claims)} }}
  GRAPH ?article {{ ?claim mg:evidence ?segment . ?segment oa:start ?start ; oa:exact ?words }} }}"""
    found: dict[str, list[str]] = defaultdict(list)
    for claim, _, words in sorted(
        target.query(query).rows, key=lambda row: (plain(row[0]), int(plain(row[1])), plain(row[2]))
    ):
        found[plain(claim)].append(legible(" ".join(plain(words).split())))
    return found


def _described(target: Target, articles: Iterable[str]) -> dict[str, dict[str, str]]:
    """Title, publisher, address and key of articles; of several values the first."""
    wanted = sorted(set(articles))
    query = f"""{_PREFIXES}SELECT ?article ?property (MIN(STR(?value)) AS ?said) WHERE {{
  VALUES ?article {{ {_nodes(wanted)} }} ?article ?property ?value
  FILTER(?property IN (dcterms:title, dcterms:publisher, dcterms:source, mg:key)) }} GROUP BY ?article ?property"""
    found: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    for article, property_, said in target.query(query).rows:
        found[plain(article)][re.split("[#/]", plain(property_))[-1]] = plain(said)
    return found


def _nodes(iris: Iterable[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in sorted(set(iris)))
