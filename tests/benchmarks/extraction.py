"""How fast extraction is beside spaCy alone on the same texts, which stage takes how much, and whether memory grows.

    python -m tests.benchmarks.extraction [FOLDER...] [--rounds N]

reads the articles of the folders (by default the examples) N times in one process. Each text goes through the whole
spaCy pipeline and through `extract` in turn, so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kg.extract import extract
from kg.extract.text.language import model
from kg.read import find_articles, read_article
from kg.records import Article
from tests.benchmarks.build import EXAMPLES, Clock, Figures, machine

STAGES = {
    "split": "segments",
    "find_mentions": "mentions",
    "split_sentences": "sentences",
    "parse": "spaCy: tags and dependencies",
    "find_persons": "persons (with spaCy's names)",
    "find_dates": "dates",
    "affiliations": "affiliations",
    "_events": "events",
    "_relations": "relations",
    "topics": "topics",
    "finish": "evidence and identity",
}
"""The functions of `kg.extract.pipeline` in order, and how the table names them."""


@dataclass(slots=True)
class Measured:
    """Seconds an article by round, of spaCy alone and of extraction; shares of the stages; MB resident by round."""

    articles: int
    spacy: list[float] = field(default_factory=list)
    extraction: list[float] = field(default_factory=list)
    shares: Figures = field(default_factory=dict)
    resident: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The speed of extraction as a share of that of spaCy alone: the median over the rounds."""
        return statistics.median(alone / whole for alone, whole in zip(self.spacy, self.extraction, strict=True))


def articles_of(folders: Sequence[Path]) -> list[Article]:
    """The articles of the folders."""
    return [read_article(source).article for source in find_articles(list(folders))]


def measure(articles: Sequence[Article], rounds: int) -> Measured:
    """Reads each article `rounds` times both ways, after one round that loads and compiles."""
    clock = Clock()
    stages: Any = importlib.import_module("kg.extract.pipeline")
    for name in STAGES:
        setattr(stages, name, clock.on(name, getattr(stages, name)))
    measured = Measured(len(articles))
    _round(articles)
    clock.seconds.clear()
    for _ in range(rounds):
        alone, whole = _round(articles)
        measured.spacy.append(alone / len(articles))
        measured.extraction.append(whole / len(articles))
        measured.resident.append(_resident())
    spent = sum(clock.seconds.values())
    measured.shares = {name: clock.seconds.get(name, 0.0) / spent for name in STAGES}
    return measured


def _round(articles: Sequence[Article]) -> tuple[float, float]:
    """Seconds for all articles: spaCy's whole pipeline, extraction."""
    alone = whole = 0.0
    pipeline = model()
    for article in articles:
        start = time.perf_counter()
        pipeline(article.text)
        between = time.perf_counter()
        extract(article)
        alone, whole = alone + between - start, whole + time.perf_counter() - between
    return alone, whole


def _resident() -> float:
    """MB of memory that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def as_table(measured: Measured) -> Table:
    """The figures, one a row."""
    table = Table(title=f"Extraction on {machine()}", title_justify="left", show_header=False)
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row("articles", str(measured.articles))
    table.add_row("spaCy alone, articles a second", f"{1 / statistics.median(measured.spacy):.1f}")
    table.add_row("extraction, articles a second", f"{1 / statistics.median(measured.extraction):.1f}")
    table.add_row("speed of extraction / of spaCy alone", f"{measured.ratio:.2f}")
    for name, label in STAGES.items():
        table.add_row(f"  {label}", f"{measured.shares[name]:.0%}")
    table.add_row("MB after the first round", f"{measured.resident[0]:.0f}")
    table.add_row("MB after the last round", f"{measured.resident[-1]:.0f}")
    return table


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    Console().print(as_table(measure(articles_of(options.folder), options.rounds)))


if __name__ == "__main__":
    main()
