"""Files for others to read: Turtle, TriG, N-Quads, JSON-LD. The same facts give the same bytes, whatever the order in
which they came into the store."""

from kg.export.writers import (
    FORMATS,
    Exporter,
    Format,
    export,
    write_jsonld,
    write_nquads,
    write_to,
    write_trig,
    write_turtle,
)

__all__ = [
    "FORMATS",
    "Exporter",
    "Format",
    "export",
    "write_jsonld",
    "write_nquads",
    "write_to",
    "write_trig",
    "write_turtle",
]
