"""From what an article says to RDF: one named graph an article, as DESIGN describes it."""

from kg.graph.article_graph import ArticleGraph, article_graph

__all__ = ["ArticleGraph", "article_graph"]
