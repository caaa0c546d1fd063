"""Pages that work offline: the report on the articles, and the relationship graph."""

from kg.view.graph_page import graph_page
from kg.view.report import report

__all__ = ["graph_page", "report"]
