"""One article of twenty changes: in the export of each RDF format only lines change that are about what it names."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export import FORMATS, Profile
from kg.extract import extract
from kg.graph import ArticleGraph, article_graph, reference_quads
from kg.read import find_articles, read_article
from kg.store import ArticleStore
from tests.export.written import PARSERS, RDF, written

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
CHANGED = "iom-au-horn-of-africa-ministerial.md"
Line = tuple[str, str]
"""A line with the subject that it is about."""
Versions = tuple[list[ArticleGraph], list[ArticleGraph]]


@pytest.fixture(scope="module")
def graphs() -> Versions:
    """The graphs of the examples, and the same with another version of one article."""
    before = [read_article(source).article for source in find_articles([EXAMPLES])]
    changed = next(article for article in before if article.path.endswith(CHANGED))
    paragraphs = changed.text.split("\n\n")
    text = "\n\n".join(paragraphs[:-2]).replace("Egypt", "Ghana")
    old = [article_graph(extract(article)) for article in before]
    new = article_graph(extract(replace(changed, text=text)))
    return old, [new if graph.key == new.key else graph for graph in old]


def store_of(graphs: list[ArticleGraph]) -> ArticleStore:
    store = ArticleStore.in_memory()
    store.load_reference(reference_quads())
    for graph in graphs:
        store.commit_article(graph)
    return store


@pytest.fixture(scope="module")
def stores(graphs: Versions) -> tuple[ArticleStore, ArticleStore]:
    old, new = graphs
    return store_of(old), store_of(list(reversed(new)))


def lines(content: bytes, suffix: str) -> Iterator[Line]:
    """The lines of a file with what they are about."""
    text = content.decode()
    if suffix in (".nt", ".nq"):
        yield from ((line.partition(" ")[0], line) for line in text.splitlines())
    elif suffix == ".jsonld":
        yield from of_json(text)
    else:
        yield from of_turtle(text)


def of_json(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        bare = line.rstrip(",")
        node = json.loads(bare) if bare.startswith('{"id"') and bare.endswith("}") else {}
        yield (f"<https://w3id.org/mgkg/{node['id']}>" if node else "", bare)


def of_turtle(text: str) -> Iterator[Line]:
    prefixes = dict(re.findall(r"^@prefix ([a-z-]+): <(.*)> \.$", text, re.MULTILINE))
    for block in text.split("\n\n"):
        first = next(line for line in block.splitlines() if line.strip())
        name = first.strip().removesuffix(" {")
        prefix, _, local = name.partition(":")
        about = (
            f"<{prefixes[prefix]}{local}>" if prefix in prefixes else name.replace("<", "<https://w3id.org/mgkg/", 1)
        )
        yield from ((about, line) for line in block.splitlines() if line.strip())


def named(graph: ArticleGraph) -> set[str]:
    """What the graph of an article says something about."""
    return {str(triple.subject) for triple in graph.public} | {str(graph.graph)}


@pytest.mark.parametrize(("name", "profile"), RDF)
def test_only_lines_about_the_article_and_what_it_names_change(
    name: str, profile: Profile, graphs: Versions, stores: tuple[ArticleStore, ArticleStore], tmp_path: Path
) -> None:
    (old,), (new,) = (written(store, name, profile, tmp_path).values() for store in stores)
    suffix = FORMATS[name].suffix
    before, after = (Counter(lines(content, suffix)) for content in (old, new))
    changed = {about for about, line in (before - after) + (after - before) if not line.startswith("@")}
    quads, others = (set(ox.parse(content, PARSERS[suffix])) for content in (old, new))
    versions = (graph for one, other in zip(*graphs, strict=True) if one is not other for graph in (one, other))
    assert set() < changed <= {str(quad.subject) for quad in quads ^ others} <= set().union(*map(named, versions))
