"""GraphML, as its primer has it (http://graphml.graphdrawing.org/primer/graphml-primer.html): nodes, then edges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from kg.export.cells import ENTITY_TYPES, Cell, entity_cells, fact_cells, fact_types
from kg.export.columns import identifier
from kg.export.facts import network_facts
from kg.export.files import Files
from kg.export.formats import Options
from kg.export.rows import claims_of, network_entities
from kg.export.xml_text import attribute, content
from kg.store import ArticleStore

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(store: ArticleStore, options: Options, files: Files) -> None:
    """Writes entities as nodes, facts between them as edges. Articles are no nodes: what they say stands on edges."""
    out = files.open()
    out.write(_HEAD.encode())
    _keys(out, "node", ENTITY_TYPES)
    _keys(out, "edge", fact_types(options))
    out.write(b'<graph edgedefault="directed">\n')
    for entity in network_entities(store.store):
        out.write(
            f"<node id={attribute(identifier(entity.iri))}>{_data('node', entity_cells(entity))}</node>\n".encode()
        )
    for fact in network_facts(store.store, claims_of(store.store, options)):
        ends = f"source={attribute(identifier(fact.subject))} target={attribute(identifier(fact.object))}"
        out.write(f"<edge {ends}>{_data('edge', fact_cells(fact, options))}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def _keys(out: BinaryIO, kind: str, types: Mapping[str, str]) -> None:
    for name, type_name in types.items():
        out.write(f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_name}"/>\n'.encode())


def _data(kind: str, cells: Mapping[str, Cell]) -> str:
    return "".join(f'<data key="{kind}-{name}">{content(str(cell))}</data>' for name, cell in cells.items())
