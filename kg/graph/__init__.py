"""From what an article says to RDF: one named graph an article, as DESIGN describes it."""

from kg.graph.article_graph import ArticleGraph, article_graph
from kg.graph.reference_graph import ontology_quads, reference_quads

__all__ = ["ArticleGraph", "article_graph", "ontology_quads", "reference_quads"]
