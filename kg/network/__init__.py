"""The network of actors: the facts of the store, projections of them, and their measures."""

from kg.network.facts import Evidence, Facts, Node, Source, Tie, read_facts
from kg.network.measuring import MEASURES, Request, measure
from kg.network.projections import (
    PRESENCE,
    PROJECTIONS,
    Part,
    bipartite,
    co_participation,
    parts,
    project,
    quotations,
)
from kg.network.selection import Selection, select, undated, years
from kg.network.tables import WRITERS, Table

__all__ = [
    "MEASURES", "PRESENCE", "PROJECTIONS", "WRITERS", "Evidence", "Facts", "Node", "Part", "Request", "Selection",
    "Source", "Table", "Tie", "bipartite", "co_participation", "measure", "parts", "project", "quotations",
    "read_facts", "select", "undated", "years",
]  # fmt: skip
