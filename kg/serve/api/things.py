"""Entities, articles and claims as JSON. Texts are as readers may see them: without contact data."""

from __future__ import annotations

from kg.serve.api.resources import Json
from kg.serve.pages.reading import Row
from kg.view.content import Document, Thing
from kg.view.markup import plain


def paging(total: int, limit: int, offset: int) -> Json:
    """Which part of what there is an answer holds."""
    after = offset + limit
    return {"total": total, "limit": limit, "offset": offset, "next": after if after < total else None}


def thing(found: Thing) -> Json:
    """An entity, an article or a concept."""
    return {"iri": found.iri, "label": plain(found.label), "type": found.type or None}


def article(document: Document) -> Json:
    """An article as a source."""
    return {
        "iri": document.iri,
        "title": plain(document.title),
        "publisher": plain(document.publisher) or None,
        "published": plain(document.issued) or None,
        "url": document.url,
    }


def value(end: Thing | str) -> Json:
    """The end of a fact."""
    return {"value": plain(end)} if isinstance(end, str) else thing(end)


def claim(row: Row) -> Json:
    """A claim with its words and its source."""
    fact, document = row
    return {
        "iri": fact.claim,
        "subject": thing(fact.subject),
        "relation": fact.relation,
        "object": value(fact.object),
        "status": fact.status,
        "confidence": float(fact.confidence) if fact.confidence else None,
        "rule": fact.rule or None,
        "attributedTo": plain(fact.attributed_to) or None,
        "details": [{"name": name, "value": plain(said)} for name, said in fact.details],
        "evidence": _evidence(row),
        "article": article(document),
    }


def _evidence(row: Row) -> Json | None:
    fact = row[0]
    if not fact.evidence:
        return None
    pieces = [piece for passage in fact.evidence for piece in passage.pieces]
    return {
        "text": "".join(words for words, _ in pieces),
        "quotations": [words for words, marked in pieces if marked],
        "spans": [{"start": span.start, "end": span.end} for span in fact.spans],
    }
