"""The graph in Python: `kg.open`, answers as rows and data frames, evidence."""

from kg.research.evidence import Evidence
from kg.research.graph import Graph, Questions, open_graph
from kg.research.rows import Row, Rows
from kg.research.values import IRI, LanguageText

__all__ = ["IRI", "Evidence", "Graph", "LanguageText", "Questions", "Row", "Rows", "open_graph"]
