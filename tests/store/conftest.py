"""Small articles as graphs, and a store on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import ArticleGraph, article_graph
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore

Make = Callable[..., ArticleGraph]


def an_article(
    key: str = "a.txt", text: str = "Kenya hosted the meeting. Tel. +41 22 555 0111.", host: str = "Kenya"
) -> ArticleGraph:
    evidence = (Span(0, len(text)),)
    entities = (Entity("e1", "Event", "the meeting"), Entity("e2", "State", host, reference="KEN"))
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "hosted", evidence),
        Claim("telephone", "e2", "+41 22 555 0111", "explicit", 0.9, "telephone", evidence),
    )
    segments = (Segment("body", 0, len(text)),)
    return article_graph(Extraction(Article(key, text), segments, entities, (), claims), rows={})


@pytest.fixture
def make() -> Make:
    """Makes the graph of an article in which a state hosts a meeting."""
    return an_article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    """An empty store on disk."""
    with ArticleStore.open(tmp_path / "store") as opened:
        yield opened
