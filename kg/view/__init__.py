"""Pages that work offline: the report on the articles, and the relationship graph."""

from kg.view.content import Contents
from kg.view.graph_page import graph_page
from kg.view.report import report

__all__ = ["Contents", "graph_page", "report"]
