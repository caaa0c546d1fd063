"""Tables as comma-separated values (RFC 4180): nodes.csv, edges.csv, claims.csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.export.cells import ENTITY_TYPES, Cell, entity_cells, fact_cells, fact_types
from kg.export.columns import SEPARATOR, identifier
from kg.export.csv_file import CsvFile
from kg.export.facts import facts
from kg.export.files import Files
from kg.export.formats import Options, Profile
from kg.export.names import Names
from kg.export.rows import ClaimRow, Quotation, claims_of, entities
from kg.export.spreadsheet import defused
from kg.store import ArticleStore
from kg.vocabulary import vocabulary

_ENDS = ("source", "target", "sourceLabel", "targetLabel")
CLAIM_COLUMNS = (
    "claim", "subject", "subjectLabel", "relation", "object", "objectLabel", "asserted", "status", "confidence", "rule",
    "attributedTo", *vocabulary().qualifiers, "evidence", "start", "end", "quotation", "article", "title", "url",
    "publisher", "published",
)  # fmt: skip


class Table:
    """A table that is written row by row, cells that begin a formula defused."""

    def __init__(self, out: BinaryIO, columns: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._file = CsvFile(out, self._columns)

    def row(self, cells: Mapping[str, Cell]) -> None:
        """Adds a row; what it lacks is an empty cell."""
        self._file.write(defused(str(cells.get(name, ""))) for name in self._columns)


def write_csv(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities and articles, facts, and in the full profile claims with a row for each quotation."""
    names = Names(store.store)
    nodes = Table(files.open("nodes.csv"), ("id", *ENTITY_TYPES))
    for entity in entities(store.store):
        nodes.row({"id": identifier(entity.iri), **entity_cells(entity)})
    claims: Iterable[ClaimRow] = claims_of(store.store, options)
    if options.profile is Profile.full:
        claims = _written(claims, Table(files.open("claims.csv"), CLAIM_COLUMNS), names)
    edges = Table(files.open("edges.csv"), (*_ENDS, *fact_types(options)))
    for fact in facts(store.store, claims):
        ends = (identifier(fact.subject), identifier(fact.object), names.label(fact.subject), names.label(fact.object))
        edges.row({**dict(zip(_ENDS, ends, strict=True)), **fact_cells(fact, options)})


def _written(claims: Iterable[ClaimRow], table: Table, names: Names) -> Iterator[ClaimRow]:
    """The claims, each after it has been written."""
    for claim in claims:
        for number, quotation in enumerate(claim.quotations or (None,), start=1):
            table.row(_claim_cells(claim, names) | _quotation_cells(number, quotation))
        yield claim


def _claim_cells(claim: ClaimRow, names: Names) -> dict[str, Cell]:
    article = claim.article
    qualifiers: dict[str, Cell] = {}
    for name, value in claim.qualifiers:
        qualifiers[name] = SEPARATOR.join(filter(None, (str(qualifiers.get(name, "")), value)))
    return {
        "claim": claim.iri,
        "subject": identifier(claim.subject),
        "subjectLabel": names.label(claim.subject),
        "relation": claim.relation,
        "object": identifier(claim.object) if claim.between else claim.object,
        "objectLabel": names.label(claim.object) if claim.between else "",
        "asserted": str(claim.asserted).lower(),
        "status": claim.status,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "attributedTo": identifier(claim.attributed_to) if claim.attributed_to else "",
        **qualifiers,
        "article": identifier(article.iri),
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published,
    }


def _quotation_cells(number: int, quotation: Quotation | None) -> dict[str, Cell]:
    if quotation is None:
        return {}
    return {"evidence": number, "start": quotation.start, "end": quotation.end, "quotation": quotation.words}
