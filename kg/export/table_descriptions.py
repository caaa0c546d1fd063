"""What the tables are, for programs: a Data Package as Frictionless has it (https://specs.frictionlessdata.io/), and
CSV on the Web (https://www.w3.org/TR/tabular-metadata/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg import settings
from kg.export.table_model import Column, Table
from kg.graph.terms import DCTERMS, OA, ORG, RDF, RDFS, SKOS

_TITLE = "Migration Governance Knowledge Graph"
_ABOUT = (
    "Who hosted, organised, attended and funded which event of migration governance, and who belongs to, works for and "
    "partners with whom, as press releases and news items tell it. The licence covers the facts; words quoted from "
    "articles stay their publishers'. A text that a spreadsheet would take for a formula has an apostrophe in front."
)
_NAMESPACES: Mapping[str, str] = {
    "mg": settings.ONTOLOGY,
    "dcterms": DCTERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": OA,
    "org": ORG,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
}
_EMPTY = ""
"""What an empty cell is; nothing else is one, and least of all NA."""


def data_package(tables: Iterable[Table]) -> bytes:
    """The descriptor of the tables as a Tabular Data Package."""
    return _json(
        {
            "profile": "tabular-data-package",
            "name": "migration-governance-kg",
            "title": _TITLE,
            "description": _ABOUT,
            "licenses": [{"name": "CC-BY-4.0", "path": settings.LICENSE, "title": "Creative Commons Attribution 4.0"}],
            "resources": [_resource(table) for table in tables],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [_EMPTY],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {
                        "resource": "" if column.references == table.name else column.references,
                        "fields": "id",
                    },
                }
                for column in table.columns
                if column.references
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    about = {"rdfType": _address(column.property)} if column.property else {}
    constraints = {"constraints": {"required": True}} if column.required else {}
    return {"name": column.name, "type": column.type, "description": column.description} | about | constraints


def csv_on_the_web(tables: Iterable[Table]) -> bytes:
    """The metadata of the tables as CSV on the Web has it."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": _TITLE,
            "dc:description": _ABOUT,
            "dc:license": {"@id": settings.LICENSE},
            "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
            "tables": [_table(table) for table in tables],
        }
    )


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": column.name,
                    "reference": {"resource": f"{column.references}.csv", "columnReference": "id"},
                }
                for column in table.columns
                if column.references
            ],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    about = {"propertyUrl": _address(column.property)} if column.property else {}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": column.type,
        "required": column.required,
        "null": _EMPTY,
    } | about


def _address(short: str) -> str:
    prefix, _, name = short.partition(":")
    return _NAMESPACES[prefix] + name


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
