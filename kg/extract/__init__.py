"""Extraction: from an article to entities and claims with evidence."""

from __future__ import annotations

from kg.records import Article, Extraction

__all__ = ["extract"]


def extract(article: Article, *, estimates: bool = False) -> Extraction:
    """All that the article says, with evidence; see `kg.extract.pipeline`, which this loads when first called."""
    from kg.extract.pipeline import extract as run

    return run(article, estimates=estimates)
