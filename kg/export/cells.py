"""Entities and facts as the attributes of nodes and edges, the same in every network file."""

from __future__ import annotations

from collections.abc import Mapping

from kg.export.columns import COLUMNS, FOUND, SEPARATOR, identifier
from kg.export.facts import FactRow
from kg.export.formats import Options, Profile
from kg.export.rows import EntityRow

Cell = str | int | float

ENTITY_TYPES: Mapping[str, str] = (
    {"iri": "string", "type": "string", "label": "string"} | dict.fromkeys(COLUMNS, "string") | dict(FOUND)
)
"""The columns of entities, with the type of their values as GraphML calls it."""
_FACT_TYPES: Mapping[str, str] = {"relation": "string", "weight": "int", "start": "string", "end": "string"}
SOURCE_TYPES: Mapping[str, str] = {
    "status": "string",
    "confidence": "double",
    "articles": "int",
    "quotation": "string",
    "article": "string",
    "title": "string",
    "url": "string",
    "publisher": "string",
    "published": "string",
}
"""The columns of where facts come from."""


def fact_types(options: Options) -> Mapping[str, str]:
    """The columns of facts; where they come from, in the full profile."""
    return {**_FACT_TYPES, **SOURCE_TYPES} if options.profile is Profile.full else _FACT_TYPES


def entity_cells(entity: EntityRow) -> dict[str, Cell]:
    """What an entity has in the columns of ENTITY_TYPES, in their order, empty cells left out. Several values stand in
    one cell."""
    values = {name: SEPARATOR.join(found) for name in (*COLUMNS, *FOUND) if (found := entity.values.get(name))}
    return {"iri": entity.iri, "type": entity.type, "label": entity.label, **values}


def fact_cells(fact: FactRow, options: Options) -> dict[str, Cell]:
    """What a fact has in the columns of `fact_types`, in their order, empty cells left out: its words, each once, and
    of its articles the first one. It weighs as much as articles say it, one that none says as much as a single one;
    `start` and `end` are the days between which it holds, of several times the last."""
    days = fact.times[-1] if fact.times else None
    cells: dict[str, Cell | None] = {
        "relation": fact.relation,
        "weight": max(1, fact.articles),
        "start": days.first.isoformat() if days and days.first else "",
        "end": days.last.isoformat() if days and days.last else "",
    }
    if options.profile is Profile.full:
        article, _ = fact.first
        cells |= {
            "status": fact.status,
            "confidence": fact.confidence,
            "articles": fact.articles,
            "quotation": SEPARATOR.join(fact.quotations),
            "article": identifier(article.iri) if article.iri else "",
            "title": article.title,
            "url": article.url,
            "publisher": article.publisher,
            "published": article.published,
        }
    return {name: cell for name, cell in cells.items() if cell not in ("", None)}
