"""GEXF 1.3 for Gephi (https://gexf.net): the network as GraphML has it, with colours by type, and dynamic: events,
their facts and memberships stand in their time."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg.export.cells import ENTITY_TYPES, Cell, entity_cells, fact_cells, fact_types
from kg.export.columns import identifier
from kg.export.days import Days, when
from kg.export.facts import FactRow, network_facts
from kg.export.files import Files
from kg.export.formats import Options
from kg.export.rows import EntityRow, claims_of, network_entities
from kg.export.xml_text import attribute
from kg.graph.terms import digest
from kg.store import ArticleStore

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph mode="dynamic" timeformat="date" defaultedgetype="directed">
"""
_TYPES = {"int": "integer"}
_STANDARD = ("label", "start", "end", "weight")
"""What is no attribute of its own: GEXF has a place for it."""
_EVENT = "Event"


def write_gexf(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities as nodes, facts between them as edges. An event and its facts stand in the time that its dates
    tell, a membership as long as it lasts; all else, and what has no year, always."""
    out = files.open()
    out.write(_HEAD.encode())
    _attributes(out, "node", ENTITY_TYPES)
    _attributes(out, "edge", fact_types(options))
    out.write(b"<nodes>\n")
    for entity in network_entities(store.store):
        out.write(_node(entity).encode())
    out.write(b"</nodes>\n<edges>\n")
    for fact in network_facts(store.store, claims_of(store.store, options)):
        out.write(_edge(fact, options).encode())
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _node(entity: EntityRow) -> str:
    time = _bounds(when(entity.values)) if entity.type == _EVENT else ""
    head = f"<node id={attribute(identifier(entity.iri))} label={attribute(entity.label)}{time}>"
    return f"{head}{_values(entity_cells(entity))}{_colour(entity.type)}</node>\n"


def _edge(fact: FactRow, options: Options) -> str:
    name = digest(f"{fact.subject} {fact.relation} {fact.object}")[:16]
    cells = fact_cells(fact, options)
    ends = f"source={attribute(identifier(fact.subject))} target={attribute(identifier(fact.object))}"
    kind = f'kind="{fact.relation}" label="{fact.relation}" weight="{cells["weight"]}"'
    return f'<edge id="{name}" {ends} {kind}>{_values(cells)}{_spells(fact.times)}</edge>\n'


def _spells(times: Sequence[Days]) -> str:
    spells = "".join(f"<spell{_bounds(days)}/>" for days in times)
    return f"<spells>{spells}</spells>" if spells else ""


def _bounds(days: Days) -> str:
    """The first and the last day, as far as they are known."""
    first, last = (f' {name}="{day}"' if day else "" for name, day in (("start", days.first), ("end", days.last)))
    return first + last


def _attributes(out: BinaryIO, kind: str, types: Mapping[str, str]) -> None:
    out.write(f'<attributes class="{kind}">\n'.encode())
    for name, type_name in types.items():
        if name not in _STANDARD:
            out.write(f'<attribute id="{name}" title="{name}" type="{_TYPES.get(type_name, type_name)}"/>\n'.encode())
    out.write(b"</attributes>\n")


def _values(cells: Mapping[str, Cell]) -> str:
    own = ((name, str(cell)) for name, cell in cells.items() if name not in _STANDARD)
    found = (f'<attvalue for="{name}" value={attribute(cell)}/>' for name, cell in own)
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
