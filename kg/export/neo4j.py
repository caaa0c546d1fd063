"""Tables for `neo4j-admin database import full`, with the headers that its manual asks for
(https://neo4j.com/docs/operations-manual/current/import/): nodes in entities.csv and claims.csv, relationships in
facts.csv, memberships.csv and claim_ends.csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.cells import SOURCE_TYPES, fact_cells
from kg.export.columns import COLUMNS, FOUND, identifier
from kg.export.csv_file import CsvFile
from kg.export.facts import FactRow, facts
from kg.export.files import Files
from kg.export.formats import Options, Profile
from kg.export.rows import ClaimRow, EntityRow, claims_of, entities
from kg.export.times import Membership, memberships
from kg.store import ArticleStore
from kg.vocabulary import vocabulary

ARRAY_DELIMITER = "\x1f"
"""Between the values of an array: the unit separator, which no text of the graph has."""

_TYPES = {"string": "string[]", "start": "date", "end": "date"}
_FOUND = {name: _TYPES.get(name) or _TYPES.get(kind, kind) for name, kind in FOUND.items()}
"""The types of what is found from an entity as Neo4j calls them."""
_TIMES = {name: _TYPES[name] for name in ("start", "end")}
_ENTITY = (
    *("id:ID", "iri", "label"),
    *(f"{name}:string[]" for name in COLUMNS),
    *(f"{name}:{kind}" for name, kind in _FOUND.items()),
    ":LABEL",
)
_CLAIM = (
    "id:ID", "relation", "value", "asserted:boolean", "status", "confidence:double", "rule", "quotations:string[]",
    "starts:long[]", "ends:long[]", ":LABEL",
)  # fmt: skip
_LINK = (":START_ID", ":END_ID", ":TYPE")
_MEMBERSHIP = (*_LINK, "date", *(f"{name}:{kind}" for name, kind in _TIMES.items()), "basis")


def write_neo4j(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities and articles as nodes, facts and memberships with their dates as relationships; in the full
    profile also claims as nodes that lead to their subject, object, speaker and article."""
    nodes = CsvFile(files.open("entities.csv"), _ENTITY)
    for entity in entities(store.store):
        nodes.write(_entity(entity))
    members = CsvFile(files.open("memberships.csv"), _MEMBERSHIP)
    for membership in memberships(store.store):
        members.write(_membership(membership))
    claims: Iterable[ClaimRow] = claims_of(store.store, options)
    if options.profile is Profile.full:
        claims = _written(
            claims, CsvFile(files.open("claims.csv"), _CLAIM), CsvFile(files.open("claim_ends.csv"), _LINK)
        )
    types = {**_TIMES, **SOURCE_TYPES} if options.profile is Profile.full else _TIMES
    links = CsvFile(files.open("facts.csv"), (*_LINK, *(f"{name}:{kind}" for name, kind in types.items())))
    for fact in facts(store.store, claims):
        links.write(_fact(fact, options, types))


def _entity(entity: EntityRow) -> Iterator[str]:
    yield from (identifier(entity.iri), entity.iri, entity.label)
    for name in (*COLUMNS, *_FOUND):
        yield ARRAY_DELIMITER.join(entity.values.get(name, ()))
    yield ARRAY_DELIMITER.join((entity.type, *vocabulary().classes[entity.type].superclasses))


def _membership(membership: Membership) -> Iterator[object]:
    days = membership.days
    yield from (identifier(membership.organization), identifier(membership.member), "membership", days.edtf)
    yield from (day.isoformat() if day else "" for day in (days.first, days.last))
    yield membership.source


def _fact(fact: FactRow, options: Options, columns: Iterable[str]) -> Iterator[object]:
    cells = fact_cells(fact, options)
    yield from (identifier(fact.subject), identifier(fact.object), fact.relation)
    yield from (cells.get(name, "") for name in columns)


def _written(claims: Iterable[ClaimRow], nodes: CsvFile, links: CsvFile) -> Iterator[ClaimRow]:
    """The claims, each after it has been written."""
    for claim in claims:
        nodes.write(_claim(claim))
        for end, kind in _ends(claim):
            links.write((claim.name, identifier(end), kind))
        yield claim


def _claim(claim: ClaimRow) -> Iterator[str]:
    yield from (claim.name, claim.relation, "" if claim.between else claim.object, str(claim.asserted).lower())
    yield from (claim.status, claim.confidence, claim.rule)
    yield ARRAY_DELIMITER.join(quotation.words for quotation in claim.quotations)
    yield ARRAY_DELIMITER.join(str(quotation.start) for quotation in claim.quotations)
    yield ARRAY_DELIMITER.join(str(quotation.end) for quotation in claim.quotations)
    yield "Claim"


def _ends(claim: ClaimRow) -> Iterator[tuple[str, str]]:
    yield claim.subject, "subject"
    if claim.between:
        yield claim.object, "object"
    if claim.attributed_to:
        yield claim.attributed_to, "attributedTo"
    yield claim.article.iri, "article"
