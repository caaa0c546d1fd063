"""A graph of any size for benchmarks, shaped like those that `kg build` makes.

    python -m tests.benchmarks.graph_generator DIR [--triples N] [--seed S]

reads articles that come with the program, tells what they say of others again and again, and puts that into a store
at DIR, which `kg query --store DIR` and the other commands read. The same seed makes the same graph.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import settings
from kg.extract import extract
from kg.graph import article_graph
from kg.graph.reference_graph import ontology_quads, reference_quads
from kg.read import find_articles, read_article
from kg.records import Extraction
from kg.store import ArticleStore, is_public, open_snapshot, publish
from tests.benchmarks.build import EXAMPLES, ROOT
from tests.benchmarks.redrawing import Pools, redrawn

TEMPLATES = (EXAMPLES, ROOT / "examples" / "evaluation" / "development" / "text")
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Size:
    """How big a graph is: articles, quads of the public graphs, and the triples in them, each counted once however many
    graphs it stands in."""

    articles: int
    quads: int
    facts: int
    triples: int

    def __str__(self) -> str:
        return (
            f"{self.articles:,} articles, {self.triples:,} distinct triples over all public graphs\n"
            f"({self.quads:,} quads, {self.facts:,} of them in the default graph)"
        )


def templates(folders: Sequence[Path] = TEMPLATES) -> list[Extraction]:
    """What the articles of the folders say."""
    return [extract(read_article(source).article) for source in find_articles(list(folders))]


def fill(store: ArticleStore, triples: int, seed: int, models: Sequence[Extraction]) -> None:
    """Adds reference data, and then articles until the graph has as many distinct triples or a few more."""
    chance = random.Random(seed)
    pools = Pools.of_reference_data(chance)
    reference = list(chain(reference_quads(), ontology_quads()))
    store.load_reference(reference)
    seen = {hash(quad.triple) for quad in reference}
    number = 0
    while len(seen) < triples:
        number += 1
        key = f"https://example.org/news/{number}"
        graph = article_graph(redrawn(chance.choice(models), key, pools, chance))
        store.commit_article(graph)
        seen.update(map(hash, graph.public))


def generate(directory: Path, triples: int, seed: int = 1, models: Sequence[Extraction] | None = None) -> None:
    """Makes a store at `directory` and publishes it for readers."""
    with ArticleStore.open(directory) as store:
        fill(store, triples, seed, templates() if models is None else models)
        store.compact()
        publish(store)


def size(store: Store) -> Size:
    """Counts what is in a store."""
    seen: set[int] = set()
    quads = facts = articles = 0
    for graph in filter(is_public, (DefaultGraph(), *store.named_graphs())):
        found = [hash(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)]
        seen.update(found)
        quads += len(found)
        facts += len(found) if isinstance(graph, DefaultGraph) else 0
        articles += isinstance(graph, NamedNode) and graph.value.startswith(settings.ARTICLE)
    return Size(articles, quads, facts, len(seen))


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the store and says how big it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.graph_generator", description="Makes a graph.")
    parser.add_argument("directory", metavar="DIR", type=Path, help="where the store is made; it must not be there yet")
    parser.add_argument("--triples", metavar="N", type=int, default=MILLION, help=f"distinct ones, default {MILLION:,}")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another one makes another graph (default 1)")
    given = parser.parse_args(arguments)
    if given.directory.exists():
        parser.error(f"{given.directory} is there already")
    start = time.perf_counter()
    generate(given.directory, given.triples, given.seed)
    seconds = time.perf_counter() - start
    with open_snapshot(given.directory) as store:
        print(f"{size(store.store)}\nmade in {seconds:.0f} s", file=sys.stdout)


if __name__ == "__main__":
    main()
