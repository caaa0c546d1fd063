"""GEXF 1.3 for Gephi (https://gexf.net): the network as GraphML has it, with colours by type and with the times of
events."""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg.export.cells import ENTITY_TYPES, Cell, entity_cells, fact_cells, fact_types
from kg.export.columns import identifier
from kg.export.facts import FactRow, facts
from kg.export.files import Files
from kg.export.formats import Options
from kg.export.rows import EntityRow, claims_of, entities
from kg.export.xml_text import attribute
from kg.graph.terms import digest
from kg.store import ArticleStore

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph mode="dynamic" timeformat="date" defaultedgetype="directed">
"""
_TYPES = {"int": "integer"}
_STANDARD = "label"
"""What is no attribute of its own: GEXF has a place for it."""


def write_gexf(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities and articles as nodes, facts as edges. An event stands in the time that its dates tell; all else,
    and events without a year, always."""
    out = files.open()
    out.write(_HEAD.encode())
    _attributes(out, "node", ENTITY_TYPES)
    _attributes(out, "edge", fact_types(options))
    out.write(b"<nodes>\n")
    for entity in entities(store.store):
        out.write(_node(entity).encode())
    out.write(b"</nodes>\n<edges>\n")
    for fact in facts(store.store, claims_of(store.store, options)):
        out.write(_edge(fact, options).encode())
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def spell(starts: tuple[str, ...], ends: tuple[str, ...]) -> tuple[str, str] | None:
    """The first and the last day of what begins and ends on these dates, of months and years their first and last day;
    None where no year is known."""
    days = [day for date in (*starts, *ends) if (day := _days(date)) is not None]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _days(date: str) -> tuple[str, str] | None:
    year, month, day = (*date.split("-"), "", "")[:3]
    if not year.isdigit() or len(year) != 4:
        return None
    last = f"{monthrange(int(year), int(month or 12))[1]:02}"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or last}"


def _node(entity: EntityRow) -> str:
    days = spell(entity.values.get("startDate", ()), entity.values.get("endDate", ()))
    time = f' start="{days[0]}" end="{days[1]}"' if days else ""
    head = f"<node id={attribute(identifier(entity.iri))} label={attribute(entity.label)}{time}>"
    return f"{head}{_values(entity_cells(entity))}{_colour(entity.type)}</node>\n"


def _edge(fact: FactRow, options: Options) -> str:
    name = digest(f"{fact.subject} {fact.relation} {fact.object}")[:16]
    ends = f"source={attribute(identifier(fact.subject))} target={attribute(identifier(fact.object))}"
    kind = f'kind="{fact.relation}" label="{fact.relation}"'
    return f'<edge id="{name}" {ends} {kind}>{_values(fact_cells(fact, options))}</edge>\n'


def _attributes(out: BinaryIO, kind: str, types: Mapping[str, str]) -> None:
    out.write(f'<attributes class="{kind}">\n'.encode())
    for name, type_name in types.items():
        if name != _STANDARD:
            out.write(f'<attribute id="{name}" title="{name}" type="{_TYPES.get(type_name, type_name)}"/>\n'.encode())
    out.write(b"</attributes>\n")


def _values(cells: Mapping[str, Cell]) -> str:
    found = (
        f'<attvalue for="{name}" value={attribute(str(cell))}/>' for name, cell in cells.items() if name != _STANDARD
    )
    return f"<attvalues>{''.join(found)}</attvalues>"


def _colour(type_name: str) -> str:
    colour = colours().get(type_name)
    if colour is None:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


@cache
def colours() -> Mapping[str, str]:
    """The colours of types, as `#rrggbb`."""
    with Path(__file__).with_name("colours.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return {row["type"]: row["colour"] for row in csv.DictReader(lines, delimiter="\t")}
