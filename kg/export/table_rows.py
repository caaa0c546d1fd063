"""The rows of the tables of an export, typed, in an order that does not depend on how the facts came into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from kg import settings
from kg.export.columns import COLUMNS, SEPARATOR, identifier
from kg.export.days import Days, days_of, when
from kg.export.facts import FactRow, facts
from kg.export.formats import Options, Profile
from kg.export.identifiers import identifiers
from kg.export.names import Names
from kg.export.rows import ArticleRow, ClaimRow, EntityRow, claims_of, entities
from kg.export.times import memberships
from kg.store import ArticleStore

Value = str | int | float | bool | date | None
Row = Mapping[str, Value]
"""What a table has in a row by column: None, or nothing, where a cell is empty."""

_WIDE = {
    "event_type": "eventType",
    "event_status": "eventStatus",
    "actor_type": "actorType",
    "instrument_type": "instrumentType",
    "document_status": "documentStatus",
    "located_at": "locatedAt",
} | {name: name for name in ("acronym", "iso3", "country", "wikidata", "ror", "geonames", "position", "homepage")}
"""The columns of entities that hold particulars, and which."""
_DATES = ("startDate", "endDate", "established", "dissolved", "adoptionDate")
_ELSEWHERE = {*_DATES, "altLabel", "acronym", "iso2", "iso3", "m49", "exactMatch"}
"""The particulars that have tables of their own."""


class Rows(Protocol):
    """Where rows go."""

    def add(self, table: str, row: Row) -> None:
        """Adds a row to a table."""


def write_rows(store: ArticleStore, options: Options, out: Rows) -> None:
    """Writes the rows of all tables of the profile."""
    names = Names(store.store)
    for entity in entities(store.store):
        if entity.is_article:
            out.add("articles", _article(entity))
        else:
            out.add("entities", _entity(entity))
            _beside(entity, out)
    for membership in memberships(store.store):
        row: dict[str, Value] = {"id": identifier(membership.iri), "source": membership.source or None}
        row |= _end("organization", membership.organization, names) | _end("member", membership.member, names)
        out.add("memberships", row | _days(membership.days))
    claims = _written(claims_of(store.store, options), names, out)
    for fact in facts(store.store, claims):
        if fact.of_article:
            row = {"article": identifier(fact.subject), "relation": fact.relation}
            out.add("article_facts", row | _end("object", fact.object, names))
        else:
            out.add("facts", _fact(fact, names, options))


def _entity(entity: EntityRow) -> Row:
    values = entity.values
    label = next((name for name in entity.names if (name.kind, name.text) == ("label", entity.label)), None)
    return {
        "id": identifier(entity.iri),
        "iri": entity.iri,
        "type": entity.type,
        "label": entity.label,
        "label_lang": label.language or None if label else None,
        **{column: SEPARATOR.join(values[name]) for column, name in _WIDE.items() if values.get(name)},
        **{name: float(values[name][0]) for name in ("latitude", "longitude") if name in values},
        **_days(when(values)),
        "articles": int(values["articles"][0]),
    }


def _beside(entity: EntityRow, out: Rows) -> None:
    """Writes what the tables beside that of the entities hold of one."""
    name = identifier(entity.iri)
    for number, called in enumerate(entity.names, start=1):
        row: Row = {"number": number, "label": called.text, "label_lang": called.language or None, "kind": called.kind}
        out.add("labels", {"entity": name, **row})
    for known in dict.fromkeys(identifiers(entity.values)):
        row = {"identifier": known.short, "scheme": known.scheme, "address": known.address or None}
        out.add("identifiers", {"entity": name, **row})
    for kind in _DATES:
        for day in entity.values.get(kind, ()):
            out.add("dates", {"entity": name, "property": kind, **_days(days_of(day))})
    for kind in COLUMNS:
        if kind not in _ELSEWHERE:
            for value in entity.values.get(kind, ()):
                out.add("particulars", {"entity": name, "property": kind, "value": value})


def _article(article: EntityRow) -> Row:
    def first(name: str) -> str:
        return next(iter(article.values.get(name, ())), "")

    return {
        "id": identifier(article.iri),
        "iri": article.iri,
        "title": article.label if article.named else None,
        "url": first("source") or None,
        "publisher": first("publisher") or None,
        **_days(days_of(first("issued"))),
        "topics": SEPARATOR.join(article.values.get("topic", ())) or None,
    }


def _fact(fact: FactRow, names: Names, options: Options) -> Row:
    row: dict[str, Value] = {
        **_end("subject", fact.subject, names),
        "relation": fact.relation,
        **_end("object", fact.object, names),
        **(_days(fact.times[-1]) if fact.times else {}),
    }
    if options.profile is Profile.full:
        article, words = fact.first
        row |= {"status": fact.status or None, "confidence": fact.confidence, "articles": fact.articles}
        row |= {"quotation": words or None, "article": identifier(article.iri) if article.iri else None}
        row |= _source(article)
    return row


def _written(claims: Iterable[ClaimRow], names: Names, out: Rows) -> Iterator[ClaimRow]:
    """The claims, each after it has been written."""
    for claim in claims:
        out.add("claims", _claim(claim, names))
        for number, (name, value) in enumerate(claim.qualifiers, start=1):
            out.add("claim_details", {"claim": claim.name, "number": number, "name": name, "value": value})
        for number, words in enumerate(claim.quotations, start=1):
            row: Row = {"number": number, "start": words.start, "end": words.end, "words": words.words or None}
            out.add("quotations", {"claim": claim.name, **row})
        yield claim


def _claim(claim: ClaimRow, names: Names) -> Row:
    return {
        "id": claim.name,
        "iri": claim.iri,
        "article": identifier(claim.article.iri),
        **({} if claim.subject.startswith(settings.ARTICLE) else _end("subject", claim.subject, names)),
        "relation": claim.relation,
        **(_end("object", claim.object, names) if claim.between else {"value": claim.object}),
        "asserted": claim.asserted,
        "status": claim.status,
        "confidence": float(claim.confidence),
        "rule": claim.rule or None,
        "attributed_to": identifier(claim.attributed_to) if claim.attributed_to else None,
        "quotation": (claim.quotations[0].words or None) if claim.quotations else None,
        **_source(claim.article),
    }


def _end(column: str, iri: str, names: Names) -> dict[str, Value]:
    """An end of a fact: its short name and its label."""
    return {column: identifier(iri), f"{column}_label": names.label(iri)}


def _source(article: ArticleRow) -> dict[str, Value]:
    cells = {"title": article.title, "url": article.url, "publisher": article.publisher, "published": article.published}
    return {name: cell or None for name, cell in cells.items()}


def _days(days: Days) -> dict[str, Value]:
    return {"date": days.edtf or None, "date_start": days.first, "date_end": days.last, "year": days.year}
