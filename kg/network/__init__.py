"""The network of actors: projections of the store and their measures."""

from kg.network.measures import MEASURES, Table, measure
from kg.network.projections import PRESENCE, Part, bipartite, co_participation, parts

__all__ = ["MEASURES", "PRESENCE", "Part", "Table", "bipartite", "co_participation", "measure", "parts"]
